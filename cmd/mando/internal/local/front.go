package local

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"
)

// DefaultAddr and DefaultURL are where a developer's stack is.
const (
	DefaultAddr = "127.0.0.1:8620"
	DefaultURL  = "http://" + DefaultAddr
)

// front is the one address of the stack.
type front struct {
	url      string
	listener net.Listener
	server   *http.Server
}

// listen takes the address; requests wait until serve.
func listen(ctx context.Context, addr string) (*front, error) {
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("taking the address of the stack: %w", err)
	}
	return &front{
		url:      "http://" + listener.Addr().String(),
		listener: listener,
		server:   &http.Server{ReadHeaderTimeout: 5 * time.Second},
	}, nil
}

func (f *front) serve(h http.Handler) {
	f.server.Handler = h
	go func() { _ = f.server.Serve(f.listener) }()
}

func (f *front) close() {
	_ = f.server.Close()
	_ = f.listener.Close()
}

// pushPath is where the emulator pushes jobs to. As in the cloud a front end
// stands before the renderer and answers when that dies in the middle of a
// request: a push whose connection breaks the emulator sometimes never repeats.
const pushPath = "/push"

// routes is what the front serves.
func (s *Stack) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/interactions", http.StripPrefix("/interactions", s.forward(s.receiver.url(), "the receiver")))
	mux.Handle(pushPath, http.StripPrefix(pushPath, s.forward(s.renderer.url(), "the renderer")))
	mux.Handle("/api/", s.discord)
	mux.Handle("/attachments/", s.discord)
	mux.Handle("/bucket/", http.StripPrefix("/bucket/", s.forward("http://"+s.bucket.host+"/"+bucketName+"/", "the bucket")))
	s.routeControl(mux)
	s.routePage(mux)
	return mux
}

// forward passes requests on to another server of the stack, the body and the
// headers as they came.
func (s *Stack) forward(target, name string) http.Handler {
	to, err := url.Parse(target)
	if err != nil {
		panic(err) // made of a listener's address
	}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL = to.JoinPath(r.In.URL.Path)
			r.Out.URL.RawQuery = r.In.URL.RawQuery
			r.Out.Host = to.Host
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, err error) {
			s.console.printf("front", "WARNING %s does not answer: %v", name, err)
			w.WriteHeader(http.StatusBadGateway)
		},
	}
	return proxy
}
