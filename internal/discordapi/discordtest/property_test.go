package discordtest_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
	"github.com/mandobot/mando/internal/discordapi/discordtest/openapitest"
)

// object draws a JSON object: of each key one of its values, or none.
func object(keys map[string][]any) *rapid.Generator[map[string]any] {
	return rapid.Custom(func(t *rapid.T) map[string]any {
		drawn := map[string]any{}
		for _, key := range keysOf(keys) {
			if rapid.Float64Range(0, 1).Draw(t, key+" there") < 0.5 {
				continue
			}
			value := rapid.SampledFrom(keys[key]).Draw(t, key)
			if inner, ok := value.(*rapid.Generator[map[string]any]); ok {
				value = inner.Draw(t, key)
			}
			if list, ok := value.([]any); ok {
				value = drawList(t, list)
			}
			drawn[key] = value
		}
		return drawn
	})
}

// drawList draws what is in a list.
func drawList(t *rapid.T, list []any) []any {
	drawn := []any{}
	for _, value := range list {
		if inner, ok := value.(*rapid.Generator[map[string]any]); ok {
			value = inner.Draw(t, "item")
		}
		drawn = append(drawn, value)
	}
	return drawn
}

func long(n int) string { return strings.Repeat("x", n) }

// or adds to the values some that are of the wrong type nearly everywhere.
func or(values ...any) []any {
	wrong := []any{nil, true, 1.5, -1, "", []any{}, map[string]any{}}
	return append(slices.Repeat(values, 6), wrong...)
}

// drawnEdit draws an edit, of right and wrong values.
func drawnEdit() *rapid.Generator[map[string]any] {
	image := object(map[string][]any{
		"url": or("https://a.test/x.png", "https://a.test/x.png", "https://"+long(2048), "a.test", "http://a b.test/"), "description": or("alt", long(4097)),
		"width": or(5), "height": or(5), "placeholder": or("x"),
	})
	field := object(map[string][]any{"name": or("n", "n", "n", long(257)), "value": or("v", "v", "v", long(1025)), "inline": or(true)})
	embed := object(map[string][]any{
		"type": or("rich"), "title": or("t", "t", long(257)), "description": or("d", "d", long(4097)), "url": or("https://a.test", "x"),
		"color": or(0, 0xffffff, 0x1000000), "timestamp": or("2026-08-10T12:00:00Z", "2026-08-10T12:00:00.123456+00:00", "yesterday", "2026-08-10"),
		"fields": {[]any{field}, []any{field, field}, nil, true}, "image": {image, image, nil, true}, "thumbnail": {image, nil},
		"footer": {object(map[string][]any{"text": or("f", "f", long(2049)), "icon_url": or("https://a.test/i.png", "x")}), nil},
		"author": {object(map[string][]any{"name": or("a", "a", long(257)), "url": or("https://a.test", "x"), "icon_url": or("https://a.test/i.png")}), nil},
	})
	button := object(map[string][]any{
		"type": {2, 2, 2, 2, 2, 2, 2, 3, nil}, "style": {1, 1, 2, 5, 5, 6, 0, nil, "1"}, "label": or("l", "l", "l", long(81)), "id": or(3, 1<<31),
		"custom_id": or("a", "b", "c", long(101)), "url": or("https://a.test", "x", "https://a.test/"+long(500)), "disabled": or(true),
		"emoji": {object(map[string][]any{"name": or("🎲", "🎲", long(33)), "id": or("1", "x")}), nil}, "sku_id": or("1"),
	})
	row := object(map[string][]any{"type": {1, 1, 1, 1, 1, 1, 2, nil}, "id": or(1), "components": {[]any{button}, []any{button}, []any{button, button}, nil}})
	attachment := object(map[string][]any{"id": or("0"), "filename": or("a.png"), "description": or("d", long(1025)), "title": or("t")})
	return object(map[string][]any{
		"content": or("x", "x", "x", long(2001)), "embeds": {[]any{embed}, []any{embed}, []any{embed, embed}, []any{nil}, nil},
		"components": {[]any{row}, []any{row}, []any{row, row}, []any{nil}, nil}, "attachments": {[]any{}, []any{attachment}, nil},
		"flags": or(4), "poll": {nil},
	})
}

// What the fake takes, Discord's document takes as well.
func TestFakeIsNeverLaxerThanDiscordsDocument(t *testing.T) {
	t.Parallel()
	document := openapitest.Open(t)
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
	taken := 0
	rapid.Check(t, func(r *rapid.T) {
		edit := drawnEdit().Draw(r, "edit")
		edit["allowed_mentions"] = map[string]any{"parse": []any{}}
		body, err := json.Marshal(edit)
		if err != nil {
			r.Fatal(err)
		}
		status, call, _ := patch(t, w, w.command(t), nil, string(body))
		if status != http.StatusOK {
			if call.Problem == "" {
				r.Fatalf("refused with %d and no reason: %s", status, body)
			}
			return
		}
		taken++
		if err := document.Check(t, openapitest.EditOriginal, body); err != nil {
			r.Fatalf("the fake takes what the document does not: %v\n%s", err, body)
		}
	})
	if taken == 0 {
		t.Error("the fake took nothing of what was drawn")
	}
	t.Logf("the fake took %d edits", taken)
}
