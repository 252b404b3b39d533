package discordtest

import (
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

// Call is one call of the API. It never holds a token.
type Call struct {
	Serial      int       // counts from 1
	Time        time.Time // when it came, by Config.Now
	Method      string
	Route       string               // such as /webhooks/{app}/{token}/messages/@original
	Interaction discordapi.Snowflake // whose token it was, where one is known
	Status      int                  // what was answered, 0 where the answer was cut off
	Code        int                  // Discord's code of the error, 0 without one
	Problem     string               // what was wrong with the call, in a sentence
	Fault       string               // the fault that was put in its way, by its name
	Bytes       int                  // of the request's body
	Elapsed     time.Duration
}

// Calls returns the calls so far, oldest first; the latest 100,000 are kept.
func (d *Discord) Calls() []Call {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]Call(nil), d.calls...)
}

// CallsOf returns the calls with the token of one interaction.
func (d *Discord) CallsOf(id discordapi.Snowflake) []Call {
	var calls []Call
	for _, c := range d.Calls() {
		if c.Interaction == id {
			calls = append(calls, c)
		}
	}
	return calls
}

// record keeps a call that was answered and tells who wants to know.
func (d *Discord) record(c Call) {
	d.mu.Lock()
	c.Serial = 1
	if n := len(d.calls); n > 0 {
		c.Serial = d.calls[n-1].Serial + 1
	}
	if len(d.calls) >= maxCalls {
		d.calls = append([]Call(nil), d.calls[maxCalls/10:]...)
	}
	d.calls = append(d.calls, c)
	d.mu.Unlock()
	if d.config.OnCall != nil {
		d.config.OnCall(c)
	}
}
