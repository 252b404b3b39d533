package command

import (
	"strconv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/mandobot/mando/internal/discordapi"
)

func TestNormalise(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, want string }{
		{"plain text stays", "hello world", "hello world"},
		{"case stays", "Hello", "Hello"},
		{"space around it goes", "  a \t", "a"},
		{"any white space is one space", "a \n\u00a0\u2028\u3000 b", "a b"},
		{"accents are composed", "e\u0301", "é"},
		{"control characters go", "a\x00b\x1b[31mc\u0085", "ab[31mc"},
		{"direction marks go", "\u202eabc\u202c\u2067\u200f\u061c", "abc"},
		{"invisible characters go", "a\u200b\ufeff\u2060\u00adb", "ab"},
		{"right-to-left letters stay", "שלום مرحبا", "שלום مرحبا"},
		{"joined emoji stay one", "👩\u200d👩\u200d👧 🏳️\u200d🌈", "👩\u200d👩\u200d👧 🏳️\u200d🌈"},
		{"markdown and mentions are text", "<@1> **b** `c`", "<@1> **b** `c`"},
		{"only white space is nothing", " \n\t", ""},
		{"only joiners are nothing", "\u200d\u200c", ""},
		{"broken UTF-8 loses what is broken", "a\xffb\ufffd", "ab"},
		{"nothing is nothing", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := normalise(tt.text); got != tt.want {
				t.Errorf("got %+q, want %+q", got, tt.want)
			}
		})
	}
}

func TestNormaliseTwiceIsOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		once := normalise(rapid.String().Draw(t, "text"))
		if twice := normalise(once); twice != once {
			t.Fatalf("%+q becomes %+q", once, twice)
		}
		if strings.ContainsFunc(once, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) {
			t.Fatalf("%+q has a control character", once)
		}
	})
}

func TestFreshSeedsAreDistinctAndAskable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfNDistinct(rapid.Uint64(), 2, 2, rapid.ID).Draw(t, "ids")
		a, b := freshSeed(snowflake(ids[0])), freshSeed(snowflake(ids[1]))
		if a == b {
			t.Fatalf("%d and %d have both the seed %s", ids[0], ids[1], a)
		}
		if !possibleSeed(a) || len(a) > 14 || strings.ContainsAny(a, "aeiou01l") {
			t.Fatalf("%s is not a good seed", a)
		}
	})
}

func TestFreshSeedOfAKnownInteraction(t *testing.T) {
	t.Parallel()
	// It must never change: a job may be delivered to a newer version.
	if got := freshSeed("1536343356211200017"); got != "77rzqkjj8x8n8" {
		t.Errorf("got %s", got)
	}
	if got := freshSeed("not a number"); got != "not a number" {
		t.Errorf("got %s", got)
	}
}

func snowflake(n uint64) discordapi.Snowflake {
	return discordapi.Snowflake(strconv.FormatUint(n, 10))
}
