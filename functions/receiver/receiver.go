package receiver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/service"
)

const (
	// answerWithin is the whole time for one answer, from the request's first
	// byte: Discord gives 3 seconds, and the way there and back takes some.
	answerWithin = 2300 * time.Millisecond
	// readWithin bounds the time for the body.
	readWithin = time.Second
	// maxBody bounds the body in bytes. An interaction has a few thousand.
	maxBody = 64 << 10
)

// receiver answers one interaction a request. It passes the gates of answer
// from top to bottom; each may be the last.
type receiver struct {
	Config
	verifier   *discordapi.Verifier
	limiter    *limiter
	publishing chan struct{} // one element for each publish in flight
}

// New builds the receiver's handler. The config comes from [ConfigFrom], with
// its Publisher set.
func New(c Config) (http.Handler, error) {
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	verifier, err := discordapi.NewVerifier(c.PublicKeys, c.SignatureMaxAge)
	if err != nil {
		return nil, fmt.Errorf("receiver: %w", err)
	}
	verifier.Now = c.Now
	return &receiver{
		Config:     c,
		verifier:   verifier,
		limiter:    newLimiter(c.RatePerMinute, c.Burst),
		publishing: make(chan struct{}, c.MaxPublishing),
	}, nil
}

// ServeHTTP answers one interaction and logs one line about it.
func (s *receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := exchange{start: time.Now(), trace: service.Traceparent(r.Header)}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), answerWithin)
	defer cancel()
	a := s.recovered(&x, func() answer { return s.answer(ctx, &x, w, r) })
	a.write(w)
	s.log(&x, a)
}

// exchange is what is known of one request so far, for its log line.
type exchange struct {
	start       time.Time
	trace       string
	interaction discordapi.Interaction // zero until decoded
}

// recovered turns a panic into an answer, so that the next request is served.
func (s *receiver) recovered(x *exchange, gates func() answer) (a answer) {
	defer func() {
		if cause := recover(); cause != nil {
			s.Logger.Error("panic", "cause", fmt.Sprint(cause), "stack", string(debug.Stack()),
				service.Trace(s.Project, x.trace))
			a = refuse(panicked, http.StatusInternalServerError, "internal error")
		}
	}()
	return gates()
}

// answer is the list of gates.
func (s *receiver) answer(ctx context.Context, x *exchange, w http.ResponseWriter, r *http.Request) answer {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return refuse(refusedMethod, http.StatusMethodNotAllowed, "Discord sends interactions by POST")
	}
	body, refusal := readBody(w, r)
	if refusal != nil {
		return *refusal
	}
	if err := s.verifier.Verify(r.Header, body); err != nil {
		return refuse(unauthorized, http.StatusUnauthorized, "invalid request signature").because(err)
	}
	interaction, err := discordapi.DecodeInteraction(body)
	if err != nil {
		return refuse(badRequest, http.StatusBadRequest, "the body is not an interaction").because(err)
	}
	x.interaction = *interaction
	if interaction.Type == discordapi.InteractionPing {
		return respond(pong, discordapi.Pong())
	}
	if interaction.Type > discordapi.InteractionModal {
		return refuse(badRequest, http.StatusBadRequest, "unknown type of interaction")
	}
	if s.Maintenance != "" && interaction.Type != discordapi.InteractionAutocomplete {
		return respond(maintenance, command.Maintenance(s.Maintenance))
	}
	result := command.Handle(interaction)
	if result.Job == nil {
		return respond(answered, result.Response)
	}
	if wait := s.limiter.wait(interaction.Invoker().ID, s.Now()); wait > 0 {
		return respond(limited, command.TooFast(interaction.Locale, wait))
	}
	result.Job.Traceparent = x.trace
	err = s.publish(ctx, *result.Job)
	if errors.Is(err, job.ErrInvalid) {
		return refuse(badRequest, http.StatusBadRequest, "the interaction lacks what an answer needs").because(err)
	}
	if err != nil {
		return respond(tryAgain, command.TryAgain(interaction.Locale)).because(err)
	}
	if result.Job.Kind == job.Delete {
		return respond(updating, result.Response)
	}
	return respond(deferred, result.Response)
}

// errBusy is the answer to a job that finds every publish slot taken.
var errBusy = errors.New("publishing: MAX_PUBLISHING publishes are in flight")

// publish returns nil once the queue has the job. The request's own context
// does not reach it: a client that leaves does not take its job along.
func (s *receiver) publish(ctx context.Context, j job.Job) error {
	select {
	case s.publishing <- struct{}{}:
		defer func() { <-s.publishing }()
		return s.Publisher.Publish(ctx, j)
	default:
		return errBusy
	}
}

// readBody reads at most maxBody bytes within readWithin.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, *answer) {
	tooBig := refuse(tooLarge, http.StatusRequestEntityTooLarge, "an interaction has at most 64 KiB")
	if r.ContentLength > maxBody {
		w.Header().Set("Connection", "close") // or the server would read the rest
		return nil, &tooBig
	}
	// Where the connection knows no deadline, the server's own is all there is.
	connection := http.NewResponseController(w)
	_ = connection.SetReadDeadline(time.Now().Add(readWithin))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		return nil, &tooBig
	case err != nil:
		w.Header().Set("Connection", "close")
		slow := refuse(tooSlow, http.StatusRequestTimeout, "the body did not arrive whole within a second").because(err)
		return nil, &slow
	}
	_ = connection.SetReadDeadline(time.Time{})
	return body, nil
}
