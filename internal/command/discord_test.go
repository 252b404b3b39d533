package command_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/mandala"
)

// bot is all of the bot but the cloud: it answers interactions, and draws what
// they ask for.
type bot struct {
	t       *testing.T
	discord *discordtest.Discord
	client  *discordapi.Client
	jobs    chan job.Job
}

const endpoint = "http://bot.invalid/interactions"

func newBot(t *testing.T) *bot {
	t.Helper()
	b := &bot{t: t, jobs: make(chan job.Job, 1)}
	b.discord = discordtest.New(discordtest.Config{
		URL:        "http://discord.invalid",
		HTTPClient: &http.Client{Transport: discordtest.Transport(http.HandlerFunc(b.answer))},
	})
	t.Cleanup(b.discord.Close)
	b.client = &discordapi.Client{
		BaseURL:    "http://discord.invalid/api/v10",
		HTTPClient: &http.Client{Transport: discordtest.Transport(b.discord)},
	}
	return b
}

func (b *bot) answer(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Error(err)
	}
	i, err := discordapi.DecodeInteraction(body)
	if err != nil {
		b.t.Error(err)
		return
	}
	result := command.Handle(i)
	if result.Job != nil {
		b.jobs <- *result.Job
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(result.Response)
}

// send posts an interaction, carries out its job, and returns what became of it.
func (b *bot) send(in discordtest.Payload) discordtest.Message {
	b.t.Helper()
	if _, err := b.discord.Send(b.t.Context(), endpoint, in); err != nil {
		b.t.Fatal(err)
	}
	select {
	case j := <-b.jobs:
		b.carryOut(j)
	default:
	}
	m, ok := b.discord.Message(in.ID())
	if !ok {
		b.t.Fatal("Discord does not know the interaction")
	}
	return m
}

func (b *bot) carryOut(j job.Job) {
	b.t.Helper()
	if j.Kind == job.Delete {
		if err := b.client.DeleteOriginal(b.t.Context(), j.ApplicationID, j.Token); err != nil {
			b.t.Fatal(err)
		}
		return
	}
	p, err := mandala.New(j.Options)
	if err != nil {
		b.t.Fatal(err)
	}
	file := discordapi.File{
		Name: command.FileName(j), Description: command.AltText(j, p), ContentType: "image/png", Data: tinyPNG,
	}
	_, err = b.client.EditOriginal(b.t.Context(), j.ApplicationID, j.Token, command.Drawn(j, p, ""), file)
	if err != nil {
		b.t.Fatal(err)
	}
}

// tinyPNG stands for the picture, whose drawing takes longer than all the rest.
var tinyPNG = []byte("\x89PNG\r\n\x1a\n")

func decoded(t *testing.T, m discordtest.Message) discordapi.Message {
	t.Helper()
	var message discordapi.Message
	if err := json.Unmarshal(m.JSON, &message); err != nil {
		t.Fatal(err)
	}
	return message
}

// customID returns the custom_id of the first button that does this.
func customID(t *testing.T, m discordtest.Message, action string) string {
	t.Helper()
	for _, row := range decoded(t, m).Components {
		for _, button := range row.Buttons {
			if strings.HasPrefix(button.CustomID, "1:"+action) {
				return button.CustomID
			}
		}
	}
	t.Fatalf("no button %s in %s", action, m.JSON)
	return ""
}

func TestDiscordTakesTheDefinition(t *testing.T) {
	t.Parallel()
	b := newBot(t)
	auth := discordapi.BotAuth(b.discord.BotToken())
	registered, err := b.client.OverwriteCommands(t.Context(), auth, b.discord.ApplicationID(), "",
		[]discordapi.ApplicationCommand{command.Definition()})
	if err != nil {
		t.Fatal(err)
	}
	if len(registered) != 1 || registered[0].Name != "mando" {
		t.Errorf("registered %+v", registered)
	}
}

func TestDiscordTakesEveryAnswerInEveryPlace(t *testing.T) {
	t.Parallel()
	for place, locale := range map[discordtest.Place]string{
		discordtest.Guild: "en-US", discordtest.GuildUserInstall: "de", discordtest.BotDM: "ja", discordtest.PrivateChannel: "xx",
	} {
		b := newBot(t)
		who := discordtest.Invocation{Place: place, Locale: locale, User: b.discord.NewID()}
		drawn := b.send(b.discord.Command(who, "mando"))
		if drawn.State != discordtest.Edited || len(drawn.Attachments) != 1 || drawn.Ephemeral {
			t.Errorf("place %d: %+v", place, drawn)
		}
		b.pressAll(who, drawn)
		refused := b.send(b.discord.Command(who, "mando", discordtest.Option("symmetry", 99)))
		if refused.State != discordtest.Replied || !refused.Ephemeral {
			t.Errorf("place %d: %+v", place, refused)
		}
		b.send(b.discord.Autocomplete(who, "mando", discordtest.Focused(discordtest.Option("palette", ""))))
	}
}

func TestDiscordTakesAnySeed(t *testing.T) {
	t.Parallel()
	for _, seed := range []string{strings.Repeat("🌸", 64), "`**<@1>**` @everyone", "שלום\u202e", "  "} {
		b := newBot(t)
		who := discordtest.Invocation{Locale: "zh-CN", User: b.discord.NewID()}
		b.pressAll(who, b.send(b.discord.Command(who, "mando", discordtest.Option("seed", seed))))
	}
}

// pressAll presses every button of a message that somebody asked for.
func (b *bot) pressAll(who discordtest.Invocation, drawn discordtest.Message) {
	b.t.Helper()
	for _, action := range []string{"again", "remix", "style"} {
		next := b.send(b.discord.Button(who, drawn.JSON, customID(b.t, drawn, action)))
		if next.State != discordtest.Edited || next.ID == drawn.ID || next.Ephemeral != drawn.Ephemeral {
			b.t.Fatalf("%s: %+v", action, next)
		}
	}
	gone := b.send(b.discord.Button(who, drawn.JSON, customID(b.t, drawn, "delete")))
	if gone.State != discordtest.Deleted {
		b.t.Fatalf("delete: %+v", gone)
	}
}

func TestWhatAnEphemeralMessageLeadsToIsEphemeral(t *testing.T) {
	t.Parallel()
	b := newBot(t)
	who := discordtest.Invocation{User: b.discord.NewID()}
	drawn := b.send(b.discord.Command(who, "mando", discordtest.Option("private", true)))
	if !drawn.Ephemeral {
		t.Fatal("everybody sees it")
	}
	b.pressAll(who, drawn)
}

func TestAnotherPersonsButtons(t *testing.T) {
	t.Parallel()
	b := newBot(t)
	asker := discordtest.Invocation{User: b.discord.NewID()}
	other := discordtest.Invocation{User: b.discord.NewID(), Locale: "de"}
	first := b.send(b.discord.Command(asker, "mando"))

	refused := b.send(b.discord.Button(other, first.JSON, customID(t, first, "delete")))
	if refused.State != discordtest.Replied || !refused.Ephemeral || !bytes.Contains(refused.JSON, []byte("Nur wer dieses Bild angefordert hat")) {
		t.Errorf("another person deletes: %s", refused.JSON)
	}
	// What comes of another person's press is that person's.
	second := b.send(b.discord.Button(other, first.JSON, customID(t, first, "again")))
	refused = b.send(b.discord.Button(asker, second.JSON, customID(t, second, "delete")))
	if refused.State != discordtest.Replied {
		t.Errorf("the first asker deletes the second picture: %+v", refused)
	}
	if gone := b.send(b.discord.Button(other, second.JSON, customID(t, second, "delete"))); gone.State != discordtest.Deleted {
		t.Errorf("the second asker does not: %+v", gone)
	}
}

func TestRemixAndStyleKeepTheSeedOfTheMessage(t *testing.T) {
	t.Parallel()
	for _, seed := range []string{"moon", strings.Repeat("🌸", 63) + "`", "a:b:c"} {
		b := newBot(t)
		who := discordtest.Invocation{User: b.discord.NewID()}
		m := b.send(b.discord.Command(who, "mando", discordtest.Option("seed", seed)))
		title := decoded(t, m).Embeds[0].Title
		for _, action := range []string{"remix", "style", "remix"} {
			m = b.send(b.discord.Button(who, m.JSON, customID(t, m, action)))
			if got := decoded(t, m).Embeds[0]; got.Title != title {
				t.Errorf("%s of %q is called %q, not %q", action, seed, got.Title, title)
			}
		}
	}
}
