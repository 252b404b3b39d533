package discordtest

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/mandobot/mando/internal/discordapi"
)

// choice is a value that is offered for an option.
type choice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             json.RawMessage   `json:"value"`
}

func checkChoices(at string, choices []choice, wrong *problems) {
	if len(choices) > discordapi.MaxChoices {
		wrong.add(at, fmt.Sprintf("must be %d or fewer", discordapi.MaxChoices))
	}
	for i, c := range choices {
		path := fmt.Sprintf("%s.%d.", at, i)
		wrong.between(path+"name", c.Name, 1, 100)
		checkLocalized(path+"name_localizations", c.NameLocalizations, 100, wrong)
		c.checkValue(path+"value", wrong)
	}
}

func (c choice) checkValue(at string, wrong *problems) {
	var value any
	_ = json.Unmarshal(c.Value, &value)
	switch value := value.(type) {
	case float64:
	case string:
		if n := utf8.RuneCountInString(value); n > 100 {
			wrong.add(at, fmt.Sprintf("must be 100 or fewer in length and is %d", n))
		}
	default:
		wrong.add(at, "must be a string or a number")
	}
}

// locales are those that Discord has names for.
// https://docs.discord.com/developers/reference#locales
var locales = map[string]bool{
	"id": true, "da": true, "de": true, "en-GB": true, "en-US": true, "es-ES": true, "es-419": true, "fr": true,
	"hr": true, "it": true, "lt": true, "hu": true, "nl": true, "no": true, "pl": true, "pt-BR": true, "ro": true,
	"fi": true, "sv-SE": true, "vi": true, "tr": true, "cs": true, "el": true, "bg": true, "ru": true, "uk": true,
	"hi": true, "th": true, "zh-CN": true, "ja": true, "zh-TW": true, "ko": true,
}

func checkLocalized(at string, texts map[string]string, most int, wrong *problems) {
	for locale, text := range texts {
		if !locales[locale] {
			wrong.add(at+"."+locale, "is no locale of Discord")
		}
		wrong.between(at+"."+locale, text, 1, most)
	}
}
