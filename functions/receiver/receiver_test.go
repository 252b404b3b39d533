package receiver

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/service"
)

// queue is a publisher that remembers its jobs, after what publish does.
type queue struct {
	publish func(context.Context) error

	mu   sync.Mutex
	jobs []job.Job
}

func (q *queue) Publish(ctx context.Context, j job.Job) error {
	if q.publish != nil {
		if err := q.publish(ctx); err != nil {
			return err
		}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.jobs = append(q.jobs, j)
	return nil
}

func (q *queue) published() []job.Job {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.jobs
}

// bench is a receiver with all that surrounds it.
type bench struct {
	t       testing.TB
	discord *discordtest.Discord
	queue   *queue
	log     *bytes.Buffer
	handler http.Handler
}

// newBench makes a receiver of the default configuration, as change has it.
func newBench(t testing.TB, change func(*Config)) *bench {
	t.Helper()
	b := &bench{t: t, discord: discordtest.New(discordtest.Config{}), queue: &queue{}, log: &bytes.Buffer{}}
	c, err := ConfigFrom(map[string]string{
		"DISCORD_PUBLIC_KEY": b.discord.PublicKey(), "GOOGLE_CLOUD_PROJECT": "p", "RENDER_TOPIC": "renders",
	})
	if err != nil {
		t.Fatal(err)
	}
	c.Publisher, c.Logger = b.queue, service.NewLogger(b.log)
	if change != nil {
		change(&c)
	}
	if b.handler, err = New(c); err != nil {
		t.Fatal(err)
	}
	return b
}

// signed is the request by which Discord posts body now.
func (b *bench) signed(body []byte) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
	r.Header = b.discord.Sign(body, time.Now())
	return r
}

func (b *bench) body(p discordtest.Payload) []byte {
	b.t.Helper()
	body, err := p.Body()
	if err != nil {
		b.t.Fatal(err)
	}
	return body
}

func (b *bench) serve(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	return w
}

func (b *bench) send(p discordtest.Payload) *httptest.ResponseRecorder {
	b.t.Helper()
	return b.serve(b.signed(b.body(p)))
}

// reply is a response to an interaction as it goes over the wire.
type reply struct {
	Type int `json:"type"`
	Data struct {
		Content         string           `json:"content"`
		Flags           int              `json:"flags"`
		Choices         []map[string]any `json:"choices"`
		AllowedMentions *struct {
			Parse []string `json:"parse"`
		} `json:"allowed_mentions"`
	} `json:"data"`
}

func read(t testing.TB, w *httptest.ResponseRecorder) reply {
	t.Helper()
	var r reply
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	if got := w.Header().Get("Content-Type"); got != "application/json" {
		t.Errorf("Content-Type %q", got)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// ephemeral checks that the reply is a sentence that only the user sees and
// that pings nobody, and returns it.
func ephemeral(t testing.TB, w *httptest.ResponseRecorder) string {
	t.Helper()
	r := read(t, w)
	if r.Type != 4 || r.Data.Flags != 64 || r.Data.Content == "" {
		t.Errorf("got %s, want an ephemeral message", w.Body)
	}
	if r.Data.AllowedMentions == nil || len(r.Data.AllowedMentions.Parse) != 0 {
		t.Errorf("allowed_mentions is missing or not empty in %s", w.Body)
	}
	return r.Data.Content
}

func (b *bench) mando(options ...discordapi.Option) discordtest.Payload {
	return b.discord.Command(discordtest.Invocation{}, "mando", options...)
}

func TestAPingIsAnsweredAndNothingPublished(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	w := b.send(b.discord.Ping())
	if r := read(t, w); r.Type != 1 || strings.TrimSpace(w.Body.String()) != `{"type":1}` {
		t.Errorf("got %s", w.Body)
	}
	if len(b.queue.published()) != 0 {
		t.Error("a ping was published")
	}
}

func TestACommandIsPublishedAndDeferred(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	in := b.mando(discordtest.Option("seed", "moon"), discordtest.Option("private", true))
	r := b.signed(b.body(in))
	r.Header.Set("Traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01")
	if got := read(t, b.serve(r)); got.Type != 5 || got.Data.Flags != 64 {
		t.Errorf("got type %d with flags %d, want an ephemeral deferral", got.Type, got.Data.Flags)
	}
	jobs := b.queue.published()
	if len(jobs) != 1 {
		t.Fatalf("%d jobs published", len(jobs))
	}
	j := jobs[0]
	if j.Kind != job.Render || j.InteractionID != in.ID() || j.ApplicationID != b.discord.ApplicationID() ||
		j.Token.Reveal() != in.Token().Reveal() || !j.Ephemeral || j.Options.Seed != "moon" ||
		!strings.Contains(j.Traceparent, "0123456789abcdef") {
		t.Errorf("published %+v", j)
	}
	if diff := cmp.Diff(j.Options.Complete(), j.Options); diff != "" {
		t.Errorf("the options are not complete (-complete +published)\n%s", diff)
	}
}

func TestWhatCannotBeVerifiedIsRefusedUnread(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	body := b.body(b.mando(discordtest.Option("seed", "héllo 🌸 \"q\" \\")))
	other := discordtest.New(discordtest.Config{})
	signature := func(v string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(discordapi.HeaderSignature, v) }
	}
	timestamp := func(v string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(discordapi.HeaderTimestamp, v) }
	}
	at := func(age time.Duration) func(*http.Request) {
		return func(r *http.Request) { r.Header = b.discord.Sign(body, time.Now().Add(age)) }
	}
	sent := func(body []byte) func(*http.Request) {
		return func(r *http.Request) { *r = *withBody(r, body) }
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, append([]byte{' '}, body...)); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*http.Request){
		"no headers":                    func(r *http.Request) { r.Header = http.Header{} },
		"no signature":                  func(r *http.Request) { r.Header.Del(discordapi.HeaderSignature) },
		"no timestamp":                  func(r *http.Request) { r.Header.Del(discordapi.HeaderTimestamp) },
		"both headers empty":            func(r *http.Request) { signature("")(r); timestamp("")(r) },
		"a signature that is not hex":   signature(strings.Repeat("g", 128)),
		"a signature of odd length":     signature(strings.Repeat("a", 127)),
		"a signature of 63 bytes":       signature(strings.Repeat("ab", 63)),
		"a signature of 65 bytes":       signature(strings.Repeat("ab", 65)),
		"a signature of white space":    signature(strings.Repeat(" ", 128)),
		"a signature of a megabyte":     signature(strings.Repeat("ab", 1<<19)),
		"a signature of zeros":          signature(strings.Repeat("00", 64)),
		"another key's signature":       func(r *http.Request) { r.Header = other.Sign(body, time.Now()) },
		"a timestamp in words":          timestamp("noon"),
		"a negative timestamp":          timestamp("-1"),
		"a timestamp like 1e30":         timestamp("1e30"),
		"a timestamp in milliseconds":   timestamp(fmt.Sprint(time.Now().UnixMilli())),
		"another timestamp than signed": timestamp(fmt.Sprint(time.Now().Unix() - 60)),
		"signed 6 minutes ago":          at(-6 * time.Minute),
		"signed in 6 minutes":           at(6 * time.Minute),
		"a byte more than signed":       sent(append(bytes.Clone(body), ' ')),
		"a byte order mark":             sent(append([]byte("\xef\xbb\xbf"), body...)),
		"other line ends":               sent(append(bytes.Clone(body), '\r', '\n')),
		"serialised again":              sent(bytes.ReplaceAll(compact.Bytes(), []byte("é"), []byte(`\u00e9`))),
		"an empty body":                 sent(nil),
	} {
		r := b.signed(body)
		change(r)
		if w := b.serve(r); w.Code != http.StatusUnauthorized {
			t.Errorf("%s: status %d", name, w.Code)
		}
	}
	if len(b.queue.published()) != 0 {
		t.Error("something was published")
	}
}

func withBody(r *http.Request, body []byte) *http.Request {
	other := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
	other.Header = r.Header
	return other
}

func TestClocksMayDifferByFourMinutes(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	body := b.body(b.discord.Ping())
	for _, age := range []time.Duration{-4 * time.Minute, 4 * time.Minute} {
		r := b.signed(body)
		r.Header = b.discord.Sign(body, time.Now().Add(age))
		if got := read(t, b.serve(r)); got.Type != 1 {
			t.Errorf("signed %v off: type %d", age, got.Type)
		}
	}
}

func TestEitherOfTwoKeysVerifies(t *testing.T) {
	t.Parallel()
	next := discordtest.New(discordtest.Config{})
	b := newBench(t, func(c *Config) {
		key, err := hex.DecodeString(next.PublicKey())
		if err != nil {
			t.Fatal(err)
		}
		c.PublicKeys = append(c.PublicKeys, ed25519.PublicKey(key))
	})
	for name, d := range map[string]*discordtest.Discord{"the first": b.discord, "the second": next} {
		body := b.body(d.Ping())
		r := b.signed(body)
		r.Header = d.Sign(body, time.Now())
		if w := b.serve(r); w.Code != http.StatusOK {
			t.Errorf("%s key: status %d", name, w.Code)
		}
	}
}

func TestOnlyPostIsTaken(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	for _, method := range []string{"GET", "HEAD", "PUT", "OPTIONS", "DELETE"} {
		w := b.serve(httptest.NewRequest(method, "/", nil))
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "POST" {
			t.Errorf("%s: status %d, Allow %q", method, w.Code, w.Header().Get("Allow"))
		}
	}
}

func TestTheBodyAloneDecidesNotItsMediaType(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	body := b.body(b.discord.Ping())
	for _, media := range []string{"text/plain", "application/x-www-form-urlencoded", "", "application/json; charset=utf-8"} {
		r := b.signed(body)
		r.Header.Set("Content-Type", media)
		if w := b.serve(r); w.Code != http.StatusOK {
			t.Errorf("Content-Type %q: status %d", media, w.Code)
		}
	}
	gzip := []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00")
	r := b.signed(gzip)
	r.Header.Set("Content-Encoding", "gzip")
	if w := b.serve(r); w.Code != http.StatusBadRequest {
		t.Errorf("a gzip body: status %d", w.Code)
	}
}

func TestWhatIsSignedButNoInteractionIsABadRequest(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	for name, body := range map[string]string{
		"not JSON":            "hello",
		"null":                "null",
		"a list":              "[]",
		"nothing":             "",
		"a type in quotes":    `{"type":"2"}`,
		"nesting without end": strings.Repeat("[", 10001),
		"an unknown type":     `{"type":99,"id":"1","token":"x"}`,
		"a command of nobody": `{"type":2}`,
	} {
		if w := b.serve(b.signed([]byte(body))); w.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d, %s", name, w.Code, w.Body)
		}
	}
	if len(b.queue.published()) != 0 {
		t.Error("something was published")
	}
}

func TestWhatIsNotPossibleIsAnsweredAndNotPublished(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	in := discordtest.Invocation{}
	for name, p := range map[string]discordtest.Payload{
		"an unknown command":  b.discord.Command(in, "mandala"),
		"an unknown option":   b.mando(discordtest.Option("size", 9)),
		"a symmetry too high": b.mando(discordtest.Option("symmetry", 25)),
		"an unknown style":    b.mando(discordtest.Option("style", "cubism")),
		"an unknown button":   b.discord.Button(in, json.RawMessage(`{"id":"1","flags":0}`), "click_one"),
	} {
		ephemeral(t, b.send(p))
		if len(b.queue.published()) != 0 {
			t.Errorf("%s was published", name)
		}
	}
}

func TestTypingIsCompletedAndNotPublished(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(c *Config) { c.Maintenance = "closed" })
	typing := b.discord.Autocomplete(discordtest.Invocation{}, "mando", discordtest.Focused(discordtest.Option("palette", "")))
	if r := read(t, b.send(typing)); r.Type != 8 || len(r.Data.Choices) == 0 {
		t.Errorf("got type %d with %d choices", r.Type, len(r.Data.Choices))
	}
}

func TestARealPayloadIsAnswered(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../../shared/discord/payloads/*.json")
	if err != nil || len(files) == 0 {
		t.Skip("skipped: real payloads are read from ../shared/discord/payloads, which is not here")
	}
	b := newBench(t, nil)
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if w := b.serve(b.signed(body)); w.Code != http.StatusOK {
			t.Errorf("%s: status %d, %s", filepath.Base(file), w.Code, w.Body)
		}
	}
}

func TestAReplayMakesTheSameJob(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	body := b.body(b.mando())
	b.serve(b.signed(body))
	b.serve(b.signed(body))
	jobs := b.queue.published()
	if len(jobs) != 2 {
		t.Fatalf("%d jobs", len(jobs))
	}
	if diff := cmp.Diff(jobs[0].Options, jobs[1].Options); diff != "" || jobs[0].InteractionID != jobs[1].InteractionID {
		t.Errorf("the replay asks for something else\n%s", diff)
	}
}

func TestAnAnswerComesInTimeHoweverSlowThePublish(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		takes time.Duration
		want  int
	}{
		{700 * time.Millisecond, 5},
		{1400 * time.Millisecond, 5},
		{2250 * time.Millisecond, 5},
		{2400 * time.Millisecond, 4},
		{10 * time.Second, 4},
	} {
		synctest.Test(t, func(t *testing.T) {
			b := newBench(t, nil)
			b.queue.publish = func(ctx context.Context) error {
				select {
				case <-time.After(c.takes):
					return nil
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			start := time.Now()
			got := read(t, b.send(b.mando()))
			if took := time.Since(start); got.Type != c.want || took > answerWithin {
				t.Errorf("a publish of %v: type %d after %v, want type %d within %v", c.takes, got.Type, took, c.want, answerWithin)
			}
		})
	}
}

func TestAFailedPublishAsksToTryAgain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err      error
		severity string
	}{
		"the queue is away":    {errors.New("unavailable"), "WARNING"},
		"the topic is missing": {fmt.Errorf("publishing to renders: %w", errMisconfigured), "ERROR"},
	} {
		b := newBench(t, nil)
		b.queue.publish = func(context.Context) error { return c.err }
		ephemeral(t, b.send(b.mando()))
		if line := b.log.String(); !strings.Contains(line, c.severity) || !strings.Contains(line, tryAgain) {
			t.Errorf("%s: logged %s", name, line)
		}
	}
}

func TestACommandThatCannotBeAnsweredIsABadRequest(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.queue.publish = func(context.Context) error { return fmt.Errorf("%w: no application", job.ErrInvalid) }
	if w := b.send(b.mando()); w.Code != http.StatusBadRequest {
		t.Errorf("status %d", w.Code)
	}
}

func TestAClientThatLeavesDoesNotTakeItsJobAlong(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	ctx, leave := context.WithCancel(t.Context())
	b.queue.publish = func(ctx context.Context) error {
		leave()
		return ctx.Err()
	}
	b.serve(b.signed(b.body(b.mando())).WithContext(ctx))
	if len(b.queue.published()) != 1 {
		t.Error("the job was lost")
	}
}

func TestNoMorePublishesThanAllowed(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(c *Config) { c.MaxPublishing, c.RatePerMinute = 20, 0 })
	release, entered := make(chan struct{}), make(chan struct{}, 500)
	b.queue.publish = func(context.Context) error {
		entered <- struct{}{}
		<-release
		return nil
	}
	types := make(chan int, 500)
	var all sync.WaitGroup
	for range 500 {
		r := b.signed(b.body(b.mando()))
		all.Go(func() { types <- read(t, b.serve(r)).Type })
	}
	for range 480 { // all that find no place are answered while the 20 still wait
		if got := <-types; got != 4 {
			t.Fatalf("type %d before any publish was done", got)
		}
	}
	close(release)
	all.Wait()
	if got := len(b.queue.published()); got != 20 || len(entered) != 20 {
		t.Errorf("%d published, %d at once, want 20", got, len(entered))
	}
}

func TestAPanicIsAnswered500AndTheNextRequestServed(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.queue.publish = func(context.Context) error { panic("out of ink") }
	if w := b.send(b.mando()); w.Code != http.StatusInternalServerError {
		t.Errorf("status %d", w.Code)
	}
	if got := strings.Count(b.log.String(), `"stack":`); got != 1 {
		t.Errorf("the stack was logged %d times", got)
	}
	b.queue.publish = nil
	if got := read(t, b.send(b.mando())); got.Type != 5 {
		t.Errorf("the next request got type %d", got.Type)
	}
}

func TestAUserWhoFloodsIsToldHowLongToWait(t *testing.T) {
	t.Parallel()
	now := time.Now()
	b := newBench(t, func(c *Config) { c.Now = func() time.Time { return now } })
	mason := discordtest.Invocation{User: "53908232506183680"}
	for range 3 {
		if got := read(t, b.send(b.discord.Command(mason, "mando"))); got.Type != 5 {
			t.Fatalf("within the burst: type %d", got.Type)
		}
	}
	if text := ephemeral(t, b.send(b.discord.Command(mason, "mando"))); !strings.Contains(text, "10") {
		t.Errorf("%q does not say to wait for 10 seconds", text)
	}
	if got := read(t, b.send(b.mando())); got.Type != 5 {
		t.Errorf("another user got type %d", got.Type)
	}
	if got := read(t, b.send(b.discord.Ping())); got.Type != 1 {
		t.Errorf("a ping got type %d", got.Type)
	}
	now = now.Add(10 * time.Second)
	if got := read(t, b.send(b.discord.Command(mason, "mando"))); got.Type != 5 {
		t.Errorf("after the wait: type %d", got.Type)
	}
	if got := len(b.queue.published()); got != 5 {
		t.Errorf("%d published, want 5", got)
	}
}

func TestMaintenanceAnswersEveryCommand(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(c *Config) { c.Maintenance = "Back at noon." })
	if got := ephemeral(t, b.send(b.mando())); got != "Back at noon." {
		t.Errorf("got %q", got)
	}
	if got := read(t, b.send(b.discord.Ping())); got.Type != 1 || len(b.queue.published()) != 0 {
		t.Errorf("type %d, %d published", got.Type, len(b.queue.published()))
	}
}

func TestTheLogHoldsOneLineARequestAndNoSecret(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(c *Config) { c.RatePerMinute = 0 })
	in := b.mando(discordtest.Option("seed", "a private thought"))
	body := b.body(in)
	good := b.signed(body)
	bad := b.signed(body)
	bad.Header.Set(discordapi.HeaderSignature, strings.Repeat("ab", 64))
	requests := []*http.Request{good, bad, b.signed([]byte("{" + in.Token().Reveal())), httptest.NewRequest("GET", "/", nil)}
	signature := good.Header.Get(discordapi.HeaderSignature)
	for _, r := range requests {
		b.serve(r)
	}
	b.queue.publish = func(context.Context) error { return errors.New("away") }
	b.serve(b.signed(body))

	out := b.log.String()
	if got := strings.Count(out, "\n"); got != len(requests)+1 {
		t.Errorf("%d lines for %d requests", got, len(requests)+1)
	}
	for name, secret := range map[string]string{
		"the token": in.Token().Reveal(), "the signature": signature, "the body": "a private thought", "an address": "192.0.2.1",
	} {
		if strings.Contains(out, secret) {
			t.Errorf("the log holds %s:\n%s", name, out)
		}
	}
	var line struct {
		Message, Interaction, Outcome string
		MS                            *float64
	}
	if err := json.Unmarshal([]byte(strings.SplitN(out, "\n", 2)[0]), &line); err != nil {
		t.Fatal(err)
	}
	if line.Message != "interaction" || line.Interaction != string(in.ID()) || line.Outcome != deferred || line.MS == nil {
		t.Errorf("the first line is %+v", line)
	}
}

func TestTheLimiterForgetsUsersWhoAreQuiet(t *testing.T) {
	t.Parallel()
	l, now := newLimiter(6, 1), time.Now()
	for n := range maxUsers {
		l.wait(discordapi.SnowflakeAt(now, uint64(n)), now)
	}
	l.wait("1", now.Add(time.Hour))
	if len(l.users) != 1 {
		t.Errorf("%d users remembered after an hour", len(l.users))
	}
}

func BenchmarkReceiver(b *testing.B) {
	t := newBench(b, func(c *Config) {
		c.RatePerMinute, c.Logger = 0, slog.New(slog.DiscardHandler)
		c.Publisher = discard{}
	})
	body := t.body(t.mando(discordtest.Option("seed", "moon")))
	header := t.discord.Sign(body, time.Now())
	key, err := hex.DecodeString(t.discord.PublicKey())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("answer", func(b *testing.B) {
		for b.Loop() {
			r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
			r.Header = header
			if w := t.serve(r); w.Code != http.StatusOK {
				b.Fatal(w.Code)
			}
		}
	})
	b.Run("verify", func(b *testing.B) {
		message := append([]byte(header.Get(discordapi.HeaderTimestamp)), body...)
		signature, err := hex.DecodeString(header.Get(discordapi.HeaderSignature))
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if !ed25519.Verify(key, message, signature) {
				b.Fatal("not verified")
			}
		}
	})
}

type discard struct{}

func (discard) Publish(context.Context, job.Job) error { return nil }
