// Command mando is the workbench of the Discord command /mando: it runs the
// whole system on one machine, sends it commands as Discord does, and holds the
// tools of those who change and operate it.
//
// A command that succeeds exits with status 0, one that fails with 1, and one
// that was called wrongly with 2. Errors are one line on standard error that
// says what went wrong and ends in what to do about it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// After the first signal the default is back: a second one kills.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run executes one command line and returns its exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if status := exitStatus(0); errors.As(err, &status) {
		return int(status)
	}
	if err == nil {
		return 0
	}
	fmt.Fprintf(stderr, "mando: %s\n", oneLine(err))
	if usage := (usageError{}); errors.As(err, &usage) {
		return 2
	}
	return 1
}

// oneLine returns the lines of an error as one sentence.
func oneLine(err error) string {
	line := ""
	for part := range strings.Lines(err.Error()) {
		switch part = strings.TrimSpace(part); {
		case part == "":
		case line == "":
			line = part
		case strings.HasSuffix(line, ":"):
			line += " " + part
		default:
			line += "; " + part
		}
	}
	return line
}

// newRootCommand returns the command mando with all its subcommands.
func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "mando",
		Short: "Draw mandalas on Discord, and run all of it on one machine",
		Long: `mando runs the Discord command /mando on one machine, sends it commands as
Discord does, and holds the tools of those who change and operate it.`,
		Example: `  mando dev                    # the whole system, in this terminal
  mando send -o mandala.png    # a signed /mando, in another one`,
		Args:                       knownCommand,
		RunE:                       func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
	}
	for _, newCommand := range []func() *cobra.Command{
		// One line each, in alphabetical order.
		newCapacityCommand,
		newCheckCommand,
		newDevCommand,
		newDrawCommand,
		newEndpointCommand,
		newGalleryCommand,
		newInviteCommand,
		newPackageCommand,
		newRegisterCommand,
		newSendCommand,
	} {
		root.AddCommand(newCommand())
	}
	markUsageErrors(root)
	return root
}

// knownCommand refuses what is left of the arguments when no subcommand took them.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return fmt.Errorf("unknown command %q, did you mean %q?", args[0], near[0])
	}
	return fmt.Errorf("unknown command %q", args[0])
}
