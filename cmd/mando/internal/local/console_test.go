package local

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

func TestOutputIsMadeReadable(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, line, want string
	}{
		{
			"a log line loses its time and keeps the order of its keys",
			`{"time":"2026-08-01T12:00:00Z","severity":"INFO","message":"delivery","outcome":"drawn","ms":21.5,"again":false}`,
			"delivery outcome=drawn ms=21.5 again=false",
		},
		{"a severity above INFO is shown", `{"severity":"ERROR","message":"no bucket"}`, "ERROR no bucket"},
		{"a group stays JSON", `{"message":"m","trace":{"id":"a"}}`, `m trace={"id":"a"}`},
		{"plain text stays as it is", "panic: nil map", "panic: nil map"},
		{"broken JSON stays as it is", `{"message":"m`, `{"message":"m`},
		{"JSON that is no object stays as it is", `["m"]`, `["m"]`},
		{"an empty line stays empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := readable([]byte(tt.line)); got != tt.want {
				t.Errorf("readable(%s) = %q, want %q", tt.line, got, tt.want)
			}
		})
	}
}

func TestEveryLineNamesItsPart(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	c := newConsole(&out)
	c.now = func() time.Time { return time.Date(2026, 8, 1, 12, 30, 0, 5e6, time.UTC) }
	renderer := c.writer("renderer")
	io.WriteString(renderer, `{"message":"half of`)
	io.WriteString(renderer, " a line\"}\nand another\nnot yet ended")
	c.printf("pubsub", "job %d", 7)
	want := "12:30:00.005  renderer  half of a line\n" +
		"12:30:00.005  renderer  and another\n" +
		"12:30:00.005  pubsub    job 7\n"
	if out.String() != want {
		t.Errorf("got:\n%swant:\n%s", out.String(), want)
	}
}

func TestAConsoleWithoutOutputIsSilent(t *testing.T) {
	t.Parallel()
	fmt.Fprintln(newConsole(nil).writer("renderer"), "nobody hears this")
}
