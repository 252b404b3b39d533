package pack

import (
	"archive/zip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// repository writes a small repository with the function hello in it and
// returns the function's folder. change maps further files to their content.
func repository(t *testing.T, change map[string]string) string {
	t.Helper()
	root := t.TempDir()
	files := map[string]string{
		"go.mod":                               "module example.com/sample\n\ngo 1.26.0\n",
		"go.work":                              "go 1.26.0\n\nuse (\n\t.\n\t./functions/hello\n)\n",
		"internal/word/word.go":                "package word\n\nconst Hello = \"hello\"\n",
		"internal/fake/fake.go":                "package fake\n",
		"internal/word/word_test.go":           "package word\n",
		"functions/hello/go.mod":               "module example.com/sample/functions/hello\n\ngo 1.26.0\n\nrequire example.com/sample v0.0.0\n\nreplace example.com/sample => ../..\n",
		"functions/hello/go.sum":               "",
		"functions/hello/hello.go":             "package hello\n\nimport (\n\t_ \"embed\"\n\n\t\"example.com/sample/functions/hello/part\"\n\t\"example.com/sample/internal/word\"\n)\n\n//go:embed words.txt\nvar Words string\n\nconst Said = word.Hello + part.Part\n",
		"functions/hello/hello_test.go":        "package hello\n\nimport _ \"example.com/sample/internal/fake\"\n",
		"functions/hello/hello_windows.go":     "package hello\n",
		"functions/hello/words.txt":            "hello\n",
		"functions/hello/part/part.go":         "package part\n\nconst Part = \"part\"\n",
		"functions/hello/cmd/main.go":          "package main\n\nfunc main() {}\n",
		"functions/hello/unneeded/unneeded.go": "package unneeded\n",
	}
	for name, content := range change {
		files[name] = content
	}
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(root, "functions", "hello")
}

func packed(t *testing.T, source, output string) (path string, content []byte) {
	t.Helper()
	path, err := Function(t.Context(), source, output)
	if err != nil {
		t.Fatal(err)
	}
	content, err = os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, content
}

func TestTheZipHoldsWhatTheBuilderNeedsAndNothingElse(t *testing.T) {
	t.Parallel()
	path, _ := packed(t, repository(t, nil), t.TempDir())
	r, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var names []string
	for _, f := range r.File {
		names = append(names, f.Name)
		if !f.Modified.Equal(epoch) {
			t.Errorf("%s carries the time %v, want %v", f.Name, f.Modified, epoch)
		}
		if f.Mode() != 0o644 {
			t.Errorf("%s has the mode %v: the builder must be able to write go.mod", f.Name, f.Mode())
		}
	}
	want := []string{
		"go.mod", "go.sum", "hello.go", "part/part.go",
		"vendor/example.com/sample/internal/word/word.go", "vendor/modules.txt", "words.txt",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
}

func TestTheSameSourceGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	first, a := packed(t, repository(t, nil), t.TempDir())
	second, b := packed(t, repository(t, nil), t.TempDir()) // another folder, another time
	if filepath.Base(first) != filepath.Base(second) || !slices.Equal(a, b) {
		t.Errorf("packed twice: %s with %d bytes and %s with %d, want the same", filepath.Base(first), len(a), filepath.Base(second), len(b))
	}
}

func TestAChangeGivesAnotherNameAndTheOldZipGoes(t *testing.T) {
	t.Parallel()
	output := t.TempDir()
	kept := []string{"hello-notes.zip", "helloworld-0123456789abcdef.zip"}
	for _, name := range kept {
		if err := os.WriteFile(filepath.Join(output, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	before, _ := packed(t, repository(t, nil), output)
	after, _ := packed(t, repository(t, map[string]string{"functions/hello/words.txt": "bye\n"}), output)
	if before == after {
		t.Errorf("both are called %s", before)
	}
	entries, err := os.ReadDir(output)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	want := append(slices.Clone(kept), filepath.Base(after))
	slices.Sort(want)
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("the folder holds (-want +got):\n%s", diff)
	}
}

func TestWhatCannotBePackedSaysWhy(t *testing.T) {
	t.Parallel()
	for rule, test := range map[string]struct {
		change map[string]string
		want   string
	}{
		"the root folder is a package that can be imported": {
			change: map[string]string{"functions/hello/hello.go": "package main\n\nfunc main() {}\n", "functions/hello/hello_windows.go": "package main\n", "functions/hello/hello_test.go": "package main\n"},
			want:   "package main",
		},
		"the source compiles": {
			change: map[string]string{"functions/hello/hello.go": "package hello\n\nimport _ \"example.com/sample/internal/gone\"\n"},
			want:   "internal/gone",
		},
		"a needed module is in go.sum": {
			change: map[string]string{"functions/hello/hello.go": "package hello\n\nimport _ \"example.org/other\"\n"},
			want:   "example.org/other",
		},
	} {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			output := t.TempDir()
			_, err := Function(t.Context(), repository(t, test.change), output)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one about %q", err, test.want)
			}
			if left, _ := os.ReadDir(output); len(left) > 0 {
				t.Errorf("a failed run left %v", left)
			}
		})
	}
}
