package command

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mandobot/mando/internal/mandala"
)

// anyOptions are complete options of a picture that somebody can ask for.
func anyOptions(t *rapid.T) mandala.Options {
	return mandala.Options{
		Seed:     anySeed(t),
		Style:    rapid.SampledFrom(mandala.Styles()).Draw(t, "style"),
		Palette:  rapid.SampledFrom(paletteNames()).Draw(t, "palette"),
		Symmetry: rapid.IntRange(mandala.MinSymmetry, mandala.MaxSymmetry).Draw(t, "symmetry"),
	}.Complete()
}

func TestEveryButtonFitsItsCustomIDAndIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := button{rapid.SampledFrom([]action{again, remix, restyle, remove}).Draw(t, "action"), anyOptions(t)}
		id := want.customID()
		if n := utf16Len(id); n < 1 || n > maxCustomID {
			t.Fatalf("%q has %d characters", id, n)
		}
		got, err := parseButton(id)
		if err != nil {
			t.Fatalf("%q: %v", id, err)
		}
		if got.action != want.action {
			t.Fatalf("%q is read as %s", id, got.action)
		}
		if got.action == remove {
			return
		}
		if got.options.Style != want.options.Style || got.options.Palette != want.options.Palette || got.options.Symmetry != want.options.Symmetry {
			t.Fatalf("%q is read as %+v", id, got.options)
		}
		fits := utf16Len(id)+utf16Len(want.options.Seed) <= maxCustomID
		if seed := got.options.Seed; seed != want.options.Seed && (seed != "" || want.action != again && fits) {
			t.Fatalf("%q is read with the seed %q, not %q", id, seed, want.options.Seed)
		}
	})
}

func TestCustomIDs(t *testing.T) {
	t.Parallel()
	// They must never change their meaning: messages keep their buttons for ever.
	o := mandala.Options{Seed: "a:b", Style: mandala.Lotus, Palette: "ember", Symmetry: 12}
	for want, a := range map[string]action{
		"1:again:lotus:ember:12:":    again,
		"1:remix:lotus:ember:12:a:b": remix,
		"1:style:lotus:ember:12:a:b": restyle,
		"1:delete":                   remove,
	} {
		if got := (button{a, o}).customID(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestForgedAndOldCustomIDs(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, id string
		want     error
	}{
		{"nothing", "", errUnknownButton},
		{"somebody else's", "click_one", errUnknownButton},
		{"100 characters of garbage", strings.Repeat("\u202e🌸`", 25), errUnknownButton},
		{"100 colons", strings.Repeat(":", 100), errUnknownButton},
		{"longer than Discord allows", "1:remix:lotus:ember:12:" + strings.Repeat("x", 78), errUnknownButton},
		{"version 0", "0:again", errOldButton},
		{"a version of the future", "2:again:lotus:ember:12:", errOldButton},
		{"a version that is no number", "one:again", errUnknownButton},
		{"a version with a sign", "+1:delete", errUnknownButton},
		{"a negative version", "-1:delete", errUnknownButton},
		{"a version beyond 64 bits", "99999999999999999999:delete", errUnknownButton},
		{"an action that there is not", "1:paint:lotus:ember:12:s", errUnknownButton},
		{"no action", "1", errUnknownButton},
		{"too few fields", "1:again:lotus", errUnknownButton},
		{"fields that Delete has not", "1:delete:lotus:ember:12:s", errUnknownButton},
		{"a seed that Again has not", "1:again:lotus:ember:12:s", errUnknownButton},
		{"a style of another time", "1:remix:cubism:ember:12:s", errOldButton},
		{"a palette of another time", "1:remix:lotus:mud:12:s", errOldButton},
		{"a symmetry out of range", "1:remix:lotus:ember:25:s", errUnknownButton},
		{"a symmetry written oddly", "1:remix:lotus:ember:012:s", errUnknownButton},
		{"a symmetry that is no number", "1:remix:lotus:ember:NaN:s", errUnknownButton},
		{"a seed with control characters", "1:remix:lotus:ember:12:a\x00b", errUnknownButton},
		{"a seed that is not normalised", "1:remix:lotus:ember:12: s ", errUnknownButton},
		{"a seed of 65 characters", "1:remix:lotus:ember:12:" + strings.Repeat("x", 65), errUnknownButton},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if b, err := parseButton(tt.id); !errors.Is(err, tt.want) {
				t.Errorf("got %+v, %v", b, err)
			}
		})
	}
}
