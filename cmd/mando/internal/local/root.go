package local

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// FindRoot returns the root of the repository that holds dir: the nearest
// folder, from dir upwards, with a go.work and the two functions.
func FindRoot(dir string) (string, error) {
	from, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding the repository: %w", err)
	}
	for dir := from; ; dir = filepath.Dir(dir) {
		if isRoot(dir) {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("%s is not inside the repository of mando, whose functions this runs: change into it and try again", from)
		}
	}
}

func isRoot(dir string) bool {
	for _, name := range []string{"go.work", "functions/receiver/go.mod", "functions/renderer/go.mod"} {
		if _, err := os.Stat(filepath.Join(dir, name)); errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return true
}
