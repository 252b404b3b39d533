package command

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/mandala"
)

// option is one option of /mando: how it is registered and how its value is
// read. None is required.
type option struct {
	name      string // in English, which is also what Discord sends
	kind      discordapi.OptionType
	low, high int      // of an integer's value, or of a text's length
	values    []string // of a choice: all that there are
	label     func(value string, w *words) string
	refusal   func(w *words) string
	set       func(o *option, a *asked, value json.RawMessage, w *words) bool // false: it cannot be
}

// asked is what a person asks for: a picture, and who may see it.
type asked struct {
	mandala.Options
	private bool
}

// optionTable is the options of /mando in the order in which Discord offers them.
type optionTable []option

var options = newOptions(paletteNames())

func newOptions(palettes []string) optionTable {
	return optionTable{
		{
			name: "seed", kind: discordapi.OptionString, high: MaxSeed,
			refusal: func(w *words) string { return w.Refusals.Seed }, set: setSeed,
		},
		{
			name: "style", kind: discordapi.OptionString, values: styleNames(),
			label:   func(value string, w *words) string { return w.style(value) },
			refusal: func(w *words) string { return w.Refusals.OneOf }, set: setStyle,
		},
		{
			name: "palette", kind: discordapi.OptionString, values: palettes,
			label:   func(value string, w *words) string { return w.palette(value) },
			refusal: func(w *words) string { return w.Refusals.OneOf }, set: setPalette,
		},
		{
			name: "symmetry", kind: discordapi.OptionInteger, low: mandala.MinSymmetry, high: mandala.MaxSymmetry,
			refusal: func(w *words) string { return w.Refusals.Symmetry }, set: setSymmetry,
		},
		{
			name: "private", kind: discordapi.OptionBoolean,
			refusal: func(w *words) string { return w.Refusals.Private }, set: setPrivate,
		},
	}
}

func setSeed(o *option, a *asked, value json.RawMessage, _ *words) bool {
	text, ok := decode[string](value)
	a.Seed = normalise(text)
	return ok && utf8.RuneCountInString(a.Seed) <= o.high
}

func setStyle(o *option, a *asked, value json.RawMessage, w *words) bool {
	name, ok := o.choice(value, w)
	a.Style = mandala.Style(name)
	return ok
}

func setPalette(o *option, a *asked, value json.RawMessage, w *words) (ok bool) {
	a.Palette, ok = o.choice(value, w)
	return ok
}

func setSymmetry(o *option, a *asked, value json.RawMessage, _ *words) bool {
	n, ok := decode[int](value)
	a.Symmetry = n
	return ok && o.low <= n && n <= o.high
}

func setPrivate(_ *option, a *asked, value json.RawMessage, _ *words) (ok bool) {
	a.private, ok = decode[bool](value)
	return ok
}

// decode reads a value of exactly this type: not null, and no 12.0 for an
// integer.
func decode[T any](value json.RawMessage) (T, bool) {
	var v *T
	if err := json.Unmarshal(value, &v); err != nil || v == nil {
		return *new(T), false
	}
	return *v, true
}

// choice reads the value of a choice. Discord holds nobody to what
// autocompletion offers, so the name that the user sees is taken as well.
func (o *option) choice(value json.RawMessage, w *words) (string, bool) {
	text, _ := decode[string](value)
	if slices.Contains(o.values, text) {
		return text, true
	}
	typed := folded(text)
	for _, v := range o.values {
		if typed == v || typed == folded(o.label(v, w)) {
			return v, true
		}
	}
	return "", false
}

// parse reads the options that were given, or returns the sentence that says
// what is possible.
func (t optionTable) parse(given []discordapi.Option, w *words) (a asked, refusal string) {
	seen := map[string]bool{}
	for _, g := range given {
		o := t.find(g.Name)
		switch {
		case o == nil:
			return asked{}, fill(w.Refusals.Option, "options", t.list(w))
		case seen[g.Name]:
			return asked{}, fill(w.Refusals.Repeated, "options", t.list(w))
		case g.Type != o.kind || !o.set(o, &a, g.Value, w):
			return asked{}, o.fill(o.refusal(w), w)
		}
		seen[g.Name] = true
	}
	return a, ""
}

func (t optionTable) find(name string) *option {
	at := slices.IndexFunc(t, func(o option) bool { return o.name == name })
	if at < 0 {
		return nil
	}
	return &t[at]
}

// list names every option as the user's client shows it.
func (t optionTable) list(w *words) string {
	var names []string
	for _, o := range t {
		names = append(names, code(w.option(o.name)))
	}
	return strings.Join(names, ", ")
}

// fill completes a sentence about the option with its name and limits.
func (o option) fill(text string, w *words) string {
	var labels []string
	for _, v := range o.values {
		labels = append(labels, o.label(v, w))
	}
	return fill(text, "option", w.option(o.name), "min", o.low, "max", o.high, "list", strings.Join(labels, ", "))
}

func styleNames() []string {
	var names []string
	for _, s := range mandala.Styles() {
		names = append(names, string(s))
	}
	return names
}

// paletteNames has the two palettes that are not sets of colours first, because
// an empty search shows only the first 25.
func paletteNames() []string {
	names := []string{mandala.Surprise, mandala.LineArt}
	for _, p := range mandala.Palettes() {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return names
}
