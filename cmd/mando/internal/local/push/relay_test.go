package push

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// endpoint is a RoundTripper that answers with a script of statuses, the last
// of them for ever. 0 stands for a connection that breaks, -1 for an answer that
// never comes.
type endpoint struct {
	mu     sync.Mutex
	script []int
	start  time.Time
	at     []time.Duration // when each request came, from the first
}

func (e *endpoint) RoundTrip(req *http.Request) (*http.Response, error) {
	switch status := e.next(); status {
	case 0:
		return nil, errors.New("connection reset by peer")
	case -1:
		<-req.Context().Done()
		return nil, req.Context().Err()
	default:
		return &http.Response{
			StatusCode: status,
			Header:     http.Header{"Location": {"http://elsewhere.test/"}},
			Body:       io.NopCloser(strings.NewReader("answer")),
			Request:    req,
		}, nil
	}
}

func (e *endpoint) next() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.at) == 0 {
		e.start = time.Now()
	}
	e.at = append(e.at, time.Since(e.start))
	status := e.script[0]
	if len(e.script) > 1 {
		e.script = e.script[1:]
	}
	return status
}

func relayTo(e *endpoint, config Config) *Relay {
	config.Endpoint, config.Transport = "http://renderer.test/", e
	return New(config)
}

func TestAPushIsABinaryCloudEvent(t *testing.T) {
	t.Parallel()
	var got http.Header
	var body []byte
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Clone()
		body, _ = io.ReadAll(r.Body)
		w.WriteHeader(http.StatusNoContent)
	}))
	defer server.Close()
	relay := New(Config{Endpoint: server.URL, Subscription: "projects/p/subscriptions/s"})
	defer relay.Close()

	err := relay.Deliver(t.Context(), Message{
		ID:          "m7",
		Attributes:  map[string]string{"ce-id": "42", "content-type": "application/json", "traceparent": "00-a-b-01"},
		Data:        []byte(`{"version":1}`),
		PublishTime: time.Date(2026, 8, 1, 12, 0, 0, 5e8, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	if string(body) != `{"version":1}` {
		t.Errorf("body = %s, want the message's data", body)
	}
	want := map[string]string{
		"Ce-Id":                           "42",
		"Content-Type":                    "application/json",
		"Traceparent":                     "00-a-b-01",
		"X-Goog-Pubsub-Subscription-Name": "projects/p/subscriptions/s",
		"X-Goog-Pubsub-Message-Id":        "m7",
		"X-Goog-Pubsub-Publish-Time":      "2026-08-01T12:00:00.5Z",
	}
	for name, value := range want {
		if got.Get(name) != value {
			t.Errorf("header %s = %q, want %q", name, got.Get(name), value)
		}
	}
}

func TestWhatAcknowledges(t *testing.T) {
	t.Parallel()
	for status := 100; status < 600; status++ {
		want := slices.Contains([]int{102, 200, 201, 202, 204}, status)
		if got := (Attempt{Status: status}).Acknowledged(); got != want {
			t.Errorf("status %d acknowledges: %v, want %v", status, got, want)
		}
	}
	if (Attempt{}).Acknowledged() {
		t.Error("an attempt without an answer acknowledges")
	}
}

func TestRefusalsComeAgain(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	backoff := Backoff{Min: 100 * ms, Max: 2 * time.Second}
	tests := []struct {
		name   string
		script []int
		want   error
		at     []time.Duration
	}{
		{"an acknowledged message comes once", []int{204}, nil, []time.Duration{0}},
		{"a refused message comes again after the shortest backoff", []int{503, 204}, nil, []time.Duration{0, 100 * ms}},
		{"a broken connection is a refusal", []int{0, 200}, nil, []time.Duration{0, 100 * ms}},
		{"a redirection is a refusal and is not followed", []int{307, 200}, nil, []time.Duration{0, 100 * ms}},
		{"no answer at the acknowledge deadline is a refusal", []int{-1, 200}, nil, []time.Duration{0, 10*time.Second + 100*ms}},
		{
			"the backoff doubles up to its longest, and the twelfth refusal is the last",
			[]int{500},
			ErrExhausted,
			[]time.Duration{0, 100 * ms, 300 * ms, 700 * ms, 1500 * ms, 3100 * ms, 5100 * ms, 7100 * ms, 9100 * ms, 11100 * ms, 13100 * ms, 15100 * ms},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				e := &endpoint{script: tt.script}
				relay := relayTo(e, Config{AckDeadline: 10 * time.Second, Backoff: backoff})
				if err := relay.Deliver(t.Context(), Message{ID: "m1"}); !errors.Is(err, tt.want) {
					t.Errorf("Deliver = %v, want %v", err, tt.want)
				}
				if diff := cmp.Diff(tt.at, e.at); diff != "" {
					t.Errorf("requests came at (-want +got):\n%s", diff)
				}
			})
		})
	}
}

func TestAttemptsAreObserved(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var seen []string
		relay := relayTo(&endpoint{script: []int{-1, 0, 503, 202}}, Config{
			AckDeadline: time.Second,
			Observe: func(a Attempt) {
				seen = append(seen, fmt.Sprintf("%s/%s %d: %d %v %v", a.MessageID, a.EventID, a.Number, a.Status, a.Err, a.Took))
			},
		})
		if err := relay.Deliver(t.Context(), Message{ID: "m1", Attributes: map[string]string{"ce-id": "42"}}); err != nil {
			t.Fatal(err)
		}
		want := []string{
			"m1/42 1: 0 no answer within the acknowledge deadline of 1s 1s",
			`m1/42 2: 0 Post "http://renderer.test/": connection reset by peer 0s`,
			"m1/42 3: 503 <nil> 0s",
			"m1/42 4: 202 <nil> 0s",
		}
		if diff := cmp.Diff(want, seen); diff != "" {
			t.Errorf("attempts (-want +got):\n%s", diff)
		}
	})
}

func TestAStoppedDeliverySaysSo(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		script []int
	}{
		{"in the middle of a request", []int{-1}},
		{"between two attempts", []int{503}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				relay := relayTo(&endpoint{script: tt.script}, Config{Backoff: Backoff{Min: time.Minute, Max: time.Minute}})
				if err := relay.Deliver(ctx, Message{ID: "m1"}); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("Deliver = %v, want the context's error", err)
				}
				if relay.window.active != 0 {
					t.Errorf("%d requests still hold the window", relay.window.active)
				}
			})
		})
	}
}

func TestDuplicatesComeTwice(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		duplicates := 0
		relay := relayTo(&endpoint{script: []int{204}}, Config{
			Duplicates: Duplicates{Rate: 1, Seed: 7},
			Observe: func(a Attempt) {
				mu.Lock()
				defer mu.Unlock()
				if a.Duplicate {
					duplicates++
				}
			},
		})
		const messages = 20
		var all sync.WaitGroup
		for i := range messages {
			all.Go(func() {
				if err := relay.Deliver(t.Context(), Message{ID: fmt.Sprint("m", i)}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if duplicates != messages {
			t.Errorf("%d of %d messages came twice", duplicates, messages)
		}
	})
}

func TestDuplicatesAreALotByIDAndSeed(t *testing.T) {
	t.Parallel()
	count := func(d Duplicates) (atSameTime, after int) {
		for i := range 10_000 {
			switch d.of(fmt.Sprint("m", i)) {
			case atOnce:
				atSameTime++
			case afterwards:
				after++
			}
		}
		return
	}
	if a, b := count(Duplicates{}); a+b != 0 {
		t.Errorf("without a rate %d messages come twice", a+b)
	}
	// 10,000 draws of p = 0.1 stay within 5 standard deviations of 1,000; the
	// seed is fixed, so this is no matter of luck.
	a, b := count(Duplicates{Rate: 0.2, Seed: 1})
	if a < 850 || a > 1150 || b < 850 || b > 1150 {
		t.Errorf("of 10,000 messages at rate 0.2, %d come twice at once and %d afterwards, want about 1,000 each", a, b)
	}
	if again, after := count(Duplicates{Rate: 0.2, Seed: 1}); again != a || after != b {
		t.Errorf("the same seed draws %d and %d, then %d and %d", a, b, again, after)
	}
	alike := 0
	for i := range 1000 {
		id := fmt.Sprint("m", i)
		if (Duplicates{0.5, 1}).of(id) == (Duplicates{0.5, 2}).of(id) {
			alike++
		}
	}
	// Three lots of 1/2, 1/4 and 1/4 agree by chance in 3 of 8 cases.
	if alike > 500 {
		t.Errorf("%d of 1000 lots are the same with another seed", alike)
	}
}
