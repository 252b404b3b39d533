package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/mandobot/mando/cmd/mando/internal/registration"
	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
)

// entryPoint is the type of the command that starts an activity.
const entryPoint = 4

func newRegisterCommand() *cobra.Command {
	var guild string
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "register [flags]",
		Short: "Register /mando at Discord",
		Long: `Register prints what it would change of the commands that the application has at
Discord, and then makes them exactly those of this program: commands that it does
not know are removed. Discord does all of it or nothing, and doing it again
changes nothing.

The credentials come from the environment:
  DISCORD_APPLICATION_ID   the application's id
  DISCORD_CLIENT_SECRET    its OAuth2 secret: used for a token that can register
                           commands and nothing else
  DISCORD_BOT_TOKEN        or, without a secret, the bot token`,
		Example: `  mando register --dry-run                      # what would change
  mando register --guild 1200000000000000002    # in one server, to try it out
  mando register                                # everywhere`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, err := discordapi.Snowflake(guild).Time(); guild != "" && err != nil {
				return asUsageError(cmd, fmt.Errorf("%q is no id of a server: copy the number from Discord", guild))
			}
			return runRegister(cmd, discordapi.Snowflake(guild), dryRun)
		},
	}
	cmd.Flags().StringVar(&guild, "guild", "", "register in the server with this `id` only")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "print what would change, and change nothing")
	return cmd
}

func runRegister(cmd *cobra.Command, guild discordapi.Snowflake, dryRun bool) error {
	o, err := newOperator(os.Getenv, envApplicationID)
	if err != nil {
		return err
	}
	auth, err := o.commandsAuth(cmd.Context())
	if err != nil {
		return err
	}
	registered, err := o.client.Commands(cmd.Context(), auth, o.app, guild)
	if err != nil {
		return o.advise(err)
	}
	wanted := definitions(guild)
	changed, err := printChanges(cmd.OutOrStdout(), registered, wanted, guild)
	if err != nil || !changed || dryRun {
		return err
	}
	registered, err = o.client.OverwriteCommands(cmd.Context(), auth, o.app, guild, wanted)
	if err != nil {
		return o.advise(err)
	}
	for _, c := range registered {
		fmt.Fprintf(cmd.OutOrStdout(), "registered </%s:%s>\n", c.Name, c.ID)
	}
	return nil
}

// definitions are the commands to register. Where they can be used and how the
// application is installed is for global commands to say: in a server Discord
// refuses it.
func definitions(guild discordapi.Snowflake) []discordapi.ApplicationCommand {
	c := command.Definition()
	if guild != "" {
		c.IntegrationTypes, c.Contexts = nil, nil
	}
	return []discordapi.ApplicationCommand{c}
}

// printChanges says what is to change, and whether anything is.
func printChanges(w io.Writer, registered, wanted []discordapi.ApplicationCommand, guild discordapi.Snowflake) (bool, error) {
	for i, c := range registered {
		if c.Type == entryPoint {
			return false, fmt.Errorf("the Entry Point command %q is in the way: it belongs to an activity, and registering would remove it; turn activities off for the application at %s", c.Name, portal)
		}
		if guild != "" {
			registered[i].IntegrationTypes, registered[i].Contexts = nil, nil
		}
	}
	changes, err := registration.Diff(registered, wanted)
	if err != nil {
		return false, fmt.Errorf("%w; this is a fault of mando: report it", err)
	}
	where := "everywhere"
	if guild != "" {
		where = "in server " + string(guild)
	}
	if len(changes) == 0 {
		fmt.Fprintf(w, "/%s is registered %s, nothing to change\n", command.Name, where)
	}
	for _, c := range changes {
		fmt.Fprintln(w, c)
	}
	return len(changes) > 0, nil
}
