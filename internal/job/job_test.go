package job

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/mandala"
)

const secret = "aW50ZXJhY3Rpb246c2VjcmV0"

func sample() Job {
	return Job{
		Kind:          Render,
		InteractionID: discordapi.SnowflakeAt(time.UnixMilli(1_790_000_000_000), 7),
		ApplicationID: "1200000000000000001",
		Token:         discordapi.NewToken(secret),
		Options:       mandala.Options{Seed: "héllo 🌸", Style: mandala.Fill, Symmetry: 8}.Complete(),
		Locale:        "pt-BR",
		Ephemeral:     true,
		Traceparent:   "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01",
	}
}

// wholly compares jobs, the hidden token included.
var wholly = cmp.Comparer(func(a, b discordapi.Token) bool { return a.Reveal() == b.Reveal() })

// push is the request that a subscription without wrapper makes of a message.
func push(data []byte, attributes map[string]string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(data))
	for name, value := range attributes {
		r.Header.Set(name, value)
	}
	return r
}

func message(t *testing.T, j Job) ([]byte, map[string]string) {
	t.Helper()
	data, attributes, err := j.Message()
	if err != nil {
		t.Fatal(err)
	}
	return data, attributes
}

// wrapped is the request that a subscription with wrapper makes of a message.
func wrapped(t *testing.T, data []byte, attributes map[string]string) *http.Request {
	t.Helper()
	body, err := json.Marshal(map[string]any{
		"subscription": "projects/p/subscriptions/s",
		"message": map[string]any{
			"data": data, "attributes": attributes, "messageId": "1", "publishTime": "2026-11-22T00:00:00Z",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return r
}

// structured is the same event with its attributes in the body.
func structured(t *testing.T, data []byte, attributes map[string]string) *http.Request {
	t.Helper()
	event := map[string]any{"datacontenttype": "application/json", "data": json.RawMessage(data)}
	for name, value := range attributes {
		if name, isAttribute := strings.CutPrefix(name, "ce-"); isAttribute {
			event[name] = value
		}
	}
	body, err := json.Marshal(event)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/cloudevents+json; charset=utf-8")
	return r
}

func TestAJobSurvivesEveryFormOfItsEvent(t *testing.T) {
	t.Parallel()
	want := sample()
	data, attributes := message(t, want)
	for name, r := range map[string]*http.Request{
		"binary":     push(data, attributes),
		"structured": structured(t, data, attributes),
		"wrapped":    wrapped(t, data, attributes),
	} {
		got, err := FromRequest(httptest.NewRecorder(), r)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, got, wholly); diff != "" {
			t.Errorf("%s: (-sent +read)\n%s", name, diff)
		}
	}
}

func TestTheEventCarriesTheInteraction(t *testing.T) {
	t.Parallel()
	j := sample()
	_, got := message(t, j)
	want := map[string]string{
		"ce-id":          string(j.InteractionID),
		"ce-type":        "com.github.mandobot.render.requested.v1",
		"ce-source":      "//discord.com/applications/1200000000000000001",
		"ce-specversion": "1.0",
		"ce-time":        "2026-09-21T14:13:20Z",
		"content-type":   "application/json",
		"traceparent":    j.Traceparent,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// The JSON of version 1, written by hand: what is deployed must read it for
// ever.
const version1 = `{"version":1,"kind":"render","interaction_id":"1536343356211200017",
	"application_id":"1200000000000000001","token":"` + secret + `",
	"options":{"seed":"s","style":"lotus","symmetry":12,"size":1024},
	"locale":"de","ephemeral":true,"added_later":{"x":1}}`

func TestVersion1IsReadWithWhatWasAddedLater(t *testing.T) {
	t.Parallel()
	got, err := Decode([]byte(version1))
	if err != nil {
		t.Fatal(err)
	}
	want := Job{
		Kind: Render, InteractionID: "1536343356211200017", ApplicationID: "1200000000000000001",
		Token:   discordapi.NewToken(secret),
		Options: mandala.Options{Seed: "s", Style: "lotus", Symmetry: 12, Size: 1024},
		Locale:  "de", Ephemeral: true,
	}
	if diff := cmp.Diff(want, got, wholly); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestANewerVersionIsWorthAnotherDelivery(t *testing.T) {
	t.Parallel()
	_, err := Decode([]byte(strings.Replace(version1, `"version":1`, `"version":2`, 1)))
	var newer *NewerError
	if !errors.As(err, &newer) || newer.Version != 2 || errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want a NewerError of version 2", err)
	}
}

func TestWhatIsNotAJobIsInvalid(t *testing.T) {
	t.Parallel()
	replaced := func(old, new string) string { return strings.Replace(version1, old, new, 1) }
	for name, data := range map[string]string{
		"nothing":                 "",
		"not JSON":                "{" + secret,
		"null":                    "null",
		"a list":                  "[]",
		"no version":              replaced(`"version":1,`, ""),
		"a negative version":      replaced(`"version":1`, `"version":-1`),
		"no kind":                 replaced(`"kind":"render",`, ""),
		"an unknown kind":         replaced(`"render"`, `"`+secret+`"`),
		"no token":                replaced(secret, ""),
		"a token that is a list":  replaced(`"`+secret+`"`, `["`+secret+`"]`),
		"no interaction":          replaced(`"interaction_id":"1536343356211200017",`, ""),
		"an interaction in words": replaced("1536343356211200017", secret),
		"an application in words": replaced("1200000000000000001", secret),
		"no seed":                 replaced(`"seed":"s",`, ""),
		"an unknown style":        replaced(`"lotus"`, `"`+secret+`"`),
		"a symmetry in words":     replaced(`"symmetry":12`, `"symmetry":"`+secret+`"`),
		"a huge picture":          replaced(`"size":1024`, `"size":2147483647`),
	} {
		_, err := Decode([]byte(data))
		if !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: got %v, want ErrInvalid", name, err)
		}
	}
}

func TestAnErrorHoldsNoToken(t *testing.T) {
	t.Parallel()
	for _, data := range []string{
		"{" + secret,
		strings.Replace(version1, `"`+secret+`"`, `{"`+secret+`":1}`, 1),
		strings.Replace(version1, `"version":1`, `"version":"`+secret+`"`, 1),
		strings.Replace(version1, `"kind":"render"`, `"kind":"`+secret+`"`, 1),
	} {
		if _, err := Decode([]byte(data)); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("decoding %.20s…: %v", data, err)
		}
	}
}

func TestEventsThatNeverSucceedAreInvalid(t *testing.T) {
	t.Parallel()
	data, attributes := message(t, sample())
	with := func(name, value string) map[string]string {
		changed := map[string]string{}
		for n, v := range attributes {
			changed[n] = v
		}
		changed[name] = value
		return changed
	}
	plain := httptest.NewRequest(http.MethodPost, "/", strings.NewReader("hello"))
	notBase64 := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(`{"message":{"data":"***"}}`))
	notBase64.Header.Set("Content-Type", "application/json")
	for name, r := range map[string]*http.Request{
		"a body without attributes":         plain,
		"another type":                      push(data, with("ce-type", "com.example.other")),
		"another interaction's id":          push(data, with("ce-id", "1")),
		"no id":                             push(data, with("ce-id", "")),
		"a time in words":                   push(data, with("ce-time", "noon")),
		"an unknown specversion":            push(data, with("ce-specversion", "9.9")),
		"an empty body":                     push(nil, attributes),
		"a larger body":                     push(make([]byte, MaxBytes+1), attributes),
		"a wrapped push that is not JSON":   wrappedText("{"),
		"a wrapped push not in base64":      notBase64,
		"a wrapped push without attributes": wrapped(t, data, nil),
		"a wrapped push of nothing":         wrapped(t, nil, attributes),
	} {
		if _, err := FromRequest(httptest.NewRecorder(), r); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: got %v, want ErrInvalid", name, err)
		}
	}
}

func wrappedText(body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return r
}

func TestABodyThatBreaksOffIsWorthAnotherDelivery(t *testing.T) {
	t.Parallel()
	data, attributes := message(t, sample())
	r := push(data, attributes)
	r.Body = io.NopCloser(io.MultiReader(bytes.NewReader(data[:10]), brokenReader{}))
	_, err := FromRequest(httptest.NewRecorder(), r)
	if err == nil || errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want an error that is not ErrInvalid", err)
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestAJobThatCannotBeCarriedOutIsNotPublished(t *testing.T) {
	t.Parallel()
	j := sample()
	j.Options.Symmetry = 1
	if _, _, err := j.Message(); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want ErrInvalid", err)
	}
}

func TestAgeCountsFromTheInteraction(t *testing.T) {
	t.Parallel()
	j := sample()
	made := time.UnixMilli(1_790_000_000_000)
	for _, age := range []time.Duration{0, 15 * time.Minute, -time.Minute} {
		if got := j.Age(made.Add(age)); got != age {
			t.Errorf("age %v, want %v", got, age)
		}
	}
}

func FuzzFromRequest(f *testing.F) {
	data, attributes, err := sample().Message()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, attributes["content-type"], attributes["ce-type"], attributes["ce-id"])
	f.Add([]byte(`{"message":{"data":"`+base64.StdEncoding.EncodeToString(data)+`"}}`), "application/json", "", "")
	f.Add([]byte(`{"specversion":"1.0"}`), "application/cloudevents+json", "", "")
	f.Fuzz(func(t *testing.T, body []byte, media, kind, id string) {
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
		r.Header["Content-Type"] = []string{media}
		if kind != "" {
			r.Header["Ce-Type"], r.Header["Ce-Id"] = []string{kind}, []string{id}
			r.Header["Ce-Specversion"], r.Header["Ce-Source"] = []string{"1.0"}, []string{"//x"}
		}
		j, err := FromRequest(httptest.NewRecorder(), r)
		if err != nil {
			return
		}
		if err := j.validate(); err != nil {
			t.Errorf("accepted a job that is not valid: %v", err)
		}
	})
}
