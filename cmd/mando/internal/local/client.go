package local

import (
	"bytes"
	"context"
	"encoding/json"
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
	body, err := json.Marshal(command)
	if err != nil {
		return Outcome{}, fmt.Errorf("encoding the command: %w", err)
	}
	answer, err := c.do(ctx, http.MethodPost, strings.TrimSuffix(c.URL, "/")+"/stack/commands", body)
	if err != nil {
		return Outcome{}, err
	}
	var out Outcome
	if err := json.Unmarshal(answer, &out); err != nil {
		return Outcome{}, fmt.Errorf("decoding the stack's answer: %w", err)
	}
	return out, nil
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
