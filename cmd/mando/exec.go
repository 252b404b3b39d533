package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/mandobot/mando/cmd/mando/internal/local"
)

func newExecCommand() *cobra.Command {
	var options stackOptions
	var verbose bool
	cmd := &cobra.Command{
		Use:   "exec [flags] -- COMMAND [ARGUMENT]...",
		Short: "Run a command beside a stack of its own",
		Long: `Exec starts the whole system on free ports, runs the command with its addresses
in the environment, stops the system again and ends with the command's status.

  MANDO_URL               the stack's one address, as "mando send" takes it
  MANDO_ENDPOINT          the URL that takes signed interactions
  DISCORD_PUBLIC_KEY      the key that they are verified with
  DISCORD_API_URL         the fake Discord's API, with DISCORD_APPLICATION_ID,
                          DISCORD_CLIENT_SECRET and DISCORD_BOT_TOKEN
  PUBSUB_EMULATOR_HOST    the Pub/Sub, with GOOGLE_CLOUD_PROJECT and RENDER_TOPIC
  STORAGE_EMULATOR_HOST   the Cloud Storage, with PICTURE_BUCKET`,
		Example: `  mando dev exec -- mando send -o mandala.png
  mando dev exec -- mando register
  mando dev exec -- sh -c 'curl -sw "%{http_code}\n" -d "{}" $MANDO_ENDPOINT'    # 401`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runExec(cmd, options, verbose, args) },
	}
	cmd.Flags().SetInterspersed(false) // flags after the command are the command's
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "show what the stack does, on standard error")
	options.register(cmd)
	return cmd
}

func runExec(cmd *cobra.Command, options stackOptions, verbose bool, args []string) error {
	output := io.Discard
	if verbose {
		output = cmd.ErrOrStderr()
	}
	config, err := options.config(cmd, "", output)
	if err != nil {
		return err
	}
	if _, err := exec.LookPath(args[0]); err != nil {
		return fmt.Errorf("%w: see whether it is installed", err)
	}
	stack, err := local.Start(cmd.Context(), config)
	if cmd.Context().Err() != nil {
		return exitStatus(128 + int(syscall.SIGINT)) // interrupted before it was up
	}
	if err != nil {
		return err
	}
	err = runBeside(cmd, stack, args)
	if stopped := stopStack(stack); err == nil {
		err = stopped
	}
	return err
}

// runBeside runs the command until it ends or the stack fails.
func runBeside(cmd *cobra.Command, stack *local.Stack, args []string) error {
	ctx, cancel := context.WithCancelCause(cmd.Context())
	defer cancel(nil)
	go func() {
		select {
		case failure := <-stack.Failed():
			cancel(failure)
		case <-ctx.Done():
		}
	}()
	program := exec.CommandContext(ctx, args[0], args[1:]...)
	program.Env = append(os.Environ(), stack.Env()...)
	program.Stdin, program.Stdout, program.Stderr = cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr()
	program.Cancel = func() error { return program.Process.Signal(syscall.SIGTERM) }
	program.WaitDelay = 10 * time.Second
	err := program.Run()
	if ctx.Err() != nil && cmd.Context().Err() == nil {
		return context.Cause(ctx)
	}
	return statusOf(args[0], err)
}

// statusOf passes the status of a program on, as a shell does.
func statusOf(name string, err error) error {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		if err != nil {
			return fmt.Errorf("running %s: %w: see whether it is a program", name, err)
		}
		return nil
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return exitStatus(128 + int(status.Signal()))
	}
	return exitStatus(exit.ExitCode())
}
