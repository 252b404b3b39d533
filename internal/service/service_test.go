package service

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestLoggerWritesWhatCloudLoggingReads(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := NewLogger(&out)
	log.Warn("careful", "n", 1, Trace("p", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"))

	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{
		"severity": "WARNING", "message": "careful", "n": 1.0,
		"logging.googleapis.com/trace": "projects/p/traces/0123456789abcdef0123456789abcdef",
	} {
		if line[key] != want {
			t.Errorf("%s = %v, want %v", key, line[key], want)
		}
	}
}

func TestTraceIsLeftOutWhereItIsUnknown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ project, traceparent string }{
		{"", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"},
		{"p", ""},
		{"p", "not a trace"},
	} {
		var out bytes.Buffer
		NewLogger(&out).Info("m", Trace(c.project, c.traceparent))
		if bytes.Contains(out.Bytes(), []byte("trace")) {
			t.Errorf("project %q, traceparent %q: %s", c.project, c.traceparent, out.String())
		}
	}
}

func TestTraceparent(t *testing.T) {
	t.Parallel()
	const whole = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"
	for name, c := range map[string]struct{ header, value, want string }{
		"the W3C header is taken as it is":   {"Traceparent", whole, whole},
		"Google's header is converted":       {"X-Cloud-Trace-Context", "0123456789abcdef0123456789abcdef/123;o=1", "00-0123456789abcdef0123456789abcdef-0000000000000001-01"},
		"Google's header without a span":     {"X-Cloud-Trace-Context", "0123456789abcdef0123456789abcdef", "00-0123456789abcdef0123456789abcdef-0000000000000001-01"},
		"a header that is not a trace":       {"Traceparent", "00-xyz-01", ""},
		"a trace that is not hexadecimal":    {"Traceparent", "00-0123456789abcdef0123456789abcdeg-0123456789abcdef-01", ""},
		"a long header":                      {"Traceparent", whole + "-and-more", ""},
		"Google's header with a wrong trace": {"X-Cloud-Trace-Context", "abc/1", ""},
		"no header":                          {"Accept", "*/*", ""},
	} {
		if got := Traceparent(http.Header{c.header: {c.value}}); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestAStopLetsTheRequestUnderWayFinish(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	entered, leave := make(chan struct{}), make(chan struct{})
	listener := listen(t)
	stopped := make(chan error, 1)
	go func() {
		stopped <- serve(ctx, listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			close(entered)
			<-leave
			_, _ = io.WriteString(w, "whole")
		}))
	}()

	body := make(chan string, 1)
	go func() {
		response, err := http.Get("http://" + listener.Addr().String())
		if err != nil {
			body <- err.Error()
			return
		}
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		body <- string(text)
	}()
	<-entered
	stop()
	close(leave)
	if got := <-body; got != "whole" {
		t.Errorf("the request under way got %q", got)
	}
	if err := <-stopped; err != nil {
		t.Errorf("serve returned %v", err)
	}
}

func TestAServerThatCannotServeSaysSo(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := serve(ctx, listener, http.NotFoundHandler()); err == nil {
		t.Error("serving on a closed listener succeeded")
	}
}

func TestAFunctionIsBuiltWhenItIsFirstCalledAndOnlyThen(t *testing.T) {
	t.Parallel()
	built := 0
	handler := Function("Elsewhere", func(context.Context) (http.Handler, error) {
		built++
		return http.NotFoundHandler(), nil
	})
	if built != 0 {
		t.Error("it was built before it was called")
	}
	for range 2 {
		w := httptest.NewRecorder()
		handler(w, httptest.NewRequest(http.MethodGet, "/", nil))
		if w.Code != http.StatusNotFound {
			t.Errorf("status %d", w.Code)
		}
	}
	if built != 1 {
		t.Errorf("built %d times", built)
	}
}

func TestAFunctionThatIsTheTargetIsBuiltAtOnce(t *testing.T) {
	t.Setenv("FUNCTION_TARGET", "Here")
	built := 0
	Function("Here", func(context.Context) (http.Handler, error) {
		built++
		return http.NotFoundHandler(), nil
	})
	if built != 1 {
		t.Errorf("built %d times", built)
	}
}
