package local

import (
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

// maxWait bounds how long a request waits for the message: longer than any job
// is tried.
const maxWait = 16 * time.Minute

// Person is who does something, and where. The zero value is somebody new in a
// server.
type Person struct {
	User        discordapi.Snowflake    `json:"user,omitempty"`
	Locale      string                  `json:"locale,omitempty"` // default en-US
	Place       discordtest.Place       `json:"place,omitempty"`
	Permissions *discordapi.Permissions `json:"permissions,omitempty"` // of the bot there, default what it usually has
}

func (p Person) invocation() discordtest.Invocation {
	return discordtest.Invocation{User: p.User, Locale: p.Locale, Place: p.Place, Permissions: p.Permissions}
}

// Command asks the stack's Discord to send a slash command as somebody's client
// would. It is the body of a POST to /stack/commands. Options are sent as they
// stand, also such as Discord would not let through; where one of them is
// focused the command is not sent but being typed.
type Command struct {
	Person
	Name    string              `json:"name"`
	Options []discordapi.Option `json:"options,omitempty"`
}

// Outcome is what became of it, once somebody who waits has got an answer.
type Outcome struct {
	Interaction  discordapi.Snowflake `json:"interaction"`
	State        discordtest.State    `json:"state"`
	Problem      string               `json:"problem,omitempty"`   // why there is no message, in a sentence
	Acknowledged time.Duration        `json:"acknowledged_ns"`     // from sending to Discord's "thinking"
	Total        time.Duration        `json:"total_ns"`            // from sending to the message
	Ephemeral    bool                 `json:"ephemeral,omitempty"` // only the person sees the message
	Content      string               `json:"content,omitempty"`
	Pictures     []Picture            `json:"pictures,omitempty"`
	Buttons      []discordapi.Button  `json:"buttons,omitempty"`
	Choices      []discordapi.Choice  `json:"choices,omitempty"` // what is offered while typing
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
	mux.HandleFunc("POST /stack/presses", s.postPress)
	mux.HandleFunc("POST /stack/signatures", s.postSignature)
}

// postCommand sends a command and answers with its outcome.
func (s *Stack) postCommand(w http.ResponseWriter, r *http.Request) {
	var command Command
	if !readJSON(w, r, &command) {
		return
	}
	post := s.discord.Command
	if slices.ContainsFunc(command.Options, func(o discordapi.Option) bool { return o.Focused }) {
		post = s.discord.Autocomplete
	}
	writeJSON(w, s.send(r, post(command.invocation(), command.Name, command.Options...)))
}

// readJSON decodes the request's body, or refuses it.
func readJSON(w http.ResponseWriter, r *http.Request, content any) bool {
	if !isJSON(w, r) {
		return false
	}
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(content)
	if err != nil {
		http.Error(w, fmt.Sprintf("decoding the request: %v", err), http.StatusBadRequest)
	}
	return err == nil
}

func writeJSON(w http.ResponseWriter, content any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(content)
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
	out.State, out.Ephemeral = message.State, message.Ephemeral
	if ack.Response != nil {
		out.Choices = ack.Response.Choices
	}
	if !message.Changed.IsZero() {
		out.Total = message.Changed.Sub(message.Sent)
	}
	if message.State == discordtest.Deleted {
		return out // nobody sees what it was
	}
	shown := decodeMessage(message)
	out.Content, out.Pictures = shown.Content, pictures(message)
	for _, row := range shown.Components {
		out.Buttons = append(out.Buttons, row.Buttons...)
	}
	return out
}
