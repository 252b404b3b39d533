package discordapi

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// wycheproof is the module with vectors that have found mistakes in other
// implementations. It is not in go.mod, for it asks for a newer Go than this
// module does: the go command fetches and checks it here.
const wycheproof = "github.com/c2sp/wycheproof@v0.0.0-20260902155932-3fa63dd0344a"

// vectors returns the Ed25519 vectors. Where the module cannot be had the test
// is skipped, but not in CI.
func vectors(t *testing.T) []byte {
	t.Helper()
	command := exec.Command("go", "mod", "download", "-json", wycheproof)
	command.Dir = t.TempDir() // not this module: its go.mod must not matter
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	out, err := command.Output()
	var module struct{ Dir, Error string }
	if decodeErr := json.Unmarshal(out, &module); err != nil || decodeErr != nil || module.Dir == "" {
		missing := t.Skipf
		if os.Getenv("CI") == "true" {
			missing = t.Fatalf
		}
		missing("Wycheproof's vectors cannot be had, go mod download says: %v %s", err, module.Error)
	}
	data, err := os.ReadFile(filepath.Join(module.Dir, "testvectors_v1", "ed25519_test.json"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestWycheproof(t *testing.T) {
	t.Parallel()
	var file struct {
		TestGroups []struct {
			PublicKey struct {
				PK string `json:"pk"`
			} `json:"publicKey"`
			Tests []struct {
				ID      int    `json:"tcId"`
				Comment string `json:"comment"`
				Message string `json:"msg"`
				Sig     string `json:"sig"`
				Result  string `json:"result"`
			} `json:"tests"`
		} `json:"testGroups"`
	}
	if err := json.Unmarshal(vectors(t), &file); err != nil {
		t.Fatal(err)
	}
	verdicts := map[bool]int{}
	for _, group := range file.TestGroups {
		key := ed25519.PublicKey(unhex(t, group.PublicKey.PK))
		for _, v := range group.Tests {
			got := signedByOne([]ed25519.PublicKey{key}, unhex(t, v.Message), unhex(t, v.Sig))
			verdicts[got]++
			if got != (v.Result == "valid") {
				t.Errorf("vector %d (%s): verified %t, want %s", v.ID, v.Comment, got, v.Result)
			}
		}
	}
	if verdicts[true] != 88 || verdicts[false] != 63 {
		t.Errorf("%d accepted and %d rejected, want 88 and 63", verdicts[true], verdicts[false])
	}
}

func unhex(t *testing.T, text string) []byte {
	t.Helper()
	data, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
