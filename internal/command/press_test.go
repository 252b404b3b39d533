package command

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/mandala"
)

const asker = "1200000000000000004" // who presses, too

// press is a press of a button on the message that shows these options.
func press(t testing.TB, a action, o mandala.Options) *discordapi.Interaction {
	t.Helper()
	i := interaction(t, discordapi.InteractionComponent, `{"component_type":2}`)
	i.ID = "1536343356211200099"
	i.Data.CustomID = button{a, o}.customID()
	i.Message = &discordapi.Message{
		Embeds:      []discordapi.Embed{{Fields: fields(o, speak("ko"))}},
		Interaction: &discordapi.InteractionMetadata{User: discordapi.User{ID: asker}},
	}
	return i
}

func TestButtonsDrawAnotherPicture(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		o := anyOptions(rt)
		for _, a := range []action{again, remix, restyle} {
			i := press(t, a, o)
			private := rapid.Bool().Draw(rt, "private")
			if private {
				i.Message.Flags = discordapi.FlagEphemeral
			}
			r := Handle(i)
			if r.Job == nil || r.Job.Kind != job.Render || r.Response.Type != discordapi.ResponseDeferred {
				rt.Fatalf("%s of %+v: %+v", a, o, r)
			}
			if r.Response.Ephemeral != private || r.Job.Ephemeral != private || r.Job.InteractionID != i.ID {
				rt.Fatalf("%s: %+v", a, r)
			}
			checkChange(rt, a, o, r.Job.Options)
		}
	})
}

// checkChange checks that an action changes what it is for and nothing else.
func checkChange(t *rapid.T, a action, before, after mandala.Options) {
	changed, back := after, before
	switch a {
	case again:
		if after.Seed == before.Seed {
			t.Fatalf("the seed %q is not new", after.Seed)
		}
		changed.Seed, back.Seed = "", ""
	case remix:
		if after.Palette == before.Palette {
			t.Fatalf("the palette %q is no other", after.Palette)
		}
		changed.Palette, back.Palette = "", ""
	case restyle:
		if after.Style == before.Style {
			t.Fatalf("the style %q is no other", after.Style)
		}
		changed.Style, back.Style = "", ""
	}
	if changed != back {
		t.Fatalf("%s makes %+v of %+v", a, after, before)
	}
	if err := after.Validate(); err != nil {
		t.Fatal(err)
	}
}

func TestStyleGoesThroughAllStyles(t *testing.T) {
	t.Parallel()
	o := mandala.Options{Seed: "s"}.Complete()
	seen := map[mandala.Style]bool{}
	for range mandala.Styles() {
		seen[o.Style] = true
		o = Handle(press(t, restyle, o)).Job.Options
	}
	if len(seen) != len(mandala.Styles()) {
		t.Errorf("only %v", seen)
	}
}

func TestRemixDiffersFromPressToPress(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for n := range 50 {
		i := press(t, remix, mandala.Options{Seed: "s", Style: mandala.Lotus, Palette: "ember", Symmetry: 8})
		i.ID = discordapi.Snowflake("15363433562112000" + strconv.Itoa(10+n))
		seen[Handle(i).Job.Options.Palette] = true
	}
	if len(seen) < 10 || seen["ember"] {
		t.Errorf("50 presses lead to %v", seen)
	}
}

func TestASeedTooLongForTheButtonIsReadFromTheMessage(t *testing.T) {
	t.Parallel()
	for _, seed := range []string{strings.Repeat("🌸", 64), strings.Repeat("🌸`", 32), strings.Repeat("\\`", 32) + ""} {
		o := mandala.Options{Seed: seed}.Complete()
		i := press(t, remix, o)
		if utf16Len(seed) > maxCustomID && strings.Contains(i.Data.CustomID, seed) {
			t.Fatalf("%q holds the seed", i.Data.CustomID)
		}
		if got := Handle(i).Job.Options.Seed; got != seed {
			t.Errorf("got %q, want %q", got, seed)
		}
	}
}

func TestASeedThatIsLostIsSaidToBe(t *testing.T) {
	t.Parallel()
	o := mandala.Options{Seed: strings.Repeat("🌸", 64)}.Complete()
	for _, tt := range []struct {
		name   string
		embeds []discordapi.Embed
	}{
		{"a moderator took the embed away", nil},
		{"an embed without fields", []discordapi.Embed{{Title: "x"}}},
		{"an embed with something else", []discordapi.Embed{{Fields: []discordapi.EmbedField{{Name: "x", Value: strings.Repeat("x", 1024)}}}}},
		{"an embed with nothing", []discordapi.Embed{{Fields: []discordapi.EmbedField{{}}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, a := range []action{remix, restyle} {
				i := press(t, a, o)
				i.Message.Embeds = tt.embeds
				if got := refusal(t, Handle(i)); !strings.HasPrefix(got, "I can no longer read the seed") {
					t.Errorf("got %q", got)
				}
			}
			i := press(t, again, o)
			i.Message.Embeds = tt.embeds
			if Handle(i).Job == nil {
				t.Error("Again needs no seed, and is refused")
			}
		})
	}
}

func TestDelete(t *testing.T) {
	t.Parallel()
	const notYours = "Only the person who asked for this picture can delete it"
	for _, tt := range []struct {
		name   string
		change func(*discordapi.Interaction)
		want   string // of the refusal, empty for a job
	}{
		{"whoever asked may, in a direct message", func(*discordapi.Interaction) {}, ""},
		{"whoever asked may, in a server", func(i *discordapi.Interaction) {
			i.Member, i.User = &discordapi.Member{User: *i.User}, nil
		}, ""},
		{"whoever asked may, where only they see it", func(i *discordapi.Interaction) {
			i.Message.Flags = discordapi.FlagEphemeral
		}, ""},
		{"somebody else may not", func(i *discordapi.Interaction) { i.User.ID = "1" }, notYours},
		{"a server's owner may not, with this button", func(i *discordapi.Interaction) {
			i.Member = &discordapi.Member{User: discordapi.User{ID: "1"}, Permissions: discordapi.PermissionAdministrator}
		}, notYours},
		{"nobody may where Discord does not say who asked", func(i *discordapi.Interaction) { i.Message.Interaction = nil }, notYours},
		{"nobody may where it says it badly", func(i *discordapi.Interaction) {
			i.Message.Interaction.User.ID, i.User.ID = "", ""
		}, notYours},
		{"nobody may where Discord does not say who presses", func(i *discordapi.Interaction) { i.User = nil }, notYours},
		{"the permission to attach files is not needed", func(i *discordapi.Interaction) { i.AppPermissions = new(discordapi.Permissions(1)) }, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			i := press(t, remove, mandala.Options{Seed: "s"}.Complete())
			tt.change(i)
			got := Handle(i)
			if tt.want != "" {
				if text := refusal(t, got); !strings.HasPrefix(text, tt.want) {
					t.Errorf("got %q", text)
				}
				return
			}
			if got.Job == nil || got.Job.Kind != job.Delete || got.Job.Token != i.Token || got.Response.Type != discordapi.ResponseDeferredUpdate {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestUnknownAndOldButtonsAreRefusedPolitely(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, id, want string }{
		{"an old one", "0:again", "This button is too old for me."},
		{"a forged one", "1:again:lotus:ember:99:", "I do not know this button."},
		{"100 characters of garbage", strings.Repeat("`", 100), "I do not know this button."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			i := press(t, again, mandala.Options{Seed: "s"}.Complete())
			i.Data.CustomID = tt.id
			if got := refusal(t, Handle(i)); !strings.HasPrefix(got, tt.want) {
				t.Errorf("got %q", got)
			}
		})
	}
	i := press(t, again, mandala.Options{Seed: "s"}.Complete())
	i.Message = nil
	refusal(t, Handle(i))
}

func TestButtonsNeedThePermissionToo(t *testing.T) {
	t.Parallel()
	i := press(t, again, mandala.Options{Seed: "s"}.Complete())
	i.AppPermissions = new(discordapi.PermissionEmbedLinks)
	if got := refusal(t, Handle(i)); !strings.HasPrefix(got, "I may not attach files here") {
		t.Errorf("got %q", got)
	}
}
