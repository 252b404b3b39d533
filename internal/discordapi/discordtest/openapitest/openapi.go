// Package openapitest judges bodies by the schemas of Discord's own OpenAPI
// document, for tests only. The document is not part of the project: it is
// read from shared/discord/openapi.json beside the repository, and a test that
// needs it is skipped where it is not there.
//
//	document := openapitest.Open(t)
//	document.Valid(t, openapitest.EditOriginal, body)
//
// The schemas are made strict: a key that an object's schema does not name is
// an error, so that a misspelt one is found. Where Discord's documentation and
// its document disagree the documentation counts, as Discord says itself; the
// differences that matter here are corrected, each with its reason.
package openapitest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Schema is the name of a schema of the document.
type Schema string

// The schemas of what the bot sends, and of what it gets back.
const (
	Pong           Schema = "PongInteractionCallbackRequest"
	Message        Schema = "CreateMessageInteractionCallbackRequest" // types 4 and 5
	Update         Schema = "UpdateMessageInteractionCallbackRequest" // types 6 and 7
	Choices        Schema = "ApplicationCommandAutocompleteCallbackRequest"
	EditOriginal   Schema = "IncomingWebhookUpdateRequestPartial"
	Command        Schema = "ApplicationCommandUpdateRequest"
	Application    Schema = "ApplicationFormPartial"
	MessageAnswer  Schema = "MessageResponse"
	CommandAnswer  Schema = "ApplicationCommandResponse"
	Error          Schema = "ErrorResponse"
	RateLimitError Schema = "RatelimitedResponse"
)

// location names the document for references inside it.
const location = "https://discord.com/openapi.json"

// Document is Discord's document, made strict. Parallel tests may share it.
type Document struct {
	mu       sync.Mutex // the compiler is for one goroutine
	compiler *jsonschema.Compiler
}

// Open reads the document. It skips the test where there is none.
func Open(t testing.TB) *Document {
	t.Helper()
	data := shared(t, "discord/openapi.json")
	content, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("reading Discord's OpenAPI document: %v", err)
	}
	root := content.(map[string]any)
	schemas := root["components"].(map[string]any)["schemas"].(map[string]any)
	correct(schemas)
	for name, schema := range schemas {
		if name != "Error" { // others extend it
			tighten(schema)
		}
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	if err := compiler.AddResource(location, root); err != nil {
		t.Fatalf("reading Discord's OpenAPI document: %v", err)
	}
	return &Document{compiler: compiler}
}

// shared reads a file beside the repository, whose root has the go.work.
func shared(t testing.TB, name string) []byte {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.work")); err == nil {
			break
		}
		if filepath.Dir(dir) == dir {
			t.Skip("no go.work above: the repository's root is unknown")
		}
		dir = filepath.Dir(dir)
	}
	path := filepath.Join(dir, "..", "shared", filepath.FromSlash(name))
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not there: put Discord's file there to run this test", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// correct mends what Discord's documentation says otherwise.
func correct(schemas map[string]any) {
	properties := func(name string) map[string]any {
		return schemas[name].(map[string]any)["properties"].(map[string]any)
	}
	// The documentation has a bit set in a string or null, and so have the
	// answers of the same document; this one place has an integer.
	properties(string(Command))["default_member_permissions"] = map[string]any{"type": []any{"string", "null"}, "pattern": "^[0-9]+$"}
	// The documentation lists nsfw among the parameters.
	properties(string(Command))["nsfw"] = map[string]any{"type": "boolean"}
	// Errors of validation have codes in words, such as BASE_TYPE_REQUIRED.
	schemas["InnerErrors"].(map[string]any)["properties"].(map[string]any)["_errors"] = map[string]any{"type": "array"}
}

// tighten forbids the keys that an object's schema does not name.
func tighten(schema any) {
	switch schema := schema.(type) {
	case map[string]any:
		_, object := schema["properties"].(map[string]any)
		if _, says := schema["additionalProperties"]; object && !says && schema["allOf"] == nil {
			schema["additionalProperties"] = false
		}
		for key, part := range schema {
			if key != "allOf" { // its parts describe one object together
				tighten(part)
			}
		}
	case []any:
		for _, part := range schema {
			tighten(part)
		}
	}
}

// Check says why the body is not of the schema, and nothing where it is.
func (d *Document) Check(t testing.TB, name Schema, body []byte) error {
	t.Helper()
	d.mu.Lock()
	schema, err := d.compiler.Compile(location + "#/components/schemas/" + string(name))
	d.mu.Unlock()
	if err != nil {
		t.Fatalf("compiling the schema %s: %v", name, err)
	}
	content, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return schema.Validate(content)
}

// Valid fails the test where the body is not of the schema.
func (d *Document) Valid(t testing.TB, name Schema, body []byte) {
	t.Helper()
	if err := d.Check(t, name, body); err != nil {
		t.Errorf("Discord's document does not allow this as %s: %v\n%s", name, err, body)
	}
}

// ValidCommands fails the test where the body is no list of commands to register.
func (d *Document) ValidCommands(t testing.TB, body []byte) {
	t.Helper()
	var commands []json.RawMessage
	if err := json.Unmarshal(body, &commands); err != nil || len(commands) > 130 {
		t.Errorf("the body is no list of up to 130 commands: %v", err)
	}
	for _, command := range commands {
		d.Valid(t, Command, command)
	}
}
