package discordapi

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestInteractionsAreDecodedLeniently(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"a ping":                     `{"type":1}`,
		"a ping with its keys":       `{"type":1,"id":"1","token":"t","version":1,"user":{"id":"2","system":true}}`,
		"a command":                  `{"type":2,"id":"1","token":"t","data":{"id":"5","name":"mando","type":1}}`,
		"a button":                   `{"type":3,"id":"1","token":"t","data":{"id":2,"custom_id":"x","component_type":2}}`,
		"a type of tomorrow":         `{"type":99,"id":"1","token":"t"}`,
		"unknown keys":               `{"type":2,"id":"1","token":"t","data":{"name":"x","new":{"a":[1]}},"newer":[{}]}`,
		"nulls":                      `{"type":2,"id":"1","application_id":null,"token":"t","data":{"options":null},"member":null,"user":null,"message":null,"app_permissions":null,"context":null,"locale":null}`,
		"an option of any type":      `{"type":2,"id":"1","token":"t","data":{"options":[{"name":"a","type":77,"value":{"b":[]}}]}}`,
		"a message of new parts":     `{"type":3,"id":"1","token":"t","data":{},"message":{"id":"9","flags":32768,"components":[{"type":17,"accent_color":1,"components":[{"type":12,"items":[]},{"type":10,"content":"x"}]},{"type":14}]}}`,
		"a duplicate type":           `{"type":1,"type":2,"id":"1","token":"t","data":{}}`,
		"invalid UTF-8":              "{\"type\":2,\"id\":\"1\",\"token\":\"t\",\"data\":{\"name\":\"\xff\xfe\"}}",
		"space around":               " \r\n\t{\"type\":1}\n",
		"an id of 64 bits":           `{"type":2,"id":"18446744073709551615","token":"t","data":{}}`,
		"a token with strange signs": `{"type":2,"id":"1","token":"a token / with ? signs","data":{}}`,
	} {
		if _, err := DecodeInteraction([]byte(body)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatIsNoInteractionIsRefused(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", 10_001) + strings.Repeat("]", 10_001)
	for name, body := range map[string]string{
		"nothing":                       ``,
		"not JSON":                      `hello`,
		"half of it":                    `{"type":2,"id":"1"`,
		"null":                          `null`,
		"a list":                        `[]`,
		"a string":                      `"{}"`,
		"a number":                      `1`,
		"an empty object":               `{}`,
		"trailing data":                 `{"type":1}{}`,
		"a byte order mark":             "\ufeff{\"type\":1}",
		"10,001 levels":                 `{"type":2,"id":"1","token":"t","data":{"x":` + deep + `}}`,
		"10,001 levels at once":         strings.Repeat(`{"a":`, 10_001) + "1" + strings.Repeat("}", 10_001),
		"a type in quotes":              `{"type":"2","id":"1","token":"t","data":{}}`,
		"a type of zero":                `{"type":0,"id":"1","token":"t","data":{}}`,
		"a type below zero":             `{"type":-1,"id":"1","token":"t","data":{}}`,
		"half a type":                   `{"type":2.5,"id":"1","token":"t","data":{}}`,
		"a null type":                   `{"type":null,"id":"1","token":"t","data":{}}`,
		"no id":                         `{"type":2,"token":"t","data":{}}`,
		"an id that is none":            `{"type":2,"id":"x","token":"t","data":{}}`,
		"an id over 64 bits":            `{"type":2,"id":"18446744073709551616","token":"t","data":{}}`,
		"no token":                      `{"type":2,"id":"1","data":{}}`,
		"a null token":                  `{"type":2,"id":"1","token":null,"data":{}}`,
		"a token that is a list":        `{"type":2,"id":"1","token":["` + secret + `"],"data":{}}`,
		"no data":                       `{"type":2,"id":"1","token":"t"}`,
		"data in a list":                `{"type":2,"id":"1","token":"t","data":[]}`,
		"options in an object":          `{"type":2,"id":"1","token":"t","data":{"options":{}}}`,
		"an option's name as a number":  `{"type":2,"id":"1","token":"t","data":{"options":[{"name":1}]}}`,
		"permissions that are no digit": `{"type":2,"id":"1","token":"t","data":{},"app_permissions":"many"}`,
	} {
		i, err := DecodeInteraction([]byte(body))
		if err == nil || i != nil {
			t.Errorf("%s: got %+v", name, i)
			continue
		}
		leaked(t, name, err.Error())
		if len(err.Error()) > 200 {
			t.Errorf("%s: the error is %d bytes long", name, len(err.Error()))
		}
	}
}

func TestLastOfDuplicateKeysCounts(t *testing.T) {
	t.Parallel()
	i, err := DecodeInteraction([]byte(`{"type":2,"type":1}`))
	if err != nil || i.Type != InteractionPing {
		t.Errorf("got %+v, %v", i, err)
	}
}

func TestInvokerIsMemberOrUser(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]Snowflake{
		`{"type":1,"member":{"user":{"id":"5"}},"user":{"id":"6"}}`: "5",
		`{"type":1,"user":{"id":"6"}}`:                              "6",
		`{"type":1}`:                                                "",
	} {
		i, err := DecodeInteraction([]byte(body))
		if err != nil || i.Invoker().ID != want {
			t.Errorf("%s: got %+v, %v", body, i, err)
		}
	}
}

// examples returns Discord's example payloads by file name.
func examples(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../../../shared/discord/payloads/*.json")
	if err != nil || len(files) == 0 {
		t.Skip("shared/discord/payloads is not beside the repository")
	}
	all := map[string][]byte{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = data
	}
	return all
}

func TestExamplePayloadsDecode(t *testing.T) {
	t.Parallel()
	for name, data := range examples(t) {
		i, err := DecodeInteraction(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if i.Invoker().ID == "" || i.ID == "" || i.Token.IsZero() {
			t.Errorf("%s: decoded %+v", name, i)
		}
		checkExample(t, name, i)
	}
}

// checkExample looks at what is special about some of the examples.
func checkExample(t *testing.T, name string, i *Interaction) {
	t.Helper()
	options := map[string]string{}
	if i.Data != nil {
		for _, o := range i.Data.Options {
			options[o.Name] = string(o.Value)
		}
	}
	var seed string
	_ = json.Unmarshal([]byte(options["seed"]), &seed)
	ok := true
	switch {
	case strings.HasPrefix(name, "01-"), strings.HasPrefix(name, "02-"):
		ok = i.Type == InteractionPing
	case strings.HasPrefix(name, "03-"):
		ok = i.Type == InteractionCommand && options["cardname"] == `"The Gitrog Monster"` && i.ApplicationID == "" && *i.AppPermissions == 442368
	case strings.HasPrefix(name, "05-"):
		ok = i.Member == nil && *i.Context == ContextBotDM
	case strings.HasPrefix(name, "06-"):
		ok = i.Type == InteractionComponent && i.Data.CustomID == "click_one" && i.Message.Components[0].Buttons[0].CustomID == "click_one"
	case strings.HasPrefix(name, "09-"):
		ok = seed == "héllo 🌸 \"q\" \\ <@1>" && options["symmetry"] == "12" && options["private"] == "true" && i.AppPermissions.Has(PermissionAttachFiles)
	case strings.HasPrefix(name, "10-"):
		ok = *i.Context == ContextPrivateChannel && *i.AppPermissions == 180224
	case strings.HasPrefix(name, "11-"):
		ok = i.Data.Options == nil && i.GuildID == "1200000000000000002"
	}
	if !ok {
		t.Errorf("%s: decoded %+v with %+v", name, i, i.Data)
	}
}
