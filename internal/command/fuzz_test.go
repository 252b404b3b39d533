package command

import (
	"strings"
	"testing"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/mandala"
)

// FuzzHandle feeds whatever decodes as an interaction. Nothing panics, everything
// has an answer, and what has a job has one that can be carried out.
func FuzzHandle(f *testing.F) {
	for _, data := range []string{
		`{"name":"mando","type":1,"options":[{"name":"seed","type":3,"value":"a"}]}`,
		`{"name":"mando","type":1,"options":[{"name":"symmetry","type":4,"value":1e308}]}`,
		`{"custom_id":"1:remix:lotus:ember:12:a:b"}`,
		`{"custom_id":"1:delete"}`,
		`{"custom_id":"0:x","options":null}`,
	} {
		for kind := range 7 {
			f.Add(uint8(kind), data, "de")
		}
	}
	f.Fuzz(func(t *testing.T, kind uint8, data, locale string) {
		body := `{"id":"1536343356211200017","application_id":"1","type":` + string('0'+rune(kind%10)) +
			`,"token":"t","message":{"flags":64,"embeds":[{"fields":[{"name":"Seed","value":"` + "`s`" + `"}]}]},"data":` + data + `}`
		i, err := discordapi.DecodeInteraction([]byte(body))
		if err != nil {
			return
		}
		i.Locale = locale
		check(t, Handle(i))
	})
}

// FuzzPress feeds custom_ids and what a message shows for a seed.
func FuzzPress(f *testing.F) {
	f.Add("1:remix:lotus:ember:12:a:b", "`a`")
	f.Add("1:style:lotus:ember:12:", "\\`\\\\")
	f.Add(strings.Repeat("🌸", 50), "`")
	f.Fuzz(func(t *testing.T, customID, shown string) {
		i := press(t, again, mandala.Options{Seed: "s"}.Complete())
		i.Data.CustomID = customID
		i.Message.Embeds = []discordapi.Embed{{Fields: []discordapi.EmbedField{{Value: shown}}}}
		check(t, Handle(i))
	})
}

func check(t *testing.T, r Result) {
	t.Helper()
	switch {
	case r.Job == nil && r.Response.Type == discordapi.ResponseChoices:
	case r.Job == nil:
		refusal(t, r)
	case r.Response.Type != discordapi.ResponseDeferred && r.Response.Type != discordapi.ResponseDeferredUpdate:
		t.Fatalf("a job with the answer %+v", r.Response)
	default:
		if _, err := r.Job.Encode(); err != nil {
			t.Fatal(err)
		}
		if r.Response.Type == discordapi.ResponseDeferred && !possibleSeed(r.Job.Options.Seed) {
			t.Fatalf("the seed %+q", r.Job.Options.Seed)
		}
		if err := r.Job.Options.Validate(); r.Response.Type == discordapi.ResponseDeferred && err != nil {
			t.Fatal(err)
		}
	}
}
