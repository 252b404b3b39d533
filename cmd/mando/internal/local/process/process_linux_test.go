package process

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// The test binary is its own server: started with SERVE set, it is one, and
// with KEEP set one that keeps another.
func TestMain(m *testing.M) {
	if address := os.Getenv("KEEP"); address != "" {
		keep(address)
	}
	if address := os.Getenv("SERVE"); address != "" {
		serve(address)
	}
	goleak.VerifyTestMain(m)
}

// serve answers with its process id until it is asked for /die. It refuses to
// start where the file FAULT exists, with the words in that file.
func serve(address string) {
	if words, err := os.ReadFile(os.Getenv("FAULT")); err == nil {
		fmt.Fprintln(os.Stderr, string(words))
		os.Exit(3)
	}
	if os.Getenv("STUBBORN") != "" {
		signal.Ignore(syscall.SIGTERM)
	}
	fmt.Println("listening")
	err := http.ListenAndServe(address, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/die" {
			fmt.Fprintln(os.Stderr, "out of luck")
			os.Exit(4)
		}
		fmt.Fprint(w, os.Getpid())
	}))
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// bench is a server under test and what it was heard to do.
type bench struct {
	config Config
	fault  string // file that keeps it from starting
	output bytes.Buffer
	mu     sync.Mutex
	crash  []string
}

func newBench(t *testing.T, env ...string) *bench {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	b := &bench{fault: filepath.Join(t.TempDir(), "fault")}
	b.config = Config{
		Name:    "server",
		Args:    []string{os.Args[0]},
		Env:     append(os.Environ(), append(env, "SERVE="+address, "FAULT="+b.fault)...),
		Address: address,
		Output:  &b.output,
		Crashed: func(err error) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.crash = append(b.crash, err.Error())
		},
	}
	return b
}

func (b *bench) start(t *testing.T) *Process {
	t.Helper()
	p, err := Start(t.Context(), b.config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Stop(killAtOnce()) })
	return p
}

func (b *bench) crashes() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.crash...)
}

// get asks the server on a connection of its own; it is empty without an answer.
func (b *bench) get(path string) string {
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 5 * time.Second}
	resp, err := client.Get("http://" + b.config.Address + path)
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return string(body)
}

func killAtOnce() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

// eventually waits for a condition that another process brings about.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not after 20 s: %s", what)
		}
	}
}

func TestAStartedServerIsReady(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := b.start(t)
	if got := b.get("/"); got != strconv.Itoa(p.PID()) {
		t.Errorf("the server answered %q, want its process id %d", got, p.PID())
	}
	p.Stop(t.Context())
	if p.Err() != nil || p.PID() != 0 {
		t.Errorf("after Stop: error %v, pid %d", p.Err(), p.PID())
	}
	if got := b.output.String(); got != "listening\n" {
		t.Errorf("output = %q", got)
	}
}

func TestAServerThatExitsAtStartIsReportedWithItsWords(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	if err := os.WriteFile(b.fault, []byte("RENDER_TOPIC is missing"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), b.config)
	if err == nil || err.Error() != "starting server: exit status 3: RENDER_TOPIC is missing" {
		t.Errorf("Start = %v", err)
	}
	if got := b.crashes(); len(got) != 0 {
		t.Errorf("it was started again after %q", got)
	}
}

func TestAStartThatCannotSucceed(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(*Config)
		want   string
	}{
		{"the program does not exist", func(c *Config) { c.Args = []string{"/nowhere/server"} }, "no such file"},
		{"the server listens elsewhere", func(c *Config) {
			c.Address, c.Patience = "127.0.0.1:1", 50*time.Millisecond
		}, "it does not listen on 127.0.0.1:1 after 50ms"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			tt.change(&b.config)
			if _, err := Start(t.Context(), b.config); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Start = %v, want %q in it", err, tt.want)
			}
			if got := b.get("/"); got != "" {
				t.Errorf("a server is left behind: %s", got)
			}
		})
	}
}

func TestACrashedServerIsStartedAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := b.start(t)
	first := p.PID()
	b.get("/die")
	eventually(t, "a second server", func() bool { got := b.get("/"); return got != "" && got != strconv.Itoa(first) })
	if got := b.crashes(); len(got) != 1 || got[0] != "exit status 4" {
		t.Errorf("crashes = %q, want one with its status", got)
	}
}

func TestAKilledServerIsStartedAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := b.start(t)
	first := p.PID()
	if err := syscall.Kill(first, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a second server", func() bool { got := b.get("/"); return got != "" && got != strconv.Itoa(first) })
	if got := b.crashes(); len(got) != 1 || got[0] != "signal: killed" {
		t.Errorf("crashes = %q", got)
	}
}

func TestAServerThatKeepsCrashingIsGivenUp(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := b.start(t)
	if err := os.WriteFile(b.fault, []byte("the disk is full"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.get("/die")
	select {
	case <-p.Done():
	case <-time.After(20 * time.Second):
		t.Fatal("it was not given up")
	}
	want := "server crashed 5 times in 10s, last: exit status 3: the disk is full"
	if p.Err() == nil || p.Err().Error() != want {
		t.Errorf("Err = %v, want %s", p.Err(), want)
	}
	if got := b.crashes(); len(got) != 4 {
		t.Errorf("%d restarts were reported, want 4", len(got))
	}
}

func TestAServerThatIgnoresSIGTERMIsKilled(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		grace time.Duration
		ctx   func() context.Context
	}{
		{"after the grace", 50 * time.Millisecond, context.Background},
		{"when the context is done", time.Hour, killAtOnce},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, "STUBBORN=1")
			b.config.Grace = tt.grace
			p := b.start(t)
			p.Stop(tt.ctx())
			if got := b.get("/"); got != "" {
				t.Errorf("it still answers: %s", got)
			}
		})
	}
}
