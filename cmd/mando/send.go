package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/mandobot/mando/cmd/mando/internal/local"
	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
)

func newSendCommand() *cobra.Command {
	var options sendOptions
	cmd := &cobra.Command{
		Use:   "send [flags]",
		Short: "Send a signed /mando to the running stack",
		Long: `Send lets the Discord of the stack that "mando dev" runs send a signed /mando,
waits for the message that comes of it and prints how long both took. The
options are those of the command and are sent as they are given, so that wrong
ones can be tried.`,
		Example: `  mando send -o mandala.png
  mando send --seed moon --style lotus --symmetry 12 -o moon.png
  mando send --symmetry 1000    # answered with what is possible`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runSend(cmd, options) },
	}
	options.register(cmd.Flags())
	return cmd
}

// sendOptions are the flags of send. The options of /mando become flags from its
// definition, so that both are always the same.
type sendOptions struct {
	output string
	url    string
	locale string
	values map[string]*string // by the name of the option of /mando
}

func (o *sendOptions) register(flags *pflag.FlagSet) {
	flags.StringVarP(&o.output, "output", "o", "", "save the picture to `file`")
	flags.StringVar(&o.url, "url", cmp.Or(os.Getenv("MANDO_URL"), local.DefaultURL), "`address` of the stack, by default $MANDO_URL")
	flags.StringVar(&o.locale, "locale", "en-US", "`language` of whoever sends it, as Discord names it")
	o.values = map[string]*string{}
	for _, option := range command.Definition().Options {
		o.values[option.Name] = flags.String(option.Name, "", option.Description)
		if option.Type == discordapi.OptionBoolean {
			flags.Lookup(option.Name).NoOptDefVal = "true"
		}
	}
}

// command returns what is to be sent: the options that were given.
func (o *sendOptions) command(flags *pflag.FlagSet) local.Command {
	c := local.Command{Name: command.Name, Locale: o.locale}
	for _, option := range command.Definition().Options {
		if flags.Changed(option.Name) {
			c.Options = append(c.Options, filled(option, *o.values[option.Name]))
		}
	}
	return c
}

// filled gives an option the value that its type asks for; a value that does
// not fit is sent as text all the same.
func filled(option discordapi.CommandOption, value string) discordapi.Option {
	raw, _ := json.Marshal(value) // text always encodes
	switch option.Type {
	case discordapi.OptionInteger:
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			raw = strconv.AppendInt(nil, n, 10)
		}
	case discordapi.OptionBoolean:
		if b, err := strconv.ParseBool(value); err == nil {
			raw = strconv.AppendBool(nil, b)
		}
	}
	return discordapi.Option{Name: option.Name, Type: option.Type, Value: raw}
}

func runSend(cmd *cobra.Command, options sendOptions) error {
	client := local.Client{URL: options.url}
	out, err := client.Send(cmd.Context(), options.command(cmd.Flags()))
	if errors.Is(err, syscall.ECONNREFUSED) {
		return fmt.Errorf(`no stack answers at %s: start one with "make dev", or name another with --url`, options.url)
	}
	if err != nil {
		return fmt.Errorf("sending /mando: %w: see the lines of \"mando dev\"", err)
	}
	return report(cmd.Context(), cmd.OutOrStdout(), client, out, options.output)
}

// report prints what became of the command and saves its picture.
func report(ctx context.Context, w io.Writer, client local.Client, out local.Outcome, file string) error {
	if out.Problem != "" {
		return fmt.Errorf("%s: see the lines of \"mando dev\"", out.Problem)
	}
	fmt.Fprintf(w, "acknowledged in %s, %s in %s\n", short(out.Acknowledged), out.State, short(out.Total))
	if out.Content != "" {
		fmt.Fprintln(w, strings.TrimSpace(out.Content))
	}
	for _, p := range out.Pictures {
		fmt.Fprintln(w, strings.TrimSpace(p.Description))
	}
	if file == "" {
		return nil
	}
	if len(out.Pictures) == 0 {
		return fmt.Errorf("%s is not written, because no picture came: see what was answered above", file)
	}
	picture, err := client.Fetch(ctx, out.Pictures[0])
	if err != nil {
		return fmt.Errorf("fetching the picture: %w: send it again", err)
	}
	if err := os.WriteFile(file, picture, 0o644); err != nil {
		return fmt.Errorf("saving the picture: %w: choose another file with -o", err)
	}
	fmt.Fprintf(w, "saved %s (%d kB)\n", file, (len(picture)+999)/1000)
	return nil
}

// short rounds a time to what a person reads.
func short(d time.Duration) time.Duration { return d.Round(time.Millisecond) }
