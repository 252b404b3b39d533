package discordapi

import (
	"crypto/ed25519"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

var signedAt = time.Date(2026, 8, 10, 12, 0, 0, 0, time.UTC)

// signed is a request that a test may spoil.
type signed struct {
	header http.Header
	body   []byte
}

func newKey(t testing.TB) ed25519.PrivateKey {
	t.Helper()
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func sign(key ed25519.PrivateKey, timestamp string, body []byte) signed {
	signature := ed25519.Sign(key, append([]byte(timestamp), body...))
	return signed{http.Header{HeaderTimestamp: {timestamp}, HeaderSignature: {hex.EncodeToString(signature)}}, body}
}

func public(key ed25519.PrivateKey) ed25519.PublicKey { return key.Public().(ed25519.PublicKey) }

func newVerifier(t testing.TB, keys ...ed25519.PrivateKey) *Verifier {
	t.Helper()
	var publics []ed25519.PublicKey
	for _, key := range keys {
		publics = append(publics, public(key))
	}
	v, err := NewVerifier(publics, 0)
	if err != nil {
		t.Fatal(err)
	}
	v.Now = func() time.Time { return signedAt }
	return v
}

func unix(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

var awkward = []byte(`{"type":2,"id":"1","data":{"name":"mando","options":[{"value":"héllo 🌸 \"q\" \\ <@1> \u00e9"},{"value":0.75}]}}`)

func TestRightSignaturesAreTaken(t *testing.T) {
	t.Parallel()
	key, other := newKey(t), newKey(t)
	v := newVerifier(t, other, key)
	bodies := map[string][]byte{"an awkward body": awkward, "an empty body": {}, "no JSON": {0, 255, 10}, "64 KiB": make([]byte, 64<<10)}
	for name, body := range bodies {
		for _, signer := range []ed25519.PrivateKey{key, other} {
			r := sign(signer, unix(signedAt), body)
			if err := v.Verify(r.header, r.body); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	r := sign(key, unix(signedAt), awkward)
	r.header.Set(HeaderSignature, strings.ToUpper(r.header.Get(HeaderSignature)))
	if err := v.Verify(r.header, r.body); err != nil {
		t.Errorf("a signature in capitals: %v", err)
	}
}

func TestExamplePayloadsVerify(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	v := newVerifier(t, key)
	for name, body := range examples(t) {
		r := sign(key, unix(signedAt), body)
		if err := v.Verify(r.header, r.body); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := v.Verify(r.header, append(r.body, '\n')); err == nil {
			t.Errorf("%s: one byte more was taken", name)
		}
	}
}

func TestWrongSignaturesAreRefused(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	v := newVerifier(t, key)
	set := func(name, value string) func(*signed) {
		return func(r *signed) { r.header.Set(name, value) }
	}
	for name, spoil := range map[string]func(*signed){
		"no signature":             func(r *signed) { r.header.Del(HeaderSignature) },
		"no timestamp":             func(r *signed) { r.header.Del(HeaderTimestamp) },
		"neither":                  func(r *signed) { r.header = nil },
		"an empty signature":       set(HeaderSignature, ""),
		"an empty timestamp":       set(HeaderTimestamp, ""),
		"two signatures":           func(r *signed) { r.header.Add(HeaderSignature, r.header.Get(HeaderSignature)) },
		"two timestamps":           func(r *signed) { r.header.Add(HeaderTimestamp, r.header.Get(HeaderTimestamp)) },
		"a signature not in hex":   set(HeaderSignature, strings.Repeat("zz", 64)),
		"a signature of 63 bytes":  func(r *signed) { cutSignature(r, 126) },
		"a signature of 127 chars": func(r *signed) { cutSignature(r, 127) },
		"a signature of 65 bytes":  func(r *signed) { r.header.Set(HeaderSignature, r.header.Get(HeaderSignature)+"00") },
		"space before it":          func(r *signed) { r.header.Set(HeaderSignature, " "+r.header.Get(HeaderSignature)) },
		"space in it":              set(HeaderSignature, strings.Repeat(" 0", 64)),
		"a signature of 1 MB":      set(HeaderSignature, strings.Repeat("0", 1<<20)),
		"a signature of zeros":     set(HeaderSignature, strings.Repeat("0", 128)),
		"another key":              func(r *signed) { *r = sign(newKey(t), unix(signedAt), r.body) },
		"one byte more":            func(r *signed) { r.body = append(r.body, ' ') },
		"one byte less":            func(r *signed) { r.body = r.body[:len(r.body)-1] },
		"one bit changed":          func(r *signed) { r.body[5] ^= 1 },
		"a byte order mark":        func(r *signed) { r.body = append([]byte("\ufeff"), r.body...) },
		"CRLF for LF":              func(r *signed) { r.body = []byte(strings.ReplaceAll(string(r.body), "\n", "\r\n") + "\r\n") },
		"other escapes":            func(r *signed) { r.body = []byte(strings.ReplaceAll(string(r.body), `\u00e9`, "é")) },
		"another timestamp":        set(HeaderTimestamp, unix(signedAt.Add(time.Second))),
		"the timestamp moved over": func(r *signed) { moveTimestamp(r) },
	} {
		r := sign(key, unix(signedAt), append([]byte{}, awkward...))
		spoil(&r)
		err := v.Verify(r.header, r.body)
		if err == nil {
			t.Errorf("%s was taken", name)
			continue
		}
		if len(err.Error()) > 100 {
			t.Errorf("%s: the error quotes what was sent: %.200s", name, err)
		}
	}
}

func cutSignature(r *signed, n int) {
	r.header.Set(HeaderSignature, r.header.Get(HeaderSignature)[:n])
}

// moveTimestamp takes the last digit of the timestamp to the front of the
// body: the signed bytes are the same.
func moveTimestamp(r *signed) {
	text := r.header.Get(HeaderTimestamp)
	r.header.Set(HeaderTimestamp, text[:len(text)-1])
	r.body = append([]byte(text[len(text)-1:]), r.body...)
}

func TestFreshness(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	for name, row := range map[string]struct {
		timestamp string
		maxAge    time.Duration
		ok        bool
	}{
		"now":                    {unix(signedAt), 0, true},
		"4 minutes ago":          {unix(signedAt.Add(-4 * time.Minute)), 0, true},
		"in 4 minutes":           {unix(signedAt.Add(4 * time.Minute)), 0, true},
		"5 minutes ago":          {unix(signedAt.Add(-5 * time.Minute)), 0, true},
		"6 minutes ago":          {unix(signedAt.Add(-6 * time.Minute)), 0, false},
		"in 6 minutes":           {unix(signedAt.Add(6 * time.Minute)), 0, false},
		"6 minutes of 10":        {unix(signedAt.Add(-6 * time.Minute)), 10 * time.Minute, true},
		"2 seconds of 1":         {unix(signedAt.Add(-2 * time.Second)), time.Second, false},
		"text":                   {"yesterday", 0, false},
		"below zero":             {"-" + unix(signedAt), 0, false},
		"with a plus":            {"+" + unix(signedAt), 0, false},
		"1e30":                   {"1e30", 0, false},
		"a fraction":             {unix(signedAt) + ".5", 0, false},
		"milliseconds":           {unix(signedAt) + "000", 0, false},
		"over 64 bits":           {"99999999999999999999", 0, false},
		"the last of 64 bits":    {"9223372036854775807", 0, false},
		"space before":           {" " + unix(signedAt), 0, false},
		"a leading zero":         {"0" + unix(signedAt), 0, true},
		"digits of other kinds":  {"１７８６３６３２００", 0, false},
		"a very long timestamp":  {strings.Repeat("1", 1<<20), 0, false},
		"zero":                   {"0", 0, false},
		"hexadecimal":            {"0x6a78a0c0", 0, false},
		"digits with underlines": {"1_786_363_200", 0, false},
	} {
		v := newVerifier(t, key)
		v.MaxAge = row.maxAge
		r := sign(key, row.timestamp, awkward)
		if err := v.Verify(r.header, r.body); (err == nil) != row.ok {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestVerifierRefusesWhatCannotVerify(t *testing.T) {
	t.Parallel()
	good := public(newKey(t))
	for name, row := range map[string]struct {
		keys   []ed25519.PublicKey
		maxAge time.Duration
	}{
		"no keys": {nil, 0}, "31 bytes": {[]ed25519.PublicKey{good, good[:31]}, 0}, "33 bytes": {[]ed25519.PublicKey{append(good[:32:32], 0)}, 0},
		"an empty key": {[]ed25519.PublicKey{{}}, 0}, "an age below zero": {[]ed25519.PublicKey{good}, -1},
	} {
		if v, err := NewVerifier(row.keys, row.maxAge); err == nil {
			t.Errorf("%s: got %+v", name, v)
		}
	}
	// Without NewVerifier it refuses everything, and does not panic.
	r := sign(newKey(t), unix(time.Now()), awkward)
	for _, v := range []Verifier{{}, {Keys: []ed25519.PublicKey{good[:31], {}, nil}}} {
		if v.Verify(r.header, r.body) == nil {
			t.Error("a verifier without a key took a request")
		}
	}
}

func TestParsePublicKeys(t *testing.T) {
	t.Parallel()
	first, second := hex.EncodeToString(public(newKey(t))), hex.EncodeToString(public(newKey(t)))
	for name, row := range map[string]struct {
		text string
		want int
	}{
		"one":             {first, 1},
		"capitals":        {strings.ToUpper(first), 1},
		"a trailing line": {first + "\n", 1},
		"two":             {first + ", " + second, 2},
	} {
		keys, err := ParsePublicKeys(row.text)
		if err != nil || len(keys) != row.want || hex.EncodeToString(keys[0]) != first {
			t.Errorf("%s: got %x, %v", name, keys, err)
		}
	}
	for name, row := range map[string]struct{ text, advice string }{
		"nothing":            {"", "developer portal"},
		"space":              {" \n", "developer portal"},
		"31 bytes":           {first[:62], "public key 1 has 62 characters"},
		"33 bytes":           {first + "00", "has 66 characters"},
		"63 digits":          {first[:63], "64 hexadecimal digits"},
		"not hex":            {strings.Repeat("g", 64), "is not hexadecimal"},
		"a wrong second":     {first + "," + second[:60], "public key 2"},
		"a trailing comma":   {first + ",", "public key 2 has 0 characters"},
		"a space in between": {first[:32] + " " + first[32:], "has 65 characters"},
	} {
		if keys, err := ParsePublicKeys(row.text); err == nil || !strings.Contains(err.Error(), row.advice) {
			t.Errorf("%s: got %x, %v", name, keys, err)
		}
	}
}
