package discordapi

// The types of commands; a slash command is a chat input.
const CommandChatInput = 1

// The ways to install an application, for [ApplicationCommand.IntegrationTypes].
const (
	InstallGuild = 0 // for a server
	InstallUser  = 1 // for one person, wherever they are
)

// OptionType is the type of an option of a command.
type OptionType int

// The types of options.
const (
	OptionSubcommand      OptionType = 1
	OptionSubcommandGroup OptionType = 2
	OptionString          OptionType = 3
	OptionInteger         OptionType = 4
	OptionBoolean         OptionType = 5
	OptionNumber          OptionType = 10
)

// ApplicationCommand is the definition of a command as it is registered. Names
// and descriptions are 1 to 32 and 1 to 100 characters; all texts together may
// have 8000. Localizations are keyed by Discord's locales, such as "pt-BR".
type ApplicationCommand struct {
	ID                       Snowflake         `json:"id,omitempty"` // received only
	Type                     int               `json:"type,omitempty"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Options                  []CommandOption   `json:"options,omitempty"` // up to 25, required ones first

	// DefaultMemberPermissions is what a member of a server needs, nil for nothing.
	DefaultMemberPermissions *Permissions `json:"default_member_permissions,omitempty"`
	// IntegrationTypes and Contexts are always worth giving: the defaults that
	// Discord's documentation names contradict each other.
	IntegrationTypes []int `json:"integration_types,omitempty"`
	Contexts         []int `json:"contexts,omitempty"`
}

// CommandOption is an option of a command. Choices (up to 25) and Autocomplete
// exclude each other.
type CommandOption struct {
	Type                     OptionType        `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Required                 bool              `json:"required,omitempty"`
	Choices                  []Choice          `json:"choices,omitempty"`
	MinValue                 *float64          `json:"min_value,omitempty"` // integers and numbers
	MaxValue                 *float64          `json:"max_value,omitempty"`
	MinLength                *int              `json:"min_length,omitempty"` // strings
	MaxLength                *int              `json:"max_length,omitempty"`
	Autocomplete             bool              `json:"autocomplete,omitempty"`
	Options                  []CommandOption   `json:"options,omitempty"` // of a subcommand
}

// Choice is a value that is offered for an option. Name is 1 to 100
// characters; Value is a string of up to 100, or a number.
type Choice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             any               `json:"value"`
}
