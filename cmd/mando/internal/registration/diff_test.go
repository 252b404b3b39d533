package registration_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mandobot/mando/cmd/mando/internal/registration"
	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
)

func TestDiff(t *testing.T) {
	t.Parallel()
	type commands = []discordapi.ApplicationCommand
	seed := discordapi.CommandOption{Type: 3, Name: "seed", Description: "Any text"}
	style := discordapi.CommandOption{Type: 3, Name: "style", Description: "How"}
	plain := discordapi.ApplicationCommand{Name: "mando", Description: "Draw", Options: []discordapi.CommandOption{seed, style}}
	with := func(change func(*discordapi.ApplicationCommand)) commands {
		c := plain
		c.Options = append([]discordapi.CommandOption{}, plain.Options...)
		change(&c)
		return commands{c}
	}
	for _, tt := range []struct {
		name          string
		before, after commands
		want          []string
	}{
		{"the same commands", commands{plain}, commands{plain}, nil},
		{"an id is no difference", with(func(c *discordapi.ApplicationCommand) { c.ID = "7" }), commands{plain}, nil},
		{"nothing yet", nil, commands{plain}, []string{`+ /mando: "Draw"`}},
		{"another command goes", commands{plain, {Name: "old", Description: "Gone"}}, commands{plain}, []string{`- /old: "Gone"`}},
		{"a text is another", commands{plain}, with(func(c *discordapi.ApplicationCommand) { c.Description = "Draws <it>" }), []string{
			`~ /mando description: "Draw" -> "Draws <it>"`,
		}},
		{"a translation comes", commands{plain}, with(func(c *discordapi.ApplicationCommand) {
			c.Options[0].NameLocalizations = map[string]string{"ja": "シード"}
		}), []string{`+ /mando options.seed.name_localizations.ja: "シード"`}},
		{"contexts come", commands{plain}, with(func(c *discordapi.ApplicationCommand) { c.Contexts = []int{0, 1} }), []string{
			`+ /mando contexts: [0,1]`,
		}},
		{"options change places", commands{plain}, with(func(c *discordapi.ApplicationCommand) {
			c.Options[0], c.Options[1] = style, seed
		}), []string{`~ /mando options in order: seed, style -> style, seed`}},
		{"an option goes", commands{plain}, with(func(c *discordapi.ApplicationCommand) { c.Options = c.Options[:1] }), []string{
			`~ /mando options in order: seed, style -> seed`,
			`- /mando options.style.description: "How"`,
			`- /mando options.style.name: "style"`,
			`- /mando options.style.type: 3`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			changes, err := registration.Diff(tt.before, tt.after)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range changes {
				got = append(got, c.String())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestADefinitionIsTheSameAfterItsTripThroughJSON(t *testing.T) {
	t.Parallel()
	wanted := []discordapi.ApplicationCommand{command.Definition()}
	data, err := json.Marshal(wanted)
	if err != nil {
		t.Fatal(err)
	}
	var registered []discordapi.ApplicationCommand
	if err := json.Unmarshal(data, &registered); err != nil {
		t.Fatal(err)
	}
	changes, err := registration.Diff(registered, wanted)
	if err != nil || len(changes) > 0 {
		t.Errorf("got %v, %v", changes, err)
	}
}
