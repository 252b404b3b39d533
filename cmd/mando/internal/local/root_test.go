package local

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheRootIsFoundFromAnyFolderInside(t *testing.T) {
	t.Parallel()
	want, err := filepath.Abs("../../../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{".", want, filepath.Join(want, "functions", "receiver")} {
		if got, err := FindRoot(dir); err != nil || got != want {
			t.Errorf("FindRoot(%s) = %s, %v, want %s", dir, got, err, want)
		}
	}
}

func TestOutsideTheRepositoryTheErrorSaysWhatToDo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	// Somebody else's workspace is not this repository.
	if err := os.WriteFile(filepath.Join(dir, "go.work"), []byte("go 1.26.0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := FindRoot(dir)
	if err == nil || !strings.HasSuffix(err.Error(), "change into it and try again") {
		t.Errorf("FindRoot = %v, want advice", err)
	}
}
