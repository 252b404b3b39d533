package renderer

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"google.golang.org/api/googleapi"

	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/mandala"
	"github.com/mandobot/mando/internal/service"
)

// shelf is a store in memory. Each failure befalls one store.
type shelf struct {
	mu       sync.Mutex
	objects  map[string][]byte
	failures []error
	takes    time.Duration
}

func (s *shelf) Store(ctx context.Context, name string, png []byte) error {
	select {
	case <-time.After(s.takes):
	case <-ctx.Done():
		return ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.failures) > 0 {
		err := s.failures[0]
		s.failures = s.failures[1:]
		return err
	}
	s.objects[name] = bytes.Clone(png)
	return nil
}

// bench is a renderer with all that surrounds it. It needs no socket, so that
// its tests wait in virtual time.
type bench struct {
	t       testing.TB
	discord *discordtest.Discord
	store   *shelf
	log     *bytes.Buffer
	handler http.Handler
}

func newBench(t testing.TB, change func(*Config)) *bench {
	t.Helper()
	receiver := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		i, err := discordapi.DecodeInteraction(body)
		if err != nil {
			t.Error(err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(command.Handle(i).Response)
	})
	b := &bench{
		t: t, store: &shelf{objects: map[string][]byte{}}, log: &bytes.Buffer{},
		discord: discordtest.New(discordtest.Config{HTTPClient: &http.Client{Transport: discordtest.Transport(receiver)}}),
	}
	c, err := ConfigFrom(map[string]string{"PICTURE_BUCKET": "pictures", "DISCORD_API_URL": "http://discord.test/api/v10"})
	if err != nil {
		t.Fatal(err)
	}
	c.Store, c.Logger = b.store, service.NewLogger(b.log)
	c.Discord = &discordapi.Client{
		BaseURL: c.DiscordURL, HTTPClient: &http.Client{Transport: discordtest.Transport(b.discord)},
	}
	c.Jitter = func(d time.Duration) time.Duration { return d }
	if change != nil {
		change(&c)
	}
	b.handler = New(c)
	return b
}

// unsent is the job of a command that Discord has not been answered for.
func (b *bench) unsent() (discordtest.Payload, job.Job) {
	b.t.Helper()
	in := b.discord.Command(discordtest.Invocation{}, "mando", discordtest.Option("style", "fill"))
	return in, b.jobOf(in)
}

func (b *bench) jobOf(in discordtest.Payload) job.Job {
	b.t.Helper()
	body, err := in.Body()
	if err != nil {
		b.t.Fatal(err)
	}
	i, err := discordapi.DecodeInteraction(body)
	if err != nil {
		b.t.Fatal(err)
	}
	result := command.Handle(i)
	if result.Job == nil {
		b.t.Fatalf("no job: %+v", result.Response)
	}
	result.Job.Options.Size = mandala.MinSize // quick to draw
	return *result.Job
}

// thinking is the job of a command that shows "thinking" in Discord.
func (b *bench) thinking() job.Job {
	b.t.Helper()
	in, j := b.unsent()
	b.answer(in)
	return j
}

func (b *bench) answer(in discordtest.Payload) {
	b.t.Helper()
	if _, err := b.discord.Send(b.t.Context(), "http://receiver.test/", in); err != nil {
		b.t.Fatal(err)
	}
}

// deliver pushes the job and returns the status that answers the queue.
func (b *bench) deliver(j job.Job) int {
	b.t.Helper()
	return b.push(b.request(j))
}

func (b *bench) request(j job.Job) *http.Request {
	b.t.Helper()
	data, attributes, err := j.Message()
	if err != nil {
		b.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(data))
	for name, value := range attributes {
		r.Header.Set(name, value)
	}
	return r
}

func (b *bench) push(r *http.Request) int {
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	return w.Code
}

// outcomes are those of the deliveries so far, as the log has them.
func (b *bench) outcomes() []string {
	b.t.Helper()
	var found []string
	for line := range strings.Lines(b.log.String()) {
		var l struct{ Message, Outcome string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			b.t.Fatal(err)
		}
		if l.Message == "delivery" {
			found = append(found, l.Outcome)
		}
	}
	return found
}

// want checks the outcome of the last delivery and the status it answered.
func (b *bench) want(status int, want outcome, got int) {
	b.t.Helper()
	all := b.outcomes()
	if len(all) == 0 || all[len(all)-1] != string(want) || got != status {
		b.t.Errorf("answered %d with outcomes %v, want %d and %s\n%s", got, all, status, want, b.log)
	}
}

// wantPicture checks that Discord shows the very picture of the job.
func (b *bench) wantPicture(j job.Job) {
	b.t.Helper()
	m, _ := b.discord.Message(j.InteractionID)
	if m.State != discordtest.Edited || len(m.Attachments) != 1 {
		b.t.Fatalf("the message is %s with %d attachments\n%s", m.State, len(m.Attachments), b.log)
	}
	if got, want := m.Attachments[0].Data, drawing(b.t, j); !bytes.Equal(got, want) {
		b.t.Errorf("the attachment is another picture: %d bytes, want %d", len(got), len(want))
	}
	if m.Attachments[0].Description == "" {
		b.t.Error("the picture has no alt text")
	}
}

// wantText checks that Discord shows a text without a picture.
func (b *bench) wantText(j job.Job) {
	b.t.Helper()
	m, _ := b.discord.Message(j.InteractionID)
	if m.State != discordtest.Edited || len(m.Attachments) != 0 || !bytes.Contains(m.JSON, []byte(`"content":"`)) {
		b.t.Errorf("the message is %s: %s", m.State, m.JSON)
	}
}

func drawing(t testing.TB, j job.Job) []byte {
	t.Helper()
	p, err := mandala.New(j.Options)
	if err != nil {
		t.Fatal(err)
	}
	var png bytes.Buffer
	if err := p.PNG(&png); err != nil {
		t.Fatal(err)
	}
	return png.Bytes()
}

func TestAJobBecomesAPictureInTheMessageAndInTheBucket(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, nil)
		j := b.thinking()
		b.want(http.StatusNoContent, drawn, b.deliver(j))
		b.wantPicture(j)
		png := drawing(t, j)
		hash := sha256.Sum256(png)
		if name := hex.EncodeToString(hash[:]) + ".png"; !bytes.Equal(b.store.objects[name], png) {
			t.Errorf("the bucket holds %d objects, none of them %s", len(b.store.objects), name)
		}
		if calls := b.discord.CallsOf(j.InteractionID); len(calls) != 1 {
			t.Errorf("%d calls of Discord, want 1", len(calls))
		}
	})
}

func TestAJobDeliveredAgainChangesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, nil)
		j := b.thinking()
		var all sync.WaitGroup
		for range 5 {
			r := b.request(j)
			all.Go(func() { b.push(r) })
		}
		all.Wait()
		for range 3 {
			b.want(http.StatusNoContent, drawn, b.deliver(j))
		}
		b.wantPicture(j)
		if len(b.store.objects) != 1 {
			t.Errorf("%d objects", len(b.store.objects))
		}
	})
}

// faults is a number of calls that fail in the same way.
func faults(n int, f *discordtest.Fault) []*discordtest.Fault {
	var all []*discordtest.Fault
	for range n {
		all = append(all, f)
	}
	return all
}

func TestWhatBecomesOfAFailedEdit(t *testing.T) {
	t.Parallel()
	const young, old = time.Second, 11 * time.Minute
	for name, c := range map[string]struct {
		faults []*discordtest.Fault
		age    time.Duration
		status int
		want   outcome
		calls  int
		takes  time.Duration // of virtual time
	}{
		"a short rate limit is waited for":           {faults(1, discordtest.RateLimit("0.3")), young, 204, drawn, 2, 300 * time.Millisecond},
		"a rate limit of almost 5 s too":             {faults(1, discordtest.RateLimit("4.9")), young, 204, drawn, 2, 4900 * time.Millisecond},
		"a rate limit that names no time: 1 s":       {faults(1, discordtest.RateLimit("")), young, 204, drawn, 2, time.Second},
		"a rate limit of nonsense: 1 s":              {faults(1, discordtest.RateLimit(`"abc"`)), young, 204, drawn, 2, time.Second},
		"a negative rate limit: at once":             {faults(1, discordtest.RateLimit("-1")), young, 204, drawn, 2, 0},
		"a rate limit in the header alone":           {faults(1, discordtest.RateLimitHeader("2")), young, 204, drawn, 2, 2 * time.Second},
		"a shared rate limit is waited for":          {faults(1, discordtest.SharedRateLimit("0.5")), young, 204, drawn, 2, 500 * time.Millisecond},
		"a long rate limit stops the process":        {faults(1, discordtest.RateLimit("64.57")), young, 503, retried, 1, 0},
		"an endless rate limit too":                  {faults(1, discordtest.RateLimit("1e9")), young, 503, retried, 1, 0},
		"a global rate limit too":                    {faults(1, discordtest.GlobalRateLimit("0.3")), young, 503, retried, 1, 0},
		"a blocked address too":                      {faults(1, discordtest.Block()), young, 503, retried, 1, 0},
		"a blocked address is no time for apologies": {faults(1, discordtest.Block()), old, 503, retried, 1, 0},
		"rate limits without end":                    {faults(9, discordtest.RateLimit("1")), young, 503, retried, 3, 2 * time.Second},
		"one 500 is tried again":                     {faults(1, discordtest.ServerError(500)), young, 204, drawn, 2, firstPause},
		"two 503 are tried again":                    {faults(2, discordtest.ServerError(503)), young, 204, drawn, 3, 3 * firstPause},
		"520 without end is delivered again":         {faults(9, discordtest.ServerError(520)), young, 503, retried, 3, 3 * firstPause},
		"502 to the end is apologised for when old":  {faults(3, discordtest.ServerError(502)), old, 204, apologised, 5, 3 * firstPause},
		"500 for ever cannot be apologised for":      {faults(99, discordtest.ServerError(500)), old, 503, retried, 6, 6 * firstPause},
		"a reset is tried again":                     {faults(1, discordtest.Reset()), young, 204, drawn, 2, firstPause},
		"a lost answer is sent again":                {faults(1, discordtest.LostAnswer()), young, 204, drawn, 2, firstPause},
		"a lost answer is no reason to apologise":    {faults(3, discordtest.LostAnswer()), old, 204, drawn, 4, 3 * firstPause},
		"slow headers cost one try":                  {faults(1, discordtest.SlowHeaders(30*time.Second)), young, 204, drawn, 2, tryTimeout + firstPause},
		"a slow body costs one try":                  {faults(1, discordtest.SlowBody(30*time.Second)), young, 204, drawn, 2, tryTimeout + firstPause},
		"all of it slow ends within the time":        {faults(9, discordtest.SlowHeaders(30*time.Second)), young, 503, retried, 3, editTimeout},
		"a deleted message is let go":                {faults(9, discordtest.Answer(404, 10008, "Unknown Message")), young, 204, refused, 1, 0},
		"a 404 that says nothing too":                {faults(9, discordtest.Answer(404, 0, "")), young, 204, refused, 1, 0},
		"an unknown webhook heals while young":       {faults(2, discordtest.Answer(404, 10015, "Unknown Webhook")), young, 204, drawn, 3, 1250 * time.Millisecond},
		"an unknown webhook heals at the last":       {faults(3, discordtest.Answer(404, 10015, "Unknown Webhook")), young, 204, drawn, 4, 4250 * time.Millisecond},
		"an unknown webhook is final after that":     {faults(9, discordtest.Answer(404, 10015, "Unknown Webhook")), young, 204, refused, 4, 4250 * time.Millisecond},
		"an unknown webhook is final when old":       {faults(9, discordtest.Answer(404, 10015, "Unknown Webhook")), 10 * time.Second, 204, refused, 1, 0},
		"an invalid token is let go":                 {faults(9, discordtest.Answer(401, 50027, "Invalid Webhook Token")), young, 204, refused, 1, 0},
		"a 403 is let go":                            {faults(9, discordtest.Answer(403, 40333, "internal network error")), young, 204, refused, 1, 0},
		"an invalid form is apologised for":          {faults(1, discordtest.Answer(400, 50035, "Invalid Form Body")), young, 204, apologised, 3, 0},
		"a filter's verdict too":                     {faults(1, discordtest.Answer(400, 200000, "Blocked")), young, 204, apologised, 3, 0},
		"a missing permission too":                   {faults(1, discordtest.Answer(403, 50013, "Missing Permissions")), young, 204, apologised, 3, 0},
		"a picture too large too":                    {faults(1, discordtest.Answer(413, 40005, "Request entity too large")), young, 204, apologised, 3, 0},
		"a redirect is not followed":                 {faults(1, discordtest.Redirect(307, "http://elsewhere.test/")), young, 204, apologised, 3, 0},
		"neither picture nor apology will do":        {[]*discordtest.Fault{discordtest.Answer(400, 50035, ""), nil, discordtest.Answer(400, 50035, "")}, young, 204, refused, 3, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				b := newBench(t, nil)
				j := b.thinking()
				time.Sleep(c.age)
				b.discord.FailNext(c.faults...)
				start := time.Now()
				b.want(c.status, c.want, b.deliver(j))
				if took := time.Since(start); took != c.takes {
					t.Errorf("took %v, want %v", took, c.takes)
				}
				synctest.Wait() // for the fake to notice callers that left
				if calls := len(b.discord.CallsOf(j.InteractionID)); calls != c.calls {
					t.Errorf("%d calls, want %d\n%s", calls, c.calls, b.log)
				}
				switch c.want {
				case drawn:
					b.wantPicture(j)
				case apologised:
					b.wantText(j)
				}
				if strings.Contains(b.log.String(), j.Token.Reveal()) {
					t.Error("the log holds the token")
				}
			})
		})
	}
}

func TestAShutGateCostsNoCallAndOpensAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, nil)
		first, second := b.thinking(), b.thinking()
		b.discord.FailNext(discordtest.GlobalRateLimit("20"))
		b.want(http.StatusServiceUnavailable, retried, b.deliver(first))
		time.Sleep(19 * time.Second)
		b.want(http.StatusServiceUnavailable, retried, b.deliver(second))
		if calls := len(b.discord.CallsOf(second.InteractionID)); calls != 0 {
			t.Errorf("%d calls through the shut gate", calls)
		}
		time.Sleep(time.Second)
		b.want(http.StatusNoContent, drawn, b.deliver(second))
		b.want(http.StatusNoContent, drawn, b.deliver(first))
	})
}

func TestARefusedTokenIsNeverUsedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, nil)
		j := b.thinking()
		b.discord.FailNext(discordtest.Answer(404, 10008, "Unknown Message"))
		for range 3 {
			b.want(http.StatusNoContent, refused, b.deliver(j))
		}
		if calls := len(b.discord.CallsOf(j.InteractionID)); calls != 1 {
			t.Errorf("%d calls, want 1", calls)
		}
	})
}

func TestAnEditThatOvertakesTheDeferralArrives(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, nil)
		in, j := b.unsent()
		status := make(chan int)
		r := b.request(j)
		go func() { status <- b.push(r) }()
		time.Sleep(100 * time.Millisecond)
		b.answer(in)
		b.want(http.StatusNoContent, drawn, <-status)
		b.wantPicture(j)
	})
}

func TestAnExpiredJobIsLetGoWithoutACall(t *testing.T) {
	t.Parallel()
	for _, age := range []time.Duration{job.Lifetime, 15 * time.Minute, 48 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			b := newBench(t, nil)
			j := b.thinking()
			time.Sleep(age)
			b.want(http.StatusNoContent, expired, b.deliver(j))
			if calls := len(b.discord.CallsOf(j.InteractionID)); calls != 0 || len(b.store.objects) != 0 {
				t.Errorf("at %v: %d calls and %d objects", age, calls, len(b.store.objects))
			}
		})
	}
}

func TestAnInteractionFromTheFutureIsTakenAsNow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, func(c *Config) { c.Now = func() time.Time { return time.Now().Add(-5 * time.Minute) } })
		j := b.thinking()
		b.want(http.StatusNoContent, drawn, b.deliver(j))
		if !strings.Contains(b.log.String(), "clocks disagree") {
			t.Error("nothing was said about the clocks")
		}
	})
}

func TestWhatIsNoJobIsAcknowledgedAsAnError(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.want(http.StatusNoContent, undecodable, b.push(httptest.NewRequest(http.MethodPost, "/", strings.NewReader("hello"))))
	if !strings.Contains(b.log.String(), `"severity":"ERROR"`) {
		t.Errorf("logged %s", b.log)
	}
	if got := b.push(httptest.NewRequest(http.MethodGet, "/", nil)); got != http.StatusMethodNotAllowed {
		t.Errorf("GET was answered %d", got)
	}
}

func TestANewerJobWaitsForTheRollOut(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	_, j := b.unsent()
	r := b.request(j)
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(bytes.Replace(body, []byte(`"version":1`), []byte(`"version":2`), 1)))
	b.want(http.StatusServiceUnavailable, retried, b.push(r))
}

func TestNoDrawingStartsWithoutTimeForIt(t *testing.T) {
	t.Parallel()
	for name, left := range map[string]time.Duration{"cancelled": 0, "a second left": time.Second} {
		synctest.Test(t, func(t *testing.T) {
			b := newBench(t, nil)
			j := b.thinking()
			ctx, cancel := context.WithTimeout(t.Context(), left)
			defer cancel()
			b.want(http.StatusServiceUnavailable, retried, b.push(b.request(j).WithContext(ctx)))
			if calls := len(b.discord.CallsOf(j.InteractionID)); calls != 0 {
				t.Errorf("%s: %d calls", name, calls)
			}
		})
	}
}

func TestAFailedStoreTakesNoPictureAway(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, nil)
		j := b.thinking()
		b.store.failures = []error{&googleapi.Error{Code: 404, Message: "no such bucket"}}
		b.want(http.StatusNoContent, drawn, b.deliver(j))
		b.wantPicture(j)
		if line := b.log.String(); !strings.Contains(line, "store failed") || !strings.Contains(line, `"bucket":"pictures"`) {
			t.Errorf("logged %s", line)
		}
	})
}

func TestStoringAndEditingRunSideBySide(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, nil)
		j := b.thinking()
		b.store.takes = 3 * time.Second
		b.discord.FailNext(discordtest.SlowHeaders(3 * time.Second))
		start := time.Now()
		b.want(http.StatusNoContent, drawn, b.deliver(j))
		if took := time.Since(start); took != 3*time.Second {
			t.Errorf("took %v, want 3 s", took)
		}
	})
}

func linked(c *Config) { c.Delivery, c.BaseURL = Link, "http://pictures.test/pictures" }

func TestALinkIsEmbeddedOnceThePictureIsStored(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, linked)
		j := b.thinking()
		b.want(http.StatusNoContent, drawn, b.deliver(j))
		m, _ := b.discord.Message(j.InteractionID)
		for name := range maps.Keys(b.store.objects) {
			if len(m.Attachments) != 0 || !bytes.Contains(m.JSON, []byte("http://pictures.test/pictures/"+name)) {
				t.Errorf("%d attachments in %s", len(m.Attachments), m.JSON)
			}
		}
		if len(b.store.objects) != 1 {
			t.Errorf("%d objects", len(b.store.objects))
		}
	})
}

func TestWhatBecomesOfALinkThatCannotBeStored(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err    error
		age    time.Duration
		status int
		want   outcome
	}{
		"a bucket that is away is tried again":     {&googleapi.Error{Code: 503}, time.Second, 503, retried},
		"and apologised for when old":              {&googleapi.Error{Code: 503}, 11 * time.Minute, 204, apologised},
		"a bucket that is missing is a good-bye":   {&googleapi.Error{Code: 404}, time.Second, 204, apologised},
		"credentials that fail are a good-bye":     {&googleapi.Error{Code: 401}, time.Second, 204, apologised},
		"a connection that breaks is tried again":  {errors.New("reset"), time.Second, 503, retried},
		"a bucket that takes for ever is given up": {context.DeadlineExceeded, time.Second, 503, retried},
	} {
		synctest.Test(t, func(t *testing.T) {
			b := newBench(t, linked)
			j := b.thinking()
			time.Sleep(c.age)
			b.store.failures = []error{c.err}
			b.want(c.status, c.want, b.deliver(j))
			if !strings.Contains(b.log.String(), "store failed") {
				t.Errorf("%s: logged %s", name, b.log)
			}
		})
	}
}

func TestAForbiddenStoreIsFineWhereThePictureIsPublicAlready(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status int
		want   outcome
	}{{http.StatusOK, drawn}, {http.StatusForbidden, apologised}} {
		public := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(c.status) }))
		defer public.Close()
		b := newBench(t, func(conf *Config) { conf.Delivery, conf.BaseURL = Link, public.URL })
		j := b.thinking()
		b.store.failures = []error{&googleapi.Error{Code: http.StatusForbidden}}
		b.want(http.StatusNoContent, c.want, b.deliver(j))
	}
}

func TestADeleteJobDeletesTheMessageItsButtonIsOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, nil)
		j, button := b.deleteButton()
		b.answer(button)
		b.want(http.StatusNoContent, deleted, b.deliver(b.jobOf(button)))
		if m, _ := b.discord.Message(j.InteractionID); m.State != discordtest.Deleted {
			t.Errorf("the message is %s", m.State)
		}
		b.want(http.StatusNoContent, refused, b.deliver(b.jobOf(button)))
	})
}

func TestADeleteThatFailsNeverTouchesThePicture(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, nil)
		j, button := b.deleteButton()
		b.answer(button)
		time.Sleep(11 * time.Minute)
		b.discord.FailNext(faults(9, discordtest.ServerError(500))...)
		b.want(http.StatusServiceUnavailable, retried, b.deliver(b.jobOf(button)))
		b.discord.FailNext(discordtest.Answer(400, 50035, "Invalid Form Body"))
		b.want(http.StatusNoContent, refused, b.deliver(b.jobOf(button)))
		b.wantPicture(j)
	})
}

// deleteButton draws a picture and has its owner press Delete.
func (b *bench) deleteButton() (job.Job, discordtest.Payload) {
	b.t.Helper()
	mason := discordtest.Invocation{User: "53908232506183680"}
	in := b.discord.Command(mason, "mando", discordtest.Option("style", "fill"))
	b.answer(in)
	j := b.jobOf(in)
	b.deliver(j)
	m, _ := b.discord.Message(j.InteractionID)
	var shown discordapi.Message
	if err := json.Unmarshal(m.JSON, &shown); err != nil {
		b.t.Fatal(err)
	}
	for _, row := range shown.Components {
		for _, press := range row.Buttons {
			if strings.HasSuffix(press.CustomID, ":delete") {
				return j, b.discord.Button(mason, m.JSON, press.CustomID)
			}
		}
	}
	b.t.Fatalf("no button deletes %s", m.JSON)
	return job.Job{}, nil
}

// BenchmarkDelivery is all that one job costs here: decoding, drawing, encoding
// and the calls, with a Discord and a bucket in memory. Compare it with what
// BenchmarkPicture says of the picture alone.
func BenchmarkDelivery(b *testing.B) {
	t := newBench(b, nil)
	in := t.discord.Command(discordtest.Invocation{}, "mando", discordtest.Option("seed", "moon"))
	t.answer(in)
	j := t.jobOf(in)
	j.Options.Size = mandala.DefaultSize
	b.ReportAllocs()
	for b.Loop() {
		if got := t.deliver(j); got != http.StatusNoContent {
			b.Fatal(got, t.log)
		}
		t.log.Reset()
	}
}
