package probe_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mandobot/mando/cmd/mando/internal/probe"
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

// endpoint is a receiver as Discord wants it, whose parts can be broken.
type endpoint struct {
	discord  *discordtest.Discord
	delay    time.Duration
	badlySig int // the answer to a wrong signature
	get      int
	large    int
	pong     func(w http.ResponseWriter)
}

func newEndpoint() *endpoint {
	return &endpoint{
		discord:  discordtest.New(discordtest.Config{}),
		badlySig: http.StatusUnauthorized, get: http.StatusMethodNotAllowed, large: http.StatusRequestEntityTooLarge,
		pong: func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			_, _ = io.WriteString(w, `{"type":1}`)
		},
	}
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case <-time.After(e.delay):
	case <-r.Context().Done():
		return
	}
	body, _ := io.ReadAll(r.Body)
	keys, err := discordapi.ParsePublicKeys(e.discord.PublicKey())
	if err != nil {
		panic(err)
	}
	verifier, err := discordapi.NewVerifier(keys, time.Minute)
	if err != nil {
		panic(err)
	}
	switch {
	case r.Method != http.MethodPost:
		w.WriteHeader(e.get)
	case len(body) > 64<<10:
		w.WriteHeader(e.large)
	case verifier.Verify(r.Header, body) != nil:
		w.WriteHeader(e.badlySig)
	default:
		e.pong(w)
	}
}

// faults probes the endpoint and returns what is wrong by the probe's name.
func (e *endpoint) faults(t *testing.T, sign probe.Signer) (faults map[string]string, names []string) {
	t.Helper()
	client := &http.Client{Transport: discordtest.Transport(e)}
	faults = map[string]string{}
	for r := range probe.Endpoint(t.Context(), client, "http://bot.invalid/", sign) {
		names = append(names, r.Name)
		if r.Fault != "" {
			faults[r.Name] = r.Fault
		}
	}
	return faults, names
}

func (e *endpoint) sign(_ context.Context, body []byte) (http.Header, error) {
	return e.discord.Sign(body, time.Now()), nil
}

func TestAGoodEndpointHasNoFault(t *testing.T) {
	t.Parallel()
	e := newEndpoint()
	faults, names := e.faults(t, e.sign)
	if len(faults) > 0 || len(names) != 6 || names[5] != "signed ping" {
		t.Errorf("faults %v of %v", faults, names)
	}
}

func TestWithoutTheKeyThereIsNoSignedPing(t *testing.T) {
	t.Parallel()
	faults, names := newEndpoint().faults(t, nil)
	if len(faults) > 0 || len(names) != 5 {
		t.Errorf("faults %v of %v", faults, names)
	}
}

func TestFaultsAreFoundAndExplained(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		broken func(*endpoint)
		probe  string // that finds it
		want   string
	}{
		{"a wrong signature is answered 400", func(e *endpoint) { e.badlySig = 400 }, "ping signed with another key", "it wants 401"},
		{"a missing signature is answered 400", func(e *endpoint) { e.badlySig = 400 }, "unsigned ping", "takes away an address"},
		{"a malformed signature is answered 500", func(e *endpoint) { e.badlySig = 500 }, "ping with a signature that is none", "it wants 401"},
		{"a wrong signature is accepted", func(e *endpoint) { e.badlySig = 200 }, "ping signed with another key", "anybody can send commands"},
		{"GET is answered", func(e *endpoint) { e.get = 200 }, "GET", "it wants 405"},
		{"any length is taken", func(e *endpoint) { e.large = 401 }, "body over 64 KiB", "it wants 413"},
		{"it redirects", func(e *endpoint) { e.badlySig = 308 }, "unsigned ping", "points to another address (308)"},
		{"the pong has no content type", func(e *endpoint) {
			e.pong = func(w http.ResponseWriter) { _, _ = io.WriteString(w, `{"type":1}`) }
		}, "signed ping", "application/json"},
		{"the pong is something else", func(e *endpoint) {
			e.pong = func(w http.ResponseWriter) {
				w.Header().Set("Content-Type", "application/json")
				_, _ = io.WriteString(w, `{"type":4}`)
			}
		}, "signed ping", `not {"type":1}`},
		{"a ping is refused", func(e *endpoint) {
			e.pong = func(w http.ResponseWriter) { w.WriteHeader(http.StatusUnauthorized) }
		}, "signed ping", "it wants 200: Discord would not take the address"},
		{"the connection is cut", func(e *endpoint) {
			e.pong = func(http.ResponseWriter) { panic(http.ErrAbortHandler) }
		}, "signed ping", "no answer: read: connection reset by peer"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := newEndpoint()
			tt.broken(e)
			faults, _ := e.faults(t, e.sign)
			if !strings.Contains(faults[tt.probe], tt.want) {
				t.Errorf("got %q", faults)
			}
		})
	}
}

func TestASlowEndpointIsAFault(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		delay time.Duration
		want  bool
	}{
		{"2.9 seconds are quick enough", 2900 * time.Millisecond, false},
		{"3.1 seconds are not", 3100 * time.Millisecond, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				e := newEndpoint()
				e.delay = tt.delay
				faults, names := e.faults(t, e.sign)
				synctest.Wait() // for the handlers that nobody waits for any more
				if got := len(faults) == len(names); got != tt.want || len(faults) > 0 && !tt.want {
					t.Fatalf("got %q", faults)
				}
				if tt.want && !strings.Contains(faults["GET"], "the application did not respond") {
					t.Errorf("got %q", faults["GET"])
				}
			})
		})
	}
}

func TestASignerThatFailsIsAFault(t *testing.T) {
	t.Parallel()
	faults, _ := newEndpoint().faults(t, func(context.Context, []byte) (http.Header, error) {
		return nil, io.ErrUnexpectedEOF
	})
	if got := faults["signed ping"]; got != "it could not be signed: unexpected EOF" {
		t.Errorf("got %q", got)
	}
}
