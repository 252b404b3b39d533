package command

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCode(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, want string }{
		{"plain text is inline code", "hello", "`hello`"},
		{"markdown is dead in inline code", "**bold** ~~x~~ ||y||", "`**bold** ~~x~~ ||y||`"},
		{"so are mentions and links", "<@1> @everyone https://example.com", "`<@1> @everyone https://example.com`"},
		{"a backtick would end it, so all is escaped", "a`b*c", "a\\`b\\*c"},
		{"the escape character as well", "`\\", "\\`\\\\"},
		{"a link does not come out of it", "`[x](https://e.com)", "\\`\\[x\\]\\(https\\:\\/\\/e\\.com\\)"},
		{"a mention does not come out of it", "`<@1>", "\\`\\<\\@1\\>"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := code(tt.text)
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if back := uncode(got); back != tt.text {
				t.Errorf("read back as %q", back)
			}
		})
	}
}

func TestEverySeedIsReadBackAsItWasShown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		seed := anySeed(t)
		shown := code(seed)
		if got := uncode(shown); got != seed {
			t.Fatalf("%+q is shown as %s and read as %+q", seed, shown, got)
		}
		inside := strings.TrimSuffix(strings.TrimPrefix(shown, "`"), "`")
		if shown[0] == '`' && strings.Contains(inside, "`") {
			t.Fatalf("%s ends early", shown)
		}
		if utf16Len(shown) > 1024 {
			t.Fatalf("%d characters do not fit a field", utf16Len(shown))
		}
	})
}

// anySeed is a seed that a person can give, with what is special made likely.
func anySeed(t *rapid.T) string {
	runes := rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("`\\*_~|<>@#:[]() \u200déש🌸")))
	text := string(rapid.SliceOfN(runes, 1, MaxSeed).Draw(t, "runes"))
	seed := normalise(text)
	if seed == "" || !possibleSeed(seed) {
		return "plain"
	}
	return seed
}
