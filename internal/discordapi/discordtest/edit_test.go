package discordtest_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
	"github.com/mandobot/mando/internal/discordapi/discordtest/openapitest"
)

// with returns the body of an edit with allowed_mentions and the given parts.
func with(parts string) string { return `{"allowed_mentions":{"parse":[]},` + parts + `}` }

func times(n int, one string) string { return strings.TrimSuffix(strings.Repeat(one+",", n), ",") }

func buttons(custom ...string) string {
	var all []string
	for _, id := range custom {
		all = append(all, fmt.Sprintf(`{"type":2,"style":1,"label":"x","custom_id":%q}`, id))
	}
	return `{"type":1,"components":[` + strings.Join(all, ",") + `]}`
}

// edits are bodies of PATCH @original in JSON. Where stricter is set the fake
// refuses what Discord's document allows, for the reason in it.
var edits = map[string]struct {
	body     string
	problem  string // part of what is wrong, empty where nothing is
	stricter string
}{
	"text":                              {body: with(`"content":"sorry"`)},
	"text of 2000 characters":           {body: with(`"content":"` + strings.Repeat("ü", 2000) + `"`)},
	"text of 2001 characters":           {body: with(`"content":"` + strings.Repeat("x", 2001) + `"`), problem: "content must be 2000"},
	"content that is a number":          {body: with(`"content":1`), problem: "content"},
	"a key nobody knows":                {body: with(`"contnet":"x"`), problem: "contnet is not a key"},
	"a key of another route":            {body: with(`"content":"x","tts":false`), problem: "tts"},
	"not an object":                     {body: `[]`, problem: "no JSON object"},
	"null":                              {body: `null`, problem: "no JSON object"},
	"not JSON":                          {body: `{"content":`, problem: "no JSON object"},
	"no allowed_mentions":               {body: `{"content":"x"}`, problem: "allowed_mentions", stricter: "text of users must never ping"},
	"allowed_mentions with users":       {body: `{"content":"x","allowed_mentions":{"parse":["users"]}}`, problem: "allowed_mentions", stricter: "text of users must never ping"},
	"allowed_mentions without parse":    {body: `{"content":"x","allowed_mentions":{}}`, problem: "allowed_mentions", stricter: "text of users must never ping"},
	"allowed_mentions with a user":      {body: `{"content":"x","allowed_mentions":{"parse":[],"users":["1"]}}`, problem: "allowed_mentions", stricter: "text of users must never ping"},
	"an embed":                          {body: with(`"embeds":[{"title":"t","description":"d","color":16777215,"fields":[{"name":"n","value":"v","inline":true}],"footer":{"text":"f"},"image":{"url":"https://example.com/a.png","description":"alt"}}]`)},
	"ten embeds":                        {body: with(`"embeds":[` + times(10, `{"title":"t"}`) + `]`)},
	"eleven embeds":                     {body: with(`"embeds":[` + times(11, `{"title":"t"}`) + `]`), problem: "embeds must be 10"},
	"a title of 257":                    {body: with(`"embeds":[{"title":"` + strings.Repeat("x", 257) + `"}]`), problem: "embeds.0.title"},
	"a description of 4097":             {body: with(`"embeds":[{"description":"` + strings.Repeat("x", 4097) + `"}]`), problem: "embeds.0.description"},
	"26 fields":                         {body: with(`"embeds":[{"fields":[` + times(26, `{"name":"n","value":"v"}`) + `]}]`), problem: "embeds.0.fields"},
	"a field name of 257":               {body: with(`"embeds":[{"fields":[{"name":"` + strings.Repeat("x", 257) + `","value":"v"}]}]`), problem: "fields.0.name"},
	"a field value of 1025":             {body: with(`"embeds":[{"fields":[{"name":"n","value":"` + strings.Repeat("x", 1025) + `"}]}]`), problem: "fields.0.value"},
	"a footer of 2049":                  {body: with(`"embeds":[{"footer":{"text":"` + strings.Repeat("x", 2049) + `"}}]`), problem: "footer.text"},
	"a colour over 24 bits":             {body: with(`"embeds":[{"title":"t","color":16777216}]`), problem: "color"},
	"a key in an embed nobody knows":    {body: with(`"embeds":[{"titel":"t"}]`), problem: "embeds"},
	"an empty field":                    {body: with(`"embeds":[{"fields":[{"name":"n","value":""}]}]`), problem: "fields.0.value is required", stricter: "the documentation wants 1 character"},
	"an empty embed":                    {body: with(`"content":"x","embeds":[{}]`), problem: "the embed is empty", stricter: "Discord wants something to show"},
	"6001 characters in embeds":         {body: with(`"embeds":[` + times(6, `{"description":"`+strings.Repeat("x", 1000)+`"}`) + `,{"title":"x"}]`), problem: "6000", stricter: "the sum is in the documentation only"},
	"an image of no protocol":           {body: with(`"embeds":[{"image":{"url":"example.com/a.png"}}]`), problem: "image.url"},
	"an image of a file that is absent": {body: with(`"embeds":[{"image":{"url":"attachment://mandala.png"}}]`), problem: "refers to no picture", stricter: "a schema cannot see the files"},
	"an image by javascript":            {body: with(`"embeds":[{"image":{"url":"javascript:alert(1)"}}]`), problem: "image.url", stricter: "Discord takes http, https and attachment only"},
	"buttons":                           {body: with(`"content":"x","components":[` + buttons("a", "b", "c", "d", "e") + `]`)},
	"a link":                            {body: with(`"content":"x","components":[{"type":1,"components":[{"type":2,"style":5,"label":"x","url":"https://example.com"}]}]`)},
	"six buttons in a row":              {body: with(`"content":"x","components":[` + buttons("a", "b", "c", "d", "e", "f") + `]`), problem: "components.0.components"},
	"a row without buttons":             {body: with(`"content":"x","components":[{"type":1,"components":[]}]`), problem: "components.0.components"},
	"six rows":                          {body: with(`"content":"x","components":[` + times(6, `{"type":1,"components":[{"type":2,"style":5,"label":"x","url":"https://example.com"}]}`) + `]`), problem: "components must be 5", stricter: "the documentation allows five rows in a classic message"},
	"the same custom_id twice":          {body: with(`"content":"x","components":[` + buttons("a", "a") + `]`), problem: "used twice", stricter: "a schema cannot compare"},
	"a custom_id of 100":                {body: with(`"content":"x","components":[` + buttons(strings.Repeat("x", 100)) + `]`)},
	"a custom_id of 101":                {body: with(`"content":"x","components":[` + buttons(strings.Repeat("x", 101)) + `]`), problem: "custom_id"},
	"a custom_id of 51 emoji":           {body: with(`"content":"x","components":[` + buttons(strings.Repeat("🌸", 51)) + `]`), problem: "is 102", stricter: "Discord may count UTF-16 units"},
	"an empty custom_id":                {body: with(`"content":"x","components":[` + buttons("") + `]`), problem: "empty text"},
	"a label of 81":                     {body: with(`"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"` + strings.Repeat("x", 81) + `","custom_id":"a"}]}]`), problem: "label"},
	"a style of 9":                      {body: with(`"content":"x","components":[{"type":1,"components":[{"type":2,"style":9,"label":"x","custom_id":"a"}]}]`), problem: "style"},
	"a button without a style":          {body: with(`"content":"x","components":[{"type":1,"components":[{"type":2,"label":"x","custom_id":"a"}]}]`), problem: "style"},
	"a link with a custom_id":           {body: with(`"content":"x","components":[{"type":1,"components":[{"type":2,"style":5,"label":"x","url":"https://example.com","custom_id":"a"}]}]`), problem: "custom_id", stricter: "the documentation excludes it"},
	"a button with a URL":               {body: with(`"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"x","url":"https://example.com","custom_id":"a"}]}]`), problem: "url", stricter: "the documentation excludes it"},
	"a URL of 513":                      {body: with(`"content":"x","components":[{"type":1,"components":[{"type":2,"style":5,"label":"x","url":"https://example.com/` + strings.Repeat("x", 493) + `"}]}]`), problem: "url"},
	"a button without a face":           {body: with(`"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"custom_id":"a"}]}]`), problem: "label is required", stricter: "Discord wants a label or an emoji"},
	"an emoji for a label":              {body: with(`"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"emoji":{"name":"🎲"},"custom_id":"a"}]}]`)},
	"an attachment with a number":       {body: with(`"content":"x","attachments":[{"id":true}]`), problem: "attachments"},
	"a file that was not sent":          {body: with(`"content":"x","attachments":[{"id":"0","filename":"a.png"}]`), problem: "means files[0]", stricter: "a schema cannot see the files"},
	"an attachment that is not there":   {body: with(`"content":"x","attachments":[{"id":"1200000000000000001","filename":"a.png"}]`), problem: "is not an attachment", stricter: "a schema cannot see the message"},
	"an alt text of 1025":               {body: with(`"content":"x","attachments":[{"id":"0","filename":"a.png","description":"` + strings.Repeat("x", 1025) + `"}]`), problem: "description"},
	"eleven attachments":                {body: with(`"content":"x","attachments":[` + times(11, `{"id":"0"}`) + `]`), problem: "attachments must be 10"},
	"no attachments":                    {body: with(`"content":"x","attachments":[]`)},
	"the flag SUPPRESS_EMBEDS":          {body: with(`"content":"x","flags":4`)},
	"the flag EPHEMERAL":                {body: with(`"content":"x","flags":64`), problem: "flags", stricter: "the first answer has fixed it"},
	"flags in words":                    {body: with(`"content":"x","flags":"EPHEMERAL"`), problem: "flags"},
}

// patch sends an edit as it is and returns the status and the record of it.
func patch(t testing.TB, w *world, in discordtest.Payload, change func(*http.Request), body string) (int, discordtest.Call, []byte) {
	t.Helper()
	url := w.client.BaseURL + "/webhooks/" + string(w.ApplicationID()) + "/" + in.Token().Reveal() + "/messages/@original"
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPatch, url, strings.NewReader(body))
	if err != nil {
		t.Fatal("building the request")
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", discordapi.UserAgent("1"))
	if change != nil {
		change(r)
	}
	response, err := w.client.HTTPClient.Transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	calls := w.Calls()
	return response.StatusCode, calls[len(calls)-1], answer
}

func TestEditsAreJudgedByTheLimits(t *testing.T) {
	t.Parallel()
	for name, row := range edits {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
			in := w.command(t)
			status, call, answer := patch(t, w, in, nil, row.body)
			if row.problem == "" {
				if status != http.StatusOK {
					t.Errorf("refused with %d: %s", status, call.Problem)
				}
				return
			}
			if status != http.StatusBadRequest || call.Code != 50035 || !strings.Contains(call.Problem, row.problem) {
				t.Errorf("got %d, code %d, problem %q", status, call.Code, call.Problem)
			}
			if !bytes.Contains(answer, []byte(`"errors"`)) {
				t.Errorf("the answer does not say where: %s", answer)
			}
			if m, _ := w.Message(in.ID()); m.State != discordtest.Thinking {
				t.Errorf("a refused edit left the message %q", m.State)
			}
		})
	}
}

// The fake may refuse what the document allows where the row says why. It must
// never take what the document forbids.
func TestEditsAreJudgedAsByDiscordsDocument(t *testing.T) {
	t.Parallel()
	document := openapitest.Open(t)
	for name, row := range edits {
		err := document.Check(t, openapitest.EditOriginal, []byte(row.body))
		switch {
		case row.problem == "" && err != nil:
			t.Errorf("%s: the fake takes it, the document does not: %v", name, err)
		case row.problem != "" && row.stricter == "" && err == nil:
			t.Errorf("%s: the document takes it, the fake does not, and nothing says why", name)
		case row.stricter != "" && err != nil:
			t.Errorf("%s: the document does not take it either: %v", name, err)
		}
	}
}

func TestEmptyMessageIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
	_, err := w.edit(w.command(t), discordapi.Message{})
	wantError(t, err, 400, 50006)
}

func TestFramesOfCalls(t *testing.T) {
	t.Parallel()
	path := func(f func(string) string) func(*http.Request) {
		return func(r *http.Request) { r.URL.Path = f(r.URL.Path) }
	}
	for name, row := range map[string]struct {
		change       func(*http.Request)
		status, code int
	}{
		"as it should be":      {func(*http.Request) {}, 200, 0},
		"another method":       {func(r *http.Request) { r.Method = http.MethodPost }, 405, 0},
		"no version":           {path(func(p string) string { return strings.Replace(p, "/v10", "", 1) }), 400, 50041},
		"an old version":       {path(func(p string) string { return strings.Replace(p, "/v10", "/v6", 1) }), 400, 50041},
		"another message":      {path(func(p string) string { return strings.Replace(p, "@original", "1", 1) }), 404, 0},
		"another application":  {path(func(p string) string { return strings.Replace(p, "/webhooks/", "/webhooks/1", 1) }), 404, 10015},
		"another token":        {path(func(p string) string { return strings.Replace(p, "/messages", "x/messages", 1) }), 404, 10015},
		"Go's own User-Agent":  {func(r *http.Request) { r.Header.Set("User-Agent", "Go-http-client/2.0") }, 403, 40333},
		"a browser":            {func(r *http.Request) { r.Header.Set("User-Agent", "Mozilla/5.0 (X11)") }, 403, 40333},
		"no version of itself": {func(r *http.Request) { r.Header.Set("User-Agent", "DiscordBot (https://example.com)") }, 403, 40333},
		"no Content-Type":      {func(r *http.Request) { r.Header.Del("Content-Type") }, 400, 50035},
		"a form for a type":    {func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }, 400, 50035},
		"a charset":            {func(r *http.Request) { r.Header.Set("Content-Type", "application/json; charset=utf-8") }, 200, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
			in := w.command(t)
			status, call, answer := patch(t, w, in, row.change, with(`"content":"x"`))
			if status != row.status || call.Code != row.code || call.Status != status {
				t.Errorf("got %d, record %+v", status, call)
			}
			for _, text := range []string{fmt.Sprintf("%+v", call), string(answer)} {
				if strings.Contains(text, in.Token().Reveal()) {
					t.Errorf("the token is in %s", text)
				}
			}
		})
	}
}
