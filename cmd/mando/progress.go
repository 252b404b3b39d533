package main

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// newBar returns a progress bar for a person who waits for several pictures. It
// stays away where there is nobody or nothing to wait for.
func newBar(w io.Writer, pictures int) *progressbar.ProgressBar {
	file, ok := w.(*os.File)
	watched := ok && term.IsTerminal(int(file.Fd())) && pictures > 1
	return progressbar.NewOptions(
		pictures,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetVisibility(watched),
		progressbar.OptionSetDescription("drawing"),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
	)
}
