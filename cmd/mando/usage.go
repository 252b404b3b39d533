package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// usageError says that the command was called wrongly: exit status 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// exitStatus ends mando with the status of another program that it ran and that
// has said on its own what was wrong.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// markUsageErrors makes every mistake in flags and arguments of the command and
// of those below it a usageError that names the help to read.
func markUsageErrors(cmd *cobra.Command) {
	cmd.SetFlagErrorFunc(asUsageError)
	validate := cmd.Args
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if validate != nil {
			if err := validate(cmd, args); err != nil {
				return asUsageError(cmd, err)
			}
		}
		if err := cmd.ValidateRequiredFlags(); err != nil {
			return asUsageError(cmd, err)
		}
		if err := cmd.ValidateFlagGroups(); err != nil {
			return asUsageError(cmd, err)
		}
		return nil
	}
	for _, child := range cmd.Commands() {
		markUsageErrors(child)
	}
}

func asUsageError(cmd *cobra.Command, err error) error {
	var number *strconv.NumError
	if errors.As(err, &number) { // in people's words, not the parser's
		text := strings.TrimSuffix(err.Error(), ": "+number.Error())
		err = fmt.Errorf("%s: give a number", text)
	}
	return usageError{fmt.Errorf("%w; see %q", err, cmd.CommandPath()+" --help")}
}
