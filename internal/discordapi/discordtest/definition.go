package discordtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mandobot/mando/internal/discordapi"
)

// definition is a command as it is registered.
// https://docs.discord.com/developers/interactions/application-commands#application-command-object
type definition struct {
	ID                       discordapi.Snowflake `json:"id"`
	Type                     int                  `json:"type"`
	Name                     string               `json:"name"`
	NameLocalizations        map[string]string    `json:"name_localizations"`
	Description              string               `json:"description"`
	DescriptionLocalizations map[string]string    `json:"description_localizations"`
	Options                  []definedOption      `json:"options"`
	DefaultMemberPermissions *string              `json:"default_member_permissions"`
	IntegrationTypes         []int                `json:"integration_types"`
	Contexts                 []int                `json:"contexts"`
	NSFW                     bool                 `json:"nsfw"`
}

type definedOption struct {
	Type                     discordapi.OptionType `json:"type"`
	Name                     string                `json:"name"`
	NameLocalizations        map[string]string     `json:"name_localizations"`
	Description              string                `json:"description"`
	DescriptionLocalizations map[string]string     `json:"description_localizations"`
	Required                 bool                  `json:"required"`
	Choices                  []choice              `json:"choices"`
	MinValue                 *float64              `json:"min_value"`
	MaxValue                 *float64              `json:"max_value"`
	MinLength                *int                  `json:"min_length"`
	MaxLength                *int                  `json:"max_length"`
	Autocomplete             bool                  `json:"autocomplete"`
}

// commandName is the form of the names of commands and options.
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

func checkName(at, name string, wrong *problems) {
	if !commandName.MatchString(name) || strings.ToLower(name) != name {
		wrong.add(at, "must be 1 to 32 lower-case letters, digits, dashes and underscores")
	}
}

func (c *definition) check(at string, inGuild bool, wrong *problems) {
	if c.Type > 1 {
		wrong.add(at+"type", "is not a slash command, which is all that this fake holds")
	}
	checkName(at+"name", c.Name, wrong)
	for locale, name := range c.NameLocalizations {
		checkName(at+"name_localizations."+locale, name, wrong)
	}
	checkLocalized(at+"name_localizations", c.NameLocalizations, 32, wrong)
	wrong.between(at+"description", c.Description, 1, 100)
	checkLocalized(at+"description_localizations", c.DescriptionLocalizations, 100, wrong)
	checkSet(at+"integration_types", c.IntegrationTypes, 1, wrong)
	checkSet(at+"contexts", c.Contexts, 2, wrong)
	if inGuild && (c.IntegrationTypes != nil || c.Contexts != nil) {
		wrong.add(at+"contexts", "and integration_types are for global commands only")
	}
	c.checkOptions(at, wrong)
}

// checkOptions checks the options of a command, and the sum of its texts.
func (c *definition) checkOptions(at string, wrong *problems) {
	if len(c.Options) > 25 {
		wrong.add(at+"options", "must be 25 or fewer")
	}
	total := utf8.RuneCountInString(c.Name) + longest(c.Description, c.DescriptionLocalizations)
	names, optional := map[string]bool{}, false
	for i := range c.Options {
		o, path := &c.Options[i], fmt.Sprintf("%soptions.%d.", at, i)
		o.check(path, wrong)
		total += o.size()
		if names[o.Name] {
			wrong.add(path+"name", "is used twice")
		}
		if o.Required && optional {
			wrong.add(path+"required", "must come before options that are not required")
		}
		names[o.Name], optional = true, optional || !o.Required
	}
	if total > 8000 {
		wrong.add(at+"description", fmt.Sprintf("all names, descriptions and values must have 8000 or fewer characters and have %d", total))
	}
}

// checkSet checks a list of numbers from 0 to most, none of them twice.
func checkSet(at string, set []int, most int, wrong *problems) {
	if set != nil && len(set) == 0 {
		wrong.add(at, "must not be empty")
	}
	seen := map[int]bool{}
	for _, n := range set {
		if n < 0 || n > most || seen[n] {
			wrong.add(at, fmt.Sprintf("must be different numbers from 0 to %d", most))
		}
		seen[n] = true
	}
}

func (o *definedOption) check(at string, wrong *problems) {
	checkName(at+"name", o.Name, wrong)
	for locale, name := range o.NameLocalizations {
		checkName(at+"name_localizations."+locale, name, wrong)
	}
	checkLocalized(at+"name_localizations", o.NameLocalizations, 32, wrong)
	wrong.between(at+"description", o.Description, 1, 100)
	checkLocalized(at+"description_localizations", o.DescriptionLocalizations, 100, wrong)
	checkChoices(at+"choices", o.Choices, wrong)
	o.checkKind(at, wrong)
	names := map[string]bool{}
	for i, c := range o.Choices {
		if names[c.Name] {
			wrong.add(fmt.Sprintf("%schoices.%d.name", at, i), "is used twice")
		}
		names[c.Name] = true
	}
}

// checkKind checks that an option has only what its type may have.
func (o *definedOption) checkKind(at string, wrong *problems) {
	texts := []discordapi.OptionType{discordapi.OptionString}
	numbers := []discordapi.OptionType{discordapi.OptionInteger, discordapi.OptionNumber}
	if o.Type < 3 || o.Type > 11 {
		wrong.add(at+"type", "must be 3 to 11: this fake holds no subcommands")
	}
	if (o.MinLength != nil || o.MaxLength != nil) && !slices.Contains(texts, o.Type) {
		wrong.add(at+"max_length", "is for strings only")
	}
	if (o.MinValue != nil || o.MaxValue != nil) && !slices.Contains(numbers, o.Type) {
		wrong.add(at+"max_value", "is for numbers only")
	}
	if len(o.Choices) > 0 && o.Autocomplete {
		wrong.add(at+"autocomplete", "cannot be there with choices")
	}
	if (len(o.Choices) > 0 || o.Autocomplete) && !slices.Contains(append(texts, numbers...), o.Type) {
		wrong.add(at+"choices", "are for strings and numbers only")
	}
}

// size counts the characters towards the limit of a command. Of localizations
// the longest counts.
func (o *definedOption) size() int {
	n := longest(o.Name, o.NameLocalizations) + longest(o.Description, o.DescriptionLocalizations)
	for _, c := range o.Choices {
		n += longest(c.Name, c.NameLocalizations) + utf8.RuneCount(c.Value)
	}
	return n
}

func longest(text string, localized map[string]string) int {
	n := utf8.RuneCountInString(text)
	for _, other := range localized {
		n = max(n, utf8.RuneCountInString(other))
	}
	return n
}
