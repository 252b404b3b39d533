package discordapi

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Codes of Discord's errors that decide what to do next.
// https://docs.discord.com/developers/topics/opcodes-and-status-codes
const (
	CodeUnknownMessage      = 10008 // the message was deleted
	CodeUnknownWebhook      = 10015 // the answer to the interaction is not registered, or not yet
	CodeMissingAccess       = 50001
	CodeMissingPermissions  = 50013
	CodeInvalidWebhookToken = 50027 // older than 15 minutes
	CodeUploadsLimited      = 400001
)

// Limits of what an error keeps.
const (
	maxErrorMessage   = 1 << 10        // bytes of Discord's own words
	maxRetryAfter     = 24 * time.Hour // no rate limit of Discord lasts longer
	defaultRetryAfter = time.Second    // for a 429 that does not say
)

// Error is an answer of Discord other than success. It never contains the URL
// or the token.
type Error struct {
	Status     int           // of HTTP
	Code       int           // of Discord, 0 where it gave none
	Message    string        // Discord's words, up to 1 KiB
	RetryAfter time.Duration // how long to wait before the next try, 0 to 24 h; 1 s for a 429 that does not say
	Global     bool          // the limit is on all routes
	Scope      string        // of a rate limit: "user", "global", "shared" or nothing
	JSON       bool          // the answer was Discord's JSON, not a page from in front of it
}

// Error says what Discord answered.
func (e *Error) Error() string {
	if e.Message == "" {
		return fmt.Sprintf("discord answered %d", e.Status)
	}
	return fmt.Sprintf("discord answered %d, code %d: %s", e.Status, e.Code, e.Message)
}

// Redirect says that Discord pointed elsewhere. Nobody went there.
func (e *Error) Redirect() bool { return e.Status/100 == 3 }

// RateLimited says that there were too many calls.
func (e *Error) RateLimited() bool { return e.Status == http.StatusTooManyRequests }

// Blocked says that the calling address is shut out for a while, by a 429 that
// does not come from the API but from in front of it.
func (e *Error) Blocked() bool {
	return e.RateLimited() && (!e.JSON || strings.Contains(e.Message, "blocked from accessing our API"))
}

// Temporary says that the same call may succeed later: Discord was
// overloaded, or limits the rate.
func (e *Error) Temporary() bool { return e.Status >= 500 || e.RateLimited() }

// UnknownWebhook says that Discord does not know the token: the answer to the
// interaction is not registered yet, or never will be. Which of the two only
// the interaction's age can tell.
func (e *Error) UnknownWebhook() bool {
	return e.Status == http.StatusNotFound && e.Code == CodeUnknownWebhook
}

// Rejected says that Discord takes no such message, but may take another one:
// its form is wrong, a filter blocks it, or the bot may not post that here.
func (e *Error) Rejected() bool {
	switch e.Code {
	case CodeMissingAccess, CodeMissingPermissions, CodeUploadsLimited:
		return true
	}
	return e.Status == http.StatusBadRequest || e.Status == http.StatusRequestEntityTooLarge
}

// Refused says that Discord takes nothing more with this token: the message is
// deleted, the token is unknown or over, or the bot is not wanted. Further
// calls with the token count towards a ban. [Error.UnknownWebhook] is one of
// these cases that can heal while the interaction is young.
func (e *Error) Refused() bool {
	switch e.Status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
		return !e.Rejected()
	}
	return false
}

// newError reads an answer that is not success.
func newError(status int, h http.Header, body []byte) *Error {
	e := &Error{Status: status, Scope: h.Get("X-RateLimit-Scope")}
	var wire struct {
		Code       json.RawMessage `json:"code"`
		Message    json.RawMessage `json:"message"`
		RetryAfter json.RawMessage `json:"retry_after"`
		Global     json.RawMessage `json:"global"`
		Errors     json.RawMessage `json:"errors"`
	}
	// Field by field, so that one of a wrong type does not hide the others.
	if json.Unmarshal(body, &wire) == nil {
		_ = json.Unmarshal(wire.Code, &e.Code)
		_ = json.Unmarshal(wire.Message, &e.Message)
		_ = json.Unmarshal(wire.Global, &e.Global)
		e.JSON = wire.Message != nil || wire.Code != nil || wire.RetryAfter != nil
	}
	if len(wire.Errors) > 2 { // says which field is wrong
		e.Message += " " + string(wire.Errors)
	}
	e.Message = cut(e.Message, maxErrorMessage)
	e.Global = e.Global || e.Scope == "global" || strings.EqualFold(h.Get("X-RateLimit-Global"), "true")
	e.RetryAfter = retryAfter(status, h.Get("Retry-After"), wire.RetryAfter)
	return e
}

// retryAfter returns how long to wait by the body, which has fractions of a
// second, else by the header; for a 429 that gives neither, a second.
func retryAfter(status int, header string, body json.RawMessage) time.Duration {
	for _, text := range []string{string(body), header} {
		seconds, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(seconds) || math.IsInf(seconds, 0) {
			continue
		}
		seconds = min(max(seconds, 0), maxRetryAfter.Seconds())
		return time.Duration(math.Round(seconds * float64(time.Second)))
	}
	if status == http.StatusTooManyRequests {
		return defaultRetryAfter
	}
	return 0
}

// cut shortens text to at most n bytes of valid UTF-8.
func cut(text string, n int) string {
	return strings.ToValidUTF8(text[:min(len(text), n)], "")
}
