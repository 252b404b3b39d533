// Package push delivers messages to an HTTP endpoint as a push subscription of
// Pub/Sub does, for a queue that can only be pulled from.
//
// A subscription with no_wrapper{write_metadata} is what it imitates: the
// message's data is the body and its attributes are the headers, beside the
// service's own x-goog-pubsub-* ones. The request times out at the acknowledge
// deadline. 102, 200, 201, 202 and 204 acknowledge; every other answer, and
// none, is a refusal: the message comes again after an exponential backoff, and
// after the last attempt it is given up for the dead-letter topic. Each refusal
// halves the number of requests under way at a time, each acknowledgement lets
// it grow.
//
// Messages may come more than once and in any order, as with the service; on
// demand a rate of them certainly comes twice.
//
// What it does not have: the OIDC token of the Authorization header, ordering
// keys, and quotas.
package push

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

// ErrExhausted is returned for a message that was refused on its last attempt.
var ErrExhausted = errors.New("refused on every attempt")

// Message is one message of the subscription.
type Message struct {
	ID          string
	Attributes  map[string]string // become headers
	Data        []byte            // becomes the body
	PublishTime time.Time
}

// Attempt is one push of a message and what came of it. It holds no data of the
// message, so it can be logged.
type Attempt struct {
	MessageID string
	EventID   string        // the attribute ce-id, empty where there is none
	Number    int           // from 1
	Duplicate bool          // made only because of Config.Duplicates
	Status    int           // of the answer; 0 where none came
	Err       error         // why no answer came
	Took      time.Duration // from the request to the answer
}

// Acknowledged reports whether the answer acknowledges the message.
func (a Attempt) Acknowledged() bool {
	switch a.Status {
	case http.StatusProcessing, http.StatusOK, http.StatusCreated, http.StatusAccepted, http.StatusNoContent:
		return true
	}
	return false
}

// Config says where and how to push. Only Endpoint is required.
type Config struct {
	Endpoint      string            // URL that takes the messages
	Subscription  string            // full name, sent as a header
	AckDeadline   time.Duration     // for one attempt; default 90 s
	Backoff       Backoff           // between attempts; default 0.1 s to 2 s
	MaxAttempts   int               // default 12
	MaxConcurrent int               // requests under way, default 100
	Duplicates    Duplicates        // messages that come twice; default none
	Transport     http.RoundTripper // default: one with as many connections as MaxConcurrent
	Observe       func(Attempt)     // called after each attempt, from many goroutines; default none
}

// Relay pushes messages to one endpoint. It is safe for concurrent use.
type Relay struct {
	config Config
	client http.Client
	window *window
}

// WithDefaults returns the configuration with a default for what is zero.
func (c Config) WithDefaults() Config {
	if c.AckDeadline == 0 {
		c.AckDeadline = 90 * time.Second
	}
	if c.Backoff == (Backoff{}) {
		c.Backoff = Backoff{Min: 100 * time.Millisecond, Max: 2 * time.Second}
	}
	if c.MaxAttempts == 0 {
		c.MaxAttempts = 12
	}
	if c.MaxConcurrent == 0 {
		c.MaxConcurrent = 100
	}
	if c.Transport == nil {
		c.Transport = &http.Transport{MaxIdleConnsPerHost: c.MaxConcurrent, IdleConnTimeout: time.Minute}
	}
	if c.Observe == nil {
		c.Observe = func(Attempt) {}
	}
	return c
}

// New returns a relay; what config leaves zero has its default.
func New(config Config) *Relay {
	config = config.WithDefaults()
	return &Relay{
		config: config,
		client: http.Client{
			Transport: config.Transport,
			// A redirection is an answer that does not acknowledge.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		window: newWindow(config.MaxConcurrent),
	}
}

// MaxAttempts returns after how many refusals a message is given up.
func (r *Relay) MaxAttempts() int { return r.config.MaxAttempts }

// Close drops the connections that are kept for the next push.
func (r *Relay) Close() { r.client.CloseIdleConnections() }

// Deliver pushes m until it is acknowledged and then returns nil. It returns
// [ErrExhausted] after the last attempt, and the context's error once that is
// done; the message then stays what it was, unacknowledged.
func (r *Relay) Deliver(ctx context.Context, m Message) error {
	var twin sync.WaitGroup
	defer twin.Wait()
	when := r.config.Duplicates.of(m.ID)
	if when == atOnce {
		twin.Go(func() { r.attempt(ctx, m, 1, true) })
	}
	err := r.deliver(ctx, m)
	if when == afterwards && err == nil {
		r.attempt(ctx, m, 1, true)
	}
	return err
}

func (r *Relay) deliver(ctx context.Context, m Message) error {
	for number := 1; ; number++ {
		acknowledged, err := r.attempt(ctx, m, number, false)
		if acknowledged {
			return nil
		}
		if err != nil {
			return err
		}
		if number >= r.config.MaxAttempts {
			return ErrExhausted
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(r.config.Backoff.after(number)):
		}
	}
}

// attempt pushes m once, when the window has room. It returns an error only for
// a context that is done: then nothing is known of the message.
func (r *Relay) attempt(ctx context.Context, m Message, number int, duplicate bool) (acknowledged bool, err error) {
	if err := r.window.acquire(ctx); err != nil {
		return false, err
	}
	a := Attempt{MessageID: m.ID, EventID: m.Attributes["ce-id"], Number: number, Duplicate: duplicate}
	start := time.Now()
	a.Status, a.Err = r.post(ctx, m)
	a.Took = time.Since(start)
	if a.Status == 0 && ctx.Err() != nil {
		r.window.abandon()
		return false, ctx.Err()
	}
	r.window.release(a.Acknowledged())
	r.config.Observe(a)
	return a.Acknowledged(), nil
}

// post makes the request and returns the status of the answer.
func (r *Relay) post(ctx context.Context, m Message) (int, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, r.config.AckDeadline,
		fmt.Errorf("no answer within the acknowledge deadline of %v", r.config.AckDeadline))
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.config.Endpoint, bytes.NewReader(m.Data))
	if err != nil {
		return 0, fmt.Errorf("building the push request: %w", err)
	}
	for name, value := range m.Attributes {
		req.Header.Set(name, value)
	}
	req.Header.Set("x-goog-pubsub-subscription-name", r.config.Subscription)
	req.Header.Set("x-goog-pubsub-message-id", m.ID)
	req.Header.Set("x-goog-pubsub-publish-time", m.PublishTime.UTC().Format(time.RFC3339Nano))
	resp, err := r.client.Do(req)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		return 0, err
	}
	defer resp.Body.Close()
	// Read so that the connection can be kept; what it says is nobody's business.
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
	return resp.StatusCode, nil
}
