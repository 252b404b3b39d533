package discordapi

import (
	"encoding/json"
	"fmt"
)

// ResponseType is what the answer to an interaction does.
type ResponseType int

// The types of answers that the bot gives.
const (
	ResponsePong           ResponseType = 1
	ResponseMessage        ResponseType = 4 // a message at once
	ResponseDeferred       ResponseType = 5 // "thinking" now, a message by an edit later
	ResponseDeferredUpdate ResponseType = 6 // nothing visible; the pressed button's message may be edited
	ResponseUpdate         ResponseType = 7 // the pressed button's message, changed at once
	ResponseChoices        ResponseType = 8 // what autocompletion offers
)

// MaxChoices is how many choices Discord takes, in an answer and in a definition.
const MaxChoices = 25

// Response is the answer to an interaction. It is sent as JSON with status 200
// and Content-Type application/json, within 3 seconds of the interaction.
type Response struct {
	Type      ResponseType
	Ephemeral bool     // only the invoker sees it; for ResponseMessage and ResponseDeferred
	Message   *Message // for ResponseMessage and ResponseUpdate
	Choices   []Choice // for ResponseChoices
}

// Pong answers a ping.
func Pong() Response { return Response{Type: ResponsePong} }

// Deferred promises a message, which an edit of the original delivers within
// 15 minutes. Whether only the invoker sees that message is decided here.
func Deferred(ephemeral bool) Response {
	return Response{Type: ResponseDeferred, Ephemeral: ephemeral}
}

// DeferredUpdate accepts the press of a button without showing anything.
func DeferredUpdate() Response { return Response{Type: ResponseDeferredUpdate} }

// Reply answers with a message at once.
func Reply(m Message, ephemeral bool) Response {
	return Response{Type: ResponseMessage, Ephemeral: ephemeral, Message: &m}
}

// Choices answers an autocompletion with the first [MaxChoices] of choices.
func Choices(choices []Choice) Response {
	return Response{Type: ResponseChoices, Choices: choices[:min(len(choices), MaxChoices)]}
}

// wireResponse is the form of an answer on the wire.
type wireResponse struct {
	Type ResponseType `json:"type"`
	Data any          `json:"data,omitempty"`
}

// MarshalJSON encodes the answer with the data that its type may have.
func (r Response) MarshalJSON() ([]byte, error) {
	var flags MessageFlags
	if r.Ephemeral {
		flags = FlagEphemeral
	}
	wire := wireResponse{Type: r.Type}
	switch r.Type {
	case ResponseDeferred:
		if r.Ephemeral {
			wire.Data = map[string]MessageFlags{"flags": flags}
		}
	case ResponseMessage, ResponseUpdate:
		var m Message
		if r.Message != nil {
			m = *r.Message
		}
		sent := m.sent(nil)
		sent.Flags = flags
		wire.Data = sent
	case ResponseChoices:
		wire.Data = map[string][]Choice{"choices": append([]Choice{}, r.Choices...)}
	}
	return json.Marshal(wire)
}

// UnmarshalJSON reads an answer, as tests and the local stack do. Unknown keys
// and types are taken.
func (r *Response) UnmarshalJSON(data []byte) error {
	var wire struct {
		Type ResponseType    `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return fmt.Errorf("decoding the response: %w", err)
	}
	*r = Response{Type: wire.Type}
	if len(wire.Data) == 0 {
		return nil
	}
	var body struct {
		Flags   MessageFlags `json:"flags"`
		Choices []Choice     `json:"choices"`
	}
	if err := json.Unmarshal(wire.Data, &body); err != nil {
		return fmt.Errorf("decoding the response: %w", err)
	}
	r.Ephemeral, r.Choices = body.Flags&FlagEphemeral != 0, body.Choices
	if r.Type == ResponseMessage || r.Type == ResponseUpdate {
		r.Message = new(Message)
		if err := json.Unmarshal(wire.Data, r.Message); err != nil {
			return fmt.Errorf("decoding the response: %w", err)
		}
	}
	return nil
}
