package discordtest_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

func TestPayloadsDecode(t *testing.T) {
	t.Parallel()
	d := discordtest.New(discordtest.Config{})
	at := time.Date(2026, 8, 10, 12, 0, 0, 0, time.UTC)
	none := discordapi.Permissions(0)
	in := discordtest.Invocation{Place: discordtest.BotDM, User: "42", Locale: "de", At: at, Permissions: &none}
	p := d.Command(in, "mando", discordtest.Option("seed", "moon"), discordtest.Option("symmetry", 12),
		discordtest.Option("private", true), discordtest.Option("scale", 0.5), discordtest.Option("style", nil))
	body, err := p.Body()
	if err != nil {
		t.Fatal(err)
	}
	i, err := discordapi.DecodeInteraction(body)
	if err != nil {
		t.Fatal(err)
	}
	if given, _ := i.ID.Time(); !given.Equal(at) || i.ID != p.ID() || i.Token != p.Token() || i.ApplicationID != d.ApplicationID() {
		t.Errorf("decoded %+v", i)
	}
	if i.Invoker().ID != "42" || i.Member != nil || i.Locale != "de" || *i.Context != discordapi.ContextBotDM || *i.AppPermissions != 0 {
		t.Errorf("decoded %+v", i)
	}
	want := "seed 3 \"moon\" symmetry 4 12 private 5 true scale 10 0.5 style 3 null "
	got := ""
	for _, o := range i.Data.Options {
		got += fmt.Sprintf("%s %d %s ", o.Name, o.Type, o.Value)
	}
	if got != want {
		t.Errorf("the options are %q, want %q", got, want)
	}
}

func TestPayloadHidesItsToken(t *testing.T) {
	t.Parallel()
	d := discordtest.New(discordtest.Config{})
	p := d.Command(discordtest.Invocation{}, "mando")
	encoded, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{fmt.Sprint(p), fmt.Sprintf("%#v", p), string(encoded)} {
		if strings.Contains(text, p.Token().Reveal()) {
			t.Error("the token is printed")
		}
	}
	if body, _ := p.Body(); !strings.Contains(string(body), p.Token().Reveal()) {
		t.Error("the token is not in the body")
	}
}

func TestIDsAndTokensAreNeverTheSame(t *testing.T) {
	t.Parallel()
	d := discordtest.New(discordtest.Config{Now: func() time.Time { return time.UnixMilli(1790000000000) }})
	ids, tokens := map[discordapi.Snowflake]bool{}, map[discordapi.Token]bool{}
	for range 1000 {
		p := d.Command(discordtest.Invocation{}, "mando")
		ids[p.ID()], tokens[p.Token()] = true, true
	}
	if len(ids) != 1000 || len(tokens) != 1000 {
		t.Errorf("%d ids and %d tokens of 1000", len(ids), len(tokens))
	}
}

// Every key of a built payload is one that real payloads of its place have,
// and none that they always have is missing.
func TestPayloadsHaveTheKeysOfRealOnes(t *testing.T) {
	t.Parallel()
	d := discordtest.New(discordtest.Config{})
	for file, built := range map[string]discordtest.Payload{
		"02-ping-system-user-composed.json":                              d.Ping(),
		"09-chat-input-guild-full-wire-composed.json":                    d.Command(discordtest.Invocation{}, "mando", discordtest.Option("seed", "x")),
		"10-chat-input-private-channel-user-install-composed.json":       d.Command(discordtest.Invocation{Place: discordtest.PrivateChannel}, "mando", discordtest.Option("seed", "x")),
		"11-chat-input-guild-user-install-only-no-options-composed.json": d.Command(discordtest.Invocation{Place: discordtest.GuildUserInstall}, "mando"),
	} {
		data, err := os.ReadFile(filepath.Join("../../../../shared/discord/payloads", file))
		if err != nil {
			t.Skipf("Discord's example payloads are not beside the repository: %v", err)
		}
		var real, ours map[string]json.RawMessage
		body, _ := built.Body()
		if json.Unmarshal(data, &real) != nil || json.Unmarshal(body, &ours) != nil {
			t.Fatalf("%s: no JSON object", file)
		}
		for _, part := range []string{"", "data", "member", "channel", "authorizing_integration_owners"} {
			want, got := keys(real, part), keys(ours, part)
			for _, key := range got {
				if !slices.Contains(want, key) && key != "application_id" {
					t.Errorf("%s: the real payload has no %s.%s", file, part, key)
				}
			}
			if part == "" && len(got) != len(want) {
				t.Errorf("%s: the keys are %v, want %v", file, got, want)
			}
		}
	}
}

// keys returns the keys of an object, or of the part of that name in it.
func keys(object map[string]json.RawMessage, part string) []string {
	if part != "" {
		var inner map[string]json.RawMessage
		_ = json.Unmarshal(object[part], &inner)
		object = inner
	}
	return keysOf(object)
}

func keysOf[V any](object map[string]V) []string { return slices.Sorted(maps.Keys(object)) }
