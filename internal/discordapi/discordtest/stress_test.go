package discordtest_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Many at once over real sockets, with faults and with readers of everything:
// for the race detector, and for what must hold afterwards.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	b := &bot{answer: func(*discordapi.Interaction) any { return discordapi.Deferred(false) }}
	d := discordtest.New(discordtest.Config{OnCall: func(discordtest.Call) {}})
	defer d.Close()
	keys, _ := discordapi.ParsePublicKeys(d.PublicKey())
	b.verifier = &discordapi.Verifier{Keys: keys}
	endpoint, api := httptest.NewServer(b), httptest.NewServer(d)
	defer endpoint.Close()
	defer api.Close()
	client := &discordapi.Client{BaseURL: api.URL + "/api/v10", HTTPClient: api.Client()}
	d.Fail(discordtest.Rates{Seed: 1, RateLimit: 0.1, ServerError: 0.1, Reset: 0.1, Slow: 0.1, SlowFor: time.Millisecond}.Faults())

	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			in := d.Command(discordtest.Invocation{}, "mando")
			if _, err := d.Send(t.Context(), endpoint.URL, in); err != nil {
				t.Error(err)
				return
			}
			editUntilDone(t, client, d, in)
			m, err := d.Wait(t.Context(), in.ID())
			if err != nil || m.State != discordtest.Edited || len(m.Attachments) != 1 {
				t.Errorf("got %+v, %v", m, err)
			}
			d.Messages()
			d.CallsOf(in.ID())
		})
	}
	all.Wait()
	if n := len(d.Messages()); n != 40 {
		t.Errorf("40 interactions became %d messages", n)
	}
	for i, c := range d.Calls() {
		if c.Serial != i+1 {
			t.Fatalf("call %d has the number %d", i+1, c.Serial)
		}
	}
}

func editUntilDone(t *testing.T, client *discordapi.Client, d *discordtest.Discord, in discordtest.Payload) {
	t.Helper()
	for range 20 {
		_, err := client.EditOriginal(t.Context(), d.ApplicationID(), in.Token(), withPicture(), picture(t))
		var failure *discordapi.Error
		if err == nil {
			return
		}
		if errors.As(err, &failure) && !failure.Temporary() {
			t.Error(err)
			return
		}
	}
	t.Error("20 tries of which 7 in 10 succeed all failed")
}

func TestWhateverIsSentIsPosted(t *testing.T) {
	t.Parallel()
	type ping struct {
		Type int `json:"type"`
	}
	for name, row := range map[string]struct {
		in     any
		status int
	}{
		"a struct":     {ping{1}, http.StatusOK},
		"a map":        {map[string]any{"type": 1}, http.StatusOK},
		"raw JSON":     {json.RawMessage(`{"type":1}`), http.StatusOK},
		"bytes":        {[]byte(`{"type":1} `), http.StatusOK},
		"no JSON":      {[]byte(`hello`), http.StatusBadRequest},
		"an empty one": {[]byte{}, http.StatusBadRequest},
	} {
		w := newWorld(t, discordtest.Config{}, discordapi.Pong())
		ack, err := w.Send(context.Background(), endpoint, row.in)
		if ack.Status != row.status || (err == nil) != (row.status == http.StatusOK) {
			t.Errorf("%s: got %d, %v", name, ack.Status, err)
		}
	}
	w := newWorld(t, discordtest.Config{}, discordapi.Pong())
	if _, err := w.Send(context.Background(), endpoint, func() {}); err == nil {
		t.Error("a function was sent")
	}
	if _, err := w.Send(context.Background(), "http://bot.test:port", ping{1}); err == nil {
		t.Error("an address that is none was reached")
	}
}
