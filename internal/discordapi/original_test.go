package discordapi_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"testing"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

func TestFilesTravelWithTheMessage(t *testing.T) {
	t.Parallel()
	message := discordapi.Message{Content: "x", Attachments: []discordapi.Attachment{{ID: "77", Filename: "old.png"}}}
	files := []discordapi.File{
		{Name: "mandala.png", Description: "alt", ContentType: "image/png", Data: []byte{0, 255, '\r', '\n', '-', '-'}},
		{Name: "a\"b\r\nc.svg", Data: []byte("<svg/>")},
	}
	var got []string
	client := clientOf(func(w http.ResponseWriter, r *http.Request) {
		_, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil {
			t.Error(err)
		}
		form := multipart.NewReader(r.Body, parameters["boundary"])
		for {
			part, err := form.NextRawPart()
			if errors.Is(err, io.EOF) {
				break
			}
			data, _ := io.ReadAll(part)
			got = append(got, part.Header.Get("Content-Disposition")+"|"+part.Header.Get("Content-Type")+"|"+string(data))
		}
		_, _ = w.Write([]byte(`{"id":"9"}`))
	})
	edited, err := client.EditOriginal(context.Background(), app, token, message, files...)
	if err != nil || edited.ID != "9" {
		t.Fatalf("got %+v, %v", edited, err)
	}
	want := []string{
		`form-data; name="payload_json"|application/json|{"content":"x","attachments":[{"id":"77","filename":"old.png"},{"id":"0","filename":"mandala.png","description":"alt"},{"id":"1","filename":"a\"b\r\nc.svg"}],"allowed_mentions":{"parse":[]}}`,
		"form-data; name=\"files[0]\"; filename=\"mandala.png\"|image/png|\x00\xff\r\n--",
		`form-data; name="files[1]"; filename="a%22b%0D%0Ac.svg"|application/octet-stream|<svg/>`,
	}
	if len(got) != len(want) {
		t.Fatalf("the form has %d parts: %q", len(got), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("part %d is\n%s, want\n%s", i, got[i], want[i])
		}
	}
}

// What net/http reads again where a connection turns out to be closed is the
// same body, and so is what a caller that tries again sends.
func TestBodiesCanBeSentAgain(t *testing.T) {
	t.Parallel()
	var bodies [][]byte
	client := &discordapi.Client{HTTPClient: &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		first, _ := io.ReadAll(r.Body)
		again, err := r.GetBody()
		if err != nil {
			t.Fatal(err)
		}
		second, _ := io.ReadAll(again)
		if len(first) == 0 || !bytes.Equal(first, second) || r.ContentLength != int64(len(first)) {
			t.Errorf("%d bytes, then %d, of %d", len(first), len(second), r.ContentLength)
		}
		bodies = append(bodies, first)
		return nil, errors.New("no connection")
	})}}
	for range 2 {
		if err := edit(context.Background(), client); err == nil {
			t.Error("no error")
		}
	}
	if len(bodies) != 2 || len(bodies[0]) != len(bodies[1]) {
		t.Error("two calls sent different bodies")
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Each class of Discord's refusals, as the fake gives it, is told apart.
func TestClassesOfRefusals(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		fault *discordtest.Fault
		is    func(*discordapi.Error) bool
	}{
		"a rate limit":       {discordtest.RateLimit("0.3"), func(e *discordapi.Error) bool { return e.RateLimited() && !e.Blocked() && !e.Global }},
		"a global limit":     {discordtest.GlobalRateLimit("2"), func(e *discordapi.Error) bool { return e.Global && e.Scope == "global" }},
		"a shared limit":     {discordtest.SharedRateLimit("2"), func(e *discordapi.Error) bool { return !e.Global && e.Scope == "shared" }},
		"only a header":      {discordtest.RateLimitHeader("7"), func(e *discordapi.Error) bool { return e.RetryAfter.Seconds() == 7 && e.JSON }},
		"a blocked address":  {discordtest.Block(), func(e *discordapi.Error) bool { return e.Blocked() && !e.JSON }},
		"an overload":        {discordtest.ServerError(503), func(e *discordapi.Error) bool { return e.Temporary() && !e.RateLimited() }},
		"an unknown webhook": {discordtest.Answer(404, 10015, "Unknown Webhook"), (*discordapi.Error).UnknownWebhook},
		"a deleted message":  {discordtest.Answer(404, 10008, "Unknown Message"), func(e *discordapi.Error) bool { return e.Refused() && !e.UnknownWebhook() }},
		"an old token":       {discordtest.Answer(401, 50027, "Invalid Webhook Token"), (*discordapi.Error).Refused},
		"AutoMod":            {discordtest.Answer(400, 200000, "blocked"), (*discordapi.Error).Rejected},
		"no permission":      {discordtest.Answer(403, 50013, "Missing Permissions"), func(e *discordapi.Error) bool { return e.Rejected() && !e.Refused() }},
		"a redirect":         {discordtest.Redirect(302, "http://elsewhere.test"), (*discordapi.Error).Redirect},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			discord := discordtest.New(discordtest.Config{})
			discord.Fail(func(discordtest.Call) *discordtest.Fault { return row.fault })
			err := edit(context.Background(), clientOf(discord.ServeHTTP))
			var failure *discordapi.Error
			if !errors.As(err, &failure) || !row.is(failure) {
				t.Errorf("got %+v", failure)
			}
			noLeak(t, err)
		})
	}
}
