package local

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

func TestThePageShowsTheNewestMessages(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{Program: "bin/mando"})
	status, header, body := fetch(t, s.URL())
	if status != http.StatusOK || !strings.Contains(string(body), "bin/mando send --url "+s.URL()) {
		t.Errorf("the empty page is %d and does not say how to send:\n%s", status, body)
	}
	if policy := header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none';") {
		t.Errorf("Content-Security-Policy = %q", policy)
	}
	first := send(t, s, discordtest.Option("seed", "<script>alert(1)</script>"))
	wait(t, s, first)
	second := send(t, s, discordtest.Option("symmetry", 1000))
	message, _ := s.Discord().Message(first.ID())
	_, _, body = fetch(t, s.URL()+"/page/messages")
	page := string(body)
	picture := pictures(message)[0]
	for _, want := range []string{
		`src="` + picture.URL + `"`,
		`alt="` + html.EscapeString(picture.Description) + `"`,
		`&lt;script&gt;alert(1)&lt;/script&gt;`,
		"answered in",
		"done in",
		`class="replied"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s:\n%s", want, page)
		}
	}
	if strings.Contains(page, "<script>") {
		t.Error("a user's text became part of the page")
	}
	if strings.Index(page, `class="replied"`) > strings.Index(page, `class="edited"`) {
		t.Error("the newest message is not the first")
	}
	for _, token := range []string{first.Token().Reveal(), second.Token().Reveal()} {
		if strings.Contains(page, token) {
			t.Error("a token is on the page")
		}
	}
}

func TestThePageHasItsParts(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{})
	for path, kind := range map[string]string{"/page/page.css": "text/css", "/page/page.js": "text/javascript"} {
		status, header, body := fetch(t, s.URL()+path)
		if status != http.StatusOK || !strings.HasPrefix(header.Get("Content-Type"), kind) || len(body) == 0 {
			t.Errorf("%s: %d, %s, %d bytes", path, status, header.Get("Content-Type"), len(body))
		}
	}
	if status, _, _ := fetch(t, s.URL()+"/nowhere"); status != http.StatusNotFound {
		t.Errorf("an unknown path was answered with %d", status)
	}
}
