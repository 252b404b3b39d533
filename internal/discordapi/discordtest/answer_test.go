package discordtest_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
	"github.com/mandobot/mando/internal/discordapi/discordtest/openapitest"
)

const (
	ping         = discordapi.InteractionPing
	typed        = discordapi.InteractionCommand
	pressed      = discordapi.InteractionComponent
	autocomplete = discordapi.InteractionAutocomplete
)

// answers are the bodies of answers to interactions of a type.
var answers = map[string]struct {
	kind     discordapi.InteractionType
	body     string
	problem  string // part of what is wrong, empty where nothing is
	schema   openapitest.Schema
	stricter string // why the fake refuses what the document allows
}{
	"a pong":                           {kind: ping, body: `{"type":1}`, schema: openapitest.Pong},
	"a pong with data":                 {kind: ping, body: `{"type":1,"data":{}}`, schema: openapitest.Pong, problem: "data must not be there"},
	"a message for a ping":             {kind: ping, body: `{"type":4}`, schema: openapitest.Pong, problem: "does not answer"},
	"an empty body":                    {kind: ping, body: ``, schema: openapitest.Pong, problem: "no JSON object"},
	"a type in words":                  {kind: ping, body: `{"type":"1"}`, schema: openapitest.Pong, problem: "no JSON object"},
	"no type":                          {kind: ping, body: `{}`, schema: openapitest.Pong, problem: "no JSON object"},
	"a deferral":                       {kind: typed, body: `{"type":5}`, schema: openapitest.Message},
	"an ephemeral deferral":            {kind: typed, body: `{"type":5,"data":{"flags":64}}`, schema: openapitest.Message},
	"a deferral with another flag":     {kind: typed, body: `{"type":5,"data":{"flags":32768}}`, schema: openapitest.Message, problem: "flag 64", stricter: "Discord drops it in silence"},
	"a deferral with content":          {kind: typed, body: `{"type":5,"data":{"content":"x"}}`, schema: openapitest.Message, problem: "nothing else", stricter: "Discord drops it in silence"},
	"a message":                        {kind: typed, body: `{"type":4,"data":{"content":"x","allowed_mentions":{"parse":[]},"flags":64}}`, schema: openapitest.Message},
	"a message that pings":             {kind: typed, body: `{"type":4,"data":{"content":"x"}}`, schema: openapitest.Message, problem: "allowed_mentions", stricter: "text of users must never ping"},
	"a message with nothing":           {kind: typed, body: `{"type":4,"data":{"content":"","allowed_mentions":{"parse":[]}}}`, schema: openapitest.Message, problem: "empty", stricter: "Discord answers 50006"},
	"a message without data":           {kind: typed, body: `{"type":4}`, schema: openapitest.Message, problem: "no JSON object", stricter: "Discord answers 50006"},
	"a long message":                   {kind: typed, body: `{"type":4,"data":{"content":"` + strings.Repeat("x", 2001) + `","allowed_mentions":{"parse":[]}}}`, schema: openapitest.Message, problem: "2000"},
	"a pong for a command":             {kind: typed, body: `{"type":1}`, schema: openapitest.Message, problem: "does not answer"},
	"choices for a command":            {kind: typed, body: `{"type":8,"data":{"choices":[]}}`, schema: openapitest.Message, problem: "does not answer"},
	"an update for a command":          {kind: typed, body: `{"type":6}`, schema: openapitest.Message, problem: "does not answer"},
	"a key nobody knows":               {kind: typed, body: `{"type":5,"flags":64}`, schema: openapitest.Message, problem: "type and data only"},
	"an accepted press":                {kind: pressed, body: `{"type":6}`, schema: openapitest.Update},
	"an accepted press with data":      {kind: pressed, body: `{"type":6,"data":{"content":"x"}}`, schema: openapitest.Update, problem: "data must not", stricter: "Discord ignores it"},
	"a changed message":                {kind: pressed, body: `{"type":7,"data":{"content":"x","allowed_mentions":{"parse":[]}}}`, schema: openapitest.Update},
	"a changed message that pings":     {kind: pressed, body: `{"type":7,"data":{"content":"x"}}`, schema: openapitest.Update, problem: "allowed_mentions", stricter: "text of users must never ping"},
	"choices":                          {kind: autocomplete, body: `{"type":8,"data":{"choices":[{"name":"Saffron","value":"saffron"}]}}`, schema: openapitest.Choices},
	"no choices":                       {kind: autocomplete, body: `{"type":8,"data":{"choices":[]}}`, schema: openapitest.Choices},
	"25 choices":                       {kind: autocomplete, body: `{"type":8,"data":{"choices":[` + times(25, `{"name":"a","value":"a"}`) + `]}}`, schema: openapitest.Choices},
	"26 choices":                       {kind: autocomplete, body: `{"type":8,"data":{"choices":[` + times(26, `{"name":"a","value":"a"}`) + `]}}`, schema: openapitest.Choices, problem: "25 or fewer"},
	"a choice without a name":          {kind: autocomplete, body: `{"type":8,"data":{"choices":[{"name":"","value":"a"}]}}`, schema: openapitest.Choices, problem: "name is required"},
	"a choice of 101":                  {kind: autocomplete, body: `{"type":8,"data":{"choices":[{"name":"` + strings.Repeat("x", 101) + `","value":"a"}]}}`, schema: openapitest.Choices, problem: "name must be 100"},
	"a value of 101":                   {kind: autocomplete, body: `{"type":8,"data":{"choices":[{"name":"a","value":"` + strings.Repeat("x", 101) + `"}]}}`, schema: openapitest.Choices, problem: "value must be 100", stricter: "the documentation says 100, the document 6000"},
	"a value that is true":             {kind: autocomplete, body: `{"type":8,"data":{"choices":[{"name":"a","value":true}]}}`, schema: openapitest.Choices, problem: "string or a number"},
	"a deferral for an autocompletion": {kind: autocomplete, body: `{"type":5}`, schema: openapitest.Choices, problem: "does not answer"},
}

func TestAnswersAreJudged(t *testing.T) {
	t.Parallel()
	for name, row := range answers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, discordtest.Config{}, []byte(row.body))
			var in discordtest.Payload
			switch row.kind {
			case ping:
				in = w.Ping()
			case typed:
				in = w.Command(discordtest.Invocation{}, "mando")
			case pressed:
				in = w.Button(discordtest.Invocation{}, []byte(`{"id":"1"}`), "x")
			case autocomplete:
				in = w.Autocomplete(discordtest.Invocation{}, "mando", discordtest.Focused(discordtest.Option("palette", "s")))
			}
			_, err := w.Send(context.Background(), endpoint, in)
			if (err == nil) != (row.problem == "") || err != nil && !strings.Contains(err.Error(), row.problem) {
				t.Errorf("got %v", err)
			}
			if m, _ := w.Message(in.ID()); (m.State == discordtest.Failed) != (err != nil) {
				t.Errorf("the state is %q after %v", m.State, err)
			}
		})
	}
}

func TestAnswersAreJudgedAsByDiscordsDocument(t *testing.T) {
	t.Parallel()
	document := openapitest.Open(t)
	for name, row := range answers {
		err := document.Check(t, row.schema, []byte(row.body))
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

func TestAnswersNeedTheirFrame(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		handler http.HandlerFunc
		problem string
	}{
		"a status of 201": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusCreated)
			_, _ = w.Write([]byte(`{"type":5}`))
		}, "answered 201"},
		"a redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://elsewhere.test/", http.StatusTemporaryRedirect)
		}, "answered 307"},
		"no Content-Type": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"type":5}`))
		}, "Content-Type"},
		"a cut connection": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "did not respond"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := discordtest.New(discordtest.Config{HTTPClient: &http.Client{Transport: discordtest.Transport(row.handler)}})
			in := d.Command(discordtest.Invocation{}, "mando")
			_, err := d.Send(context.Background(), endpoint, in)
			if err == nil || !strings.Contains(err.Error(), row.problem) {
				t.Errorf("got %v", err)
			}
		})
	}
}
