package command

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/mandala"
)

// validName is Discord's rule for names of commands and options; Thai and
// Devanagari are left out, since no language here uses them.
// https://docs.discord.com/developers/interactions/application-commands
var validName = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)

// definitions are /mando as it is and as it would be with few enough palettes
// for a plain list.
func definitions() map[string]discordapi.ApplicationCommand {
	return map[string]discordapi.ApplicationCommand{
		"with all palettes": Definition(),
		"with few palettes": newOptions(paletteNames()[:discordapi.MaxChoices]).definition(),
	}
}

func TestDefinitionKeepsDiscordsLimits(t *testing.T) {
	t.Parallel()
	for name, c := range definitions() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			total := checkTexts(t, "command", c.Name, c.NameLocalizations, c.Description, c.DescriptionLocalizations)
			for _, o := range c.Options {
				total += checkTexts(t, o.Name, o.Name, o.NameLocalizations, o.Description, o.DescriptionLocalizations)
				total += checkChoices(t, o)
			}
			if total > 8000 {
				t.Errorf("all texts together have %d characters, over 8000", total)
			}
		})
	}
}

// checkTexts returns the characters that count towards the limit of 8000: of
// every text its longest translation.
func checkTexts(t *testing.T, what, name string, names map[string]string, description string, descriptions map[string]string) int {
	t.Helper()
	longestName, longestDescription := 0, 0
	for locale, text := range withDefault(name, names) {
		if !validName.MatchString(text) || strings.ToLower(text) != text {
			t.Errorf("%s: the name %q in %s breaks Discord's rule", what, text, locale)
		}
		longestName = max(longestName, utf8.RuneCountInString(text))
	}
	for locale, text := range withDefault(description, descriptions) {
		n := utf16Len(text)
		if n < 1 || n > 100 || strings.Contains(text, "{") {
			t.Errorf("%s: the description in %s has %d characters, of 1 to 100: %q", what, locale, n, text)
		}
		longestDescription = max(longestDescription, n)
	}
	return longestName + longestDescription
}

func checkChoices(t *testing.T, o discordapi.CommandOption) (total int) {
	t.Helper()
	if len(o.Choices) > discordapi.MaxChoices || o.Autocomplete && len(o.Choices) > 0 {
		t.Errorf("%s has %d choices, autocompletion %v", o.Name, len(o.Choices), o.Autocomplete)
	}
	for _, c := range o.Choices {
		longest := 0
		for locale, text := range withDefault(c.Name, c.NameLocalizations) {
			if n := utf16Len(text); n < 1 || n > 100 {
				t.Errorf("%s: the choice %v in %s has %d characters", o.Name, c.Value, locale, n)
			}
			longest = max(longest, utf16Len(text))
		}
		total += longest + len(fmt.Sprint(c.Value))
	}
	return total
}

func withDefault(text string, localizations map[string]string) map[string]string {
	all := map[string]string{"default": text}
	for locale, text := range localizations {
		all[locale] = text
	}
	return all
}

// locales are Discord's own, as its documentation lists them.
// https://docs.discord.com/developers/reference#locales
var locales = strings.Fields(`id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs
	el bg ru uk hi th zh-CN ja zh-TW ko`)

func TestOnlyLocalesOfDiscordAreRegistered(t *testing.T) {
	t.Parallel()
	for locale := range languages {
		if !slices.Contains(locales, locale) {
			t.Errorf("%s is no locale of Discord", locale)
		}
	}
}

func TestOptionNamesAreDistinctInEveryLanguage(t *testing.T) {
	t.Parallel()
	for language, w := range catalogues {
		seen := map[string]bool{}
		for _, o := range options {
			if seen[w.option(o.name)] {
				t.Errorf("%s calls two options %q", language, w.option(o.name))
			}
			seen[w.option(o.name)] = true
			if language == fallback && w.option(o.name) != o.name {
				t.Errorf("English calls %s %q, but Discord sends the default name", o.name, w.option(o.name))
			}
		}
		if len(w.Options) != len(options) {
			t.Errorf("%s has words for %d options, there are %d", language, len(w.Options), len(options))
		}
	}
}

func TestDefinitionIsForEveryPlace(t *testing.T) {
	t.Parallel()
	c := Definition()
	if diff := cmp.Diff([]int{0, 1}, c.IntegrationTypes); diff != "" {
		t.Errorf("integration types (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{0, 1, 2}, c.Contexts); diff != "" {
		t.Errorf("contexts (-want +got):\n%s", diff)
	}
	if c.DefaultMemberPermissions != nil {
		t.Error("not every member may use it")
	}
}

func TestDefinitionSaysTheLimitsThatAreChecked(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	for _, o := range Definition().Options {
		got[o.Name] = fmt.Sprintf("type %d", o.Type)
		if o.MaxLength != nil {
			got[o.Name] += fmt.Sprintf(", up to %d characters", *o.MaxLength)
		}
		if o.MinValue != nil && o.MaxValue != nil {
			got[o.Name] += fmt.Sprintf(", %v to %v", *o.MinValue, *o.MaxValue)
		}
		if o.Autocomplete {
			got[o.Name] += ", autocompleted"
		}
		if len(o.Choices) > 0 {
			got[o.Name] += fmt.Sprintf(", %d choices", len(o.Choices))
		}
		if o.Required {
			got[o.Name] += ", required"
		}
	}
	want := map[string]string{
		"seed":     "type 3, up to 64 characters",
		"style":    fmt.Sprintf("type 3, %d choices", len(mandala.Styles())),
		"palette":  "type 3, autocompleted",
		"symmetry": "type 4, 3 to 24",
		"private":  "type 5",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("options (-want +got):\n%s", diff)
	}
}

func TestUpTo25PalettesAreAPlainList(t *testing.T) {
	t.Parallel()
	few := paletteNames()[:discordapi.MaxChoices]
	o := newOptions(few).find("palette").definition()
	if o.Autocomplete || len(o.Choices) != len(few) {
		t.Errorf("autocompletion %v with %d choices", o.Autocomplete, len(o.Choices))
	}
	if got := o.Choices[0].NameLocalizations["de"]; got != "Überraschung" {
		t.Errorf("the first choice is %q in German", got)
	}
}
