package discordtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

// AnswerTime is how long Discord waits for the answer to an interaction.
const AnswerTime = 3 * time.Second

// maxAnswer bounds the answer to an interaction, in bytes.
const maxAnswer = 1 << 20

// Ack is what the endpoint answered.
type Ack struct {
	Status   int
	Header   http.Header
	Body     []byte
	Response *discordapi.Response // nil where the body is none
	Elapsed  time.Duration        // from the start of the request to the end of the answer
}

// Send posts an interaction to the endpoint as Discord does, signed and now,
// and reads the answer for at most [AnswerTime]. in is a [Payload], or whatever
// else encodes to the JSON of an interaction; bytes are sent as they are.
//
// Where the answer is one that Discord takes, the interaction's token is known
// from then on. Where it is not, Send returns what came with an error that says
// why, and the token stays unknown. To send the same interaction again changes
// nothing of what became of it.
func (d *Discord) Send(ctx context.Context, endpoint string, in any) (Ack, error) {
	body, err := encode(in)
	if err != nil {
		return Ack{}, err
	}
	posted := d.expect(body)
	ack, err := d.Post(ctx, endpoint, body, d.Sign(body, d.config.Now()))
	if err == nil {
		err = d.settle(posted, ack)
	}
	if err != nil {
		d.fail(posted)
		return ack, err
	}
	return ack, nil
}

// Post posts a body with any headers, waits as [Discord.Send] does and judges
// nothing: the probe of an endpoint.
func (d *Discord) Post(ctx context.Context, endpoint string, body []byte, h http.Header) (Ack, error) {
	ctx, cancel := context.WithTimeout(ctx, AnswerTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, bytes.NewReader(body))
	if err != nil {
		return Ack{}, fmt.Errorf("posting the interaction: %w", err)
	}
	request.Header = h.Clone()
	start := time.Now()
	response, err := d.client.Do(request)
	if err != nil {
		return Ack{Elapsed: time.Since(start)}, late(err)
	}
	defer response.Body.Close()
	ack := Ack{Status: response.StatusCode, Header: response.Header}
	ack.Body, err = io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	ack.Elapsed = time.Since(start)
	if err != nil {
		return ack, late(err)
	}
	var answer discordapi.Response
	if response.StatusCode == http.StatusOK && json.Unmarshal(ack.Body, &answer) == nil {
		ack.Response = &answer
	}
	return ack, nil
}

// poster returns the client that posts interactions: it follows no redirect
// and, unless it is somebody else's, has connections of its own to close.
func poster(given *http.Client) *http.Client {
	client := http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}
	if given != nil {
		client = *given
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client
}

// late says what a missing answer means to the person who waits for it.
func late(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no answer within %v: the application did not respond: %w", AnswerTime, err)
	}
	return fmt.Errorf("no answer: the application did not respond: %w", err)
}

// encode returns the body of an interaction.
func encode(in any) ([]byte, error) {
	switch in := in.(type) {
	case Payload:
		return in.Body()
	case []byte:
		return in, nil
	case json.RawMessage:
		return in, nil
	}
	body, err := json.Marshal(in)
	if err != nil {
		return nil, fmt.Errorf("encoding the interaction: %w", err)
	}
	return body, nil
}

// settle takes the answer or says why Discord would not.
func (d *Discord) settle(in *interaction, ack Ack) error {
	if ack.Status != http.StatusOK {
		return fmt.Errorf("the endpoint answered %d: Discord wants 200", ack.Status)
	}
	if kind := ack.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		return fmt.Errorf("the answer's Content-Type is %q: Discord wants application/json", kind)
	}
	if in == nil {
		return nil // no interaction, so no rule for its answer
	}
	a, wrong := checkAnswer(in.kind, ack.Body)
	if len(wrong) > 0 {
		return fmt.Errorf("Discord would not take the answer: %s", wrong)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if in.known {
		return nil // acknowledged before: this was a repetition
	}
	d.apply(in, a)
	d.announce()
	return nil
}
