package discordapi

import (
	"encoding/json"
	"testing"
)

func TestResponsesEncode(t *testing.T) {
	t.Parallel()
	many := make([]Choice, 30)
	for name, row := range map[string]struct {
		response Response
		want     string
	}{
		"a pong":                {Pong(), `{"type":1}`},
		"a deferral":            {Deferred(false), `{"type":5}`},
		"an ephemeral deferral": {Deferred(true), `{"type":5,"data":{"flags":64}}`},
		"an accepted press":     {DeferredUpdate(), `{"type":6}`},
		"a reply":               {Reply(Message{Content: "x"}, false), `{"type":4,"data":{"content":"x","allowed_mentions":{"parse":[]}}}`},
		"an ephemeral reply":    {Reply(Message{Content: "x"}, true), `{"type":4,"data":{"content":"x","allowed_mentions":{"parse":[]},"flags":64}}`},
		"a reply with no message": {
			Response{Type: ResponseMessage}, `{"type":4,"data":{"content":"","allowed_mentions":{"parse":[]}}}`,
		},
		"no choices":       {Choices(nil), `{"type":8,"data":{"choices":[]}}`},
		"a choice":         {Choices([]Choice{{Name: "a", Value: "b"}}), `{"type":8,"data":{"choices":[{"name":"a","value":"b"}]}}`},
		"choices by value": {Choices([]Choice{{Name: "a", Value: 3}}), `{"type":8,"data":{"choices":[{"name":"a","value":3}]}}`},
	} {
		if got := mustJSON(t, row.response); got != row.want {
			t.Errorf("%s: got %s, want %s", name, got, row.want)
		}
		var back Response
		if err := json.Unmarshal([]byte(row.want), &back); err != nil || mustJSON(t, back) != row.want {
			t.Errorf("%s: read back %+v, %v", name, back, err)
		}
	}
	if got := Choices(many); len(got.Choices) != MaxChoices {
		t.Errorf("30 choices became %d", len(got.Choices))
	}
}

func TestResponsesOfAWrongShapeDoNotDecode(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`[]`, `{"type":"4"}`, `{"type":4,"data":[]}`, `{"type":4,"data":{"content":1}}`, `{"type":8,"data":{"choices":{}}}`, ``} {
		var r Response
		if err := json.Unmarshal([]byte(body), &r); err == nil {
			t.Errorf("%s: got %+v", body, r)
		}
	}
}
