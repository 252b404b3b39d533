package local

import (
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

//go:embed page
var pageFiles embed.FS

var pageTemplate = template.Must(template.ParseFS(pageFiles, "page/page.html"))

// maxCards is how many messages the page shows.
const maxCards = 24

// card is one message on the page.
type card struct {
	State        discordtest.State
	Ephemeral    bool
	Title        string
	Content      string
	Fields       []discordapi.EmbedField
	Pictures     []Picture
	Sent         string
	Acknowledged string
	Total        string
	Edits        int
	Blank        bool // there is nothing to see yet
}

// routePage serves the page and its parts.
func (s *Stack) routePage(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { s.writePage(w, "page.html") })
	mux.HandleFunc("GET /page/messages", func(w http.ResponseWriter, _ *http.Request) { s.writePage(w, "messages") })
	for _, name := range []string{"page.css", "page.js"} {
		mux.HandleFunc("GET /page/"+name, func(w http.ResponseWriter, r *http.Request) {
			http.ServeFileFS(w, r, pageFiles, "page/"+name)
		})
	}
}

// writePage writes one template. Texts of users are on it: nothing may run that
// is not the page's own.
func (s *Stack) writePage(w http.ResponseWriter, name string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'")
	err := pageTemplate.ExecuteTemplate(w, name, map[string]any{
		"Endpoint": s.Endpoint(),
		"Hint":     s.sendHint(),
		"Cards":    cards(s.discord.Messages()),
	})
	if err != nil {
		s.console.printf("front", "WARNING writing the page: %v", err)
	}
}

// sendHint is the command that sends to this stack.
func (s *Stack) sendHint() string {
	if s.URL() == DefaultURL {
		return s.program + " send"
	}
	return s.program + " send --url " + s.URL()
}

// cards returns the newest messages first. What has no message, as the check at
// the start, is left out, unless it failed.
func cards(all []discordtest.Message) []card {
	var shown []card
	for _, m := range slices.Backward(all) {
		if m.ID == "" && m.State.Settled() && m.State != discordtest.Failed {
			continue
		}
		if shown = append(shown, newCard(m)); len(shown) == maxCards {
			break
		}
	}
	return shown
}

func newCard(m discordtest.Message) card {
	c := card{
		State:     m.State,
		Ephemeral: m.Ephemeral,
		Sent:      m.Sent.Format("15:04:05"),
		Edits:     m.Edits,
		Pictures:  pictures(m),
	}
	if !m.Answered.IsZero() {
		c.Acknowledged = milliseconds(m.Answered.Sub(m.Sent))
	}
	if !m.Changed.IsZero() {
		c.Total = milliseconds(m.Changed.Sub(m.Sent))
	}
	content := decodeMessage(m)
	c.Content = content.Content
	c.Blank = !m.State.Settled()
	for _, e := range content.Embeds {
		c.Title = e.Title
		for _, f := range e.Fields {
			f.Value = strings.Trim(f.Value, "` ")
			c.Fields = append(c.Fields, f)
		}
	}
	return c
}

// decodeMessage returns what the message says; it is empty where there is none.
func decodeMessage(m discordtest.Message) discordapi.Message {
	var shown discordapi.Message
	_ = json.Unmarshal(m.JSON, &shown)
	return shown
}

// pictures returns the files of a message and the pictures that its embeds link
// to.
func pictures(m discordtest.Message) []Picture {
	var all []Picture
	for _, a := range m.Attachments {
		all = append(all, Picture{a.Filename, a.Description, a.Size, a.URL})
	}
	for _, e := range decodeMessage(m).Embeds {
		if e.Image != nil && !slices.ContainsFunc(all, func(p Picture) bool { return p.URL == e.Image.URL }) {
			name := e.Image.URL[strings.LastIndex(e.Image.URL, "/")+1:]
			all = append(all, Picture{Filename: name, Description: e.Image.Description, URL: e.Image.URL})
		}
	}
	return all
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }
