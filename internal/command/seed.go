package command

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/mandobot/mando/internal/discordapi"
)

// MaxSeed is the longest seed a person may give, in Unicode code points of its
// normalised form. Discord's clients count UTF-16 units and so never let
// through more than that.
const MaxSeed = 64

// normalise returns the seed that a text stands for: NFC, white space trimmed
// and joined to single spaces, without control characters, without the ones
// that turn the direction of writing, and empty where nothing visible is left.
// Two texts that look alike then draw alike, and no seed can disturb the line
// it is shown on. normalise(normalise(s)) is normalise(s).
func normalise(text string) string {
	text = strings.Map(visible, strings.ToValidUTF8(text, ""))
	text = strings.Join(strings.Fields(norm.NFC.String(text)), " ")
	if !strings.ContainsFunc(text, leavesInk) {
		return ""
	}
	return text
}

// visible drops control and direction characters and makes every white space a
// space. It keeps the joiners that emoji and Indic scripts are written with.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r), unicode.In(r, unicode.Z):
		return ' '
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Bidi_Control, r):
		return -1
	case r == '\u200b', r == '\u2060', r == '\ufeff', r == '\u00ad': // no width at all
		return -1
	case unicode.Is(unicode.Noncharacter_Code_Point, r), r == utf8.RuneError:
		return -1
	}
	return r
}

// leavesInk tells letters, digits, marks, punctuation and symbols from spaces
// and joiners.
func leavesInk(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }

// freshSeed is the seed of an interaction that brings none: its id, written
// shorter. No two interactions have the same one.
func freshSeed(id discordapi.Snowflake) string {
	n, err := strconv.ParseUint(string(id), 10, 64)
	if err != nil { // a decoded interaction has a snowflake
		return string(id)
	}
	seed := make([]byte, 0, 14)
	for ; n > 0 || len(seed) == 0; n /= uint64(len(seedAlphabet)) {
		seed = append(seed, seedAlphabet[n%uint64(len(seedAlphabet))])
	}
	return string(seed)
}

// seedAlphabet has no vowels, so that no seed is a word, and none of the
// characters that are taken for each other (0 o, 1 i l).
const seedAlphabet = "23456789bcdfghjkmnpqrstvwxyz"
