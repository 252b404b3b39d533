package discordtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"

	"github.com/mandobot/mando/internal/discordapi"
)

// registered is a command as the API returns it.
type registered map[string]any

func (d *Discord) getCommands(r *http.Request, _ []byte) reply {
	if refusal := d.authorize(r, true); refusal != nil {
		return *refusal
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	list := []registered{}
	for _, c := range d.commands[discordapi.Snowflake(r.PathValue("guild"))] {
		c = maps.Clone(c)
		if r.URL.Query().Get("with_localizations") != "true" {
			delete(c, "name_localizations") // and those of options, which nobody reads without
			delete(c, "description_localizations")
		}
		list = append(list, c)
	}
	return reply{status: http.StatusOK, body: list}
}

// putCommands overwrites all commands of a guild, or all global ones.
func (d *Discord) putCommands(r *http.Request, body []byte) reply {
	if refusal := d.authorize(r, true); refusal != nil {
		return *refusal
	}
	var definitions []definition
	var raw []registered
	if err := strict(body, &definitions); err != nil || json.Unmarshal(body, &raw) != nil {
		return invalid(problems{{"", "is no list of commands: " + fmt.Sprint(err)}})
	}
	guild := discordapi.Snowflake(r.PathValue("guild"))
	var wrong problems
	names := map[string]bool{}
	for i := range definitions {
		at := fmt.Sprintf("%d.", i)
		definitions[i].check(at, guild != "", &wrong)
		if names[definitions[i].Name] {
			wrong.add(at+"name", "is used twice")
		}
		names[definitions[i].Name] = true
	}
	if len(wrong) > 0 {
		return invalid(wrong)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	list := make([]registered, len(raw))
	for i, c := range raw {
		list[i] = d.register(c, guild)
	}
	d.commands[guild] = list
	return reply{status: http.StatusOK, body: list}
}

// register completes a command by what Discord adds. A command that is there
// by name keeps its id. The lock is held.
func (d *Discord) register(c registered, guild discordapi.Snowflake) registered {
	c["id"] = d.NewID()
	for _, old := range d.commands[guild] {
		if old["name"] == c["name"] {
			c["id"] = old["id"]
		}
	}
	c["application_id"], c["version"] = d.config.ApplicationID, d.NewID()
	if guild != "" {
		c["guild_id"] = guild
	}
	defaults := registered{
		"type": discordapi.CommandChatInput, "nsfw": false, "default_member_permissions": nil,
		"name_localizations": nil, "description_localizations": nil,
		"integration_types": []int{0}, "contexts": nil, "dm_permission": true,
	}
	for key, value := range defaults {
		if _, given := c[key]; !given {
			c[key] = value
		}
	}
	return c
}
