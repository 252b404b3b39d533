package renderer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

const (
	// maxTries bounds the calls for one step inside one delivery.
	maxTries = 3
	// tryTimeout bounds one call.
	tryTimeout = 5 * time.Second
	// firstPause is the longest pause after the first failed try; it doubles.
	firstPause = 500 * time.Millisecond
	// maxRateWait is the longest retry_after that is worth holding a delivery.
	maxRateWait = 5 * time.Second
	// blockedFor is how long a blocked address stays quiet. Discord's edge gives
	// no time with a block.
	blockedFor = time.Minute
	// registeredBy is the age at which Discord must know a deferred response.
	registeredBy = 10 * time.Second
)

// registering are the pauses before a call is repeated that found no message
// because Discord may not have read the receiver's answer yet.
var registering = []time.Duration{250 * time.Millisecond, time.Second, 3 * time.Second}

var (
	// errRefused: Discord took the token away; no call with it ever again.
	errRefused = errors.New("discord refused the token")
	// errRejected: the message itself will never do.
	errRejected = errors.New("discord rejected the message")
	// errShut: this process does not call Discord for a while.
	errShut = errors.New("calls to discord are stopped")
)

// mayCall returns nil where Discord may be called for this job.
func (d *delivery) mayCall() error {
	if d.gate.isRefused(d.job.InteractionID) {
		return errRefused
	}
	if wait := d.gate.wait(d.Now()); wait > 0 {
		return fmt.Errorf("%w for another %v", errShut, wait.Round(time.Second))
	}
	return nil
}

// call calls Discord until that succeeds, the answer is final, or the tries are
// used up. The error wraps errRefused, errRejected or errShut where it is one
// of these; any other is worth another delivery.
func (d *delivery) call(ctx context.Context, do func(context.Context) error) error {
	tries, early := 0, 0
	for {
		if err := d.mayCall(); err != nil {
			return err
		}
		err := d.try(ctx, do)
		if err == nil {
			return nil
		}
		var pause time.Duration
		if d.tooEarly(err) && early < len(registering) {
			pause = registering[early]
			early++
		} else {
			tries++
			if pause, err = d.judge(err, tries); err != nil {
				return err
			}
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
}

func (d *delivery) try(ctx context.Context, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, tryTimeout)
	defer cancel()
	d.calls++
	return do(ctx)
}

// tooEarly tells a message that Discord does not know yet from one that is gone.
func (d *delivery) tooEarly(err error) bool {
	var answer *discordapi.Error
	return errors.As(err, &answer) && answer.UnknownWebhook() && d.job.Age(d.Now()) < registeredBy
}

// judge returns the pause after which the failed call is worth another try, or
// the error that ends the tries.
func (d *delivery) judge(err error, tries int) (time.Duration, error) {
	var answer *discordapi.Error
	switch {
	case !errors.As(err, &answer), answer.Temporary() && !answer.RateLimited():
		d.log.Warn("discord", describe(answer, err)...)
		return d.Jitter(firstPause << (tries - 1)), ended(err, tries)
	case answer.RateLimited():
		return d.rateLimited(answer, tries)
	case answer.Refused():
		d.logRefusal(answer)
		d.gate.refuse(d.job.InteractionID, d.Now())
		return 0, fmt.Errorf("%w: %w", errRefused, err)
	}
	d.log.Error("discord", describe(answer, err)...)
	return 0, fmt.Errorf("%w: %w", errRejected, err)
}

// logRefusal is an ERROR unless it may be the user's own doing: who deletes the
// message takes its token away.
func (d *delivery) logRefusal(e *discordapi.Error) {
	level := slog.LevelError
	if e.Status == http.StatusNotFound {
		level = slog.LevelInfo
	}
	d.log.Log(context.Background(), level, "discord", describe(e, e)...)
}

// rateLimited waits for a short limit of this interaction's and stops the whole
// process for a longer one, a global one, or a block of its address.
func (d *delivery) rateLimited(e *discordapi.Error, tries int) (time.Duration, error) {
	quiet := e.RetryAfter
	if e.Blocked() {
		quiet = max(quiet, blockedFor)
	}
	if !e.Blocked() && !e.Global && quiet <= maxRateWait {
		d.log.Warn("discord", describe(e, e)...)
		return quiet, ended(e, tries)
	}
	d.gate.shut(d.Now(), quiet)
	d.log.Warn("discord", append(describe(e, e), "gate_s", quiet.Seconds())...)
	return 0, fmt.Errorf("%w: %w", errShut, e)
}

// ended is the failure once the tries are used up.
func ended(err error, tries int) error {
	if tries < maxTries {
		return nil
	}
	return fmt.Errorf("after %d tries: %w", tries, err)
}

func describe(e *discordapi.Error, err error) []any {
	if e == nil {
		return []any{"error", err.Error()}
	}
	return []any{"status", e.Status, "code", e.Code, "blocked", e.Blocked(), "error", err.Error()}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return fmt.Errorf("waiting to call discord again: %w", ctx.Err())
	case <-timer.C:
		return nil
	}
}
