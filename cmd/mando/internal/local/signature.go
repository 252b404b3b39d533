package local

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// postSignature answers with the headers that sign the request's body with the
// key of this stack, as its Discord would send it. The key is good for this
// stack and ends with it.
func (s *Stack) postSignature(w http.ResponseWriter, r *http.Request) {
	if !isJSON(w, r) {
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		http.Error(w, fmt.Sprintf("reading what to sign: %v", err), http.StatusBadRequest)
		return
	}
	writeJSON(w, s.discord.Sign(body, time.Now()))
}

// Sign returns the headers that sign a body with the key of the stack. It fails
// where no stack answers.
func (c Client) Sign(ctx context.Context, body []byte) (http.Header, error) {
	answer, err := c.do(ctx, http.MethodPost, strings.TrimSuffix(c.URL, "/")+"/stack/signatures", body)
	if err != nil {
		return nil, fmt.Errorf("asking the stack for a signature: %w", err)
	}
	var headers http.Header
	if err := json.Unmarshal(answer, &headers); err != nil {
		return nil, fmt.Errorf("decoding the stack's signature: %w", err)
	}
	return headers, nil
}
