package command

import "github.com/mandobot/mando/internal/discordapi"

// Definition returns /mando as it is registered. Integration types and contexts
// are always given, because what Discord takes for left-out ones differs from
// one page of its documentation to the next.
func Definition() discordapi.ApplicationCommand { return options.definition() }

func (t optionTable) definition() discordapi.ApplicationCommand {
	c := discordapi.ApplicationCommand{
		Type:                     discordapi.CommandChatInput,
		Name:                     Name,
		Description:              catalogues[fallback].Command.Description,
		DescriptionLocalizations: localized(func(w *words) string { return w.Command.Description }),
		IntegrationTypes:         []int{discordapi.InstallGuild, discordapi.InstallUser},
		Contexts:                 []int{discordapi.ContextGuild, discordapi.ContextBotDM, discordapi.ContextPrivateChannel},
	}
	for _, o := range t {
		c.Options = append(c.Options, o.definition())
	}
	return c
}

func (o option) definition() discordapi.CommandOption {
	description := func(w *words) string { return o.fill(w.Options[o.name].Description, w) }
	d := discordapi.CommandOption{
		Type:                     o.kind,
		Name:                     o.name,
		NameLocalizations:        localized(func(w *words) string { return w.option(o.name) }),
		Description:              description(catalogues[fallback]),
		DescriptionLocalizations: localized(description),
	}
	switch o.kind {
	case discordapi.OptionInteger:
		low, high := float64(o.low), float64(o.high)
		d.MinValue, d.MaxValue = &low, &high
	case discordapi.OptionString:
		if o.high > 0 {
			d.MaxLength = &o.high
		}
		d.Autocomplete = len(o.values) > discordapi.MaxChoices
		if !d.Autocomplete {
			d.Choices = o.choices()
		}
	}
	return d
}

func (o option) choices() []discordapi.Choice {
	var list []discordapi.Choice
	for _, value := range o.values {
		list = append(list, discordapi.Choice{
			Name:              o.label(value, catalogues[fallback]),
			NameLocalizations: localized(func(w *words) string { return o.label(value, w) }),
			Value:             value,
		})
	}
	return list
}

// localized returns a text in every locale, the default's own among them:
// without it Discord would show en-US in the words of en-GB.
func localized(text func(*words) string) map[string]string {
	all := map[string]string{}
	for locale := range languages {
		all[locale] = text(speak(locale))
	}
	return all
}
