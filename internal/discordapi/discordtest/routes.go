package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

// apiPath is where version 10 of the API is. Discord takes a path without a
// version for version 6.
const apiPath = "/api/v10"

// maxRequest bounds the body of a call, in bytes: ten files of the usual size
// do not fit, as with Discord.
const maxRequest = 25 << 20

// reply is what the API answers. A problem makes it an error of Discord.
type reply struct {
	status  int
	body    any // encoded as JSON; nothing if nil
	code    int
	problem string
}

// refuse is an error as Discord answers it, with the reason for the record.
func refuse(status, code int, message, problem string) reply {
	return reply{status, map[string]any{"code": code, "message": message}, code, problem}
}

// invalid is Discord's answer to a body that breaks a rule.
func invalid(wrong problems) reply {
	r := refuse(http.StatusBadRequest, 50035, "Invalid Form Body", wrong.String())
	r.body.(map[string]any)["errors"] = wrong.errors()
	return r
}

// route answers calls of one route.
type route func(r *http.Request, body []byte) reply

// routes lists what the bot may call. The names of the routes have no token.
func (d *Discord) routes() *http.ServeMux {
	mux := http.NewServeMux()
	handle := func(path string, methods map[string]route) {
		mux.Handle(apiPath+path, d.serve(path, methods))
	}
	handle("/webhooks/{app}/{token}/messages/@original", map[string]route{
		http.MethodGet: d.getOriginal, http.MethodPatch: d.editOriginal, http.MethodDelete: d.deleteOriginal,
	})
	commands := map[string]route{http.MethodGet: d.getCommands, http.MethodPut: d.putCommands}
	handle("/applications/{app}/commands", commands)
	handle("/applications/{app}/guilds/{guild}/commands", commands)
	handle("/applications/@me", map[string]route{http.MethodGet: d.getApplication, http.MethodPatch: d.patchApplication})
	handle("/oauth2/token", map[string]route{http.MethodPost: d.postToken})
	mux.HandleFunc("GET /attachments/{channel}/{id}/{name}", d.attachment)
	mux.Handle("/", d.serve("(no route)", nil))
	return mux
}

// ServeHTTP serves the API under /api/v10 and the attachments.
func (d *Discord) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	if d.url == "" {
		d.url = "http://" + r.Host
	}
	d.mu.Unlock()
	d.mux.ServeHTTP(w, r)
}

// serve wraps the methods of a route with what all routes have in common: the
// faults, the checks of the request's frame, and the record.
func (d *Discord) serve(name string, methods map[string]route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		// Read first: only then does a server notice that the caller has gone.
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
		call := Call{
			Time: d.config.Now(), Method: r.Method, Route: name,
			Interaction: d.owner(discordapi.NewToken(r.PathValue("token"))), Bytes: len(body),
		}
		done := func(status int, answered reply) {
			call.Status, call.Code, call.Problem = status, answered.code, answered.problem
			call.Elapsed = time.Since(start)
			d.record(call)
		}
		fault := d.fault(&call)
		if !pause(r, fault.Delay) || fault.Reset {
			done(0, reply{})
			panic(http.ErrAbortHandler) // cuts the connection
		}
		if fault.Status != 0 {
			done(fault.Status, reply{})
			fault.write(w)
			return
		}
		answered := answer(r, body, err, methods)
		if fault.Lost {
			done(0, answered)
			panic(http.ErrAbortHandler)
		}
		done(answered.status, answered)
		answered.write(w, r, fault.Drip)
	}
}

// answer checks the frame of the request and calls the method of the route.
// err is what came of reading the body.
func answer(r *http.Request, body []byte, err error, methods map[string]route) reply {
	method, known := methods[r.Method]
	switch {
	case errors.As(err, new(*http.MaxBytesError)):
		return refuse(http.StatusRequestEntityTooLarge, 40005, "Request entity too large", "the body is over 25 MiB")
	case err != nil:
		return refuse(http.StatusBadRequest, 0, "400: Bad Request", "the body ended early")
	case methods == nil:
		return noRoute(r.URL.Path)
	case !userAgent.MatchString(r.UserAgent()):
		return refuse(http.StatusForbidden, 40333, "internal network error", "the User-Agent is not DiscordBot (url, version)")
	case !known:
		return refuse(http.StatusMethodNotAllowed, 0, "405: Method Not Allowed", "the route has no method "+r.Method)
	}
	return method(r, body)
}

// userAgent is the form that Discord demands.
var userAgent = regexp.MustCompile(`^DiscordBot \(https?://[^ ,]+, [^ ()]+\)`)

// noRoute answers a path that nothing is at. It does not repeat the path,
// which could hold a token.
func noRoute(path string) reply {
	if strings.HasPrefix(path, "/api/") && !strings.HasPrefix(path, apiPath+"/") {
		return refuse(http.StatusBadRequest, 50041, "Invalid API version", "the path does not begin with "+apiPath)
	}
	return refuse(http.StatusNotFound, 0, "404: Not Found", "no route has this path")
}

// owner returns the interaction that a token belongs to.
func (d *Discord) owner(token discordapi.Token) discordapi.Snowflake {
	d.mu.Lock()
	defer d.mu.Unlock()
	if in := d.tokens[token]; in != nil {
		return in.id
	}
	return ""
}

// write sends the reply; its body takes as long as drip says.
func (a reply) write(w http.ResponseWriter, r *http.Request, drip time.Duration) {
	if a.body == nil {
		w.WriteHeader(a.status)
		return
	}
	body, err := json.Marshal(a.body)
	if err != nil {
		panic(fmt.Sprintf("encoding a reply: %v", err)) // all bodies are plain
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	if drip == 0 {
		_, _ = w.Write(body)
		return
	}
	half := len(body) / 2
	_, _ = w.Write(body[:half])
	_ = http.NewResponseController(w).Flush()
	if !pause(r, drip) {
		panic(http.ErrAbortHandler)
	}
	_, _ = w.Write(body[half:])
}

// write sends the answer of a fault.
func (f *Fault) write(w http.ResponseWriter) {
	for key, values := range f.Header {
		w.Header()[key] = values
	}
	w.WriteHeader(f.Status)
	_, _ = io.WriteString(w, f.Body)
}

// fault asks the rules about a call and names the fault in it.
func (d *Discord) fault(call *Call) *Fault {
	d.mu.Lock()
	rules := d.faults
	d.mu.Unlock()
	if rules == nil {
		return &Fault{}
	}
	f := rules(*call)
	if f == nil {
		return &Fault{}
	}
	call.Fault = f.Name
	return f
}

// pause waits for d, and says whether the caller is still there.
func pause(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}
