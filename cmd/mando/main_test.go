package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"mando": main})
}

// TestScripts runs mando as a user types it: each file of testdata/script is a
// session with the real main. Scripts find the repository at $ROOT, and the go
// command works in them as it does here.
func TestScripts(t *testing.T) {
	t.Parallel()
	variables := []string{"GOCACHE", "GOMODCACHE", "GOPATH", "GOPROXY", "GOFLAGS", "GOTOOLCHAIN"}
	values, err := exec.Command("go", append([]string{"env"}, variables...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	root, err := exec.Command("go", "env", "GOWORK").Output()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("ROOT", strings.TrimSuffix(strings.TrimSpace(string(root)), "/go.work"))
			for i, value := range strings.Split(strings.TrimSuffix(string(values), "\n"), "\n") {
				e.Setenv(variables[i], value)
			}
			return nil
		},
	})
}
