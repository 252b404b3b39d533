package local

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"time"
)

// console shows what all parts of the stack say as lines of one output, each
// with its time and the name of the part.
type console struct {
	mu  sync.Mutex
	out io.Writer
	now func() time.Time
}

func newConsole(out io.Writer) *console {
	if out == nil {
		out = io.Discard
	}
	return &console{out: out, now: time.Now}
}

// printf writes one line of the part name.
func (c *console) printf(name, format string, args ...any) {
	line := fmt.Appendf(nil, "%s  %-8s  ", c.now().Format("15:04:05.000"), name)
	line = fmt.Appendf(line, format, args...)
	c.mu.Lock()
	defer c.mu.Unlock()
	_, _ = c.out.Write(append(line, '\n'))
}

// writer returns what takes the output of the part name. Lines that are JSON
// logs are made readable, others are shown as they are.
func (c *console) writer(name string) io.Writer { return &lines{console: c, name: name} }

// lines cuts what is written into lines.
type lines struct {
	console *console
	name    string
	mu      sync.Mutex
	rest    []byte
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rest = append(l.rest, b...)
	for {
		line, rest, found := bytes.Cut(l.rest, []byte("\n"))
		if !found {
			return len(b), nil
		}
		l.console.printf(l.name, "%s", readable(line))
		l.rest = append([]byte(nil), rest...)
	}
}

// readable turns a structured log line into "SEVERITY message key=value ...",
// in the order of its keys and without its time. INFO goes without saying.
func readable(line []byte) string {
	fields, ok := decodeFields(line)
	if !ok {
		return string(line)
	}
	var severity, message, rest string
	for _, f := range fields {
		switch f.key {
		case "time":
		case "severity":
			if severity = f.text(); severity == "INFO" {
				severity = ""
			} else {
				severity += " "
			}
		case "message":
			message = f.text()
		default:
			rest += " " + f.key + "=" + f.text()
		}
	}
	return severity + message + rest
}

// field is one key of a JSON object and its value.
type field struct {
	key   string
	value json.RawMessage
}

// text returns a string without its quotes and anything else as JSON.
func (f field) text() string {
	var s string
	if json.Unmarshal(f.value, &s) == nil {
		return s
	}
	return string(f.value)
}

// decodeFields returns the keys of a JSON object in their order.
func decodeFields(line []byte) ([]field, bool) {
	d := json.NewDecoder(bytes.NewReader(line))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return nil, false
	}
	var fields []field
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, false
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, false
		}
		fields = append(fields, field{key.(string), value})
	}
	return fields, true
}
