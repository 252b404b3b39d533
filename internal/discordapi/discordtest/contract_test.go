package discordtest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
	"github.com/mandobot/mando/internal/discordapi/discordtest/openapitest"
)

// wiretap keeps the bodies that pass it, both ways.
type wiretap struct {
	http.RoundTripper
	sent, received []byte
}

func (w *wiretap) RoundTrip(r *http.Request) (*http.Response, error) {
	w.sent, _ = io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(w.sent))
	response, err := w.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	w.received, err = io.ReadAll(response.Body)
	_ = response.Body.Close()
	response.Body = io.NopCloser(bytes.NewReader(w.received))
	return response, err
}

func tapped(t testing.TB, answer any) (*world, *wiretap) {
	t.Helper()
	w := newWorld(t, discordtest.Config{}, answer)
	tap := &wiretap{RoundTripper: w.client.HTTPClient.Transport}
	w.client.HTTPClient = &http.Client{Transport: tap}
	return w, tap
}

// Everything that the client can send is of Discord's schemas, and so is
// everything that the fake answers.
func TestBodiesAreOfDiscordsSchemas(t *testing.T) {
	t.Parallel()
	document := openapitest.Open(t)
	w, tap := tapped(t, discordapi.Deferred(false))
	ctx, app := context.Background(), w.ApplicationID()
	in := w.command(t)
	thinking, _ := w.Message(in.ID())
	document.Valid(t, openapitest.MessageAnswer, thinking.JSON)

	if _, err := w.edit(in, discordapi.Message{Content: "x", Attachments: []discordapi.Attachment{}, Embeds: []discordapi.Embed{}}); err != nil {
		t.Fatal(err)
	}
	document.Valid(t, openapitest.EditOriginal, tap.sent)
	document.Valid(t, openapitest.MessageAnswer, tap.received)

	if _, err := w.edit(in, withPicture(), picture(t)); err != nil {
		t.Fatal(err)
	}
	document.Valid(t, openapitest.EditOriginal, payloadOf(t, tap.sent))
	document.Valid(t, openapitest.MessageAnswer, tap.received)

	if _, err := w.edit(in, discordapi.Message{}, picture(t)); err != nil {
		t.Fatal(err)
	}
	document.Valid(t, openapitest.MessageAnswer, tap.received)

	m, _ := w.Message(in.ID())
	press := w.Button(discordtest.Invocation{Place: discordtest.BotDM}, m.JSON, "x")
	if _, err := w.Send(ctx, endpoint, press); err != nil {
		t.Fatal(err)
	}
	p, _ := w.Message(press.ID())
	document.Valid(t, openapitest.MessageAnswer, p.JSON)

	auth := discordapi.BotAuth(w.BotToken())
	if _, err := w.client.OverwriteCommands(ctx, auth, app, "", []discordapi.ApplicationCommand{definition()}); err != nil {
		t.Fatal(err)
	}
	document.ValidCommands(t, tap.sent)
	var registered []json.RawMessage
	if err := json.Unmarshal(tap.received, &registered); err != nil || len(registered) != 1 {
		t.Fatal(err)
	}
	document.Valid(t, openapitest.CommandAnswer, registered[0])
	if _, err := w.client.EditCurrentApplication(ctx, auth, "https://bot.test/"); err == nil {
		t.Fatal("a bot that defers a ping was taken for an endpoint")
	}
	document.Valid(t, openapitest.Application, tap.sent)
	document.Valid(t, openapitest.Error, tap.received)
}

func TestErrorsAreOfDiscordsSchemas(t *testing.T) {
	t.Parallel()
	document := openapitest.Open(t)
	w, tap := tapped(t, discordapi.Deferred(false))
	in := w.command(t)
	for _, row := range edits {
		if row.problem != "" {
			status, _, answer := patch(t, w, in, nil, row.body)
			if status != http.StatusBadRequest {
				t.Errorf("got %d", status)
			}
			document.Valid(t, openapitest.Error, answer)
		}
	}
	for _, fault := range []*discordtest.Fault{discordtest.RateLimit("0.3"), discordtest.GlobalRateLimit("64.57"), discordtest.SharedRateLimit("1e9")} {
		w.FailNext(fault)
		_, err := w.edit(in, discordapi.Message{Content: "x"})
		if err == nil {
			t.Error("no error")
		}
		document.Valid(t, openapitest.RateLimitError, withCode(t, tap.received))
	}
}

// withCode adds the code that the document demands in the answer to too many
// calls, and that Discord's documentation says is there only sometimes.
func withCode(t testing.TB, body []byte) []byte {
	t.Helper()
	var object map[string]any
	if err := json.Unmarshal(body, &object); err != nil {
		t.Fatal(err)
	}
	object["code"] = 0
	body, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// payloadOf returns the part payload_json of a form.
func payloadOf(t testing.TB, body []byte) []byte {
	t.Helper()
	_, rest, found := bytes.Cut(body, []byte("Content-Type: application/json\r\n\r\n"))
	if !found {
		_, rest, found = bytes.Cut(body, []byte("\r\n\r\n"))
	}
	payload, _, closed := bytes.Cut(rest, []byte("\r\n--"))
	if !found || !closed {
		t.Fatalf("no payload_json in the form")
	}
	return payload
}

func TestResponsesAreOfDiscordsSchemas(t *testing.T) {
	t.Parallel()
	document := openapitest.Open(t)
	for name, row := range map[string]struct {
		response discordapi.Response
		kind     discordapi.InteractionType
		schema   openapitest.Schema
	}{
		"a pong":                {discordapi.Pong(), ping, openapitest.Pong},
		"a deferral":            {discordapi.Deferred(false), typed, openapitest.Message},
		"an ephemeral deferral": {discordapi.Deferred(true), typed, openapitest.Message},
		"an accepted press":     {discordapi.DeferredUpdate(), pressed, openapitest.Update},
		"a reply":               {discordapi.Reply(discordapi.Message{Content: "x"}, false), typed, openapitest.Message},
		"a whole reply":         {discordapi.Reply(discordapi.Message{Embeds: []discordapi.Embed{{Title: "t"}}, Components: withPicture().Components}, true), typed, openapitest.Message},
		"no choices":            {discordapi.Choices(nil), autocomplete, openapitest.Choices},
		"30 choices":            {discordapi.Choices(manyChoices(30)), autocomplete, openapitest.Choices},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := json.Marshal(row.response)
			if err != nil {
				t.Fatal(err)
			}
			document.Valid(t, row.schema, body)
			if err := discordtest.CheckAnswer(row.kind, body); err != nil {
				t.Errorf("%v\n%s", err, body)
			}
		})
	}
}

func manyChoices(n int) []discordapi.Choice {
	choices := make([]discordapi.Choice, n)
	for i := range choices {
		choices[i] = discordapi.Choice{Name: "Saffron", Value: "saffron", NameLocalizations: map[string]string{"de": "Safran"}}
	}
	return choices
}
