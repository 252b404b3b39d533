package local

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
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
	for source, target := range map[string]string{
		"./functions/receiver/cmd": b.Receiver,
		"./functions/renderer/cmd": b.Renderer,
	} {
		build := exec.CommandContext(ctx, "go", "build", "-o", target, source)
		build.Dir = root
		out, err := build.CombinedOutput()
		if errors.Is(err, exec.ErrNotFound) {
			return Binaries{}, fmt.Errorf("building %s: the go command is not in PATH: install Go from https://go.dev/dl", source)
		}
		if err != nil {
			return Binaries{}, fmt.Errorf("building %s: %w: %s", source, err, strings.TrimSpace(string(out)))
		}
	}
	return b, nil
}
