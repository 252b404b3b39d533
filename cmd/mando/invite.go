package main

import (
	"fmt"
	"net/url"
	"os"

	"github.com/spf13/cobra"
)

// authorizeURL is where somebody adds an application.
// https://docs.discord.com/developers/topics/oauth2#adding-bots-to-servers
const authorizeURL = "https://discord.com/oauth2/authorize"

func newInviteCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "invite",
		Short: "Print the links that install the application",
		Long: `Invite prints the link that adds the application to a server and the one that adds
it to one's own account, for use anywhere. They ask for applications.commands
alone: /mando needs no bot user in the server and no permission.

The environment has DISCORD_APPLICATION_ID.`,
		Example: `  DISCORD_APPLICATION_ID=1200000000000000001 mando invite
  # server   https://discord.com/oauth2/authorize?client_id=1200000000000000001&...`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := newOperator(os.Getenv, envApplicationID)
			if err != nil {
				return err
			}
			for i, who := range []string{"server", "account"} {
				query := url.Values{
					"client_id": {string(o.app)}, "scope": {"applications.commands"}, "integration_type": {fmt.Sprint(i)},
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%-8s %s?%s\n", who, authorizeURL, query.Encode())
			}
			return nil
		},
	}
}
