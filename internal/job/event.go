package job

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	cehttp "github.com/cloudevents/sdk-go/v2/protocol/http"
)

// EventType is the CloudEvent type of every job.
const EventType = "com.github.mandobot.render.requested.v1"

// Message returns the job as a Pub/Sub message: its JSON, and the attributes
// that make an unwrapped push of it a CloudEvent in binary mode.
func (j Job) Message() (data []byte, attributes map[string]string, err error) {
	if err := j.validate(); err != nil {
		return nil, nil, err
	}
	made, err := j.InteractionID.Time()
	if err != nil {
		return nil, nil, fmt.Errorf("dating the job: %w", err)
	}
	if data, err = j.Encode(); err != nil {
		return nil, nil, fmt.Errorf("encoding the job: %w", err)
	}
	attributes = map[string]string{
		"ce-id":          string(j.InteractionID),
		"ce-type":        EventType,
		"ce-source":      "//discord.com/applications/" + string(j.ApplicationID),
		"ce-specversion": "1.0",
		"ce-time":        made.UTC().Format(time.RFC3339Nano),
		"content-type":   "application/json",
	}
	if j.Traceparent != "" {
		attributes["traceparent"] = j.Traceparent
	}
	return data, attributes, nil
}

// FromRequest reads the job from a push request in any of three forms: a
// CloudEvent in binary mode, as an unwrapped push delivers it; a structured
// CloudEvent; or the JSON envelope of a wrapped push, whose attributes are the
// event's.
//
// The error wraps [ErrInvalid] where no delivery can succeed, is a
// [*NewerError], or reports that the body could not be read.
func FromRequest(w http.ResponseWriter, r *http.Request) (Job, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBytes))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return Job{}, fmt.Errorf("%w: larger than %d bytes", ErrInvalid, MaxBytes)
	}
	if err != nil {
		return Job{}, fmt.Errorf("reading the event: %w", err)
	}
	header := r.Header
	if isWrapped(header) {
		if header, body, err = unwrap(body); err != nil {
			return Job{}, err
		}
	}
	return fromEvent(r.Method, header, body)
}

// isWrapped tells the envelope from an event: plain JSON without the
// attributes of a CloudEvent.
func isWrapped(h http.Header) bool {
	media, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	return err == nil && media == "application/json" && h.Get("Ce-Specversion") == ""
}

// unwrap turns the envelope of a wrapped push into what an unwrapped one sends:
// the attributes as headers, the data as the body.
// https://cloud.google.com/pubsub/docs/push#receive_push
func unwrap(body []byte) (http.Header, []byte, error) {
	var envelope struct {
		Message struct {
			Data       []byte            `json:"data"`
			Attributes map[string]string `json:"attributes"`
		} `json:"message"`
	}
	if err := json.Unmarshal(body, &envelope); err != nil {
		return nil, nil, fmt.Errorf("%w: not the envelope of a push", ErrInvalid)
	}
	header := http.Header{}
	for name, value := range envelope.Message.Attributes {
		header.Set(name, value)
	}
	return header, envelope.Message.Data, nil
}

func fromEvent(method string, header http.Header, body []byte) (Job, error) {
	event, err := cehttp.NewEventFromHTTPRequest(&http.Request{
		Method: method, Header: header, Body: io.NopCloser(bytes.NewReader(body)),
	})
	if err != nil {
		return Job{}, fmt.Errorf("%w: not a CloudEvent: send the ce-* attributes with the message", ErrInvalid)
	}
	if err := event.Validate(); err != nil {
		return Job{}, fmt.Errorf("%w: %s", ErrInvalid, strings.ReplaceAll(err.Error(), "\n", " "))
	}
	if event.Type() != EventType {
		return Job{}, fmt.Errorf("%w: the event's type is not %s", ErrInvalid, EventType)
	}
	j, err := Decode(event.Data())
	if err != nil {
		return Job{}, err
	}
	if event.ID() != string(j.InteractionID) {
		return Job{}, fmt.Errorf("%w: the event's id is not the interaction's", ErrInvalid)
	}
	return j, nil
}
