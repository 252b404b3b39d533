// Package probe asks an interactions endpoint what Discord asks it when its
// address is set and from time to time afterwards, and a little more: what comes
// unsigned or wrongly signed, what is no POST, and what is too long. It never
// sends a command.
//
//	for result := range probe.Endpoint(ctx, nil, url, nil) {
//		if result.Fault != "" { ... }
//	}
package probe

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

// AnswerTime is how long Discord waits for an answer.
const AnswerTime = discordtest.AnswerTime

// oversized is one byte more than the receiver takes.
const oversized = 64<<10 + 1

// maxAnswer bounds how much of an answer is read, in bytes.
const maxAnswer = 64 << 10

// Signer returns the headers that sign a body with the endpoint's own key.
type Signer func(ctx context.Context, body []byte) (http.Header, error)

// Result is the outcome of one probe.
type Result struct {
	Name    string        // what was sent, such as "unsigned ping"
	Status  int           // 0 where there was no answer
	Elapsed time.Duration // to the end of the answer
	Fault   string        // what is wrong and what comes of it; empty where all is well
}

// probe is one request and what Discord, or whoever pays for it, expects of the
// answer.
type probe struct {
	name   string
	method string
	body   []byte
	header http.Header
	want   int
	why    string // what comes of another status
}

// What comes of a wrong answer.
const (
	whyUnverified = "Discord sends this from time to time, and takes away an address that answers it otherwise"
	whyMethod     = "what is no POST does not come from Discord and should cost nothing"
	whyOversized  = "an endpoint without a bound can be filled by anybody"
	whyPing       = "Discord would not take the address"
)

// Endpoint probes the address one request at a time and yields each result as
// it comes. client may be nil; it follows no redirect. sign may be nil: only
// Discord has the key of a real endpoint, and the signed ping is left out then.
func Endpoint(ctx context.Context, client *http.Client, address string, sign Signer) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		client := withoutRedirects(client)
		for _, p := range probes() {
			if !yield(p.run(ctx, client, address)) {
				return
			}
		}
		if sign != nil {
			yield(signedPing(ctx, client, address, sign))
		}
	}
}

// probes are the requests that need no key of the endpoint.
func probes() []probe {
	ping := pingBody()
	_, stranger, err := ed25519.GenerateKey(nil)
	if err != nil {
		panic(err) // the system's randomness never fails
	}
	signed := discordtest.Sign(stranger, ping, time.Now())
	unsigned := signed.Clone()
	unsigned.Del(discordapi.HeaderSignature)
	unsigned.Del(discordapi.HeaderTimestamp)
	malformed := signed.Clone()
	malformed.Set(discordapi.HeaderSignature, "not hexadecimal")
	large := bytes.Repeat([]byte(" "), oversized)
	return []probe{
		{"unsigned ping", http.MethodPost, ping, unsigned, http.StatusUnauthorized, whyUnverified},
		{"ping signed with another key", http.MethodPost, ping, signed, http.StatusUnauthorized, whyUnverified},
		{"ping with a signature that is none", http.MethodPost, ping, malformed, http.StatusUnauthorized, whyUnverified},
		{"GET", http.MethodGet, nil, http.Header{}, http.StatusMethodNotAllowed, whyMethod},
		{"body over 64 KiB", http.MethodPost, large, discordtest.Sign(stranger, large, time.Now()), http.StatusRequestEntityTooLarge, whyOversized},
	}
}

func pingBody() []byte {
	id := discordapi.SnowflakeAt(time.Now(), 1)
	return fmt.Appendf(nil, `{"id":%q,"application_id":"1","type":1,"token":"probe","version":1}`, id)
}

// run sends the request and judges the status.
func (p probe) run(ctx context.Context, client *http.Client, address string) Result {
	a, err := p.send(ctx, client, address)
	r := Result{Name: p.name, Status: a.status, Elapsed: a.elapsed}
	switch {
	case err != nil:
		r.Fault = unanswered(err)
	case a.status/100 == 3:
		r.Fault = fmt.Sprintf("it points to another address (%d): give that one to Discord", a.status)
	case a.status != p.want:
		r.Fault = fmt.Sprintf("it wants %d: %s", p.want, p.why)
	}
	if p.want == http.StatusUnauthorized && a.status/100 == 2 {
		r.Fault += "; the signature is not verified, so anybody can send commands"
	}
	return r
}

// signedPing sends what the endpoint must take.
func signedPing(ctx context.Context, client *http.Client, address string, sign Signer) Result {
	p := probe{name: "signed ping", method: http.MethodPost, body: pingBody(), want: http.StatusOK, why: whyPing}
	var err error
	if p.header, err = sign(ctx, p.body); err != nil {
		return Result{Name: p.name, Fault: fmt.Sprintf("it could not be signed: %v", err)}
	}
	a, err := p.send(ctx, client, address)
	r := Result{Name: p.name, Status: a.status, Elapsed: a.elapsed}
	media, _, _ := mime.ParseMediaType(a.contentType)
	var pong discordapi.Response
	switch {
	case err != nil:
		r.Fault = unanswered(err)
	case a.status != p.want:
		r.Fault = fmt.Sprintf("it wants %d: %s", p.want, p.why)
	case media != "application/json":
		r.Fault = fmt.Sprintf("its Content-Type is %q, it wants application/json: %s", a.contentType, p.why)
	case json.Unmarshal(a.body, &pong) != nil || pong.Type != discordapi.ResponsePong:
		r.Fault = `its answer is not {"type":1}: ` + p.why
	}
	return r
}

// answer is what came back.
type answer struct {
	status      int
	contentType string
	body        []byte
	elapsed     time.Duration
}

func (p probe) send(ctx context.Context, client *http.Client, address string) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, AnswerTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, p.method, address, bytes.NewReader(p.body))
	if err != nil {
		return answer{}, err
	}
	request.Header = p.header
	start := time.Now()
	response, err := client.Do(request)
	if err != nil {
		return answer{elapsed: time.Since(start)}, err
	}
	defer response.Body.Close()
	a := answer{status: response.StatusCode, contentType: response.Header.Get("Content-Type")}
	a.body, err = io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	a.elapsed = time.Since(start)
	return a, err
}

// unanswered says what a request without an answer means.
func unanswered(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Sprintf("no answer within %v: Discord would say that the application did not respond", AnswerTime)
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return "no answer: " + strings.ReplaceAll(err.Error(), "\n", " ")
}

func withoutRedirects(given *http.Client) *http.Client {
	client := http.Client{}
	if given != nil {
		client = *given
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client
}
