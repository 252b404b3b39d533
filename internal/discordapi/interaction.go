package discordapi

import (
	"encoding/json"
	"errors"
	"fmt"
)

// InteractionType says what somebody did. Discord adds types; one that is not
// listed here decodes as well.
type InteractionType int

// The types of interactions.
const (
	InteractionPing         InteractionType = 1 // Discord asks whether the endpoint lives
	InteractionCommand      InteractionType = 2 // a command was sent
	InteractionComponent    InteractionType = 3 // a button was pressed
	InteractionAutocomplete InteractionType = 4 // an option is being typed
	InteractionModal        InteractionType = 5 // a form was sent
)

// The places where an interaction can happen, for [Interaction.Context] and
// [ApplicationCommand.Contexts].
const (
	ContextGuild          = 0 // a server
	ContextBotDM          = 1 // a direct message with the bot
	ContextPrivateChannel = 2 // a direct message with others
)

// Interaction is one thing that somebody did, as Discord posts it. What Discord
// leaves out is the zero value.
type Interaction struct {
	ID             Snowflake        `json:"id"`
	ApplicationID  Snowflake        `json:"application_id"`
	Type           InteractionType  `json:"type"`
	Token          Token            `json:"token"`
	Data           *InteractionData `json:"data"`
	GuildID        Snowflake        `json:"guild_id"`
	ChannelID      Snowflake        `json:"channel_id"`
	Member         *Member          `json:"member"`          // who did it, in a server
	User           *User            `json:"user"`            // who did it, elsewhere
	Message        *Message         `json:"message"`         // the message whose button was pressed
	AppPermissions *Permissions     `json:"app_permissions"` // nil where Discord does not say
	Locale         string           `json:"locale"`          // of the person, such as "pt-BR"
	GuildLocale    string           `json:"guild_locale"`    // of the server
	Context        *int             `json:"context"`         // nil where Discord does not say
}

// InteractionData is what a command, a button, an autocompletion or a form
// carries. Name is the name in the default language, whatever the person saw.
type InteractionData struct {
	ID            Snowflake `json:"id"`   // of the command
	Name          string    `json:"name"` // of the command
	Type          int       `json:"type"` // of the command: 1 is a slash command
	Options       []Option  `json:"options"`
	CustomID      string    `json:"custom_id"` // of the button or form
	ComponentType int       `json:"component_type"`
}

// Option is one option of a command as it was filled in. Value is absent for
// subcommands, which have Options in its place, and is whatever JSON came: in
// an autocompletion half a value, elsewhere what Discord promises to have
// checked, which the receiver checks again.
type Option struct {
	Name    string          `json:"name"`
	Type    OptionType      `json:"type"`
	Value   json.RawMessage `json:"value,omitempty"`
	Options []Option        `json:"options,omitempty"`
	Focused bool            `json:"focused,omitempty"` // being typed now
}

// User is an account of Discord.
type User struct {
	ID         Snowflake `json:"id"`
	Username   string    `json:"username"`
	GlobalName string    `json:"global_name"`
	Bot        bool      `json:"bot"`
}

// Member is somebody in a server.
type Member struct {
	User        User        `json:"user"`
	Permissions Permissions `json:"permissions"`
}

// Invoker returns who did it: the member's account in a server, the account
// elsewhere, and the zero value where Discord named nobody.
func (i *Interaction) Invoker() User {
	switch {
	case i.Member != nil:
		return i.Member.User
	case i.User != nil:
		return *i.User
	}
	return User{}
}

// DecodeInteraction reads the body of a verified request. It takes unknown
// keys, unknown types and nulls. It refuses what is not an interaction: what is
// not one JSON object or is nested beyond 10,000 levels, a type that is no
// positive number and, but for pings, an id that is no snowflake or the lack of
// a token or, in the known types, of data. Of duplicate keys the last counts.
// Its errors never quote the body.
func DecodeInteraction(body []byte) (*Interaction, error) {
	var i Interaction
	if err := json.Unmarshal(body, &i); err != nil {
		return nil, fmt.Errorf("decoding the interaction: %w", withoutQuote(err))
	}
	if err := i.check(); err != nil {
		return nil, fmt.Errorf("decoding the interaction: %w", err)
	}
	return &i, nil
}

// check names what an interaction of its type must have and this one lacks.
func (i *Interaction) check() error {
	if i.Type <= 0 {
		return errors.New("the type is missing")
	}
	if i.Type == InteractionPing {
		return nil
	}
	if _, err := i.ID.Time(); err != nil {
		return errors.New("the id is missing or no snowflake")
	}
	if i.Token.IsZero() {
		return errors.New("the token is missing")
	}
	if i.Data == nil && i.Type <= InteractionModal {
		return errors.New("the data is missing")
	}
	return nil
}

// withoutQuote replaces an error of encoding/json by its kind and place, for
// its text can quote what was read.
func withoutQuote(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("no valid JSON at byte %d", syntax.Offset)
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Errorf("the field %q at byte %d has the wrong type", kind.Field, kind.Offset)
	}
	return err
}
