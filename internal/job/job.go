// Package job is the contract between the two functions: the job that the
// receiver publishes for one accepted interaction and the renderer carries out,
// and the CloudEvent that it travels in.
//
// A job is complete: its options leave nothing to choose, so that every
// delivery of it does the same. Its identity is the interaction's id, and its
// age is read from that id, never from the queue.
//
//	message, err := j.Message()              // the receiver: to Pub/Sub
//	j, err := job.FromRequest(w, r)          // the renderer: from a push
//
// A job carries the interaction token, which is a secret for 15 minutes: it is
// written into the message's data and nowhere else.
package job

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/mandala"
)

// Version is the version of the job's JSON. It grows when an older renderer
// could not carry out a newer job; a field that may be ignored does not change
// it.
const Version = 1

// MaxBytes bounds the job's JSON and the request that carries it.
const MaxBytes = 64 << 10

// How long an interaction lives, counted from its id's time. Discord takes
// edits for 15 minutes; the last half minute is left alone so that no call
// arrives late.
const (
	// Lifetime is the age from which a job is not worth a call to Discord.
	Lifetime = 14*time.Minute + 30*time.Second
	// LastRetry is the age from which a failure that might pass is apologised
	// for instead of tried again.
	LastRetry = 10 * time.Minute
)

// Kind is what a job asks for.
type Kind string

const (
	// Render draws a picture and edits the original response to show it.
	Render Kind = "render"
	// Delete deletes the original response.
	Delete Kind = "delete"
)

// Job is one accepted interaction, to be carried out by the renderer.
type Job struct {
	Kind          Kind
	InteractionID discordapi.Snowflake
	ApplicationID discordapi.Snowflake
	// Token is the interaction's, which the edit needs.
	Token discordapi.Token
	// Options are complete. They mean nothing for Delete.
	Options mandala.Options
	// Locale is the user's language as Discord names it, such as "pt-BR".
	Locale string
	// Ephemeral is true where only the user sees the response.
	Ephemeral bool
	// Traceparent is the W3C trace context of the receiver's request, or empty.
	Traceparent string
}

// ErrInvalid is wrapped by every error about a job that can never be carried
// out, however often it is delivered.
var ErrInvalid = errors.New("invalid job")

// NewerError reports a job of a version that this program does not know yet.
// It is worth another delivery: a roll-out may be under way.
type NewerError struct{ Version int }

// Error says which versions meet.
func (e *NewerError) Error() string {
	return fmt.Sprintf("job has version %d, this renderer knows %d: finish the roll-out", e.Version, Version)
}

// wire is the job's JSON.
type wire struct {
	Version       int                  `json:"version"`
	Kind          Kind                 `json:"kind"`
	InteractionID discordapi.Snowflake `json:"interaction_id"`
	ApplicationID discordapi.Snowflake `json:"application_id"`
	Token         string               `json:"token"`
	Options       mandala.Options      `json:"options,omitzero"`
	Locale        string               `json:"locale,omitempty"`
	Ephemeral     bool                 `json:"ephemeral,omitempty"`
	Traceparent   string               `json:"traceparent,omitempty"`
}

// Encode returns the job as JSON, the token in it.
func (j Job) Encode() ([]byte, error) {
	return json.Marshal(wire{
		Version: Version, Kind: j.Kind, InteractionID: j.InteractionID, ApplicationID: j.ApplicationID,
		Token: j.Token.Reveal(), Options: j.Options, Locale: j.Locale, Ephemeral: j.Ephemeral,
		Traceparent: j.Traceparent,
	})
}

// Decode reads a job from JSON. Unknown fields are ignored. The error wraps
// [ErrInvalid] or is a [*NewerError]; it never holds a value of the job.
func Decode(data []byte) (Job, error) {
	var w wire
	if err := json.Unmarshal(data, &w); err != nil {
		return Job{}, fmt.Errorf("%w: %s", ErrInvalid, withoutValues(err))
	}
	if w.Version > Version {
		return Job{}, &NewerError{Version: w.Version}
	}
	if w.Version < 1 {
		return Job{}, fmt.Errorf("%w: no version", ErrInvalid)
	}
	j := Job{
		Kind: w.Kind, InteractionID: w.InteractionID, ApplicationID: w.ApplicationID,
		Token: discordapi.NewToken(w.Token), Options: w.Options, Locale: w.Locale, Ephemeral: w.Ephemeral,
		Traceparent: w.Traceparent,
	}
	return j, j.validate()
}

// withoutValues describes a JSON error by its place alone: the standard
// library's text can quote what it could not decode.
func withoutValues(err error) string {
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("not JSON at byte %d", syntax.Offset)
	case errors.As(err, &mismatch):
		return fmt.Sprintf("field %q cannot be a %s", mismatch.Field, mismatch.Type)
	}
	return "not a job"
}

func (j Job) validate() error {
	if j.Token.IsZero() {
		return fmt.Errorf("%w: no token", ErrInvalid)
	}
	if _, err := j.InteractionID.Time(); err != nil {
		return fmt.Errorf("%w: interaction_id is not a snowflake", ErrInvalid)
	}
	if _, err := j.ApplicationID.Time(); err != nil {
		return fmt.Errorf("%w: application_id is not a snowflake", ErrInvalid)
	}
	switch j.Kind {
	case Delete:
		return nil
	case Render:
		if err := j.Options.Validate(); err != nil {
			return fmt.Errorf("%w: %w", ErrInvalid, err)
		}
		return nil
	}
	return fmt.Errorf("%w: unknown kind", ErrInvalid)
}

// Age is the time since Discord made the interaction. It is negative where the
// clocks disagree and the interaction lies in the future.
func (j Job) Age(now time.Time) time.Duration {
	made, err := j.InteractionID.Time()
	if err != nil { // a decoded job has a snowflake
		return Lifetime
	}
	return now.Sub(made)
}
