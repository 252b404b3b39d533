package discordapi

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// DefaultBaseURL is where Discord's API is. The version is part of it: without
// one Discord takes version 6.
const DefaultBaseURL = "https://discord.com/api/v10"

// Bounds of what is read of an answer, in bytes.
const (
	maxAnswer      = 4 << 20
	maxErrorAnswer = 64 << 10
)

// UserAgent returns the name that Discord demands of a bot, which it blocks
// otherwise. https://docs.discord.com/developers/reference#user-agent
func UserAgent(version string) string {
	return "DiscordBot (https://github.com/mandobot/mando, " + version + ")"
}

// Client calls Discord. One call is one try, bounded by its context. The zero
// value is ready; a client may be used from several goroutines.
type Client struct {
	BaseURL    string       // DefaultBaseURL if empty
	HTTPClient *http.Client // http.DefaultClient if nil; its CheckRedirect is not used
	UserAgent  string       // UserAgent("1") if empty
}

// call is one request. Its path may hold a secret and never reaches an error.
type call struct {
	method        string
	path          string
	authorization string
	contentType   string
	body          []byte
}

// do makes the call and decodes the answer into answer, unless that is nil.
func (c *Client) do(ctx context.Context, k call, answer any) error {
	request, err := c.request(ctx, k)
	if err != nil {
		return err
	}
	response, err := c.withoutRedirects().Do(request)
	if err != nil {
		return withoutURL(err)
	}
	defer response.Body.Close()
	if response.StatusCode/100 != 2 {
		// Half a body still has its status and headers.
		body, _ := io.ReadAll(io.LimitReader(response.Body, maxErrorAnswer))
		return newError(response.StatusCode, response.Header, body)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if err != nil {
		return fmt.Errorf("reading the answer: %w", withoutURL(err))
	}
	if len(body) > maxAnswer {
		return fmt.Errorf("reading the answer: it is over %d bytes", maxAnswer)
	}
	if answer == nil {
		return nil
	}
	if err := json.Unmarshal(body, answer); err != nil {
		return fmt.Errorf("decoding the answer: %w", withoutQuote(err))
	}
	return nil
}

// request builds the HTTP request of a call. Its body can be read again, which
// net/http needs where a connection turns out to be closed.
func (c *Client) request(ctx context.Context, k call) (*http.Request, error) {
	base := strings.TrimSuffix(cmp.Or(c.BaseURL, DefaultBaseURL), "/")
	request, err := http.NewRequestWithContext(ctx, k.method, base+k.path, bytes.NewReader(k.body))
	if err != nil {
		return nil, fmt.Errorf("building the request: %w", withoutURL(err))
	}
	request.Header.Set("User-Agent", cmp.Or(c.UserAgent, UserAgent("1")))
	if k.contentType != "" {
		request.Header.Set("Content-Type", k.contentType)
	}
	if k.authorization != "" {
		request.Header.Set("Authorization", k.authorization)
	}
	return request, nil
}

// withoutRedirects returns the HTTP client that hands a redirect back.
func (c *Client) withoutRedirects() *http.Client {
	client := http.Client{}
	if c.HTTPClient != nil {
		client = *c.HTTPClient
	}
	base := client.Transport
	if base == nil {
		base = http.DefaultTransport
	}
	client.Transport = nowhereElse{base}
	return &client
}

// nowhereElse hides where a redirect points to. To follow one would send the
// body, and the path its token, to another host; and net/http quotes an address
// that it cannot read in its error, which may be the path's.
type nowhereElse struct{ http.RoundTripper }

func (t nowhereElse) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := t.RoundTripper.RoundTrip(r)
	if response != nil {
		response.Header.Del("Location")
	}
	return response, err
}

// withoutURL takes the cause out of an error of net/http, whose text would
// print the URL with the token in it.
func withoutURL(err error) error {
	var wrapped *url.Error
	for errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return err
}

// jsonCall is a call with a JSON body.
func jsonCall(method, path string, body any) (call, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return call{}, fmt.Errorf("encoding the request: %w", err)
	}
	return call{method: method, path: path, contentType: "application/json", body: data}, nil
}
