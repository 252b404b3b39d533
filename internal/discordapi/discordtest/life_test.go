package discordtest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

// picture is a real PNG of 3 by 2 pixels.
func picture(t testing.TB) discordapi.File {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	return discordapi.File{Name: "mandala.png", Description: "A grey mandala.", ContentType: "image/png", Data: b.Bytes()}
}

func withPicture() discordapi.Message {
	return discordapi.Message{
		Embeds: []discordapi.Embed{{
			Title: "Moon", Color: 0x112233, Image: &discordapi.EmbedImage{URL: "attachment://mandala.png"},
			Fields: []discordapi.EmbedField{{Name: "Seed", Value: "moon"}},
		}},
		Components: []discordapi.ActionRow{{Buttons: []discordapi.Button{
			{Style: discordapi.ButtonPrimary, Label: "Again", CustomID: "1:again"},
			{Style: discordapi.ButtonLink, Label: "Full size", URL: "https://example.com/x.png"},
		}}},
	}
}

// wantError fails the test unless err is Discord's error of that status and code.
func wantError(t testing.TB, err error, status, code int) {
	t.Helper()
	var failure *discordapi.Error
	if !errors.As(err, &failure) || failure.Status != status || failure.Code != code {
		t.Errorf("got %v, want status %d and code %d", err, status, code)
	}
}

func TestDeferredCommandBecomesAPicture(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
	in := w.command(t)
	if m, _ := w.Message(in.ID()); m.State != discordtest.Thinking {
		t.Fatalf("after the deferral the state is %q", m.State)
	}
	file := picture(t)
	edited, err := w.edit(in, withPicture(), file)
	if err != nil {
		t.Fatal(err)
	}
	if !edited.HasPicture() || edited.Embeds[0].Image.Width != 3 || edited.Embeds[0].Image.Height != 2 {
		t.Errorf("the answer to the edit shows no picture of 3x2: %+v", edited.Embeds)
	}
	if len(edited.Attachments) != 0 {
		t.Errorf("an attachment that an embed shows is listed: %+v", edited.Attachments)
	}
	if got := edited.Components[0].Buttons[0].CustomID; got != "1:again" {
		t.Errorf("the button's custom_id came back as %q", got)
	}
	m, err := w.Wait(context.Background(), in.ID())
	if err != nil || m.State != discordtest.Edited || m.Edits != 1 {
		t.Fatalf("after the edit: %+v, %v", m, err)
	}
	if a := m.Attachments[0]; !bytes.Equal(a.Data, file.Data) || a.Description != file.Description || a.ContentType != "image/png" {
		t.Errorf("the attachment is %+v", a)
	}
	served := httptest.NewRecorder()
	w.ServeHTTP(served, httptest.NewRequest(http.MethodGet, m.Attachments[0].URL, nil))
	if served.Code != http.StatusOK || !bytes.Equal(served.Body.Bytes(), file.Data) {
		t.Errorf("the attachment's address serves %d and %d bytes", served.Code, served.Body.Len())
	}
	calls := w.CallsOf(in.ID())
	if len(calls) != 1 || calls[0].Status != 200 || calls[0].Route != "/webhooks/{app}/{token}/messages/@original" {
		t.Errorf("the record is %+v", calls)
	}
}

func TestTokenIsKnownOnceItsAnswerWasRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
	in := w.Command(discordtest.Invocation{}, "mando")
	_, err := w.edit(in, discordapi.Message{Content: "x"})
	wantError(t, err, 404, discordapi.CodeUnknownWebhook)

	var early error
	w.bot.before = func(*discordapi.Interaction) { _, early = w.edit(in, discordapi.Message{Content: "x"}) }
	if _, err := w.Send(context.Background(), endpoint, in); err != nil {
		t.Fatal(err)
	}
	wantError(t, early, 404, discordapi.CodeUnknownWebhook)
	if _, err := w.edit(in, discordapi.Message{Content: "x"}); err != nil {
		t.Errorf("after the answer: %v", err)
	}
}

func TestTokenEndsAfterFifteenMinutes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
		in := w.command(t)
		time.Sleep(15*time.Minute - time.Second)
		if _, err := w.edit(in, discordapi.Message{Content: "just in time"}); err != nil {
			t.Errorf("a second before the end: %v", err)
		}
		time.Sleep(2 * time.Second)
		_, err := w.edit(in, discordapi.Message{Content: "too late"})
		wantError(t, err, 401, discordapi.CodeInvalidWebhookToken)
		_, err = w.client.GetOriginal(t.Context(), w.ApplicationID(), in.Token())
		wantError(t, err, 401, discordapi.CodeInvalidWebhookToken)
	})
}

func TestDeletedMessageTakesNothing(t *testing.T) {
	t.Parallel()
	deletions := map[string]func(*world, discordtest.Payload) error{
		"by the bot": func(w *world, in discordtest.Payload) error {
			return w.client.DeleteOriginal(context.Background(), w.ApplicationID(), in.Token())
		},
		"by a person": func(w *world, in discordtest.Payload) error {
			w.Delete(in.ID())
			return nil
		},
	}
	for name, remove := range deletions {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
			in := w.command(t)
			if err := remove(w, in); err != nil {
				t.Fatal(err)
			}
			_, err := w.edit(in, discordapi.Message{Content: "x"})
			wantError(t, err, 404, discordapi.CodeUnknownMessage)
			err = w.client.DeleteOriginal(context.Background(), w.ApplicationID(), in.Token())
			wantError(t, err, 404, discordapi.CodeUnknownMessage)
			if m, _ := w.Message(in.ID()); m.State != discordtest.Deleted {
				t.Errorf("the state is %q", m.State)
			}
		})
	}
}

func TestButtonOfAMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(true))
	in := w.command(t)
	if _, err := w.edit(in, withPicture(), picture(t)); err != nil {
		t.Fatal(err)
	}
	m, _ := w.Message(in.ID())
	w.bot.answer = func(*discordapi.Interaction) any { return discordapi.DeferredUpdate() }
	press := w.Button(discordtest.Invocation{}, m.JSON, "1:delete")
	if _, err := w.Send(context.Background(), endpoint, press); err != nil {
		t.Fatal(err)
	}
	got := w.bot.received[1]
	if got.Data.CustomID != "1:delete" || got.Message.ID != m.ID || got.Message.Flags&discordapi.FlagEphemeral == 0 {
		t.Errorf("the bot read the press as %+v on %+v", got.Data, got.Message)
	}
	if got.Message.Interaction.User.ID != w.bot.received[0].Invoker().ID {
		t.Error("the message does not say whose command it answers")
	}
	if p, _ := w.Message(press.ID()); p.State != discordtest.Accepted || p.ID != m.ID {
		t.Errorf("after type 6 the press is %+v", p)
	}
	if err := w.client.DeleteOriginal(context.Background(), w.ApplicationID(), press.Token()); err != nil {
		t.Fatal(err)
	}
	for _, id := range []discordapi.Snowflake{in.ID(), press.ID()} {
		if m, _ := w.Message(id); m.State != discordtest.Deleted {
			t.Errorf("after the deletion %s is %q", id, m.State)
		}
	}
}

func TestButtonOfAMessageFromElsewhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.DeferredUpdate())
	message := json.RawMessage(`{"id":"844397162624450620","content":"old","embeds":[],"flags":0,
		"components":[{"type":1,"components":[{"type":2,"label":"Click me!","style":1,"custom_id":"click_one"}]}]}`)
	press := w.Button(discordtest.Invocation{}, message, "click_one")
	if _, err := w.Send(context.Background(), endpoint, press); err != nil {
		t.Fatal(err)
	}
	edited, err := w.edit(press, discordapi.Message{Content: "new"})
	if err != nil || edited.Content != "new" || edited.ID != "844397162624450620" || len(edited.Components) != 1 {
		t.Errorf("the edited message is %+v, %v", edited, err)
	}
}

func TestAnswersAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Reply(discordapi.Message{Content: "Try again."}, true))
	in := w.command(t)
	m, err := w.Wait(context.Background(), in.ID())
	if err != nil || m.State != discordtest.Replied || !m.Ephemeral {
		t.Errorf("after type 4: %+v, %v", m, err)
	}
	var shown discordapi.Message
	if err := json.Unmarshal(m.JSON, &shown); err != nil || shown.Content != "Try again." || shown.Flags != discordapi.FlagEphemeral {
		t.Errorf("the message is %+v, %v", shown, err)
	}
}

func TestSendingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
	in := w.command(t)
	if _, err := w.edit(in, discordapi.Message{Content: "there"}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Send(context.Background(), endpoint, in); err != nil {
		t.Fatal(err)
	}
	if m, _ := w.Message(in.ID()); m.State != discordtest.Edited || len(w.Messages()) != 1 {
		t.Errorf("after a repetition: %+v", m)
	}
}

func TestSlowEndpointDidNotRespond(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
		w.bot.before = func(*discordapi.Interaction) { time.Sleep(3*time.Second + time.Millisecond) }
		in := w.Command(discordtest.Invocation{}, "mando")
		ack, err := w.Send(t.Context(), endpoint, in)
		if !errors.Is(err, context.DeadlineExceeded) || ack.Elapsed != discordtest.AnswerTime {
			t.Errorf("got %v after %v", err, ack.Elapsed)
		}
		_, err = w.edit(in, discordapi.Message{Content: "x"})
		wantError(t, err, 404, discordapi.CodeUnknownWebhook)
		if m, _ := w.Wait(t.Context(), in.ID()); m.State != discordtest.Failed {
			t.Errorf("the state is %q", m.State)
		}
		time.Sleep(time.Second) // until the endpoint is done
	})
}

func TestWaitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
		in := w.command(t)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		m, err := w.Wait(ctx, in.ID())
		if !errors.Is(err, context.DeadlineExceeded) || m.State != discordtest.Thinking {
			t.Errorf("got %+v, %v", m, err)
		}
	})
}

func TestWaitWakesWithTheEdit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
		in := w.command(t)
		go func() {
			time.Sleep(time.Second)
			_, _ = w.edit(in, discordapi.Message{Content: "x"})
		}()
		start := time.Now()
		m, err := w.Wait(t.Context(), in.ID())
		if err != nil || m.State != discordtest.Edited || time.Since(start) != time.Second {
			t.Errorf("got %+v, %v after %v", m, err, time.Since(start))
		}
	})
}

func TestOldestMessagesAreForgotten(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{MaxMessages: 3, MaxBytes: 200}, discordapi.Deferred(false))
	var sent []discordtest.Payload
	for range 6 {
		in := w.command(t)
		if _, err := w.edit(in, withPicture(), picture(t)); err != nil {
			t.Fatal(err)
		}
		sent = append(sent, in)
	}
	if _, ok := w.Message(sent[0].ID()); ok || len(w.Messages()) != 3 {
		t.Error("more messages are kept than were asked for")
	}
	_, err := w.edit(sent[0], discordapi.Message{Content: "x"})
	wantError(t, err, 404, discordapi.CodeUnknownWebhook)
	kept := 0
	for _, m := range w.Messages() {
		kept += len(m.Attachments[0].Data)
		if m.Attachments[0].Size == 0 {
			t.Error("the size of an attachment went with its bytes")
		}
	}
	if kept == 0 || kept > 200 {
		t.Errorf("%d bytes of attachments are kept", kept)
	}
}
