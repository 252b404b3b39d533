// Package pack makes the zip that Cloud Functions builds a function from.
//
// Google's builder sees nothing but the zip: no parent folder, no go.work, and
// with a vendor folder in it no network either. So a function is staged as its
// own Go files without tests, its go.mod and go.sum, and every package it needs
// under vendor/, the repository's own among them. Two runs on the same commit
// with the same Go version give the same bytes: entries are sorted and all carry
// the same time. The name of the zip holds its hash, because Terraform deploys a
// function again only if the name of its object changes.
package pack

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// Function packs the function in the folder source into the folder output,
// which it creates, and returns the path of the zip: NAME-HASH.zip, where NAME is
// the folder's name and HASH begins the SHA-256 of the zip. An older zip of the
// same function there is removed, so that the folder says what to deploy.
func Function(ctx context.Context, source, output string) (string, error) {
	stage, err := os.MkdirTemp("", "mando-package-")
	if err != nil {
		return "", fmt.Errorf("making a folder to pack in: %w", err)
	}
	defer os.RemoveAll(stage)
	name := filepath.Base(source)
	if err := fill(ctx, stage, source); err != nil {
		return "", fmt.Errorf("packing %s: %w", name, err)
	}
	content, err := archive(os.DirFS(stage))
	if err != nil {
		return "", fmt.Errorf("packing %s: %w", name, err)
	}
	hash := fmt.Sprintf("%x", sha256.Sum256(content))[:16]
	path := filepath.Join(output, name+"-"+hash+".zip")
	if err := replace(path, name, content); err != nil {
		return "", fmt.Errorf("packing %s: %w", name, err)
	}
	return path, nil
}

// replace writes content to path and removes what else is called NAME-HASH.zip
// beside it.
func replace(path, name string, content []byte) error {
	output := filepath.Dir(path)
	if err := os.MkdirAll(output, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path+".part", content, 0o644); err != nil {
		return err
	}
	if err := os.Rename(path+".part", path); err != nil {
		return err
	}
	entries, err := os.ReadDir(output)
	if err != nil {
		return err
	}
	packed := regexp.MustCompile("^" + regexp.QuoteMeta(name) + "-[0-9a-f]{16}\\.zip$")
	for _, e := range entries {
		if e.Name() == filepath.Base(path) || !packed.MatchString(e.Name()) {
			continue
		}
		if err := os.Remove(filepath.Join(output, e.Name())); err != nil {
			return err
		}
	}
	return nil
}
