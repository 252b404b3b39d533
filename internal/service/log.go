// Package service is what both functions need around their handler: log lines
// as Cloud Logging reads them, the trace that joins the two, and a server that
// bounds its clients' time and stops gracefully.
package service

import (
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"strings"
)

// NewLogger writes one JSON object a line, with the field names that Cloud
// Logging gives a meaning to: severity and message.
// https://cloud.google.com/logging/docs/structured-logging
func NewLogger(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: asCloudLogging}))
}

func asCloudLogging(groups []string, a slog.Attr) slog.Attr {
	if len(groups) > 0 {
		return a
	}
	switch a.Key {
	case slog.MessageKey:
		a.Key = "message"
	case slog.LevelKey:
		a.Key = "severity"
		if level, ok := a.Value.Any().(slog.Level); ok && level == slog.LevelWarn {
			a.Value = slog.StringValue("WARNING")
		}
	}
	return a
}

// Traceparent returns the W3C trace context of a request, from its traceparent
// header or else from Google's own X-Cloud-Trace-Context ("TRACE/SPAN;o=1"). It
// is empty where neither is well formed.
func Traceparent(h http.Header) string {
	if given := h.Get("Traceparent"); traceID(given) != "" {
		return given
	}
	trace, _, _ := strings.Cut(h.Get("X-Cloud-Trace-Context"), "/")
	converted := "00-" + trace + "-0000000000000001-01"
	if traceID(converted) == "" {
		return ""
	}
	return converted
}

// Trace is the attribute that files a log line under its trace. It is empty,
// and left out of the line, where the project or the trace is unknown.
func Trace(project, traceparent string) slog.Attr {
	id := traceID(traceparent)
	if project == "" || id == "" {
		return slog.Attr{}
	}
	return slog.String("logging.googleapis.com/trace", "projects/"+project+"/traces/"+id)
}

// traceID is the 32 hexadecimal digits of a traceparent of 55 characters, or
// empty. https://www.w3.org/TR/trace-context/#traceparent-header
func traceID(traceparent string) string {
	if len(traceparent) != 55 || traceparent[2] != '-' || traceparent[35] != '-' || traceparent[52] != '-' {
		return ""
	}
	for _, part := range []string{traceparent[:2], traceparent[3:35], traceparent[36:52], traceparent[53:]} {
		if _, err := hex.DecodeString(part); err != nil {
			return ""
		}
	}
	return traceparent[3:35]
}
