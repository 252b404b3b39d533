package local

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Client asks a running stack, in another process, to do something.
type Client struct {
	URL  string // of the stack
	HTTP *http.Client
}

// maxPicture bounds what is read of a picture, in bytes: more than Discord takes.
const maxPicture = 32 << 20

// Send lets the stack's Discord send the command and waits for its outcome.
func (c Client) Send(ctx context.Context, command Command) (Outcome, error) {
	return c.ask(ctx, "/stack/commands", command)
}

// Fetch returns the bytes of a picture.
func (c Client) Fetch(ctx context.Context, p Picture) ([]byte, error) {
	return c.do(ctx, http.MethodGet, p.URL, nil)
}

func (c Client) do(ctx context.Context, method, url string, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	client := c.HTTP
	if client == nil {
		client = http.DefaultClient
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxPicture))
	if err != nil {
		return nil, fmt.Errorf("reading the answer of %s: %w", url, err)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered %s: %s", url, resp.Status, strings.TrimSpace(string(answer)))
	}
	return answer, nil
}
