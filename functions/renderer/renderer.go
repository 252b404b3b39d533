package renderer

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/service"
)

// deliveryTimeout bounds one delivery. The function's timeout and the
// subscription's ack deadline lie above it.
const deliveryTimeout = 25 * time.Second

// outcome is how one delivery of a job ended. All but retried are final: the
// message is acknowledged.
type outcome string

const (
	drawn       outcome = "drawn"
	deleted     outcome = "deleted"
	apologised  outcome = "apologised"
	refused     outcome = "refused"
	expired     outcome = "expired"
	retried     outcome = "retried"
	undecodable outcome = "undecodable"
)

// renderer carries out one job a request.
type renderer struct {
	Config
	gate *gate
}

// New builds the renderer's handler. The config comes from [ConfigFrom], with
// its Store and Discord set.
func New(c Config) http.Handler {
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Jitter == nil {
		c.Jitter = func(d time.Duration) time.Duration { return rand.N(d) }
	}
	return &renderer{Config: c, gate: newGate()}
}

// ServeHTTP carries out the job of one push request. It answers 204 where the
// message is done with, whatever came of it, and 503 where it must come again.
func (s *renderer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "a push is a POST", http.StatusMethodNotAllowed)
		return
	}
	start := s.Now()
	ctx, cancel := context.WithTimeout(r.Context(), deliveryTimeout)
	defer cancel()

	j, err := job.FromRequest(w, r)
	d := &delivery{renderer: s, job: j, log: s.Logger.With("interaction", string(j.InteractionID), service.Trace(s.Project, j.Traceparent))}
	result := undecodable
	switch {
	case err == nil:
		result, err = d.carryOut(ctx)
	case !errors.Is(err, job.ErrInvalid):
		result = retried // a newer version, or a body that broke off
	}
	d.report(result, err, start)
	if result == retried {
		http.Error(w, "deliver it again", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// report writes the delivery's one line.
func (d *delivery) report(result outcome, err error, start time.Time) {
	now := d.Now()
	attrs := []slog.Attr{
		slog.String("outcome", string(result)),
		slog.Float64("ms", milliseconds(now.Sub(start))),
		slog.Int("calls", d.calls),
	}
	if d.job.InteractionID != "" {
		attrs = append(attrs, slog.String("kind", string(d.job.Kind)), slog.Float64("age_ms", milliseconds(d.job.Age(now))))
	}
	if err != nil {
		attrs = append(attrs, slog.String("reason", err.Error()))
	}
	d.log.LogAttrs(context.Background(), result.level(), "delivery", attrs...)
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// level says whether somebody should look at it: an apology and a job that
// cannot be read are always somebody's fault.
func (o outcome) level() slog.Level {
	switch o {
	case apologised, undecodable:
		return slog.LevelError
	case refused, retried, expired:
		return slog.LevelWarn
	}
	return slog.LevelInfo
}
