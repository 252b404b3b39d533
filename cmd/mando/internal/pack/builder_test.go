package pack

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/job"
)

// What Google's builder puts beside a function, in its own words: a program
// that imports the function, whose init registers it, and starts the framework.
const generatedMain = `package main

import (
	"log"
	"os"

	_ %q

	"github.com/GoogleCloudPlatform/functions-framework-go/funcframework"
)

func main() {
	if err := funcframework.Start(os.Getenv("PORT")); err != nil {
		log.Fatal(err)
	}
}
`

// build does with the function's zip what the builder does on a machine that has
// nothing but Go: the content moves into a folder of its own, the program is
// generated inside the module, and it is built from vendor/ alone.
func build(t *testing.T, name string) (binary string) {
	t.Helper()
	source, err := filepath.Abs(filepath.Join("..", "..", "..", "..", "functions", name))
	if err != nil {
		t.Fatal(err)
	}
	path, _ := packed(t, source, t.TempDir())
	app := filepath.Join(t.TempDir(), "serverless_function_source_code")
	unzip(t, app, path)

	run := func(args ...string) string {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Dir = app
		cmd.Env = append(os.Environ(),
			"GOPROXY=off", "GOWORK=", "GOFLAGS=-mod=vendor", "GOTOOLCHAIN=local",
			"GOMODCACHE="+t.TempDir()) // nothing that was downloaded before helps
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return strings.TrimSpace(string(out))
	}
	module := run("list", "-m")
	if first, _, _ := strings.Cut(module, "/"); !strings.Contains(first, ".") {
		t.Fatalf("module %s: the builder wants a dot in the first element", module)
	}
	main := filepath.Join(app, "functions.local", "app", "main.go")
	if err := os.MkdirAll(filepath.Dir(main), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(main, fmt.Appendf(nil, generatedMain, module), 0o644); err != nil {
		t.Fatal(err)
	}
	binary = filepath.Join(t.TempDir(), name)
	run("build", "-trimpath", "-ldflags=-s -w", "-o", binary, "./functions.local/app")
	return binary
}

func unzip(t *testing.T, target, path string) {
	t.Helper()
	r, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := os.CopyFS(target, r); err != nil {
		t.Fatal(err)
	}
}

// started is a function that serves, and what it logs.
type started struct {
	url  string
	logs *log
}

// start runs the function as Cloud Run does: a port, a target, its settings.
func start(t *testing.T, binary, target string, settings ...string) started {
	t.Helper()
	port := freePort(t)
	s := started{url: "http://127.0.0.1:" + port, logs: new(log)}
	cmd := exec.CommandContext(t.Context(), binary)
	cmd.Dir = t.TempDir()
	cmd.Env = append([]string{"PORT=" + port, "FUNCTION_TARGET=" + target, "GOOGLE_CLOUD_PROJECT=mando-test"}, settings...)
	cmd.Stdout, cmd.Stderr = s.logs, s.logs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		c, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err == nil {
			c.Close()
			return s
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not serve: %v\n%s", target, err, s.logs)
		}
	}
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// log is a buffer that a process writes and a test reads.
type log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// post sends body with the header lines and returns the status and the answer.
func (s started) post(t *testing.T, body string, header map[string]string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for key, value := range header {
		req.Header.Set(key, value)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatalf("%v\n%s", err, s.logs)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, strings.TrimSpace(string(answer))
}

// logged reports whether the function logs text within a few seconds: its lines
// arrive through a pipe, after its answer.
func (s started) logged(text string) bool {
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if strings.Contains(s.logs.String(), text) {
			return true
		}
	}
	return false
}

func TestTheBuiltReceiverAnswersASignedPing(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the receiver from its zip, with all that it needs")
	}
	t.Parallel()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, build(t, "receiver"), "Receiver",
		"DISCORD_PUBLIC_KEY="+hex.EncodeToString(public),
		"RENDER_TOPIC=mando-renders",
		"PUBSUB_EMULATOR_HOST=127.0.0.1:1") // a PING publishes nothing
	ping := `{"id":"1","application_id":"2","type":1,"token":"","version":1}`
	now := fmt.Sprint(time.Now().Unix())
	signature := hex.EncodeToString(ed25519.Sign(private, []byte(now+ping)))

	status, answer := s.post(t, ping, map[string]string{"X-Signature-Ed25519": signature, "X-Signature-Timestamp": now})
	if status != http.StatusOK || answer != `{"type":1}` {
		t.Errorf("a signed PING is answered %d %s, want 200 {\"type\":1}\n%s", status, answer, s.logs)
	}
	status, answer = s.post(t, ping+" ", map[string]string{"X-Signature-Ed25519": signature, "X-Signature-Timestamp": now})
	if status != http.StatusUnauthorized {
		t.Errorf("another body under the same signature is answered %d %s, want 401", status, answer)
	}
}

func TestTheBuiltRendererAcknowledgesWhatCannotBeDrawn(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the renderer from its zip, with all that it needs")
	}
	t.Parallel()
	s := start(t, build(t, "renderer"), "Renderer",
		"PICTURE_BUCKET=pictures",
		"STORAGE_EMULATOR_HOST=127.0.0.1:1",
		"DISCORD_API_URL=http://127.0.0.1:1") // neither is called
	old := job.Job{
		Kind:          job.Delete,
		InteractionID: "175928847299117063", // of 2016
		ApplicationID: "2",
		Token:         discordapi.NewToken("secret"),
	}
	data, attributes, err := old.Message()
	if err != nil {
		t.Fatal(err)
	}
	for rule, test := range map[string]struct{ body, outcome string }{
		"a job of another day is expired":        {body: string(data), outcome: "expired"},
		"what is not a job is never tried again": {body: "{", outcome: "undecodable"},
	} {
		if status, answer := s.post(t, test.body, attributes); status != http.StatusNoContent {
			t.Errorf("%s: answered %d %s, want 204\n%s", rule, status, answer, s.logs)
		}
		if want := fmt.Sprintf("%q:%q", "outcome", test.outcome); !s.logged(want) {
			t.Errorf("%s: no %s in the log:\n%s", rule, want, s.logs)
		}
	}
	if strings.Contains(s.logs.String(), "secret") {
		t.Error("the token is in the log")
	}
}
