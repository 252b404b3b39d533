package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/mandobot/mando/cmd/mando/internal/local"
	"github.com/mandobot/mando/cmd/mando/internal/local/push"
)

func newDevCommand() *cobra.Command {
	var options stackOptions
	var addr string
	cmd := &cobra.Command{
		Use:   "dev",
		Short: "Run the whole system on this machine",
		Long: `Dev runs the whole system on this machine: the receiver and the renderer, built
from this repository, as real processes; a Pub/Sub and a bucket; and a strict
fake of Discord that signs what it sends. It needs Go and nothing else, no
account and no tunnel. Everything is behind one address, which is printed once a
wrong signature was refused and a signed ping answered there. A browser shows the
newest messages on it.

A function that crashes is started again, and its jobs are delivered again.
Ctrl-C stops all of it; a second one kills what does not stop.

The functions inherit this environment, so their settings can be tried out:
PICTURE_DELIVERY=link mando dev.`,
		Example: `  mando dev
  mando dev --pubsub emulator --addr 127.0.0.1:9000
  mando dev --duplicates 0.2 --seed 7    # every fifth job comes twice`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runDev(cmd, options, addr) },
	}
	cmd.Flags().StringVar(&addr, "addr", local.DefaultAddr, "`address` to listen on")
	options.register(cmd)
	cmd.AddCommand(newExecCommand())
	return cmd
}

// stackOptions are the flags that say how to run a stack.
type stackOptions struct {
	pubsub     string
	duplicates float64
	seed       uint64
}

func (o *stackOptions) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.pubsub, "pubsub", string(local.Embedded),
		"`kind` of Pub/Sub: embedded, or emulator for Google's (through gcloud, or at PUBSUB_EMULATOR_HOST)")
	cmd.Flags().Float64Var(&o.duplicates, "duplicates", 0, "`share` of the jobs, from 0 to 1, that are delivered twice (embedded only)")
	cmd.Flags().Uint64Var(&o.seed, "seed", 1, "`number` that decides which jobs are delivered twice")
}

// config checks the flags and says how to start the stack.
func (o *stackOptions) config(cmd *cobra.Command, addr string, output io.Writer) (local.Config, error) {
	kind := local.PubSub(o.pubsub)
	switch {
	case kind != local.Embedded && kind != local.Emulator:
		return local.Config{}, asUsageError(cmd, fmt.Errorf("there is no Pub/Sub %q, only embedded and emulator", o.pubsub))
	case !(o.duplicates >= 0 && o.duplicates <= 1):
		return local.Config{}, asUsageError(cmd, fmt.Errorf("--duplicates is %v, it goes from 0 to 1", o.duplicates))
	case o.duplicates > 0 && kind == local.Emulator:
		return local.Config{}, asUsageError(cmd, errors.New("the emulator cannot be told to deliver twice: leave --duplicates out"))
	}
	return local.Config{
		Addr:     addr,
		PubSub:   kind,
		Emulator: os.Getenv("PUBSUB_EMULATOR_HOST"),
		Delivery: push.Config{Duplicates: push.Duplicates{Rate: o.duplicates, Seed: o.seed}},
		Output:   output,
		Program:  calledAs(),
	}, nil
}

// calledAs is how this program was called, for hints that can be copied.
func calledAs() string {
	if strings.Contains(os.Args[0], "go-build") { // "go run" built it
		return "go run ./cmd/mando"
	}
	return filepath.ToSlash(os.Args[0])
}

func runDev(cmd *cobra.Command, options stackOptions, addr string) error {
	config, err := options.config(cmd, addr, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	ctx := cmd.Context()
	fmt.Fprintln(cmd.ErrOrStderr(), "Building and starting the functions ...")
	stack, err := local.Start(ctx, config)
	switch listening := (*net.OpError)(nil); {
	case ctx.Err() != nil: // stopped before it was up
		return nil
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%s is taken: stop what listens there, or choose another address with --addr, such as --addr 127.0.0.1:0", addr)
	case errors.As(err, &listening) && listening.Op == "listen":
		return fmt.Errorf("%w: choose an address of this machine with --addr, such as --addr 127.0.0.1:0", err)
	case err != nil:
		return err
	}
	printAddress(cmd.OutOrStdout(), stack, config.Program)
	var failure error
	select {
	case <-ctx.Done():
	case failure = <-stack.Failed():
	}
	return errors.Join(stopStack(stack), failure)
}

func printAddress(w io.Writer, stack *local.Stack, program string) {
	hint := program + " send -o mandala.png"
	if stack.URL() != local.DefaultURL {
		hint += " --url " + stack.URL()
	}
	fmt.Fprintf(w, `
mando is at %s

  messages      %[1]s
  interactions  %s
  public key    %s

In another terminal:  %s
Ctrl-C stops it.

`, stack.URL(), stack.Endpoint(), stack.Discord().PublicKey(), hint)
}

// stopStack stops the stack; an interrupt meanwhile kills what has not stopped.
func stopStack(stack *local.Stack) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	stack.Close(ctx)
	if ctx.Err() != nil {
		return exitStatus(128 + int(syscall.SIGINT))
	}
	return nil
}
