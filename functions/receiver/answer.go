package receiver

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/service"
)

// Outcomes of a request, as the log and its metrics name them.
const (
	pong          = "pong"
	deferred      = "deferred"
	updating      = "updating"
	answered      = "answered"
	tryAgain      = "try_again"
	limited       = "limited"
	maintenance   = "maintenance"
	unauthorized  = "unauthorized"
	refusedMethod = "refused_method"
	tooLarge      = "too_large"
	tooSlow       = "too_slow"
	badRequest    = "bad_request"
	panicked      = "panic"
)

// answer is what a request gets: a response to its interaction, or a status
// that refuses it, with a sentence for who sent it.
type answer struct {
	outcome  string
	status   int
	advice   string // of a refusal
	response discordapi.Response
	cause    error // for the log alone
}

func respond(outcome string, r discordapi.Response) answer {
	return answer{outcome: outcome, status: http.StatusOK, response: r}
}

func refuse(outcome string, status int, advice string) answer {
	return answer{outcome: outcome, status: status, advice: advice}
}

func (a answer) because(err error) answer {
	a.cause = err
	return a
}

func (a answer) write(w http.ResponseWriter) {
	if a.status != http.StatusOK {
		http.Error(w, a.advice, a.status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	// A client that has left cannot be told so.
	_ = json.NewEncoder(w).Encode(a.response)
}

// log writes the request's one line.
func (s *receiver) log(x *exchange, a answer) {
	attrs := []slog.Attr{
		slog.String("interaction", string(x.interaction.ID)),
		slog.Int("kind", int(x.interaction.Type)),
		slog.String("outcome", a.outcome),
		slog.Float64("ms", float64(time.Since(x.start).Microseconds())/1000),
		service.Trace(s.Project, x.trace),
	}
	if a.cause != nil {
		attrs = append(attrs, slog.String("cause", a.cause.Error()))
	}
	s.Logger.LogAttrs(context.Background(), a.level(), "interaction", attrs...)
}

// level is ERROR only for what somebody has to mend here: anyone can send a bad
// request.
func (a answer) level() slog.Level {
	switch {
	case a.outcome == panicked, errors.Is(a.cause, errMisconfigured):
		return slog.LevelError
	case a.outcome == tryAgain:
		return slog.LevelWarn
	}
	return slog.LevelInfo
}
