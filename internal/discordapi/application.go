package discordapi

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
)

// ScopeCommandsUpdate is the OAuth2 scope that allows registering commands.
const ScopeCommandsUpdate = "applications.commands.update"

// Auth is a credential for the routes that an operator calls. It hides itself
// as a [Token] does. The zero value is no credential.
type Auth struct {
	scheme string
	secret Token
}

// BotAuth is the credential of a bot by its token.
func BotAuth(token Token) Auth { return Auth{"Bot", token} }

// BearerAuth is a credential by an OAuth2 access token.
func BearerAuth(token Token) Auth { return Auth{"Bearer", token} }

func (a Auth) header() string {
	if a.secret.IsZero() {
		return ""
	}
	return a.scheme + " " + a.secret.Reveal()
}

// Application is what Discord tells an application about itself.
type Application struct {
	ID                      Snowflake `json:"id"`
	Name                    string    `json:"name"`
	VerifyKey               string    `json:"verify_key"`                // the public key in hexadecimal
	InteractionsEndpointURL string    `json:"interactions_endpoint_url"` // empty: interactions go to the gateway
}

// ClientCredentials asks for an access token for the scope by the
// application's own id and secret. It is good for a week.
// https://docs.discord.com/developers/topics/oauth2#client-credentials-grant
func (c *Client) ClientCredentials(ctx context.Context, id Snowflake, secret Token, scope string) (Auth, error) {
	form := url.Values{"grant_type": {"client_credentials"}, "scope": {scope}}
	basic := base64.StdEncoding.EncodeToString([]byte(string(id) + ":" + secret.Reveal()))
	var answer struct {
		AccessToken Token `json:"access_token"`
	}
	err := c.do(ctx, call{
		method: http.MethodPost, path: "/oauth2/token", authorization: "Basic " + basic,
		contentType: "application/x-www-form-urlencoded", body: []byte(form.Encode()),
	}, &answer)
	if err != nil {
		return Auth{}, fmt.Errorf("asking for an access token: %w", err)
	}
	if answer.AccessToken.IsZero() {
		return Auth{}, fmt.Errorf("asking for an access token: the answer has none")
	}
	return BearerAuth(answer.AccessToken), nil
}

// CurrentApplication returns the application that a bot token belongs to.
func (c *Client) CurrentApplication(ctx context.Context, auth Auth) (*Application, error) {
	var app Application
	err := c.do(ctx, call{method: http.MethodGet, path: "/applications/@me", authorization: auth.header()}, &app)
	if err != nil {
		return nil, fmt.Errorf("reading the application: %w", err)
	}
	return &app, nil
}

// EditCurrentApplication sets the address to which Discord posts interactions.
// Discord pings it before it answers, once with a good signature and once with
// a wrong one, and refuses with a 400 where it is not content. It needs a bot token.
func (c *Client) EditCurrentApplication(ctx context.Context, auth Auth, endpointURL string) (*Application, error) {
	k, err := jsonCall(http.MethodPatch, "/applications/@me", map[string]string{"interactions_endpoint_url": endpointURL})
	if err != nil {
		return nil, fmt.Errorf("setting the endpoint: %w", err)
	}
	k.authorization = auth.header()
	var app Application
	if err := c.do(ctx, k, &app); err != nil {
		return nil, fmt.Errorf("setting the endpoint: %w", err)
	}
	return &app, nil
}

// Commands returns the commands that are registered, with all localizations:
// those of the guild or, where guild is empty, the global ones.
func (c *Client) Commands(ctx context.Context, auth Auth, app, guild Snowflake) ([]ApplicationCommand, error) {
	var commands []ApplicationCommand
	err := c.do(ctx, call{
		method: http.MethodGet, path: commandsPath(app, guild) + "?with_localizations=true", authorization: auth.header(),
	}, &commands)
	if err != nil {
		return nil, fmt.Errorf("reading the commands: %w", err)
	}
	return commands, nil
}

// OverwriteCommands registers exactly these commands and removes all others,
// in the guild or, where guild is empty, everywhere. Discord does all of it or
// nothing. It counts new names towards 200 a day.
func (c *Client) OverwriteCommands(ctx context.Context, auth Auth, app, guild Snowflake, commands []ApplicationCommand) ([]ApplicationCommand, error) {
	k, err := jsonCall(http.MethodPut, commandsPath(app, guild), append([]ApplicationCommand{}, commands...))
	if err != nil {
		return nil, fmt.Errorf("registering the commands: %w", err)
	}
	k.authorization = auth.header()
	var registered []ApplicationCommand
	if err := c.do(ctx, k, &registered); err != nil {
		return nil, fmt.Errorf("registering the commands: %w", err)
	}
	return registered, nil
}

func commandsPath(app, guild Snowflake) string {
	path := "/applications/" + url.PathEscape(string(app))
	if guild != "" {
		path += "/guilds/" + url.PathEscape(string(guild))
	}
	return path + "/commands"
}
