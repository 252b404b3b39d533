package discordtest_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"
	"testing"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

// part is a part of a form: its disposition, type and data.
type part struct{ disposition, kind, data string }

func file(n, name string) part {
	return part{`form-data; name="files[` + n + `]"; filename="` + name + `"`, "image/png", "data"}
}

func payloadJSON(attachments string) part {
	return part{`form-data; name="payload_json"`, "application/json", with(`"content":"x","attachments":[` + attachments + `]`)}
}

func form(t testing.TB, parts []part) (string, string) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, p := range parts {
		h := textproto.MIMEHeader{"Content-Disposition": {p.disposition}}
		if p.kind != "" {
			h.Set("Content-Type", p.kind)
		}
		out, err := w.CreatePart(h)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = out.Write([]byte(p.data))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return body.String(), w.FormDataContentType()
}

func TestUploadsAreJudged(t *testing.T) {
	t.Parallel()
	one := `{"id":"0","filename":"a.png","description":"alt"}`
	for name, row := range map[string]struct {
		parts   []part
		problem string
	}{
		"a file":                         {[]part{payloadJSON(one), file("0", "a.png")}, ""},
		"the file before the JSON":       {[]part{file("0", "a.png"), payloadJSON(one)}, ""},
		"an id as a number":              {[]part{payloadJSON(`{"id":0,"filename":"a.png"}`), file("0", "a.png")}, ""},
		"two files":                      {[]part{payloadJSON(one + `,{"id":"1","filename":"b.png"}`), file("0", "a.png"), file("1", "b.png")}, ""},
		"no payload_json":                {[]part{file("0", "a.png")}, "payload_json is required"},
		"payload_json as text":           {[]part{{`form-data; name="payload_json"`, "", with(`"content":"x"`)}}, "payload_json has not the Content-Type"},
		"no file name":                   {[]part{payloadJSON(one), {`form-data; name="files[0]"`, "image/png", "data"}}, "needs a file name"},
		"a file name with a space":       {[]part{payloadJSON(`{"id":"0","filename":"a b.png"}`), file("0", "a b.png")}, "needs a file name"},
		"a file name without extension":  {[]part{payloadJSON(`{"id":"0","filename":"a"}`), file("0", "a")}, "needs a file name"},
		"an empty file":                  {[]part{payloadJSON(one), {file("0", "a.png").disposition, "image/png", ""}}, "is empty"},
		"a file that is not listed":      {[]part{payloadJSON(""), file("0", "a.png")}, "files[0] is not listed"},
		"a list without its file":        {[]part{payloadJSON(one + `,{"id":"1","filename":"b.png"}`), file("0", "a.png")}, "means files[1]"},
		"another name in the list":       {[]part{payloadJSON(`{"id":"0","filename":"b.png"}`), file("0", "a.png")}, "is not the name of the file"},
		"a file listed twice":            {[]part{payloadJSON(one + "," + one), file("0", "a.png")}, "is listed twice"},
		"a file sent twice":              {[]part{payloadJSON(one), file("0", "a.png"), file("0", "a.png")}, "is there twice"},
		"a part of another name":         {[]part{payloadJSON(one), file("0", "a.png"), {`form-data; name="file"; filename="c.png"`, "image/png", "x"}}, "neither payload_json nor files"},
		"the eleventh file":              {[]part{payloadJSON(one), file("10", "a.png")}, "neither payload_json nor files"},
		"a file of 10 MiB and one byte":  {[]part{payloadJSON(one), {file("0", "a.png").disposition, "image/png", strings.Repeat("x", 10<<20+1)}}, "over 10 MiB"},
		"no file in a picture's place":   {[]part{{`form-data; name="payload_json"`, "application/json", with(`"embeds":[{"image":{"url":"attachment://b.png"}}],"attachments":[` + one + `]`)}, file("0", "a.png")}, "refers to no picture"},
		"an embed of a file of no image": {[]part{{`form-data; name="payload_json"`, "application/json", with(`"embeds":[{"image":{"url":"attachment://a.svg"}}],"attachments":[{"id":"0","filename":"a.svg"}]`)}, file("0", "a.svg")}, "refers to no picture"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
			body, kind := form(t, row.parts)
			status, call, _ := patch(t, w, w.command(t), func(r *http.Request) { r.Header.Set("Content-Type", kind) }, body)
			if (status == http.StatusOK) != (row.problem == "") || !strings.Contains(call.Problem, row.problem) {
				t.Errorf("got %d: %s", status, call.Problem)
			}
		})
	}
}

func TestBrokenFormsAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
	in := w.command(t)
	whole, kind := form(t, []part{payloadJSON(`{"id":"0","filename":"a.png"}`), file("0", "a.png")})
	for name, row := range map[string][2]string{
		"half a form":        {whole[:len(whole)/2], kind},
		"no boundary":        {whole, "multipart/form-data"},
		"another boundary":   {whole, "multipart/form-data; boundary=other"},
		"an empty form":      {"", kind},
		"multipart/mixed":    {whole, strings.Replace(kind, "form-data", "mixed", 1)},
		"JSON under a form":  {with(`"content":"x"`), kind},
		"a form under JSON":  {whole, "application/json"},
		"a form under ASCII": {whole, "text/plain"},
	} {
		status, call, _ := patch(t, w, in, func(r *http.Request) { r.Header.Set("Content-Type", row[1]) }, row[0])
		if status != http.StatusBadRequest || call.Problem == "" {
			t.Errorf("%s: got %d: %s", name, status, call.Problem)
		}
	}
}

func TestRequestOver25MiBIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
	status, call, _ := patch(t, w, w.command(t), nil, strings.Repeat(" ", 25<<20+1))
	if status != http.StatusRequestEntityTooLarge || call.Code != 40005 {
		t.Errorf("got %d, code %d", status, call.Code)
	}
}

// A second edit with the same picture leaves one message with one picture, and
// an edit of the text alone leaves the picture where it is.
func TestEditsOfAPicture(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
	in := w.command(t)
	for range 2 {
		if _, err := w.edit(in, withPicture(), picture(t)); err != nil {
			t.Fatal(err)
		}
	}
	edited, err := w.edit(in, discordapi.Message{Content: "text"})
	if err != nil || !edited.HasPicture() || edited.Content != "text" {
		t.Errorf("after an edit of the text: %+v, %v", edited, err)
	}
	m, _ := w.Message(in.ID())
	if len(m.Attachments) != 1 || m.Edits != 3 || len(w.Messages()) != 1 {
		t.Errorf("the message is %+v", m)
	}
	keep := discordapi.Message{Attachments: []discordapi.Attachment{{ID: m.Attachments[0].ID, Filename: "mandala.png"}}}
	if edited, err = w.edit(in, keep); err != nil || !edited.HasPicture() {
		t.Errorf("after an edit that lists the picture: %+v, %v", edited, err)
	}
	lost := withPicture()
	lost.Attachments = []discordapi.Attachment{}
	_, err = w.edit(in, lost)
	wantError(t, err, 400, 50035)
	gone := discordapi.Message{Content: "x", Embeds: []discordapi.Embed{}, Attachments: []discordapi.Attachment{}}
	if edited, err = w.edit(in, gone); err != nil || edited.HasPicture() {
		t.Errorf("after an edit that takes the picture away: %+v, %v", edited, err)
	}
}

func TestFileWithoutAnEmbedIsListed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Deferred(false))
	edited, err := w.edit(w.command(t), discordapi.Message{Content: "x"}, picture(t))
	if err != nil || len(edited.Attachments) != 1 || !edited.HasPicture() {
		t.Fatalf("got %+v, %v", edited, err)
	}
	if a := edited.Attachments[0]; a.Filename != "mandala.png" || a.Description != "A grey mandala." || a.ContentType != "image/png" || a.Size == 0 {
		t.Errorf("the attachment is %+v", a)
	}
}
