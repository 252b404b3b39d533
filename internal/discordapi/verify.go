package discordapi

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The headers of a signed request.
const (
	HeaderSignature = "X-Signature-Ed25519"
	HeaderTimestamp = "X-Signature-Timestamp"
)

// DefaultMaxAge is how far a request's timestamp may be from the clock where a
// [Verifier] does not say. Discord names no limit.
const DefaultMaxAge = 5 * time.Minute

// maxTimestamp bounds the timestamp's length: 19 digits hold every int64.
const maxTimestamp = 19

// ParsePublicKeys reads the application's public keys: 64 hexadecimal digits
// each, separated by commas where a rotation needs two. Space around a key is
// ignored. The error says which key is wrong and how.
func ParsePublicKeys(text string) ([]ed25519.PublicKey, error) {
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("no public key: copy it from General Information in Discord's developer portal")
	}
	var keys []ed25519.PublicKey
	for n, part := range strings.Split(text, ",") {
		part = strings.TrimSpace(part)
		if len(part) != hex.EncodedLen(ed25519.PublicKeySize) {
			return nil, fmt.Errorf("public key %d has %d characters: a key is 64 hexadecimal digits, as the developer portal shows it", n+1, len(part))
		}
		key, err := hex.DecodeString(part)
		if err != nil {
			return nil, fmt.Errorf("public key %d is not hexadecimal: a key is 64 digits 0-9 and a-f, as the developer portal shows it", n+1)
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// Verifier tells the requests of Discord from all others. Make it with
// [NewVerifier]; it may then be used from several goroutines.
type Verifier struct {
	Keys   []ed25519.PublicKey // any of them may have signed
	MaxAge time.Duration       // how far the timestamp may be off; DefaultMaxAge if not positive
	Now    func() time.Time    // time.Now if nil
}

// NewVerifier returns a verifier for the keys. It refuses to work without one,
// with one of a wrong length and with a negative age; an age of 0 is [DefaultMaxAge].
func NewVerifier(keys []ed25519.PublicKey, maxAge time.Duration) (*Verifier, error) {
	if len(keys) == 0 {
		return nil, errors.New("no public key to verify with")
	}
	for n, key := range keys {
		if len(key) != ed25519.PublicKeySize { // ed25519.Verify panics on it
			return nil, fmt.Errorf("public key %d has %d bytes: it must have %d", n+1, len(key), ed25519.PublicKeySize)
		}
	}
	if maxAge < 0 {
		return nil, fmt.Errorf("the maximum age of a signature is %v: it must not be negative", maxAge)
	}
	return &Verifier{Keys: keys, MaxAge: maxAge}, nil
}

// Verify checks that one of the keys signed the timestamp header followed by
// the raw body, and that the timestamp (Unix seconds) is near the clock. Any
// error means 401; none quotes what was sent. The body is not decoded.
func (v *Verifier) Verify(h http.Header, body []byte) error {
	timestamp, err := onlyValue(h, HeaderTimestamp)
	if err != nil {
		return err
	}
	if err := v.checkAge(timestamp); err != nil {
		return err
	}
	text, err := onlyValue(h, HeaderSignature)
	if err != nil {
		return err
	}
	if len(text) != hex.EncodedLen(ed25519.SignatureSize) {
		return errors.New("the signature has the wrong length")
	}
	signature, err := hex.DecodeString(text)
	if err != nil {
		return errors.New("the signature is not hexadecimal")
	}
	message := make([]byte, 0, len(timestamp)+len(body))
	message = append(append(message, timestamp...), body...)
	if !signedByOne(v.Keys, message, signature) {
		return errors.New("the signature does not belong to the request")
	}
	return nil
}

// onlyValue returns the value of a header that must be there exactly once.
func onlyValue(h http.Header, name string) (string, error) {
	values := h[name]
	if len(values) != 1 || values[0] == "" {
		return "", fmt.Errorf("the header %s is missing, empty or repeated", name)
	}
	return values[0], nil
}

// checkAge refuses a timestamp that is not in plain decimal seconds or is too
// far from the clock, in the past or in the future.
func (v *Verifier) checkAge(timestamp string) error {
	if len(timestamp) > maxTimestamp || strings.Trim(timestamp, "0123456789") != "" {
		return errors.New("the timestamp is not in Unix seconds")
	}
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return errors.New("the timestamp is not in Unix seconds")
	}
	limit := v.MaxAge
	if limit <= 0 {
		limit = DefaultMaxAge
	}
	now := time.Now
	if v.Now != nil {
		now = v.Now
	}
	// Sub saturates, so that no timestamp can wrap around into freshness.
	if age := now().Sub(time.Unix(seconds, 0)); age > limit || age < -limit {
		return errors.New("the timestamp is too far from the clock")
	}
	return nil
}

// signedByOne says whether one of the keys signed the message. A key of a
// wrong length signs nothing.
func signedByOne(keys []ed25519.PublicKey, message, signature []byte) bool {
	for _, key := range keys {
		if len(key) == ed25519.PublicKeySize && ed25519.Verify(key, message, signature) {
			return true
		}
	}
	return false
}
