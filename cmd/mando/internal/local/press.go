package local

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/mandobot/mando/internal/discordapi"
)

// Press asks the stack's Discord to press a button of a message. It is the body
// of a POST to /stack/presses. The custom_id is sent as it stands, also one that
// no button of the message has.
type Press struct {
	Person
	Interaction discordapi.Snowflake `json:"interaction"` // that the message came of
	CustomID    string               `json:"custom_id"`
}

// postPress presses a button and answers with the outcome.
func (s *Stack) postPress(w http.ResponseWriter, r *http.Request) {
	var press Press
	if !readJSON(w, r, &press) {
		return
	}
	message, _ := s.discord.Message(press.Interaction)
	if message.JSON == nil {
		http.Error(w, "no message has come of this interaction", http.StatusNotFound)
		return
	}
	in := s.discord.Button(press.invocation(), message.JSON, press.CustomID)
	writeJSON(w, s.send(r, in))
}

// Press lets the stack's Discord press a button and waits for the outcome.
func (c Client) Press(ctx context.Context, press Press) (Outcome, error) {
	return c.ask(ctx, "/stack/presses", press)
}

// ask posts a question to the stack and reads the outcome.
func (c Client) ask(ctx context.Context, path string, question any) (Outcome, error) {
	body, err := json.Marshal(question)
	if err != nil {
		return Outcome{}, fmt.Errorf("encoding the question: %w", err)
	}
	answer, err := c.do(ctx, http.MethodPost, strings.TrimSuffix(c.URL, "/")+path, body)
	if err != nil {
		return Outcome{}, err
	}
	var out Outcome
	if err := json.Unmarshal(answer, &out); err != nil {
		return Outcome{}, fmt.Errorf("decoding the stack's answer: %w", err)
	}
	return out, nil
}
