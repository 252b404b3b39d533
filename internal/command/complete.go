package command

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/mandobot/mando/internal/discordapi"
)

// complete returns the choices for the option that is being typed, in the
// user's language: those that begin with what is typed before those that
// contain it, the English names counting as well.
func (t optionTable) complete(given []discordapi.Option, w *words) []discordapi.Choice {
	for _, g := range given {
		if o := t.find(g.Name); g.Focused && o != nil && len(o.values) > 0 {
			typed, _ := decode[string](g.Value)
			return o.matching(folded(typed), w)
		}
	}
	return nil
}

func (o *option) matching(typed string, w *words) []discordapi.Choice {
	var first, rest []discordapi.Choice
	for _, v := range o.values {
		label := o.label(v, w)
		choice := discordapi.Choice{Name: label, Value: v}
		switch shown := folded(label); {
		case strings.HasPrefix(shown, typed), strings.HasPrefix(v, typed):
			first = append(first, choice)
		case strings.Contains(shown, typed):
			rest = append(rest, choice)
		}
	}
	return append(first, rest...)
}

// folded is a text without case, accents and the space around it, so that
// "etoile" finds "Étoile".
func folded(text string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(strings.TrimSpace(text)))
	return norm.NFC.String(plain)
}
