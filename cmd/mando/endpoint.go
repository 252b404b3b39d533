package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"github.com/spf13/cobra"

	"github.com/mandobot/mando/internal/discordapi"
)

func newEndpointCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "endpoint",
		Short:   "Tell Discord where the receiver is",
		Long:    "Endpoint holds the commands about the address to which Discord sends interactions.",
		Example: `  mando endpoint set https://europe-west1-my-project.cloudfunctions.net/mando-receiver`,
		Args:    knownCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newEndpointSetCommand())
	return cmd
}

func newEndpointSetCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "set URL",
		Short: "Set the address to which Discord sends interactions",
		Long: `Set probes the endpoint as "mando check" does and, where that finds no fault, gives
its address to Discord, which probes it again before it takes it. Where anything
fails the address stays what it was.

The environment has DISCORD_BOT_TOKEN; Discord takes no other credential for this.`,
		Example: `  mando endpoint set https://europe-west1-my-project.cloudfunctions.net/mando-receiver`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			endpoint, err := endpointURL(args[0])
			if err != nil {
				return asUsageError(cmd, err)
			}
			return runEndpointSet(cmd, endpoint)
		},
	}
}

func runEndpointSet(cmd *cobra.Command, endpoint *url.URL) error {
	o, err := newOperator(os.Getenv, envBotToken)
	if err != nil {
		return err
	}
	o.secret = discordapi.Token{} // of no use here, so no advice about it
	if err := checkEndpoint(cmd.Context(), cmd.OutOrStdout(), endpoint); err != nil {
		return err
	}
	auth := discordapi.BotAuth(o.botToken)
	app, err := o.client.CurrentApplication(cmd.Context(), auth)
	if err != nil {
		return o.advise(err)
	}
	if o.app != "" && o.app != app.ID {
		return fmt.Errorf("%s is that of %s (%s), not of application %s; set both to the same one", envBotToken, app.Name, app.ID, o.app)
	}
	if app.InteractionsEndpointURL == endpoint.String() {
		fmt.Fprintf(cmd.OutOrStdout(), "%s has this address already\n", app.Name)
		return nil
	}
	if _, err := o.client.EditCurrentApplication(cmd.Context(), auth, endpoint.String()); err != nil {
		return o.adviseEndpoint(err, app)
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s takes interactions at %s (before: %s)\n", app.Name, endpoint, orNone(app.InteractionsEndpointURL))
	return nil
}

// adviseEndpoint explains a refusal: what mando cannot probe is a signature by
// Discord's own key.
func (o *operator) adviseEndpoint(err error, app *discordapi.Application) error {
	var answer *discordapi.Error
	if errors.As(err, &answer) && answer.Status == http.StatusBadRequest {
		return fmt.Errorf("%w; see whether the receiver's DISCORD_PUBLIC_KEY is %s, which is the key of %s", err, app.VerifyKey, app.Name)
	}
	return o.advise(err)
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}
