package discordtest

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

// Payload is the body of an interaction. Its token is a [discordapi.Token], so
// that a payload can be printed; [Payload.Body] encodes what goes over the wire.
// Tests change its keys to make what Discord would not.
type Payload map[string]any

// ID returns the id of the interaction.
func (p Payload) ID() discordapi.Snowflake {
	id, _ := p["id"].(discordapi.Snowflake)
	return id
}

// Token returns the token of the interaction.
func (p Payload) Token() discordapi.Token {
	token, _ := p["token"].(discordapi.Token)
	return token
}

// Body encodes the payload with its token.
func (p Payload) Body() ([]byte, error) {
	wire := maps.Clone(p)
	if token, ok := p["token"].(discordapi.Token); ok {
		wire["token"] = token.Reveal()
	}
	body, err := json.Marshal(wire)
	if err != nil {
		return nil, fmt.Errorf("encoding the interaction: %w", err)
	}
	return body, nil
}

// Invocation says who does something, where and when. The zero value is
// somebody in a server, now, in English.
type Invocation struct {
	Place       Place
	User        discordapi.Snowflake    // made up if empty
	Locale      string                  // of the person; "en-US" if empty
	Permissions *discordapi.Permissions // of the application; what the place usually gives if nil
	At          time.Time               // now if zero; decides the age of the id
}

// Option returns a filled-in option; its type follows from the value: string,
// int, bool or float64. Any other value is sent as JSON under the type of a string.
func Option(name string, value any) discordapi.Option {
	raw, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("option %s: %v", name, err)) // a mistake in the calling test
	}
	kind := discordapi.OptionString
	switch value.(type) {
	case int:
		kind = discordapi.OptionInteger
	case bool:
		kind = discordapi.OptionBoolean
	case float64:
		kind = discordapi.OptionNumber
	}
	return discordapi.Option{Name: name, Type: kind, Value: raw}
}

// Focused marks an option as the one that is being typed.
func Focused(option discordapi.Option) discordapi.Option {
	option.Focused = true
	return option
}

// Ping returns Discord's question whether the endpoint lives, as it comes from
// its routine checks: from its system's own user.
func (d *Discord) Ping() Payload {
	return Payload{
		"id": d.NewID(), "application_id": d.config.ApplicationID, "type": discordapi.InteractionPing,
		"token": newToken(), "version": 1, "entitlements": []any{}, "app_permissions": privatePermissions,
		"user": map[string]any{
			"id": d.NewID(), "username": "discord", "global_name": "Discord", "discriminator": "0000",
			"avatar": nil, "bot": true, "system": true, "public_flags": 1,
		},
	}
}

// Command returns the sending of a slash command.
func (d *Discord) Command(in Invocation, name string, options ...discordapi.Option) Payload {
	p := d.payload(in, discordapi.InteractionCommand)
	p["data"] = d.commandData(name, options)
	return p
}

// Autocomplete returns the typing of a slash command, of which one option is [Focused].
func (d *Discord) Autocomplete(in Invocation, name string, options ...discordapi.Option) Payload {
	p := d.payload(in, discordapi.InteractionAutocomplete)
	p["data"] = d.commandData(name, options)
	return p
}

// Button returns the press of a button on a message, which is given as
// [Message.JSON] has it.
func (d *Discord) Button(in Invocation, message json.RawMessage, customID string) Payload {
	p := d.payload(in, discordapi.InteractionComponent)
	p["message"] = message
	p["data"] = map[string]any{"id": 2, "custom_id": customID, "component_type": componentButton}
	return p
}

func (d *Discord) commandData(name string, options []discordapi.Option) map[string]any {
	data := map[string]any{"id": d.NewID(), "name": name, "type": discordapi.CommandChatInput}
	if len(options) > 0 { // absent, not empty, where none was given
		data["options"] = options
	}
	return data
}

// payload returns what all interactions of people have in common.
func (d *Discord) payload(in Invocation, kind discordapi.InteractionType) Payload {
	at := in.At
	if at.IsZero() {
		at = d.config.Now()
	}
	if in.User == "" {
		in.User = d.NewID()
	}
	if in.Locale == "" {
		in.Locale = "en-US"
	}
	p := Payload{
		"id":                    discordapi.SnowflakeAt(at, d.serial.Add(1)),
		"application_id":        d.config.ApplicationID,
		"type":                  kind,
		"token":                 newToken(),
		"version":               1,
		"locale":                in.Locale,
		"entitlements":          []any{},
		"entitlement_sku_ids":   []any{},
		"attachment_size_limit": maxFile,
	}
	d.place(p, in)
	if in.Permissions != nil {
		p["app_permissions"] = *in.Permissions
	}
	return p
}

// newToken returns a token of the length that Discord's have.
func newToken() discordapi.Token {
	return discordapi.NewToken("aW50ZXJhY3Rpb246" + rand.Text() + rand.Text() + rand.Text() + rand.Text() + rand.Text() + rand.Text())
}
