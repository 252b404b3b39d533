package openapitest_test

import (
	"testing"

	"github.com/mandobot/mando/internal/discordapi/discordtest/openapitest"
)

func TestSchemasAreStrict(t *testing.T) {
	t.Parallel()
	document := openapitest.Open(t)
	for name, row := range map[string]struct {
		schema openapitest.Schema
		body   string
		valid  bool
	}{
		"a message":                      {openapitest.Message, `{"type":4,"data":{"content":"x","allowed_mentions":{"parse":[]}}}`, true},
		"a misspelt key":                 {openapitest.Message, `{"type":4,"data":{"contents":"x"}}`, false},
		"a pong with data":               {openapitest.Pong, `{"type":1,"data":{}}`, false},
		"a type that is no message":      {openapitest.Message, `{"type":8,"data":{}}`, false},
		"permissions as a string":        {openapitest.Command, `{"name":"x","default_member_permissions":"0"}`, true},
		"permissions as a number":        {openapitest.Command, `{"name":"x","default_member_permissions":0}`, false},
		"an option of an unknown type":   {openapitest.Command, `{"name":"x","options":[{"type":99,"name":"a","description":"b"}]}`, false},
		"an attachment with a number":    {openapitest.EditOriginal, `{"attachments":[{"id":0,"filename":"x.png"}]}`, false},
		"an attachment with a snowflake": {openapitest.EditOriginal, `{"attachments":[{"id":"0","filename":"x.png"}]}`, true},
		"no JSON":                        {openapitest.EditOriginal, `{`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := document.Check(t, row.schema, []byte(row.body))
			if (err == nil) != row.valid {
				t.Errorf("got %v", err)
			}
		})
	}
}
