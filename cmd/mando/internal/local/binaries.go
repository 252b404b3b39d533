package local

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"
)

// Binaries are the two functions as programs.
type Binaries struct {
	Receiver, Renderer string // paths
}

// Build compiles both functions of the repository at root into the folder dir.
func Build(ctx context.Context, root, dir string) (Binaries, error) {
	suffix := ""
	if runtime.GOOS == "windows" {
		suffix = ".exe"
	}
	b := Binaries{
		Receiver: filepath.Join(dir, "receiver"+suffix),
		Renderer: filepath.Join(dir, "renderer"+suffix),
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return goBuild(ctx, root, "./functions/receiver/cmd", b.Receiver) })
	group.Go(func() error { return goBuild(ctx, root, "./functions/renderer/cmd", b.Renderer) })
	return b, group.Wait()
}

// goBuild compiles the command at source, a path below root, into target.
func goBuild(ctx context.Context, root, source, target string) error {
	build := exec.CommandContext(ctx, "go", "build", "-o", target, source)
	build.Dir = root
	out, err := build.CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("building %s: the go command is not in PATH: install Go from https://go.dev/dl", source)
	case err != nil:
		return fmt.Errorf("building %s: %w: %s: mend that and try again", source, err, strings.TrimSpace(string(out)))
	}
	return nil
}
