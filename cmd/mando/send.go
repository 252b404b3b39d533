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
ones can be tried. Then it presses buttons of the message, each on the newest
message that has one.`,
		Example: `  mando send -o mandala.png
  mando send --seed moon --style lotus --symmetry 12 -o moon.png
  mando send --symmetry 1000 --locale de           # answered with what is possible
  mando send --press remix --press delete          # a second picture, taken away again
  mando send --press delete --by-another           # refused: it is not theirs
  mando send --palette em --typing palette         # what is offered for "em"
  mando send --raw size=9 --raw seed=1             # an unknown option, and a wrong kind of value
  mando send --place dm --permissions 0            # refused: it may not attach files`,
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
	values map[string]*string // by the name of the option of /mando
	raw    []string           // further options as name=JSON
	typing string
	person personOptions
	press  pressOptions
}

func (o *sendOptions) register(flags *pflag.FlagSet) {
	flags.StringVarP(&o.output, "output", "o", "", "save the picture to `file`")
	flags.StringVar(&o.url, "url", cmp.Or(os.Getenv("MANDO_URL"), local.DefaultURL), "`address` of the stack, by default $MANDO_URL")
	flags.StringVar(&o.typing, "typing", "", "do not send it, but type as far as this `option`")
	flags.StringArrayVar(&o.raw, "raw", nil, "add an option as it stands, as `name=JSON`; may be given several times, also for one that is there already")
	o.person.register(flags)
	o.press.register(flags)
	o.values = map[string]*string{}
	for _, option := range command.Definition().Options {
		o.values[option.Name] = flags.String(option.Name, "", option.Description)
		if option.Type == discordapi.OptionBoolean {
			flags.Lookup(option.Name).NoOptDefVal = "true"
		}
	}
}

// command returns what is to be sent by somebody: the options that were given.
func (o *sendOptions) command(flags *pflag.FlagSet, who local.Person) (local.Command, error) {
	c := local.Command{Person: who, Name: command.Name}
	for _, option := range command.Definition().Options {
		if flags.Changed(option.Name) || option.Name == o.typing {
			given := filled(option, *o.values[option.Name])
			given.Focused = option.Name == o.typing
			c.Options = append(c.Options, given)
		}
	}
	for _, text := range o.raw {
		name, value, _ := strings.Cut(text, "=")
		if !json.Valid([]byte(value)) {
			return c, fmt.Errorf("--raw %s: what stands behind %s= must be JSON, such as 9 or '\"moon\"'", text, name)
		}
		c.Options = append(c.Options, discordapi.Option{Name: name, Type: discordapi.OptionString, Value: json.RawMessage(value)})
	}
	return c, nil
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
	who, err := options.person.person()
	if err != nil {
		return asUsageError(cmd, err)
	}
	sent, err := options.command(cmd.Flags(), who)
	if err != nil {
		return asUsageError(cmd, err)
	}
	client, w := local.Client{URL: options.url}, cmd.OutOrStdout()
	last, err := client.Send(cmd.Context(), sent)
	if err := report(w, last, options.explain(err)); err != nil {
		return err
	}
	shown := last // the newest message with a picture
	for _, name := range options.press.names {
		last, err = options.press.press(cmd.Context(), client, who, shown, name)
		fmt.Fprintf(w, "%s: ", name)
		if err := report(w, last, options.explain(err)); err != nil {
			return err
		}
		if len(last.Buttons) > 0 {
			shown = last
		}
	}
	return save(cmd.Context(), w, client, shown, options.output)
}

// explain says what to do where the stack gave no outcome.
func (o *sendOptions) explain(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf(`no stack answers at %s: start one with "make dev", or name another with --url`, o.url)
	}
	return fmt.Errorf("sending /mando: %w: see the lines of \"mando dev\"", err)
}

// report prints what became of a command or a press.
func report(w io.Writer, out local.Outcome, err error) error {
	if err != nil {
		return err
	}
	if out.Problem != "" {
		return fmt.Errorf("%s: see the lines of \"mando dev\"", out.Problem)
	}
	fmt.Fprintf(w, "acknowledged in %s, %s in %s\n", short(out.Acknowledged), out.State, short(out.Total))
	if out.Ephemeral {
		fmt.Fprintln(w, "(only the sender sees it)")
	}
	if out.Content != "" {
		fmt.Fprintln(w, strings.TrimSpace(out.Content))
	}
	for _, p := range out.Pictures {
		fmt.Fprintln(w, strings.TrimSpace(p.Description))
	}
	for _, b := range out.Buttons {
		fmt.Fprintf(w, "[%s] ", b.Label)
	}
	if len(out.Buttons) > 0 {
		fmt.Fprintln(w)
	}
	for _, c := range out.Choices {
		fmt.Fprintf(w, "%v  %s\n", c.Value, c.Name)
	}
	return nil
}

// save writes the picture of a message to a file, unless there is no file.
func save(ctx context.Context, w io.Writer, client local.Client, out local.Outcome, file string) error {
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
