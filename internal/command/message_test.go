package command

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/mandala"
)

func picture(t testing.TB, o mandala.Options) *mandala.Picture {
	t.Helper()
	p, err := mandala.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDrawn(t *testing.T) {
	t.Parallel()
	p := picture(t, mandala.Options{Seed: "a`b", Style: mandala.Glass, Palette: "ember", Symmetry: 6})
	j := job.Job{InteractionID: "1536343356211200017", Locale: "de"}
	alt := "Ein Mandala. Stil: Buntglas. Palette: Glut. Es wiederholt sich 6-mal um seine Mitte."
	want := discordapi.Message{
		Embeds: []discordapi.Embed{{
			Title: title("a`b", speak("de")),
			Color: int(p.Accent()),
			Fields: []discordapi.EmbedField{
				{Name: "Stil", Value: "Buntglas", Inline: true},
				{Name: "Palette", Value: "Glut", Inline: true},
				{Name: "Symmetrie", Value: "6-zählig", Inline: true},
				{Name: "Seed", Value: "a\\`b"},
			},
			Image: &discordapi.EmbedImage{URL: "attachment://mandala-1536343356211200017.png", Description: alt},
		}},
		Components: []discordapi.ActionRow{{Buttons: []discordapi.Button{
			{Style: discordapi.ButtonPrimary, Label: "Nochmal", CustomID: "1:again:glass:ember:6:"},
			{Style: discordapi.ButtonSecondary, Label: "Umfärben", CustomID: "1:remix:glass:ember:6:a`b"},
			{Style: discordapi.ButtonSecondary, Label: "Stil", CustomID: "1:style:glass:ember:6:a`b"},
			{Style: discordapi.ButtonSecondary, Label: "Löschen", CustomID: "1:delete"},
		}}},
	}
	if diff := cmp.Diff(want, Drawn(j, p, "")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := AltText(j, p); got != alt {
		t.Errorf("alt text %q", got)
	}
}

func TestDrawnWithALinkShowsThePublicObject(t *testing.T) {
	t.Parallel()
	const link = "https://storage.googleapis.com/pictures/abc.png"
	m := Drawn(job.Job{InteractionID: "1"}, picture(t, mandala.Options{Seed: "s"}), link)
	if got := m.Embeds[0].Image.URL; got != link {
		t.Errorf("the image is %s", got)
	}
	row := m.Components[0].Buttons
	want := discordapi.Button{Style: discordapi.ButtonLink, Label: "Full size", URL: link}
	if len(row) != 5 || row[3] != want {
		t.Errorf("buttons %+v", row)
	}
}

func TestAltTextInEveryLanguage(t *testing.T) {
	t.Parallel()
	p := picture(t, mandala.Options{Seed: "s"})
	for locale := range languages {
		alt := AltText(job.Job{Locale: locale}, p)
		if alt == "" || utf16Len(alt) > 1024 || strings.Contains(alt, "{") {
			t.Errorf("%s: %q", locale, alt)
		}
	}
}

func TestDrawnKeepsDiscordsLimitsInEveryLanguage(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		o := anyOptions(rt)
		for locale := range languages {
			w := speak(locale)
			total := utf16Len(title(o.Seed, w))
			for _, f := range fields(o, w) {
				if f.Name == "" || f.Value == "" || utf16Len(f.Name) > 256 || utf16Len(f.Value) > 1024 {
					rt.Fatalf("%s: field %+v", locale, f)
				}
				total += utf16Len(f.Name) + utf16Len(f.Value)
			}
			if total > 6000 || utf16Len(title(o.Seed, w)) > 256 {
				rt.Fatalf("%s: an embed of %d characters", locale, total)
			}
			checkButtons(rt, buttons(o, w, "https://example.com/x.png"))
		}
	})
}

func checkButtons(t *rapid.T, row []discordapi.Button) {
	seen := map[string]bool{}
	for _, b := range row {
		if seen[b.CustomID] || utf16Len(b.CustomID) > maxCustomID || b.Label == "" || utf16Len(b.Label) > 80 {
			t.Fatalf("button %+v", b)
		}
		seen[b.CustomID] = true
	}
	if len(row) > 5 {
		t.Fatalf("%d buttons in a row", len(row))
	}
}

func TestTheSeedIsReadBackFromTheMessage(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		o := anyOptions(rt)
		m := &discordapi.Message{Embeds: []discordapi.Embed{{Fields: fields(o, speak("zh-CN"))}}}
		if got := shownSeed(m); got != o.Seed {
			rt.Fatalf("%+q is read as %+q", o.Seed, got)
		}
	})
}

func TestTitles(t *testing.T) {
	t.Parallel()
	if a, b := title("s", speak("en-US")), title("s", speak("en-US")); a != b {
		t.Errorf("%q, then %q", a, b)
	}
	seen := map[string]bool{}
	for n := range 1000 {
		seen[title(string(rune('a'+n%26))+string(rune('a'+n/26)), speak("en-US"))] = true
	}
	if len(seen) < 950 {
		t.Errorf("1000 seeds share %d titles", len(seen))
	}
	german, english := title("s", speak("de")), title("s", speak("en-US"))
	if strings.Fields(german)[1] != strings.Fields(english)[1] {
		t.Errorf("%q in German, %q in English", german, english)
	}
}

func TestApologiesAreTextOnlyAndInTheLanguageOfTheJob(t *testing.T) {
	t.Parallel()
	for locale := range languages {
		seen := map[string]bool{}
		for _, why := range []Reason{ReasonTryLater, ReasonBlocked, ReasonNoPermission} {
			m := Apology(job.Job{Locale: locale}, why)
			if m.Content == "" || m.Embeds != nil || m.Components != nil || seen[m.Content] {
				t.Errorf("%s, reason %d: %+v", locale, why, m)
			}
			seen[m.Content] = true
		}
	}
	if got := Apology(job.Job{Locale: "de"}, Reason(99)).Content; !strings.Contains(got, "in ein paar Minuten") {
		t.Errorf("a reason of the future is %q", got)
	}
}

func TestRepliesOfTheReceiver(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		got  discordapi.Response
		want string
	}{
		{"publishing failed", TryAgain("fr"), "Cela n’a pas marché. Réessaie dans un instant."},
		{"part of a second is a second", TooFast("en-US", time.Millisecond), "One moment, please: try again in 1 s."},
		{"seconds are rounded up", TooFast("en-US", 9001*time.Millisecond), "One moment, please: try again in 10 s."},
		{"whole seconds stay", TooFast("nl", 10*time.Second), "Een ogenblik: probeer het over 10 s nog eens."},
		{"maintenance is the operator's own text", Maintenance("Back at {noon}."), "Back at {noon}."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if tt.got.Type != discordapi.ResponseMessage || !tt.got.Ephemeral || tt.got.Message.Content != tt.want {
				t.Errorf("got %+v %q", tt.got, tt.got.Message.Content)
			}
		})
	}
}
