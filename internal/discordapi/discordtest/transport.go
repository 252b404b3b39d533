package discordtest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"syscall"
)

// Transport serves requests by a handler in the same process, without a
// socket: what testing/synctest needs, whose clock stands still while a
// goroutine waits for the network. A handler that panics with
// http.ErrAbortHandler cuts the connection. The handler sees its request's
// context end with that of the client, or when the answer's body is closed.
func Transport(handler http.Handler) http.RoundTripper { return transport{handler} }

type transport struct{ handler http.Handler }

// errCut is what a client sees of a connection that was cut.
var errCut error = &cutError{}

type cutError struct{}

func (*cutError) Error() string { return "read: connection reset by peer" }
func (*cutError) Unwrap() error { return syscall.ECONNRESET }

// RoundTrip lets the handler answer and returns once it has sent its headers.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err // as with a socket: nobody is called
	}
	ctx, cancel := context.WithCancel(r.Context())
	served := r.Clone(ctx)
	served.RequestURI = r.URL.RequestURI()
	served.RemoteAddr = "192.0.2.1:1234"
	if served.Host == "" {
		served.Host = r.URL.Host
	}
	if served.Body == nil {
		served.Body = http.NoBody
	}
	body, pipe := io.Pipe()
	w := &answerWriter{header: http.Header{}, pipe: pipe, started: make(chan struct{})}
	go w.serve(t.handler, served)
	end := func() {
		cancel()
		_ = body.Close()
	}
	select {
	case <-w.started:
	case <-ctx.Done():
	}
	if err := ctx.Err(); err != nil {
		end()
		return nil, err
	}
	if w.status == 0 {
		end()
		return nil, errCut
	}
	return &http.Response{
		Status: http.StatusText(w.status), StatusCode: w.status, Header: w.sent,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, ContentLength: -1, Request: r,
		Body: &answerBody{PipeReader: body, ctx: ctx, end: end},
	}, nil
}

// answerWriter is the handler's side of an answer.
type answerWriter struct {
	header  http.Header
	pipe    *io.PipeWriter
	once    sync.Once
	started chan struct{} // closed once sent and status are final
	sent    http.Header
	status  int
}

func (w *answerWriter) serve(handler http.Handler, r *http.Request) {
	defer r.Body.Close()
	defer func() {
		cause := recover()
		if cause == nil {
			w.WriteHeader(http.StatusOK)
			_ = w.pipe.Close()
			return
		}
		_ = w.pipe.CloseWithError(errCut)
		w.start(0)
		if err, ok := cause.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
			panic(cause) // a mistake in the handler must not look like the network
		}
	}()
	handler.ServeHTTP(w, r)
}

func (w *answerWriter) start(status int) {
	w.once.Do(func() {
		w.status, w.sent = status, w.header.Clone()
		close(w.started)
	})
}

func (w *answerWriter) Header() http.Header    { return w.header }
func (w *answerWriter) WriteHeader(status int) { w.start(status) }
func (w *answerWriter) Flush()                 { w.WriteHeader(http.StatusOK) }

func (w *answerWriter) Write(data []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.pipe.Write(data)
}

// answerBody is the client's side of an answer's body: closing it ends the
// handler, and so does the request's context.
type answerBody struct {
	*io.PipeReader
	ctx context.Context
	end func()
}

func (b *answerBody) Read(data []byte) (int, error) {
	stop := context.AfterFunc(b.ctx, func() { _ = b.PipeReader.Close() })
	defer stop()
	n, err := b.PipeReader.Read(data)
	if err != nil && !errors.Is(err, io.EOF) && b.ctx.Err() != nil {
		err = b.ctx.Err() // why the handler has ended, too
	}
	return n, err
}

func (b *answerBody) Close() error {
	b.end()
	return nil
}
