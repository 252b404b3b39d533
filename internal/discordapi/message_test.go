package discordapi

import (
	"encoding/json"
	"testing"
)

func TestMessagesNeverPing(t *testing.T) {
	t.Parallel()
	for want, m := range map[string]Message{
		`{"content":"","allowed_mentions":{"parse":[]}}`:                                                {},
		`{"content":"@everyone","allowed_mentions":{"parse":[]}}`:                                       {Content: "@everyone"},
		`{"content":"","embeds":[],"components":[],"attachments":[],"allowed_mentions":{"parse":[]}}`:   {Embeds: []Embed{}, Components: []ActionRow{}, Attachments: []Attachment{}},
		`{"content":"x","attachments":[{"id":"7","filename":"a.png"}],"allowed_mentions":{"parse":[]}}`: {Content: "x", Attachments: []Attachment{{ID: "7", Filename: "a.png", URL: "https://example.com", Size: 3, ContentType: "image/png"}}},
		`{"content":"y","allowed_mentions":{"parse":[]},"flags":0}`:                                     {Content: "y", Flags: FlagLoading, ID: "1", Interaction: &InteractionMetadata{ID: "2"}},
	} {
		var wanted, got any
		body, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		_ = json.Unmarshal([]byte(want), &wanted)
		_ = json.Unmarshal(body, &got)
		if object, ok := wanted.(map[string]any); ok {
			delete(object, "flags") // is never sent
		}
		if a, b := mustJSON(t, wanted), mustJSON(t, got); a != b {
			t.Errorf("got %s, want %s", b, a)
		}
	}
}

func mustJSON(t testing.TB, v any) string {
	t.Helper()
	body, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestEmbedsAndButtonsEncode(t *testing.T) {
	t.Parallel()
	m := Message{
		Embeds: []Embed{{
			Title: "t", Description: "d", Color: 0xff8800, Fields: []EmbedField{{Name: "n", Value: "v", Inline: true}},
			Image: &EmbedImage{URL: "attachment://a.png", Description: "alt"}, Footer: &EmbedFooter{Text: "f"},
		}},
		Components: []ActionRow{{Buttons: []Button{
			{Style: ButtonPrimary, Label: "Again", CustomID: "1:a", Emoji: &Emoji{Name: "🎲"}},
			{Style: ButtonLink, Label: "Full", URL: "https://example.com"},
		}}},
	}
	want := `{"content":"","embeds":[{"title":"t","description":"d","color":16746496,"fields":[{"name":"n","value":"v","inline":true}],` +
		`"image":{"url":"attachment://a.png","description":"alt"},"footer":{"text":"f"}}],` +
		`"components":[{"type":1,"components":[{"type":2,"style":1,"label":"Again","emoji":{"name":"🎲"},"custom_id":"1:a"},` +
		`{"type":2,"style":5,"label":"Full","url":"https://example.com"}]}],"allowed_mentions":{"parse":[]}}`
	if got := mustJSON(t, m); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var back Message
	if err := json.Unmarshal([]byte(want), &back); err != nil || mustJSON(t, back) != want {
		t.Errorf("read back %+v, %v", back, err)
	}
}

func TestReceivedMessagesDecode(t *testing.T) {
	t.Parallel()
	var m Message
	err := json.Unmarshal([]byte(`{"id":"9","type":20,"content":"c","channel_id":"8","flags":192,"author":{"id":"7","username":"mando","bot":true},
		"embeds":[{"type":"rich","title":"t","color":null,"fields":[{"name":"Seed","value":"moon","inline":false}],"image":{"url":"https://cdn/x.png","proxy_url":"y","width":1024,"height":1024}}],
		"components":[{"type":17,"components":[{"type":10}]},{"type":1,"id":1,"components":[{"type":2,"id":2,"style":1,"custom_id":"x","emoji":{"id":null,"name":"🎲"}},{"type":3,"custom_id":"select","options":[]}]}],
		"attachments":[{"id":"5","filename":"a.png","size":3,"content_type":"image/png","url":"u"}],
		"interaction_metadata":{"id":"4","type":2,"user":{"id":"3"},"authorizing_integration_owners":{}},"edited_timestamp":null,"poll":{}}`), &m)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case m.ID != "9" || m.ChannelID != "8" || m.Author.ID != "7" || m.Content != "c":
		t.Errorf("decoded %+v", m)
	case m.Flags&FlagEphemeral == 0 || m.Flags&FlagLoading == 0:
		t.Errorf("the flags are %d", m.Flags)
	case m.Embeds[0].Fields[0].Value != "moon" || m.Embeds[0].Image.Width != 1024:
		t.Errorf("the embed is %+v", m.Embeds[0])
	case len(m.Components) != 2 || len(m.Components[0].Buttons) != 0 || len(m.Components[1].Buttons) != 1 || m.Components[1].Buttons[0].CustomID != "x":
		t.Errorf("the components are %+v", m.Components)
	case m.Attachments[0].Size != 3 || m.Interaction.User.ID != "3" || m.Interaction.Type != InteractionCommand:
		t.Errorf("decoded %+v", m)
	}
}

func TestHasPicture(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		message Message
		want    bool
	}{
		"text":                {Message{Content: "sorry"}, false},
		"an embed without":    {Message{Embeds: []Embed{{Title: "t"}}}, false},
		"an embed with one":   {Message{Embeds: []Embed{{Title: "t"}, {Image: &EmbedImage{URL: "u"}}}}, true},
		"an empty image":      {Message{Embeds: []Embed{{Image: &EmbedImage{}}}}, false},
		"an attached picture": {Message{Attachments: []Attachment{{ContentType: "image/png"}}}, true},
		"an attached text":    {Message{Attachments: []Attachment{{ContentType: "text/plain"}}}, false},
	} {
		if got := row.message.HasPicture(); got != row.want {
			t.Errorf("%s: got %t", name, got)
		}
	}
}
