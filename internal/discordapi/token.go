package discordapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"unique"
)

// hiddenToken is what everything but [Token.Reveal] shows of a token.
const hiddenToken = "[token]"

// Token is a secret of Discord: an interaction token, which lets anybody edit
// the reply for 15 minutes, a bot token or a client secret. It shows itself as
// "[token]" to fmt with every verb, to log/slog and to encoding/json; [Token.Reveal]
// is the only way to its text. Tokens compare with ==. The zero value is no token.
type Token struct {
	// The text is behind a pointer, because fmt cannot call methods on an
	// unexported field of somebody else's struct and would print a string there.
	text unique.Handle[string]
}

// NewToken makes a token of its text. The empty text makes the zero value.
func NewToken(text string) Token {
	if text == "" {
		return Token{}
	}
	return Token{text: unique.Make(text)}
}

// Reveal returns the text of the token, for the wire and nothing else.
func (t Token) Reveal() string {
	if t.IsZero() {
		return ""
	}
	return t.text.Value()
}

// IsZero says whether there is no token.
func (t Token) IsZero() bool { return t == Token{} }

// String returns a stand-in for the token.
func (t Token) String() string { return hiddenToken }

// Format writes the stand-in for every verb and flag.
func (t Token) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, hiddenToken) }

// LogValue logs the stand-in.
func (t Token) LogValue() slog.Value { return slog.StringValue(hiddenToken) }

// MarshalText encodes the stand-in; encoding/json uses it as well.
func (t Token) MarshalText() ([]byte, error) { return []byte(hiddenToken), nil }

// UnmarshalJSON reads a token from the wire: a string, or null for none. It
// refuses the stand-in, so that a token that was encoded without
// [Token.Reveal] is noticed where it is read and not by Discord.
func (t *Token) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return errors.New("a token must be a string") // the cause may quote it
	}
	if text == hiddenToken {
		return errors.New("a token was encoded hidden: encode what Reveal returns")
	}
	*t = NewToken(text)
	return nil
}
