package command

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/mandobot/mando/internal/mandala"
)

// flat returns every text of a catalogue by its path, such as "buttons.again".
func flat(t *testing.T, language string) map[string]string {
	t.Helper()
	data, err := wordFiles.ReadFile("words/" + language + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	flatten("", tree, texts)
	return texts
}

func flatten(path string, node any, texts map[string]string) {
	switch node := node.(type) {
	case string:
		texts[path] = node
	case map[string]any:
		for key, child := range node {
			flatten(strings.TrimPrefix(path+"."+key, "."), child, texts)
		}
	case []any:
		for i, child := range node {
			flatten(path+"["+string(rune('A'+i))+"]", child, texts)
		}
	}
}

// others are the languages besides the reference.
func others() []string {
	list := slices.Compact(slices.Sorted(maps.Values(languages)))
	return slices.DeleteFunc(list, func(l string) bool { return l == fallback })
}

func TestEveryLanguageHasTheKeysOfEnglish(t *testing.T) {
	t.Parallel()
	want := slices.Sorted(maps.Keys(flat(t, fallback)))
	if len(others()) < 10 {
		t.Fatalf("only %d languages besides English", len(others()))
	}
	for _, language := range others() {
		got := slices.Sorted(maps.Keys(flat(t, language)))
		for _, key := range want {
			if !slices.Contains(got, key) {
				t.Errorf("words/%s.json lacks %s", language, key)
			}
		}
		for _, key := range got {
			if !slices.Contains(want, key) {
				t.Errorf("words/%s.json has %s, which English has not", language, key)
			}
		}
	}
}

func TestEveryFileOfWordsIsUsed(t *testing.T) {
	t.Parallel()
	files, err := wordFiles.ReadDir("words")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if language := strings.TrimSuffix(f.Name(), ".json"); catalogues[language] == nil {
			t.Errorf("no locale speaks words/%s", f.Name())
		}
	}
}

// A text that is in the files and not in the program would be translated for
// nothing, and one the other way round would be empty.
func TestTheWordsAreThoseThatTheProgramReads(t *testing.T) {
	t.Parallel()
	for language, w := range catalogues {
		data, err := wordFiles.ReadFile("words/" + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		strict := json.NewDecoder(strings.NewReader(string(data)))
		strict.DisallowUnknownFields()
		if err := strict.Decode(new(words)); err != nil {
			t.Errorf("words/%s.json: %v", language, err)
		}
		encoded, err := json.Marshal(w)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(encoded), `""`) {
			t.Errorf("words/%s.json leaves a text empty: %s", language, encoded)
		}
	}
}

var placeholder = regexp.MustCompile(`\{[a-z]*\}`)

func TestPlaceholdersAgreeInEveryLanguage(t *testing.T) {
	t.Parallel()
	english := flat(t, fallback)
	for _, language := range others() {
		for key, text := range flat(t, language) {
			want := slices.Sorted(slices.Values(placeholder.FindAllString(english[key], -1)))
			got := slices.Sorted(slices.Values(placeholder.FindAllString(text, -1)))
			if !slices.Equal(want, got) {
				t.Errorf("%s: %s has the placeholders %v, English has %v", language, key, got, want)
			}
		}
	}
}

func TestTextsAreCleanAndShort(t *testing.T) {
	t.Parallel()
	for language := range catalogues {
		for key, text := range flat(t, language) {
			if strings.TrimSpace(text) != text || text == "" || !norm.NFC.IsNormalString(text) {
				t.Errorf("%s: %s is empty, not NFC or has space around it: %q", language, key, text)
			}
			limit := 1000 // so that a list of all palettes still fits a message
			if strings.HasPrefix(key, "buttons.") {
				limit = 80
			}
			if n := utf16Len(text); n > limit {
				t.Errorf("%s: %s has %d characters, over %d", language, key, n, limit)
			}
		}
	}
}

func TestEveryStyleAndPaletteHasANameOfItsOwnInEveryLanguage(t *testing.T) {
	t.Parallel()
	for language, w := range catalogues {
		seen := map[string]string{}
		for _, s := range mandala.Styles() {
			distinct(t, language, "style", string(s), w.Styles[string(s)], seen)
		}
		clear(seen)
		for _, p := range mandala.Palettes() {
			distinct(t, language, "palette", p.Name, w.Palettes[p.Name], seen)
		}
		if len(w.Styles) != len(mandala.Styles()) || len(w.Palettes) != len(mandala.Palettes()) {
			t.Errorf("words/%s.json names a style or palette that there is not", language)
		}
	}
}

// distinct checks that a name exists and that nothing else is called so, for
// people choose by it.
func distinct(t *testing.T, language, what, value, label string, seen map[string]string) {
	t.Helper()
	if label == "" {
		t.Errorf("words/%s.json lacks the %s %q", language, what, value)
	}
	if other, ok := seen[folded(label)]; ok {
		t.Errorf("words/%s.json calls both %ss %q and %q %q", language, what, value, other, label)
	}
	seen[folded(label)] = value
}

func TestLocales(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, locale, want string }{
		{"a language of its own", "de", "Löschen"},
		{"British English is English", "en-GB", "Delete"},
		{"American English is English", "en-US", "Delete"},
		{"Spanish of Latin America is Spanish", "es-419", "Eliminar"},
		{"a locale without words is English", "fi", "Delete"},
		{"traditional characters are not simplified ones", "zh-TW", "Delete"},
		{"a locale that does not exist is English", "xx-YY", "Delete"},
		{"no locale is English", "", "Delete"},
		{"garbage is English", "../words/de", "Delete"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := speak(tt.locale).Buttons.Delete; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFillLeavesBracesInValuesAlone(t *testing.T) {
	t.Parallel()
	if got := fill("{a} and {b}", "a", "{b}", "b", 2); got != "{b} and 2" {
		t.Errorf("got %q", got)
	}
}

func TestAnUnnamedPaletteKeepsItsOwnName(t *testing.T) {
	t.Parallel()
	if got := speak("de").palette("unheard-of"); got != "unheard-of" {
		t.Errorf("got %q", got)
	}
}
