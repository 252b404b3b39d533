package command

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/mandobot/mando/internal/mandala"
)

var update = flag.Bool("update", false, "rewrite the table of languages in docs/using.md")

const (
	manual         = "../../docs/using.md"
	startLanguages = "<!-- languages: made by `go test ./internal/command -run Manual -update` -->\n"
	endLanguages   = "<!-- end of languages -->"
)

// languageNames are the languages as those who speak them call them.
var languageNames = map[string]string{
	"de": "Deutsch", "en": "English", "es-ES": "Español", "fr": "Français", "it": "Italiano", "ja": "日本語",
	"ko": "한국어", "nl": "Nederlands", "pl": "Polski", "pt-BR": "Português (Brasil)", "zh-CN": "简体中文",
}

// languageTable lists what each language calls the options and buttons.
func languageTable() string {
	var b strings.Builder
	b.WriteString("| language | options | buttons |\n|---|---|---|\n")
	for _, language := range slices.Sorted(maps.Keys(catalogues)) {
		w := catalogues[language]
		fmt.Fprintf(&b, "| %s (%s) | %s | %s, %s, %s, %s, %s |\n", languageNames[language], strings.Join(localesOf(language), ", "),
			options.list(w), w.Buttons.Again, w.Buttons.Remix, w.Buttons.Style, w.Buttons.Full, w.Buttons.Delete)
	}
	return b.String()
}

func localesOf(language string) (list []string) {
	for _, locale := range slices.Sorted(maps.Keys(languages)) {
		if languages[locale] == language {
			list = append(list, locale)
		}
	}
	return list
}

func TestManualListsEveryLanguage(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), startLanguages)
	_, after, closed := strings.Cut(rest, endLanguages)
	if !ok || !closed {
		t.Fatalf("%s has lost the marks around its table of languages", manual)
	}
	want := before + startLanguages + languageTable() + endLanguages + after
	if want == string(data) {
		return
	}
	if !*update {
		t.Fatalf("the table of languages in %s is not up to date: run go test ./internal/command -run Manual -update", manual)
	}
	if err := os.WriteFile(manual, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestManualNamesTheLimits(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range options {
		if !strings.Contains(string(data), "\n| "+code(o.name)+" |") {
			t.Errorf("the option %s has no line", o.name)
		}
	}
	numbers := map[int]string{6: "six", 32: "thirty-two"}
	for _, text := range []string{
		fmt.Sprintf("up to %d characters", MaxSeed),
		fmt.Sprintf("from %d to %d", mandala.MinSymmetry, mandala.MaxSymmetry),
		fmt.Sprintf("one of %s, from a list", numbers[len(mandala.Styles())]),
		fmt.Sprintf("one of %s, found by typing", numbers[len(mandala.Palettes())]),
	} {
		if !strings.Contains(string(data), text) {
			t.Errorf("%s does not say %q", manual, text)
		}
	}
}
