package discordtest

import (
	"crypto/ed25519"
	"encoding/hex"
	"net/http"
	"strconv"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

// interactionsUserAgent is how Discord calls itself when it posts interactions.
const interactionsUserAgent = "Discord-Interactions/1.0 (+https://discord.com)"

// Sign returns the headers with which Discord posts the body at t. A test that
// wants a wrong signature changes them, or the body after them.
func (d *Discord) Sign(body []byte, t time.Time) http.Header {
	return Sign(d.config.Key, body, t)
}

// Sign returns the headers of a body that is posted at t, signed with key.
func Sign(key ed25519.PrivateKey, body []byte, t time.Time) http.Header {
	timestamp := strconv.FormatInt(t.Unix(), 10)
	signature := ed25519.Sign(key, append([]byte(timestamp), body...))
	h := http.Header{}
	h.Set(discordapi.HeaderSignature, hex.EncodeToString(signature))
	h.Set(discordapi.HeaderTimestamp, timestamp)
	h.Set("Content-Type", "application/json")
	h.Set("User-Agent", interactionsUserAgent)
	return h
}
