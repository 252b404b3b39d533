package receiver

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// raw sends bytes over a connection of their own and returns the answer. What
// is left of the request is written in the background for as long as the
// server takes it.
func raw(t *testing.T, address, head string, rest io.Reader) *http.Response {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, head); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(conn, rest) }()
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	return response
}

// endless is a chunked body without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	return copy(p, "a\r\n0123456789\r\n"), nil
}

func TestTheBodyIsBoundedInSizeAndTime(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(newBench(t, nil).handler)
	t.Cleanup(server.Close)
	address := server.Listener.Addr().String()
	post := func(length string) string { return "POST / HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n" }
	sized := func(n int) string { return post(fmt.Sprintf("Content-Length: %d", n)) }

	for name, c := range map[string]struct {
		head   string
		rest   io.Reader
		status int
	}{
		"64 KiB are read, and refused unsigned": {sized(maxBody), strings.NewReader(strings.Repeat("x", maxBody)), 401},
		"a byte more is not":                    {sized(maxBody + 1), strings.NewReader(strings.Repeat("x", maxBody+1)), 413},
		"10 GB announced and 3 bytes sent":      {sized(10_000_000_000), strings.NewReader("abc"), 413},
		"chunks without an end":                 {post("Transfer-Encoding: chunked"), endless{}, 413},
		"a body that stalls after 2 bytes":      {sized(100), strings.NewReader("ab"), 408},
		"a chunked body that stalls":            {post("Transfer-Encoding: chunked"), strings.NewReader("2\r\nab\r\n"), 408},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			response := raw(t, address, c.head, c.rest)
			if response.StatusCode != c.status {
				t.Errorf("status %d, want %d", response.StatusCode, c.status)
			}
		})
	}
}
