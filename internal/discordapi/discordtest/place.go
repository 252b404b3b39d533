package discordtest

import "github.com/mandobot/mando/internal/discordapi"

// Place is where an interaction happens and how the application came there.
type Place int

// The places. Each has the keys that Discord sends there and no others.
const (
	Guild            Place = iota // a server that installed the application
	GuildUserInstall              // a server that did not, through a person's own install
	BotDM                         // a direct message with the bot
	PrivateChannel                // a direct message with others, through a person's own install
)

// Permissions that the application has where nobody changed anything.
const (
	guildPermissions   discordapi.Permissions = 2248473465835073
	botDMPermissions   discordapi.Permissions = 442368
	privatePermissions discordapi.Permissions = 180224
)

// place adds what depends on where it happens.
func (d *Discord) place(p Payload, in Invocation) {
	user := userJSON(in.User, "testuser", false)
	channel := d.NewID()
	p["channel_id"] = channel
	switch in.Place {
	case Guild, GuildUserInstall:
		guild := d.NewID()
		p["context"], p["guild_id"], p["guild_locale"] = discordapi.ContextGuild, guild, "en-US"
		p["guild"] = map[string]any{"id": guild, "locale": "en-US", "features": []any{}}
		p["channel"] = map[string]any{"id": channel, "type": 0, "guild_id": guild, "name": "general", "application_id": nil}
		p["member"] = map[string]any{
			"user": user, "roles": []any{}, "nick": nil, "permissions": guildPermissions,
			"joined_at": "2026-01-04T20:21:10.139000+00:00", "deaf": false, "mute": false, "flags": 0,
			"unusual_dm_activity_until": nil, "display_name_styles": nil,
		}
		p["app_permissions"] = guildPermissions
		p["authorizing_integration_owners"] = map[string]any{"0": guild}
		if in.Place == GuildUserInstall {
			p["authorizing_integration_owners"] = map[string]any{"1": in.User}
		}
	case BotDM:
		p["context"], p["user"] = discordapi.ContextBotDM, user
		p["channel"] = map[string]any{"id": channel, "type": 1}
		p["app_permissions"] = botDMPermissions
		p["authorizing_integration_owners"] = map[string]any{"0": "0", "1": in.User}
	case PrivateChannel:
		p["context"], p["user"] = discordapi.ContextPrivateChannel, user
		p["channel"] = map[string]any{"id": channel, "type": 1, "recipients": []any{user}}
		p["app_permissions"] = privatePermissions
		p["authorizing_integration_owners"] = map[string]any{"1": in.User}
	}
}

// userJSON is an account with the keys that Discord always sends.
func userJSON(id discordapi.Snowflake, name string, bot bool) map[string]any {
	return map[string]any{
		"id": id, "username": name, "global_name": nil, "discriminator": "0", "avatar": nil,
		"public_flags": 0, "flags": 0, "primary_guild": nil, "bot": bot,
	}
}
