package discordapi

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// Whatever is decoded has what its type must have, and twice the same.
func FuzzDecodeInteraction(f *testing.F) {
	for _, body := range []string{
		`{"type":1}`, `null`, `[]`, `{"type":"2"}`, `{"type":2,"type":1}`, string(awkward),
		`{"type":2,"id":"1","token":"t","app_permissions":"8","data":{"id":1,"options":[{"name":"a","value":1e308}]}}`,
		`{"type":3,"id":"1","token":"t","data":{"custom_id":"x"},"message":{"components":[{"type":1,"components":[{"type":2}]}]}}`,
		strings.Repeat(`{"data":`, 100),
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		i, err := DecodeInteraction(body)
		again, againErr := DecodeInteraction(body)
		if (err == nil) != (againErr == nil) || err == nil && (i.Type != again.Type || i.ID != again.ID || i.Token != again.Token) {
			t.Fatal("two readings of the same bytes")
		}
		if err != nil {
			if i != nil || len(err.Error()) > 500 {
				t.Fatalf("an error of %d bytes with %v", len(err.Error()), i)
			}
			return
		}
		if i.Type <= 0 || i.Type != InteractionPing && (i.ID == "" || i.Token.IsZero()) {
			t.Fatalf("decoded %+v", i)
		}
		i.Invoker()
	})
}

// No header makes it panic, and none is taken that was not signed.
func FuzzVerify(f *testing.F) {
	key := newKey(f)
	v := newVerifier(f, key)
	good := sign(key, unix(signedAt), awkward)
	signature := good.header.Get(HeaderSignature)
	f.Add(signature, unix(signedAt), awkward)
	f.Add("", "", []byte{})
	f.Add(strings.Repeat("0", 128), "99999999999999999999", []byte("{}"))
	f.Add(signature[:127], unix(signedAt)+"x", awkward)
	f.Fuzz(func(t *testing.T, sig, timestamp string, body []byte) {
		err := v.Verify(http.Header{HeaderSignature: {sig}, HeaderTimestamp: {timestamp}}, body)
		same := strings.EqualFold(sig, signature) && timestamp+string(body) == unix(signedAt)+string(awkward)
		if err == nil && !same {
			t.Fatalf("took %q %q %q", sig, timestamp, body)
		}
		if v.Verify(http.Header{HeaderSignature: {sig, sig}, HeaderTimestamp: {timestamp}}, body) == nil {
			t.Fatal("took two signatures")
		}
	})
}

// The time to wait is always usable, and whole answers never break it.
func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"0.3", "64.57", `"abc"`, "-1", "1e9", "1e400", "NaN", "0x1p-2", "", "null"} {
		f.Add(429, seed, `{"message":"m","retry_after":`+seed+`}`)
		f.Add(503, seed, seed)
	}
	f.Fuzz(func(t *testing.T, status int, header, body string) {
		e := newError(status, http.Header{"Retry-After": {header}}, []byte(body))
		if e.RetryAfter < 0 || e.RetryAfter > 24*time.Hour {
			t.Fatalf("waits %v", e.RetryAfter)
		}
		if len(e.Message) > maxErrorMessage || utf8.ValidString(body) && !utf8.ValidString(e.Message) {
			t.Fatalf("the message is %q", e.Message)
		}
		seconds, err := strconv.ParseFloat(header, 64)
		if plain := err == nil && !math.IsNaN(seconds) && seconds >= 0 && seconds < 1000; plain && body == "" {
			if got := e.RetryAfter.Seconds(); math.Abs(got-seconds) > 1e-9 {
				t.Fatalf("waits %v for %s", e.RetryAfter, header)
			}
		}
		_ = e.Error()
	})
}
