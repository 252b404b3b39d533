//go:build unix

// Package docs runs the shell lines of the documents beside it.
//
// The word after sh in the first line of a block says how: "run" runs it, in
// order with the others of its document, from the root of the repository; "serve"
// does so in the background until the document ends; "emulator" runs it beside a
// stack with Google's Pub/Sub emulator. A block of plain sh needs an account or a
// person; of it only the gcloud lines are checked for their form.
package docs

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// block is one fenced block of a document.
type block struct {
	file, info, text string
	line             int
}

func blocks(t *testing.T, file string) []block {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var found []block
	inside := false
	for i, line := range strings.SplitAfter(string(text), "\n") {
		info, fence := strings.CutPrefix(strings.TrimSpace(line), "```")
		switch {
		case fence && !inside:
			found = append(found, block{file: file, info: info, line: i + 1})
			inside = true
		case fence:
			inside = false
		case inside:
			found[len(found)-1].text += line
		}
	}
	return found
}

// needs skips the test where a program is missing, and in short runs.
func needs(t *testing.T, programs ...string) {
	t.Helper()
	if testing.Short() {
		t.Skip("runs what the documents say, which takes a while")
	}
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			t.Skipf("%s is not installed", p)
		}
	}
}

// script runs text with bash in dir, and ends whatever it leaves running.
func script(t *testing.T, dir, text string, settings ...string) {
	t.Helper()
	mark := "MANDO_DOCS_TEST=" + rand.Text()
	cmd := exec.CommandContext(t.Context(), "bash", "-euo", "pipefail", "-c", text)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), mark), settings...)
	output, err := os.Create(filepath.Join(t.TempDir(), "output"))
	if err != nil {
		t.Fatal(err)
	}
	defer output.Close()
	cmd.Stdout, cmd.Stderr = output, output
	err = cmd.Run()
	endAll(t, mark) // what still serves in the background
	said, _ := os.ReadFile(output.Name())
	if err != nil {
		t.Errorf("%v\n%s", err, said)
	} else if testing.Verbose() {
		t.Logf("%s", said)
	}
}

// endAll ends the processes that carry mark in their environment, which are the
// script's, in whatever group or session they are: gcloud puts its emulator into
// one of its own.
func endAll(t *testing.T, mark string) {
	t.Helper()
	environments, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range environments {
		environment, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(environment), mark) {
			continue // gone, or somebody else's
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}

func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestEveryBlockThatNeedsNoAccountRuns(t *testing.T) {
	files, err := filepath.Glob("*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, file := range append(files, "../README.md") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			needs(t, "bash", "make")
			var text strings.Builder
			for _, b := range blocks(t, file) {
				switch b.info {
				case "sh run":
					fmt.Fprintf(&text, "# %s:%d\n%s", b.file, b.line, b.text)
				case "sh serve":
					needs(t, "curl", "gcloud", "java")
					fmt.Fprintf(&text, "# %s:%d\n(\n%s) &\n", b.file, b.line, b.text)
				}
			}
			if text.Len() == 0 {
				t.Skip("nothing in it can be run without an account or a person")
			}
			script(t, root(t), text.String(), "DISCORD_PUBLIC_KEY="+hex.EncodeToString(make([]byte, 32)))
		})
	}
}

// A dead letter of 2016, and the proof that the blocks have taken it away.
const (
	before = `
gcloud pubsub topics publish mando-renders-dead --message='{"version":1}' \
	--attribute=ce-id=175928847299117063,ce-type=com.github.mandobot.render.requested.v1,ce-source=//discord.com/applications/2,ce-specversion=1.0,content-type=application/json
`
	after = `
[[ $(timeout 10 gcloud pubsub subscriptions pull mando-renders-dead --limit=1 --format=json || echo "[]") == "[]" ]] # it waits for one
`
)

func TestDeadLettersAreReadReplayedAndTakenAway(t *testing.T) {
	needs(t, "bash", "gcloud", "java", "jq")
	mando := filepath.Join(t.TempDir(), "mando")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", mando, "./cmd/mando")
	build.Dir = root(t)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text := before
	for _, b := range blocks(t, "operations.md") {
		if b.info == "sh emulator" {
			text += fmt.Sprintf("# %s:%d\n%s", b.file, b.line, b.text)
		}
	}
	// gcloud speaks to the emulator, with no credentials.
	text = `
cd "$DEAD_LETTERS"
export CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB="http://$PUBSUB_EMULATOR_HOST/"
export CLOUDSDK_AUTH_DISABLE_CREDENTIALS=true CLOUDSDK_CORE_PROJECT="$GOOGLE_CLOUD_PROJECT"
` + text + after
	inside := filepath.Join(t.TempDir(), "inside.sh")
	if err := os.WriteFile(inside, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	script(t, root(t), fmt.Sprintf("%s dev exec --pubsub emulator -- bash -euo pipefail %s", mando, inside), "DEAD_LETTERS="+t.TempDir())
}

// value stands for a substitution: most flags take a time for what they want.
const value = "2026-01-01T00:00:00Z"

// gcloudLines finds the gcloud commands of a text of shell, without what they
// are piped into. A substitution becomes a value, since only the form counts.
func gcloudLines(text string) []string {
	text = strings.ReplaceAll(text, "\\\n", " ")
	for substitution := regexp.MustCompile(`\$\([^()]*(\([^()]*\)[^()]*)*\)`); substitution.MatchString(text); {
		text = substitution.ReplaceAllString(text, value)
	}
	var found []string
	start := regexp.MustCompile(`(?m)(?:^|&&|\|)\s*(gcloud .*)$`)
	for rest := text; ; {
		at := start.FindStringSubmatchIndex(rest)
		if at == nil {
			return found
		}
		rest = rest[at[2]:]
		end := endOfCommand(rest)
		found = append(found, strings.TrimSpace(rest[:end]))
		rest = rest[end:]
	}
}

// endOfCommand is where the first command of text ends: at a line's end, a pipe,
// a redirection or a comment outside of quotes.
func endOfCommand(text string) int {
	quote := rune(0)
	for i, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case strings.ContainsRune("\n|&>;#", c):
			return i
		}
	}
	return len(text)
}

func TestGcloudLinesAreFoundInShell(t *testing.T) {
	t.Parallel()
	got := gcloudLines("gcloud a b \\\n  --c='x | y' > z\necho gcloud\ngcloud d && gcloud e --f=\"$(jq -r '(.)' <<<\"$g\")\" | sort # h\n")
	want := []string{"gcloud a b    --c='x | y'", "gcloud d", "gcloud e --f=\"" + value + "\""}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestGcloudKnowsEveryGcloudLine(t *testing.T) {
	needs(t, "gcloud")
	type command struct {
		Text    string `json:"command_string"`
		Success bool   `json:"success"`
		Error   string `json:"error_message"`
	}
	var commands []command
	inline := regexp.MustCompile("`(gcloud [^`]+)`")
	for _, file := range []string{"operations.md", "local-functions.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, span := range inline.FindAllStringSubmatch(string(text), -1) {
			commands = append(commands, command{Text: span[1]})
		}
		for _, b := range blocks(t, file) {
			if b.info != "sh" { // the others are run
				continue
			}
			for _, line := range gcloudLines(b.text) {
				commands = append(commands, command{Text: line})
			}
		}
	}
	if len(commands) < 15 {
		t.Fatalf("only %d gcloud lines found", len(commands))
	}
	list := filepath.Join(t.TempDir(), "commands.json")
	text, err := json.Marshal(commands)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(list, text, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "gcloud", "meta", "lint-gcloud-commands", "--commands-file="+list).Output()
	if err != nil {
		t.Skipf("this gcloud cannot check commands: %v", err)
	}
	if err := json.Unmarshal(out, &commands); err != nil {
		t.Fatal(err)
	}
	for _, c := range commands {
		if !c.Success {
			t.Errorf("%s\n%s", c.Text, c.Error)
		}
	}
}
