package discordtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/mandobot/mando/internal/discordapi"
)

// authorize checks the credential of a call: the bot token, or where bearers
// are good enough an access token for registering commands.
func (d *Discord) authorize(r *http.Request, bearers bool) *reply {
	header := r.Header.Get("Authorization")
	if header == "Bot "+d.config.BotToken.Reveal() {
		return d.ownApplication(r)
	}
	token, isBearer := strings.CutPrefix(header, "Bearer ")
	d.mu.Lock()
	known := isBearer && bearers && d.bearers[discordapi.NewToken(token)]
	d.mu.Unlock()
	if known {
		return d.ownApplication(r)
	}
	refusal := refuse(http.StatusUnauthorized, 0, "401: Unauthorized", "the Authorization is missing or not good for this")
	return &refusal
}

// ownApplication refuses calls for other applications.
func (d *Discord) ownApplication(r *http.Request) *reply {
	if app := r.PathValue("app"); app != "" && app != string(d.config.ApplicationID) {
		refusal := refuse(http.StatusForbidden, 20012, "You are not authorized to perform this action on this application", "the path names another application")
		return &refusal
	}
	return nil
}

// postToken gives out access tokens for client credentials.
// https://docs.discord.com/developers/topics/oauth2#client-credentials-grant
func (d *Discord) postToken(r *http.Request, body []byte) reply {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	form, formErr := url.ParseQuery(string(body))
	if err != nil || formErr != nil || kind != "application/x-www-form-urlencoded" {
		return oauthError("invalid_request", "the body is no form")
	}
	id, secret, ok := r.BasicAuth()
	if !ok || id != string(d.config.ApplicationID) || secret != d.config.ClientSecret.Reveal() {
		return reply{
			status: http.StatusUnauthorized, body: map[string]any{"error": "invalid_client"},
			problem: "the client's id or secret is wrong",
		}
	}
	if form.Get("grant_type") != "client_credentials" {
		return oauthError("unsupported_grant_type", "the grant_type is not client_credentials")
	}
	if scope := form.Get("scope"); scope != discordapi.ScopeCommandsUpdate && scope != "identify" {
		return oauthError("invalid_scope", "the scope is not one that this fake gives")
	}
	token := rand.Text()
	d.mu.Lock()
	d.bearers[discordapi.NewToken(token)] = form.Get("scope") == discordapi.ScopeCommandsUpdate
	d.mu.Unlock()
	return reply{status: http.StatusOK, body: map[string]any{
		"access_token": token, "token_type": "Bearer", "expires_in": 604800, "scope": form.Get("scope"),
	}}
}

func oauthError(kind, problem string) reply {
	return reply{status: http.StatusBadRequest, body: map[string]any{"error": kind}, problem: problem}
}

func (d *Discord) getApplication(r *http.Request, _ []byte) reply {
	if refusal := d.authorize(r, false); refusal != nil {
		return *refusal
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return reply{status: http.StatusOK, body: d.application()}
}

// patchApplication sets the interactions endpoint, once it has proved itself.
func (d *Discord) patchApplication(r *http.Request, body []byte) reply {
	if refusal := d.authorize(r, false); refusal != nil {
		return *refusal
	}
	var form struct {
		Endpoint *string `json:"interactions_endpoint_url"`
	}
	if err := strict(body, &form); err != nil || form.Endpoint == nil {
		return invalid(problems{{"interactions_endpoint_url", "is required, and is all that this fake edits"}})
	}
	if err := d.probe(r.Context(), *form.Endpoint); err != nil {
		return invalid(problems{{"interactions_endpoint_url", "The specified interactions endpoint url could not be verified: " + err.Error()}})
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.endpointURL = *form.Endpoint
	return reply{status: http.StatusOK, body: d.application()}
}

// EndpointURL returns the interactions endpoint that was set by the API.
func (d *Discord) EndpointURL() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.endpointURL
}

// probe pings an endpoint as Discord does before it takes it: one ping signed
// well, which wants a pong, and one signed badly, which wants a 401.
func (d *Discord) probe(ctx context.Context, endpoint string) error {
	ping := d.Ping()
	if _, err := d.Send(ctx, endpoint, ping); err != nil {
		return fmt.Errorf("a ping with a valid signature: %w", err)
	}
	body, err := d.Ping().Body()
	if err != nil {
		return err
	}
	h := d.Sign(body, d.config.Now())
	h.Set(discordapi.HeaderSignature, strings.Repeat("0", 128))
	ack, err := d.Post(ctx, endpoint, body, h)
	if err != nil {
		return fmt.Errorf("a ping with a wrong signature: %w", err)
	}
	if ack.Status != http.StatusUnauthorized {
		return fmt.Errorf("a ping with a wrong signature: the endpoint answered %d: Discord wants 401", ack.Status)
	}
	return nil
}

// application describes the application as the API does. The lock is held.
func (d *Discord) application() map[string]any {
	var endpoint any
	if d.endpointURL != "" {
		endpoint = d.endpointURL
	}
	return map[string]any{
		"id": d.config.ApplicationID, "name": "Mando", "icon": nil, "description": "", "type": nil,
		"verify_key": d.PublicKey(), "flags": 0, "flags_new": "0", "redirect_uris": []any{},
		"interactions_endpoint_url": endpoint, "role_connections_verification_url": nil,
		"owner":                   userJSON(d.config.ApplicationID, "owner", false),
		"approximate_guild_count": 1, "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
		"explicit_content_filter": 0, "team": nil, "eligible_oauth2_scopes": []any{},
	}
}
