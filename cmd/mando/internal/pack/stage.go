package pack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// fill makes stage what the builder needs of the function in source.
func fill(ctx context.Context, stage, source string) error {
	packages, err := needed(ctx, source)
	if err != nil {
		return err
	}
	if packages[len(packages)-1].Name == "main" {
		return errors.New("its root folder is package main, which Google's builder cannot import: give it a name of its own")
	}
	files := []string{"go.mod", "go.sum"}
	keep := map[string]bool{}
	for _, p := range packages {
		keep[p.ImportPath] = true
		if p.Module == nil || !p.Module.Main {
			continue
		}
		folder, err := filepath.Rel(source, p.Dir)
		if err != nil {
			return err
		}
		for _, file := range append(p.GoFiles, p.EmbedFiles...) {
			files = append(files, filepath.Join(folder, file))
		}
	}
	for _, file := range files {
		if err := copyFile(filepath.Join(stage, file), filepath.Join(source, file)); err != nil {
			return err
		}
	}
	vendor := filepath.Join(stage, "vendor")
	if _, err := goCommand(ctx, source, "mod", "vendor", "-o", vendor); err != nil {
		return err
	}
	return prune(vendor, keep)
}

// listed is what `go list` tells of a package.
type listed struct {
	ImportPath, Dir, Name string
	GoFiles, EmbedFiles   []string
	Module                *struct{ Main bool }
}

// needed lists the packages that the function's root package needs, itself last.
// What only its tests or the programs beside it need is not among them.
func needed(ctx context.Context, source string) ([]listed, error) {
	out, err := goCommand(ctx, source, "list", "-deps", "-json=ImportPath,Dir,Name,GoFiles,EmbedFiles,Module", ".")
	if err != nil {
		return nil, err
	}
	var packages []listed
	for d := json.NewDecoder(strings.NewReader(out)); ; {
		var p listed
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading go list: %w", err)
		}
		packages = append(packages, p)
	}
}

// goCommand runs the go command as the builder's machine would: outside the
// workspace, for Linux.
func goCommand(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOOS=linux", "GOARCH=amd64", "GOFLAGS=-mod=readonly")
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if errors.Is(err, exec.ErrNotFound) {
		return "", errors.New("the go command is not in PATH: install Go from https://go.dev/dl")
	}
	if err != nil {
		return "", fmt.Errorf("go %s: %w: %s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return stdout.String(), nil
}

func copyFile(target, source string) error {
	content, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	return os.WriteFile(target, content, 0o644)
}
