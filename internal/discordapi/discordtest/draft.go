package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/mandobot/mando/internal/discordapi"
)

// draft is the content of a message as the bot gives it. A nil part is left as
// it was.
type draft struct {
	content     *string
	embeds      *[]embed
	components  *[]row
	attachments *[]attachmentRef
	flags       discordapi.MessageFlags
}

// attachmentRef lists an attachment that the message has after the edit: a
// file of the request by its number, or one that is there already by its id.
type attachmentRef struct {
	ID          discordapi.Snowflake `json:"id"`
	Filename    present              `json:"filename"`
	Description string               `json:"description"`
	Title       string               `json:"title"`
	Spoiler     bool                 `json:"is_spoiler"`
}

// present is a text that may be left out but not be empty.
type present string

func (p *present) UnmarshalJSON(data []byte) error {
	if string(data) == `""` {
		return errors.New("has an empty text where none may be empty")
	}
	return json.Unmarshal(data, (*string)(p))
}

// file returns the number of the file that the reference means, -1 for none.
func (a attachmentRef) file() int {
	if n, err := strconv.Atoi(string(a.ID)); err == nil && n < 10 {
		return n
	}
	return -1
}

// parseDraft reads the keys of a message and checks each against Discord's
// limits. Keys other than those named are wrong. A null clears its part.
func parseDraft(raw json.RawMessage, keys ...string) (draft, problems) {
	var d draft
	var wrong problems
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil || fields == nil {
		wrong.add("", "is no JSON object")
		return d, wrong
	}
	for key := range fields {
		if !slices.Contains(keys, key) {
			wrong.add(key, "is not a key that is known here")
		}
	}
	read(fields, "content", &d.content, &wrong)
	read(fields, "embeds", &d.embeds, &wrong)
	read(fields, "components", &d.components, &wrong)
	read(fields, "attachments", &d.attachments, &wrong)
	if flags, ok := fields["flags"]; ok && strict(flags, &d.flags) != nil {
		wrong.add("flags", "is no integer")
	}
	checkMentions(fields["allowed_mentions"], &wrong)
	d.check(&wrong)
	return d, wrong
}

// read decodes one part of a message, if it is there.
func read[T any](fields map[string]json.RawMessage, key string, into **T, wrong *problems) {
	raw, ok := fields[key]
	if !ok {
		return
	}
	*into = new(T)
	if err := strict(raw, *into); err != nil {
		wrong.add(key, err.Error())
	}
}

// strict decodes JSON in which every key must be known.
func strict(raw json.RawMessage, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

// checkMentions demands that nothing is ever pinged.
func checkMentions(raw json.RawMessage, wrong *problems) {
	var mentions map[string][]string
	parse, ok := []string(nil), false
	if json.Unmarshal(raw, &mentions) == nil {
		parse, ok = mentions["parse"]
	}
	if !ok || parse == nil || len(parse) > 0 || len(mentions) > 1 {
		wrong.add("allowed_mentions", `must be {"parse":[]}, or users could ping`)
	}
}

func (d draft) check(wrong *problems) {
	if d.content != nil {
		wrong.atMost("content", *d.content, 2000)
	}
	if d.embeds != nil {
		checkEmbeds(*d.embeds, wrong)
	}
	if d.components != nil {
		checkRows(*d.components, wrong)
	}
	if d.attachments == nil {
		return
	}
	if len(*d.attachments) > 10 {
		wrong.add("attachments", "must be 10 or fewer")
	}
	for i, a := range *d.attachments {
		at := fmt.Sprintf("attachments.%d.", i)
		wrong.atMost(at+"description", a.Description, 1024)
		if _, err := strconv.ParseUint(string(a.ID), 10, 64); err != nil {
			wrong.add(at+"id", "is no snowflake")
		}
	}
}
