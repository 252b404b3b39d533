package push

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestTheWindowHalvesAndGrows(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		limit   int
		answers []bool // true acknowledges
		want    int
	}{
		{"it starts small", 100, nil, 10},
		{"it starts no larger than its limit", 4, nil, 4},
		{"each acknowledgement makes room for one more", 100, []bool{true, true, true}, 13},
		{"it grows no further than its limit", 11, []bool{true, true, true}, 11},
		{"each refusal halves it", 100, []bool{false, false}, 2},
		{"one request is always allowed", 100, []bool{false, false, false, false, false, false}, 1},
		{"it recovers", 100, []bool{false, false, false, false, true, true, true}, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWindow(tt.limit)
			for _, acknowledged := range tt.answers {
				if err := w.acquire(t.Context()); err != nil {
					t.Fatal(err)
				}
				w.release(acknowledged)
			}
			if w.size != tt.want || w.active != 0 {
				t.Errorf("window of %d with %d active, want %d and 0", w.size, w.active, tt.want)
			}
		})
	}
}

// slow counts how many requests are under way at a time.
type slow struct {
	mu          sync.Mutex
	active, max int
}

func (s *slow) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	s.active++
	s.max = max(s.max, s.active)
	s.mu.Unlock()
	time.Sleep(time.Second)
	s.mu.Lock()
	s.active--
	s.mu.Unlock()
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: req}, nil
}

func TestTheWindowBoundsTheRequestsUnderWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &slow{}
		relay := New(Config{Endpoint: "http://renderer.test/", Transport: server, MaxConcurrent: 25})
		start := time.Now()
		var all sync.WaitGroup
		for i := range 100 {
			all.Go(func() {
				if err := relay.Deliver(t.Context(), Message{ID: fmt.Sprint("m", i)}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if server.max != 25 {
			t.Errorf("at most %d requests at a time, want the limit of 25", server.max)
		}
		// 10 in the first second, 20 in the second, then 25 a second.
		if took := time.Since(start); took != 5*time.Second {
			t.Errorf("100 messages of a second each took %v, want 5 s", took)
		}
	})
}

func TestWaitingForTheWindowCanBeGivenUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWindow(1)
		if err := w.acquire(t.Context()); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := w.acquire(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("acquire = %v, want the context's error", err)
		}
		w.release(true)
		if err := w.acquire(t.Context()); err != nil || w.active != 1 || len(w.waiting) != 0 {
			t.Errorf("after giving up: %v, %d active, %d waiting", err, w.active, len(w.waiting))
		}
	})
}
