package discordtest

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Fault is what goes wrong with one call. Its parts can be combined; the
// functions below make the usual ones.
type Fault struct {
	Name   string        // for Call.Fault
	Delay  time.Duration // before the call is looked at; the caller may be gone by then
	Reset  bool          // the connection is cut; the call has no effect
	Status int           // answered in place of what the call would get; the call has no effect
	Header http.Header   // with Status
	Body   string        // with Status
	Lost   bool          // the call has its effect, and the connection is cut in place of the answer
	Drip   time.Duration // how long the answer's body takes after its headers
}

// Fail puts rules in the way of the calls to come: for each call it may return
// what goes wrong, or nil. A nil rules ends it. It is called from several
// goroutines and sees a call's method, route, interaction and size.
func (d *Discord) Fail(rules func(Call) *Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults = rules
}

// FailNext lets the faults befall the next calls, one each, and then no more.
// A nil among them lets a call pass.
func (d *Discord) FailNext(faults ...*Fault) {
	var mu sync.Mutex
	d.Fail(func(Call) *Fault {
		mu.Lock()
		defer mu.Unlock()
		if len(faults) == 0 {
			return nil
		}
		next := faults[0]
		faults = faults[1:]
		return next
	})
}

// RateLimit is a 429 as Discord sends it for one route. retryAfter is JSON as
// it stands in the body, such as 0.3 or "abc" with its quotes; an empty one is left out.
func RateLimit(retryAfter string) *Fault {
	return rateLimit("rate limit", retryAfter, "user", false)
}

// GlobalRateLimit is a 429 that is on all routes.
func GlobalRateLimit(retryAfter string) *Fault {
	return rateLimit("global rate limit", retryAfter, "global", true)
}

// SharedRateLimit is a 429 that others have caused; it does not count as an
// invalid request.
func SharedRateLimit(retryAfter string) *Fault {
	return rateLimit("shared rate limit", retryAfter, "shared", false)
}

func rateLimit(name, retryAfter, scope string, global bool) *Fault {
	h := http.Header{"Content-Type": {"application/json"}, "X-Ratelimit-Scope": {scope}}
	if global {
		h.Set("X-RateLimit-Global", "true")
	}
	field := ""
	if retryAfter != "" {
		field = fmt.Sprintf(`,"retry_after":%s`, retryAfter)
	}
	if seconds, err := strconv.ParseFloat(retryAfter, 64); err == nil && seconds > 0 {
		h.Set("Retry-After", strconv.FormatFloat(float64(int64(seconds))+1, 'f', -1, 64))
	}
	body := fmt.Sprintf(`{"message":"You are being rate limited.","global":%t%s}`, global, field)
	return &Fault{Name: name, Status: http.StatusTooManyRequests, Header: h, Body: body}
}

// RateLimitHeader is a 429 that says only in its header how long to wait.
func RateLimitHeader(retryAfter string) *Fault {
	f := RateLimit("")
	f.Header.Set("Retry-After", retryAfter)
	return f
}

// Block is what an address gets that is shut out in front of Discord: a 429
// with a page in place of JSON.
func Block() *Fault {
	return &Fault{
		Name: "blocked address", Status: http.StatusTooManyRequests,
		Header: http.Header{"Content-Type": {"text/html; charset=UTF-8"}},
		Body:   "<html><head><title>Access denied</title></head><body>error code: 1015</body></html>",
	}
}

// Answer is any answer with a JSON error in it.
func Answer(status, code int, message string) *Fault {
	return &Fault{
		Name: strconv.Itoa(status), Status: status, Header: http.Header{"Content-Type": {"application/json"}},
		Body: fmt.Sprintf(`{"message":%q,"code":%d}`, message, code),
	}
}

// ServerError is a 5xx, as it comes from in front of Discord.
func ServerError(status int) *Fault {
	return &Fault{
		Name: strconv.Itoa(status), Status: status,
		Header: http.Header{"Content-Type": {"text/plain"}}, Body: "upstream connect error",
	}
}

// Redirect points to another address.
func Redirect(status int, location string) *Fault {
	return &Fault{Name: "redirect", Status: status, Header: http.Header{"Location": {location}}}
}

// Reset cuts the connection before the call has an effect.
func Reset() *Fault { return &Fault{Name: "reset", Reset: true} }

// LostAnswer lets the call have its effect and cuts the connection then.
func LostAnswer() *Fault { return &Fault{Name: "lost answer", Lost: true} }

// SlowHeaders lets the call wait before anything happens.
func SlowHeaders(d time.Duration) *Fault { return &Fault{Name: "slow headers", Delay: d} }

// SlowBody answers at once and takes its time with the body.
func SlowBody(d time.Duration) *Fault { return &Fault{Name: "slow body", Drip: d} }

// Rates is chaos by chances from 0 to 1, the same for the same seed and order
// of calls.
type Rates struct {
	Seed        uint64
	RateLimit   float64       // a 429 of 0.1 to 2 s
	ServerError float64       // 500, 502, 503 or 504
	Reset       float64       // before an effect or, as often, after it
	Slow        float64       // by SlowFor
	SlowFor     time.Duration // 10 s if 0
}

// Faults returns rules for [Discord.Fail].
func (r Rates) Faults() func(Call) *Fault {
	if r.SlowFor == 0 {
		r.SlowFor = 10 * time.Second
	}
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(r.Seed, r.Seed))
	return func(Call) *Fault {
		mu.Lock()
		defer mu.Unlock()
		return r.pick(random.Float64(), random.Float64())
	}
}

// pick turns two even chances into a fault: the first says which kind, the
// second which of that kind.
func (r Rates) pick(kind, which float64) *Fault {
	if kind -= r.RateLimit; kind < 0 {
		return RateLimit(strconv.FormatFloat(0.1+1.9*which, 'f', 3, 64))
	}
	if kind -= r.ServerError; kind < 0 {
		return ServerError([]int{500, 502, 503, 504}[int(4*which)])
	}
	if kind -= r.Reset; kind < 0 {
		if which < 0.5 {
			return Reset()
		}
		return LostAnswer()
	}
	if kind -= r.Slow; kind < 0 {
		return SlowHeaders(r.SlowFor)
	}
	return nil
}
