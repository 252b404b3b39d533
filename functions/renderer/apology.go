package renderer

import (
	"context"
	"errors"
	"fmt"

	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/job"
)

// Codes by which Discord's own filters name a message that a server forbids.
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
const (
	codeAutoMod      = 200000
	codeAutoModTitle = 200001
	codeHarmfulLink  = 240000
)

// concluded turns the end of an edit into the delivery's outcome.
func (d *delivery) concluded(ctx context.Context, success outcome, err error) (outcome, error) {
	switch {
	case err == nil:
		return success, nil
	case errors.Is(err, errRejected):
		return d.apologise(ctx, reasonOf(err), err)
	}
	return d.failed(ctx, err)
}

// failed decides what becomes of a failure that is not Discord's verdict on the
// message: it is tried again while the interaction is young, and apologised for
// while that is still possible.
func (d *delivery) failed(ctx context.Context, err error) (outcome, error) {
	switch {
	case errors.Is(err, errRefused):
		return refused, err
	case errors.Is(err, errShut), ctx.Err() != nil, d.job.Age(d.Now()) < job.LastRetry:
		return retried, err
	}
	return d.apologise(ctx, command.ReasonTryLater, err)
}

// apologise tells the user that no picture comes, unless one came already: an
// earlier delivery, or an edit whose answer was lost, may have put it there,
// and a picture is never taken away.
func (d *delivery) apologise(ctx context.Context, why command.Reason, cause error) (outcome, error) {
	shown, err := d.showsPicture(ctx)
	if err == nil && !shown {
		err = d.edit(ctx, command.Apology(d.job, why))
	}
	switch {
	case err == nil && shown:
		return drawn, nil
	case err == nil:
		return apologised, cause
	case errors.Is(err, errRefused), errors.Is(err, errRejected):
		return refused, errors.Join(cause, err)
	}
	return retried, errors.Join(cause, err)
}

func (d *delivery) showsPicture(ctx context.Context) (shown bool, err error) {
	err = d.call(ctx, func(ctx context.Context) error {
		m, err := d.Discord.GetOriginal(ctx, d.job.ApplicationID, d.job.Token)
		if err != nil {
			return fmt.Errorf("looking for the picture: %w", err)
		}
		shown = m.HasPicture()
		return nil
	})
	return shown, err
}

// reasonOf is what the user is told about Discord's verdict on the message.
func reasonOf(err error) command.Reason {
	var answer *discordapi.Error
	if !errors.As(err, &answer) {
		return command.ReasonTryLater
	}
	switch answer.Code {
	case codeAutoMod, codeAutoModTitle, codeHarmfulLink:
		return command.ReasonBlocked
	case discordapi.CodeMissingAccess, discordapi.CodeMissingPermissions, discordapi.CodeUploadsLimited:
		return command.ReasonNoPermission
	}
	return command.ReasonTryLater
}
