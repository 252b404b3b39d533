package pack

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// legal are the files that `go mod vendor` keeps beside a package's source.
var legal = regexp.MustCompile(`^(AUTHORS|CONTRIBUTORS|COPYLEFT|COPYING|COPYRIGHT|LEGAL|LICENSE|NOTICE|PATENTS)`)

// prune takes out of vendor the packages that are not to be kept, which are those
// of the function's tests: fakes have no business in the cloud, and a change to a
// test is no reason to deploy.
func prune(vendor string, keep map[string]bool) error {
	err := filepath.WalkDir(vendor, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		importPath, err := filepath.Rel(vendor, path)
		if err != nil || keep[filepath.ToSlash(importPath)] {
			return err
		}
		return removePackage(path)
	})
	if err != nil {
		return err
	}
	return pruneList(filepath.Join(vendor, "modules.txt"), keep)
}

// removePackage removes the files of a package but its legal ones. A folder
// without Go files is none: it may hold what another package embeds.
func removePackage(folder string) error {
	if source, err := filepath.Glob(filepath.Join(folder, "*.go")); err != nil || len(source) == 0 {
		return err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() || legal.MatchString(e.Name()) {
			continue
		}
		if err := os.Remove(filepath.Join(folder, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// pruneList takes the packages out of modules.txt too. Its other lines begin
// with #, and the go command compares those with go.mod.
func pruneList(file string, keep map[string]bool) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var kept strings.Builder
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") || keep[strings.TrimSpace(line)] {
			kept.WriteString(line)
		}
	}
	return os.WriteFile(file, []byte(kept.String()), 0o644)
}
