package discordtest_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"sync"
	"testing"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

// bot is the smallest bot there can be: it verifies, and gives one answer.
type bot struct {
	verifier *discordapi.Verifier
	answer   func(*discordapi.Interaction) any // a Response, or bytes to send as they are
	instead  http.HandlerFunc                  // answers in place of the bot, if not nil

	mu       sync.Mutex
	received []*discordapi.Interaction
	before   func(*discordapi.Interaction) // called before the answer, if not nil
}

func (b *bot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if b.instead != nil {
		b.instead(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil || b.verifier.Verify(r.Header, body) != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	i, err := discordapi.DecodeInteraction(body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	b.mu.Lock()
	b.received = append(b.received, i)
	before := b.before
	b.mu.Unlock()
	if before != nil {
		before(i)
	}
	answer, raw := b.answer(i).([]byte)
	if !raw {
		answer, _ = json.Marshal(b.answer(i))
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(answer)
}

// world is a fake, a bot and a client of the fake, without a socket.
type world struct {
	*discordtest.Discord
	bot    *bot
	client *discordapi.Client
}

const endpoint = "http://bot.test/"

// newWorld returns a world whose bot always gives the same answer.
func newWorld(t testing.TB, config discordtest.Config, answer any) *world {
	t.Helper()
	b := &bot{answer: func(*discordapi.Interaction) any { return answer }}
	config.HTTPClient = &http.Client{Transport: discordtest.Transport(b)}
	d := discordtest.New(config)
	keys, err := discordapi.ParsePublicKeys(d.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	b.verifier, err = discordapi.NewVerifier(keys, 0)
	if err != nil {
		t.Fatal(err)
	}
	b.verifier.Now = config.Now
	return &world{d, b, &discordapi.Client{
		BaseURL:    "http://discord.test/api/v10",
		HTTPClient: &http.Client{Transport: discordtest.Transport(d)},
	}}
}

// command sends /mando and fails the test where its answer is not taken.
func (w *world) command(t testing.TB) discordtest.Payload {
	t.Helper()
	in := w.Command(discordtest.Invocation{}, "mando")
	if _, err := w.Send(context.Background(), endpoint, in); err != nil {
		t.Fatal(err)
	}
	return in
}

// edit edits the reply to the interaction.
func (w *world) edit(in discordtest.Payload, m discordapi.Message, files ...discordapi.File) (*discordapi.Message, error) {
	return w.client.EditOriginal(context.Background(), w.ApplicationID(), in.Token(), m, files...)
}
