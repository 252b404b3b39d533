package discordapi_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

const app discordapi.Snowflake = "1200000000000000001"

// token has signs that a careless path or form would break on.
var token = discordapi.NewToken("secret/with?signs&more=%41 ü")

// clientOf returns a client of the handler.
func clientOf(handler http.HandlerFunc) *discordapi.Client {
	return &discordapi.Client{HTTPClient: &http.Client{Transport: discordtest.Transport(handler)}}
}

// noLeak fails the test where the error, however it is printed, has a part of
// the token or of the path in it.
func noLeak(t *testing.T, err error) {
	t.Helper()
	for e := err; e != nil; e = errors.Unwrap(e) {
		text := fmt.Sprintf("%v %+v %#v", e, e, e)
		for _, part := range []string{"secret", token.Reveal(), url.PathEscape(token.Reveal()), "/webhooks/"} {
			if strings.Contains(text, part) {
				t.Errorf("the error has %q in it: %s", part, text)
			}
		}
		var wrapped *url.Error
		if errors.As(e, &wrapped) {
			t.Errorf("the error wraps a *url.Error, whose text has the URL")
		}
	}
}

func TestCallsHaveTheirFrame(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		call func(context.Context, *discordapi.Client) error
		want string // method, path, authorization, content type, body
	}{
		"editing": {func(ctx context.Context, c *discordapi.Client) error {
			_, err := c.EditOriginal(ctx, app, token, discordapi.Message{Content: "x"})
			return err
		}, `PATCH /api/v10/webhooks/1200000000000000001/secret%2Fwith%3Fsigns&more=%2541%20%C3%BC/messages/@original||application/json|{"content":"x","allowed_mentions":{"parse":[]}}`},
		"reading": {func(ctx context.Context, c *discordapi.Client) error {
			_, err := c.GetOriginal(ctx, app, token)
			return err
		}, `GET /api/v10/webhooks/1200000000000000001/secret%2Fwith%3Fsigns&more=%2541%20%C3%BC/messages/@original|||`},
		"deleting": {func(ctx context.Context, c *discordapi.Client) error {
			return c.DeleteOriginal(ctx, app, token)
		}, `DELETE /api/v10/webhooks/1200000000000000001/secret%2Fwith%3Fsigns&more=%2541%20%C3%BC/messages/@original|||`},
		"the credentials": {func(ctx context.Context, c *discordapi.Client) error {
			_, err := c.ClientCredentials(ctx, "1", discordapi.NewToken("s"), "a.b c")
			return ignoreAnswer(err)
		}, `POST /api/v10/oauth2/token|Basic MTpz|application/x-www-form-urlencoded|grant_type=client_credentials&scope=a.b+c`},
		"the application": {func(ctx context.Context, c *discordapi.Client) error {
			_, err := c.CurrentApplication(ctx, discordapi.BotAuth(discordapi.NewToken("b")))
			return err
		}, `GET /api/v10/applications/@me|Bot b||`},
		"the endpoint": {func(ctx context.Context, c *discordapi.Client) error {
			_, err := c.EditCurrentApplication(ctx, discordapi.BotAuth(discordapi.NewToken("b")), "https://e.test/")
			return err
		}, `PATCH /api/v10/applications/@me|Bot b|application/json|{"interactions_endpoint_url":"https://e.test/"}`},
		"global commands": {func(ctx context.Context, c *discordapi.Client) error {
			_, err := c.Commands(ctx, discordapi.BearerAuth(discordapi.NewToken("b")), "1", "")
			return ignoreAnswer(err)
		}, `GET /api/v10/applications/1/commands?with_localizations=true|Bearer b||`},
		"a guild's commands": {func(ctx context.Context, c *discordapi.Client) error {
			_, err := c.OverwriteCommands(ctx, discordapi.Auth{}, "1", "2", nil)
			return ignoreAnswer(err)
		}, `PUT /api/v10/applications/1/guilds/2/commands||application/json|[]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got, agent string
			client := clientOf(func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				got = fmt.Sprintf("%s %s|%s|%s|%s", r.Method, r.URL.RequestURI(), r.Header.Get("Authorization"), r.Header.Get("Content-Type"), body)
				agent = r.UserAgent()
				_, _ = w.Write([]byte(`{}`))
			})
			if err := row.call(t.Context(), client); err != nil {
				t.Error(err)
			}
			if got != row.want {
				t.Errorf("called\n%s, want\n%s", got, row.want)
			}
			if agent != "DiscordBot (https://github.com/mandobot/mando, 1)" {
				t.Errorf("the User-Agent is %q", agent)
			}
		})
	}
}

// ignoreAnswer lets pass that {} is no list and has no access token.
func ignoreAnswer(err error) error {
	if err != nil && (strings.Contains(err.Error(), "decoding the answer") || strings.Contains(err.Error(), "the answer has none")) {
		return nil
	}
	return err
}

func edit(ctx context.Context, c *discordapi.Client) error {
	_, err := c.EditOriginal(ctx, app, token, discordapi.Message{Content: "x"}, discordapi.File{Name: "a.png", Data: []byte("data")})
	return err
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	for _, status := range []int{301, 302, 303, 307, 308} {
		var calls atomic.Int32
		other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { calls.Add(1) }))
		defer other.Close()
		first := httptest.NewServer(http.RedirectHandler(other.URL, status))
		defer first.Close()
		err := edit(t.Context(), &discordapi.Client{BaseURL: first.URL})
		var failure *discordapi.Error
		if !errors.As(err, &failure) || !failure.Redirect() || failure.Status != status || failure.Temporary() {
			t.Errorf("%d: got %v", status, err)
		}
		if calls.Load() != 0 {
			t.Errorf("%d was followed", status)
		}
		noLeak(t, err)
	}
}

func TestARedirectThatCannotBeReadIsNotQuoted(t *testing.T) {
	t.Parallel()
	client := clientOf(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "http://[bad"+r.URL.Path)
		w.WriteHeader(http.StatusFound)
	})
	var failure *discordapi.Error
	err := edit(t.Context(), client)
	if !errors.As(err, &failure) || !failure.Redirect() {
		t.Error("it is no redirect")
	}
	noLeak(t, err)
}

func TestOwnRedirectPolicyIsNotUsed(t *testing.T) {
	t.Parallel()
	client := clientOf(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	})
	client.HTTPClient.CheckRedirect = func(*http.Request, []*http.Request) error { return nil }
	var failure *discordapi.Error
	if err := edit(t.Context(), client); !errors.As(err, &failure) || !failure.Redirect() {
		t.Errorf("got %v", err)
	}
	if client.HTTPClient.CheckRedirect(nil, nil) != nil {
		t.Error("the caller's client was changed")
	}
}

// refusing returns an address at which nobody listens.
func refusing(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return "http://" + listener.Addr().String()
}

func TestErrorsNeverHaveTheURL(t *testing.T) {
	t.Parallel()
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	for name, base := range map[string]string{
		"nobody listens":             refusing(t),
		"an unknown authority":       secure.URL,
		"an unknown scheme":          "gopher://discord.test",
		"no scheme":                  "discord.test",
		"a control character":        "http://discord.test/\x7f",
		"a port that is none":        "http://discord.test:port",
		"an escape that is none":     "http://discord.test/%zz",
		"an HTTP answer of nonsense": nonsense(t),
	} {
		t.Run(name, func(t *testing.T) {
			err := edit(t.Context(), &discordapi.Client{BaseURL: base})
			var failure *discordapi.Error
			if err == nil || errors.As(err, &failure) {
				t.Errorf("got %v", err)
			}
			noLeak(t, err)
		})
	}
}

// nonsense returns the address of a server that does not speak HTTP.
func nonsense(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = c.Read(make([]byte, 1<<10))
			_, _ = c.Write([]byte("nonsense\r\n\r\n"))
			_ = c.Close()
		}
	}()
	return "http://" + listener.Addr().String()
}

func TestAnswersThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for name, handler := range map[string]http.HandlerFunc{
		"not JSON":     func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`<html>` + token.Reveal())) },
		"nothing":      func(http.ResponseWriter, *http.Request) {},
		"another type": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"content":{"x":"secret"}}`)) },
		"over the bound": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(strings.Repeat(" ", 4<<20) + "{}"))
		},
		"cut in the body": cutAfter(`{"id":`),
		"cut at once":     cutAfter(""),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := edit(t.Context(), clientOf(handler))
			var failure *discordapi.Error
			if err == nil || errors.As(err, &failure) {
				t.Errorf("got %v", err)
			}
			noLeak(t, err)
		})
	}
}

func cutAfter(start string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if start != "" {
			_, _ = w.Write([]byte(start))
		}
		panic(http.ErrAbortHandler)
	}
}

// An error answer that is endless is still the error that its status says.
func TestErrorBodiesAreBounded(t *testing.T) {
	t.Parallel()
	written, done := 0, make(chan struct{})
	err := edit(t.Context(), clientOf(func(w http.ResponseWriter, _ *http.Request) {
		defer close(done)
		w.WriteHeader(http.StatusBadGateway)
		for range 1 << 20 {
			n, err := w.Write(make([]byte, 1<<10))
			written += n
			if err != nil {
				return
			}
		}
	}))
	var failure *discordapi.Error
	if !errors.As(err, &failure) || failure.Status != http.StatusBadGateway {
		t.Errorf("got %v", err)
	}
	<-done // the body is closed, so the handler cannot write
	if written > 128<<10 {
		t.Errorf("%d bytes of the answer were read", written)
	}
}

func TestContextBoundsTheWholeCall(t *testing.T) {
	t.Parallel()
	slow := map[string]http.HandlerFunc{
		"slow headers": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"a slow body": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = w.Write([]byte(" "))
				time.Sleep(700 * time.Millisecond) // never together with the deadline
			}
		},
		"a slow error": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusBadGateway)
			<-r.Context().Done()
		},
	}
	for name, handler := range slow {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
				defer cancel()
				start := time.Now()
				err := edit(ctx, clientOf(handler))
				var failure *discordapi.Error
				if late := errors.Is(err, context.DeadlineExceeded); !late && !errors.As(err, &failure) || time.Since(start) != 5*time.Second {
					t.Errorf("got %v after %v", err, time.Since(start))
				}
				noLeak(t, err)
				time.Sleep(2 * time.Second) // until the handler is done
			})
		})
	}
}

func TestCancelledContextCallsNobody(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	called := false
	err := edit(ctx, clientOf(func(http.ResponseWriter, *http.Request) { called = true }))
	if !errors.Is(err, context.Canceled) || called {
		t.Errorf("got %v", err)
	}
	noLeak(t, err)
}

// One call is one try: not even a connection that is cut makes it two.
func TestOneCallIsOneTry(t *testing.T) {
	t.Parallel()
	var tries atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		tries.Add(1)
		panic(http.ErrAbortHandler)
	}))
	defer server.Close()
	client := &discordapi.Client{BaseURL: server.URL, HTTPClient: server.Client()}
	for range 3 {
		if err := edit(t.Context(), client); err == nil {
			t.Error("a cut connection is no error")
		}
	}
	if tries.Load() != 3 {
		t.Errorf("3 calls were %d tries", tries.Load())
	}
}

func TestNoAccessTokenIsAnError(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{}`, `{"access_token":""}`, `{"access_token":null}`, `{"access_token":5}`} {
		client := clientOf(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) })
		if auth, err := client.ClientCredentials(t.Context(), app, token, "x"); err == nil || auth != (discordapi.Auth{}) {
			t.Errorf("%s: got %v", body, err)
		}
	}
}

func TestErrorOfDiscordReachesTheCaller(t *testing.T) {
	t.Parallel()
	client := clientOf(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "65")
		w.Header().Set("X-RateLimit-Scope", "user")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte(`{"message":"You are being rate limited.","retry_after":64.57,"global":false}`))
	})
	for name, call := range map[string]func(context.Context) error{
		"editing":  func(ctx context.Context) error { return edit(ctx, client) },
		"reading":  func(ctx context.Context) error { _, err := client.GetOriginal(ctx, app, token); return err },
		"deleting": func(ctx context.Context) error { return client.DeleteOriginal(ctx, app, token) },
	} {
		err := call(t.Context())
		var failure *discordapi.Error
		if !errors.As(err, &failure) || failure.RetryAfter != 64570*time.Millisecond || failure.Scope != "user" || failure.Blocked() {
			t.Errorf("%s: got %+v", name, err)
		}
		if want := name + " the reply: discord answered 429, code 0: You are being rate limited."; err.Error() != want {
			t.Errorf("got %q, want %q", err, want)
		}
		noLeak(t, err)
	}
}
