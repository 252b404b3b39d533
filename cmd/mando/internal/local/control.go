package local

import (
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

// maxWait bounds how long a request waits for the message: longer than any job
// is tried.
const maxWait = 16 * time.Minute

// Command asks the stack's Discord to send a slash command as somebody's client
// would. It is the body of a POST to /stack/commands. Options are sent as they
// stand, also such as Discord would not let through.
type Command struct {
	Name    string              `json:"name"`
	Options []discordapi.Option `json:"options,omitempty"`
	Locale  string              `json:"locale,omitempty"` // of the person, default en-US
}

// Outcome is what became of it, once somebody who waits has got an answer.
type Outcome struct {
	Interaction  discordapi.Snowflake `json:"interaction"`
	State        discordtest.State    `json:"state"`
	Problem      string               `json:"problem,omitempty"` // why there is no message, in a sentence
	Acknowledged time.Duration        `json:"acknowledged_ns"`   // from sending to Discord's "thinking"
	Total        time.Duration        `json:"total_ns"`          // from sending to the message
	Content      string               `json:"content,omitempty"`
	Pictures     []Picture            `json:"pictures,omitempty"`
}

// Picture is a picture of a message.
type Picture struct {
	Filename    string `json:"filename"`
	Description string `json:"description"`
	Bytes       int    `json:"bytes"` // 0 where it is only linked
	URL         string `json:"url"`
}

// routeControl serves what other programs ask of the stack.
func (s *Stack) routeControl(mux *http.ServeMux) {
	mux.HandleFunc("POST /stack/commands", s.postCommand)
	mux.HandleFunc("POST /stack/signatures", s.postSignature)
}

// postCommand sends a command and answers with its outcome.
func (s *Stack) postCommand(w http.ResponseWriter, r *http.Request) {
	if !isJSON(w, r) {
		return
	}
	var command Command
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&command); err != nil {
		http.Error(w, fmt.Sprintf("decoding the command: %v", err), http.StatusBadRequest)
		return
	}
	in := s.discord.Command(discordtest.Invocation{Locale: command.Locale}, command.Name, command.Options...)
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(s.send(r, in))
}

// isJSON lets JSON pass and refuses the rest: a page of the web cannot post this
// type to here unasked.
func isJSON(w http.ResponseWriter, r *http.Request) bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "application/json" {
		http.Error(w, "send JSON, and its Content-Type", http.StatusUnsupportedMediaType)
	}
	return kind == "application/json"
}

// send posts an interaction to the receiver and waits for what becomes of it.
func (s *Stack) send(r *http.Request, in discordtest.Payload) Outcome {
	ack, err := s.discord.Send(r.Context(), s.Endpoint(), in)
	out := Outcome{Interaction: in.ID(), State: discordtest.Failed, Acknowledged: ack.Elapsed, Total: ack.Elapsed}
	if err != nil {
		out.Problem = err.Error()
		return out
	}
	// The server has no time-out for writing: a job may come again for long.
	ctx, cancel := context.WithTimeout(r.Context(), maxWait)
	defer cancel()
	message, err := s.discord.Wait(ctx, in.ID())
	if err != nil {
		out.Problem = err.Error()
	}
	out.State = message.State
	if !message.Changed.IsZero() {
		out.Total = message.Changed.Sub(message.Sent)
	}
	out.Content, out.Pictures = decodeMessage(message).Content, pictures(message)
	return out
}
