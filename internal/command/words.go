package command

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
)

// The words of every language, one file each. English is the reference: a test
// holds the others to its keys, its placeholders and Discord's limits.
//
//go:embed words/*.json
var wordFiles embed.FS

// fallback is the language of who speaks none of ours.
const fallback = "en"

// languages are the catalogues by the locales of Discord that they serve.
// English and Spanish serve two each, because Discord falls back from one to
// the other by itself only where nothing at all is registered.
// https://docs.discord.com/developers/reference#locales
var languages = map[string]string{
	"de":     "de",
	"en-GB":  "en",
	"en-US":  "en",
	"es-419": "es-ES",
	"es-ES":  "es-ES",
	"fr":     "fr",
	"it":     "it",
	"ja":     "ja",
	"ko":     "ko",
	"nl":     "nl",
	"pl":     "pl",
	"pt-BR":  "pt-BR",
	"zh-CN":  "zh-CN",
}

// words is everything that Mando says in one language. Text in braces is filled
// in by [fill].
type words struct {
	Command struct {
		Description string
	}
	Options  map[string]optionWords
	Styles   map[string]string
	Palettes map[string]string
	Picture  struct {
		Names                          []string
		Alt, Fold                      string
		Style, Palette, Symmetry, Seed string
	}
	Buttons struct {
		Again, Remix, Style, Full, Delete string
	}
	Refusals struct {
		Command, Option, Repeated             string
		Seed, OneOf, Symmetry, Private        string
		UnknownButton, OldButton              string
		LostSeed, NotYours, Form, AttachFiles string
	}
	Replies struct {
		TryAgain, TooFast string
	}
	Apologies struct {
		TryLater, Blocked, Permission string
	}
}

// optionWords are an option as the user's client shows it.
type optionWords struct{ Name, Description string }

var catalogues = readCatalogues()

// readCatalogues decodes the embedded files. They are part of the program, so a
// broken one is a broken build.
func readCatalogues() map[string]*words {
	all := map[string]*words{}
	for _, language := range languages {
		if all[language] != nil {
			continue
		}
		data, err := wordFiles.ReadFile("words/" + language + ".json")
		if err != nil {
			panic(err)
		}
		all[language] = new(words)
		if err := json.Unmarshal(data, all[language]); err != nil {
			panic(fmt.Errorf("words of %s: %w", language, err))
		}
	}
	return all
}

// speak returns the words for a locale, the English ones where it is unknown.
func speak(locale string) *words {
	if language, ok := languages[locale]; ok {
		return catalogues[language]
	}
	return catalogues[fallback]
}

// fill replaces placeholders, given as pairs of a name without its braces and a
// value. Braces inside a value stay what they are.
func fill(text string, pairs ...any) string {
	list := make([]string, len(pairs))
	for i, p := range pairs {
		list[i] = fmt.Sprint(p)
		if i%2 == 0 {
			list[i] = "{" + list[i] + "}"
		}
	}
	return strings.NewReplacer(list...).Replace(text)
}

// style is the style's name in this language.
func (w *words) style(name string) string { return named(w.Styles, name) }

// palette is the palette's name in this language.
func (w *words) palette(name string) string { return named(w.Palettes, name) }

// option is the option's name in this language.
func (w *words) option(name string) string { return w.Options[name].Name }

// named falls back to the name itself, so that a picture is never without one.
func named(list map[string]string, name string) string {
	if text := list[name]; text != "" {
		return text
	}
	return name
}
