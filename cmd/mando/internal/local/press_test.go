package local

import (
	"strings"
	"testing"

	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

// A press may come from somebody else, and lead to nothing but a sentence.
func TestAClientPressesButtons(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{})
	client := Client{URL: s.URL()}
	asker := Person{User: "1200000000000000004", Locale: "de"}
	drawn, err := client.Send(t.Context(), Command{Person: asker, Name: command.Name})
	if err != nil || len(drawn.Buttons) != 4 {
		t.Fatalf("outcome = %+v, %v, want four buttons", drawn, err)
	}
	press := func(who Person, customID string) Outcome {
		t.Helper()
		out, err := client.Press(t.Context(), Press{Person: who, Interaction: drawn.Interaction, CustomID: customID})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if out := press(asker, drawn.Buttons[1].CustomID); out.State != discordtest.Edited || len(out.Pictures) != 1 {
		t.Errorf("remix = %+v, want a picture", out)
	}
	if out := press(Person{Locale: "de"}, "1:delete"); !out.Ephemeral || !strings.HasPrefix(out.Content, "Nur wer dieses Bild") {
		t.Errorf("another person's delete = %+v, want a refusal", out)
	}
	if out := press(asker, "1:delete"); out.State != discordtest.Deleted {
		t.Errorf("delete = %+v", out)
	}
	if _, err := client.Press(t.Context(), Press{Interaction: "7", CustomID: "x"}); err == nil || !strings.Contains(err.Error(), "no message has come") {
		t.Errorf("a press on nothing = %v", err)
	}
}

func TestAClientIsOfferedChoicesWhileItTypes(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{})
	out, err := Client{URL: s.URL()}.Send(t.Context(), Command{
		Person: Person{Locale: "fr"}, Name: command.Name,
		Options: []discordapi.Option{discordtest.Focused(discordtest.Option("palette", "emer"))},
	})
	if err != nil || len(out.Choices) != 1 || out.Choices[0].Name != "Émeraude" {
		t.Errorf("outcome = %+v, %v, want one choice", out, err)
	}
}

// What Discord sends with a signature of the stack is answered as its own is.
func TestAClientSignsForTheStack(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{})
	body := []byte(`{"type":1}`)
	headers, err := Client{URL: s.URL()}.Sign(t.Context(), body)
	if err != nil {
		t.Fatal(err)
	}
	ack, err := s.Discord().Post(t.Context(), s.Endpoint(), body, headers)
	if err != nil || ack.Status != 200 || ack.Response == nil || ack.Response.Type != discordapi.ResponsePong {
		t.Errorf("answered %d, %+v, %v", ack.Status, ack.Response, err)
	}
}
