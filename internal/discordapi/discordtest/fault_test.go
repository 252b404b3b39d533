package discordtest_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

func TestFaultsBefallCalls(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		fault   *discordtest.Fault
		status  int // of the error; 0 where the connection fails, 200 for success
		takes   time.Duration
		applied bool
	}{
		"no fault":          {nil, 200, 0, true},
		"a rate limit":      {discordtest.RateLimit("0.3"), 429, 0, false},
		"a blocked address": {discordtest.Block(), 429, 0, false},
		"a server error":    {discordtest.ServerError(502), 502, 0, false},
		"an error by code":  {discordtest.Answer(400, 200000, "blocked"), 400, 0, false},
		"a redirect":        {discordtest.Redirect(307, "http://elsewhere.test/"), 307, 0, false},
		"a reset":           {discordtest.Reset(), 0, 0, false},
		"a lost answer":     {discordtest.LostAnswer(), 0, 0, true},
		"slow headers":      {discordtest.SlowHeaders(30 * time.Second), 200, 30 * time.Second, true},
		"a slow body":       {discordtest.SlowBody(20 * time.Second), 200, 20 * time.Second, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
				in := w.command(t)
				w.FailNext(row.fault)
				start := time.Now()
				_, err := w.edit(in, discordapi.Message{Content: "x"})
				var failure *discordapi.Error
				isAnswer := errors.As(err, &failure)
				switch {
				case row.status == 200 && err != nil,
					row.status == 0 && (err == nil || isAnswer),
					row.status > 200 && (!isAnswer || failure.Status != row.status):
					t.Errorf("got %v", err)
				}
				if took := time.Since(start); took != row.takes {
					t.Errorf("it took %v", took)
				}
				if m, _ := w.Message(in.ID()); (m.State == discordtest.Edited) != row.applied {
					t.Errorf("the message is %q", m.State)
				}
				if c := w.CallsOf(in.ID())[0]; row.fault != nil && c.Fault != row.fault.Name || c.Status != row.status {
					t.Errorf("the record is %+v", c)
				}
				if _, err := w.edit(in, discordapi.Message{Content: "y"}); err != nil {
					t.Errorf("the next call fails as well: %v", err)
				}
			})
		})
	}
}

// A caller that gives up leaves neither an effect nor a goroutine behind.
func TestCallerMayGo(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		fault   *discordtest.Fault
		applied bool
	}{
		"before anything happens":   {discordtest.SlowHeaders(time.Hour), false},
		"in the middle of the body": {discordtest.SlowBody(time.Hour), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
				in := w.command(t)
				w.FailNext(row.fault)
				ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
				defer cancel()
				start := time.Now()
				_, err := w.client.EditOriginal(ctx, w.ApplicationID(), in.Token(), discordapi.Message{Content: "x"})
				if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 5*time.Second {
					t.Errorf("got %v after %v", err, time.Since(start))
				}
				synctest.Wait()
				if m, _ := w.Message(in.ID()); (m.State == discordtest.Edited) != row.applied {
					t.Errorf("the message is %q", m.State)
				}
			})
		})
	}
}

// Over a real socket the same faults look the same to a client.
func TestFaultsOverASocket(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
	server := httptest.NewServer(w)
	defer server.Close()
	client := &discordapi.Client{BaseURL: server.URL + "/api/v10", HTTPClient: server.Client()}
	in := w.command(t)
	edit := func(ctx context.Context) error {
		_, err := client.EditOriginal(ctx, w.ApplicationID(), in.Token(), withPicture(), picture(t))
		return err
	}
	for name, fault := range map[string]*discordtest.Fault{"reset": discordtest.Reset(), "lost answer": discordtest.LostAnswer()} {
		w.FailNext(fault)
		var failure *discordapi.Error
		if err := edit(t.Context()); err == nil || errors.As(err, &failure) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	w.FailNext(discordtest.SlowHeaders(time.Hour))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := edit(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("slow headers: got %v", err)
	}
	if err := edit(t.Context()); err != nil {
		t.Errorf("without a fault: %v", err)
	}
}

func TestRatesAreSeeded(t *testing.T) {
	t.Parallel()
	draw := func(seed uint64) (names []string, count map[string]int) {
		rules := discordtest.Rates{Seed: seed, RateLimit: 0.1, ServerError: 0.05, Reset: 0.03, Slow: 0.02}.Faults()
		count = map[string]int{}
		for range 10_000 {
			name := ""
			if f := rules(discordtest.Call{}); f != nil {
				name = f.Name
			}
			names = append(names, name)
			count[name]++
		}
		return names, count
	}
	first, count := draw(7)
	second, _ := draw(7)
	other, _ := draw(8)
	differ := false
	for i := range first {
		if first[i] != second[i] {
			t.Fatal("the same seed gives other faults")
		}
		differ = differ || first[i] != other[i]
	}
	if !differ {
		t.Error("another seed gives the same faults")
	}
	// The seed is fixed, so these counts are as well; the bounds say what they are for.
	for name, want := range map[string]int{"rate limit": 1000, "slow headers": 200, "": 8000} {
		if got := count[name]; got < want*8/10 || got > want*12/10 {
			t.Errorf("%q came %d times, want about %d", name, got, want)
		}
	}
	if count["reset"] == 0 || count["lost answer"] == 0 || count["502"] == 0 {
		t.Errorf("some faults never came: %v", count)
	}
}

func TestRulesSeeTheCall(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
	spared, struck := w.command(t), w.command(t)
	w.Fail(func(c discordtest.Call) *discordtest.Fault {
		if c.Interaction == struck.ID() && c.Method == http.MethodPatch {
			return discordtest.ServerError(500)
		}
		return nil
	})
	if _, err := w.edit(spared, discordapi.Message{Content: "x"}); err != nil {
		t.Error(err)
	}
	_, err := w.edit(struck, discordapi.Message{Content: "x"})
	wantError(t, err, 500, 0)
	if _, err := w.client.GetOriginal(t.Context(), w.ApplicationID(), struck.Token()); err != nil {
		t.Error(err)
	}
}
