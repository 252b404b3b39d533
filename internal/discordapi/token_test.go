package discordapi

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

const secret = "aW50ZXJhY3Rpb24secret"

// carriers are values that a token could leak from.
func carriers() map[string]any {
	token := NewToken(secret)
	return map[string]any{
		"the token":              token,
		"a pointer to it":        &token,
		"an exported field":      struct{ Token Token }{token},
		"an unexported field":    struct{ token Token }{token},
		"an unexported pointer":  struct{ token *Token }{&token},
		"a slice":                []Token{token},
		"a map's value":          map[string]Token{"x": token},
		"a map's key":            map[Token]int{token: 1},
		"an interface":           []any{token},
		"an interaction":         Interaction{Token: token},
		"an error":               fmt.Errorf("failed with %v and %q", token, token),
		"a credential":           BotAuth(token),
		"a credential in a pair": struct{ auth Auth }{BearerAuth(token)},
	}
}

func TestTokenHidesFromFmt(t *testing.T) {
	t.Parallel()
	verbs := []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%t", "%c", "%U", "%e", "%g", "%p", "%T", "% x", "%#x", "%10.3s", "%!"}
	for name, value := range carriers() {
		for _, verb := range verbs {
			leaked(t, name+" with "+verb, fmt.Sprintf(verb, value))
		}
		leaked(t, name+" by Sprint", fmt.Sprint(value))
		leaked(t, name+" by Sprintln", fmt.Sprintln(value))
	}
}

func TestTokenHidesFromLogs(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		for name, value := range carriers() {
			slog.New(handler).With("with", value).WithGroup("g").Info("message", "value", value, slog.Any("any", value), "name", name)
		}
	}
	leaked(t, "a log", out.String())
}

func TestTokenHidesFromEncoders(t *testing.T) {
	t.Parallel()
	for name, value := range carriers() {
		encoded, err := json.Marshal(value)
		leaked(t, name+" as JSON", string(encoded)+fmt.Sprint(err))
		marked, err := xml.Marshal(value)
		leaked(t, name+" as XML", string(marked)+fmt.Sprint(err))
	}
	text, _ := NewToken(secret).MarshalText()
	leaked(t, "the text", string(text))
}

func leaked(t *testing.T, where, text string) {
	t.Helper()
	for _, form := range []string{secret, fmt.Sprintf("%x", secret), fmt.Sprintf("%X", secret), fmt.Sprintf("% x", secret)} {
		if strings.Contains(text, form) {
			t.Errorf("%s shows the token: %s", where, text)
		}
	}
}

func TestTokenRevealsItself(t *testing.T) {
	t.Parallel()
	var zero Token
	first, second := NewToken(secret), NewToken(secret)
	switch {
	case first.Reveal() != secret:
		t.Error("Reveal does not return the text")
	case zero.Reveal() != "" || !zero.IsZero() || !NewToken("").IsZero() || NewToken(secret).IsZero():
		t.Error("the zero value is not the lack of a token")
	case first != second || first == NewToken("other"):
		t.Error("tokens do not compare by their text")
	}
}

func TestTokenDecodes(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		data string
		want Token
		ok   bool
	}{
		"a string":       {`"` + secret + `"`, NewToken(secret), true},
		"an empty one":   {`""`, Token{}, true},
		"null":           {`null`, Token{}, true},
		"a number":       {`1`, Token{}, false},
		"an object":      {`{"token":"` + secret + `"}`, Token{}, false},
		"the stand-in":   {`"[token]"`, Token{}, false},
		"an escaped one": {`"a\u0062"`, NewToken("ab"), true},
	} {
		var got Token
		err := json.Unmarshal([]byte(row.data), &got)
		if (err == nil) != row.ok || got != row.want {
			t.Errorf("%s: got %v, %v", name, got == row.want, err)
		}
		leaked(t, name, fmt.Sprint(errors.Unwrap(err), err))
	}
}
