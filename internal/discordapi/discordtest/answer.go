package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/mandobot/mando/internal/discordapi"
)

// allowedAnswers says which types of answers Discord takes, and this fake
// knows, for each type of interaction.
var allowedAnswers = map[discordapi.InteractionType][]discordapi.ResponseType{
	discordapi.InteractionPing:         {discordapi.ResponsePong},
	discordapi.InteractionCommand:      {discordapi.ResponseMessage, discordapi.ResponseDeferred},
	discordapi.InteractionComponent:    {discordapi.ResponseMessage, discordapi.ResponseDeferred, discordapi.ResponseDeferredUpdate, discordapi.ResponseUpdate},
	discordapi.InteractionAutocomplete: {discordapi.ResponseChoices},
	discordapi.InteractionModal:        {discordapi.ResponseMessage, discordapi.ResponseDeferred},
}

// checkedAnswer is an answer that Discord takes.
type checkedAnswer struct {
	kind      discordapi.ResponseType
	ephemeral bool
	draft     draft
}

// CheckAnswer says in a sentence why Discord would not take the body as the
// answer to an interaction of the given type, and nothing where it would.
func CheckAnswer(kind discordapi.InteractionType, body []byte) error {
	if _, wrong := checkAnswer(kind, body); len(wrong) > 0 {
		return fmt.Errorf("checking the answer: %s", wrong)
	}
	return nil
}

func checkAnswer(kind discordapi.InteractionType, body []byte) (checkedAnswer, problems) {
	var wrong problems
	var wire struct {
		Type *discordapi.ResponseType `json:"type"`
		Data json.RawMessage          `json:"data"`
	}
	if err := strict(body, &wire); err != nil || wire.Type == nil {
		wrong.add("", "the answer is no JSON object with a type and data only")
		return checkedAnswer{}, wrong
	}
	a := checkedAnswer{kind: *wire.Type}
	if !slices.Contains(allowedAnswers[kind], a.kind) {
		wrong.add("type", fmt.Sprintf("%d does not answer an interaction of type %d", a.kind, kind))
		return a, wrong
	}
	switch a.kind {
	case discordapi.ResponsePong, discordapi.ResponseDeferredUpdate:
		if wire.Data != nil {
			wrong.add("data", "must not be there")
		}
	case discordapi.ResponseDeferred:
		wrong = a.checkDeferred(wire.Data)
	case discordapi.ResponseMessage:
		a.draft, wrong = parseDraft(wire.Data, "tts", "content", "embeds", "allowed_mentions", "flags", "components", "attachments")
		a.ephemeral = a.draft.flags&discordapi.FlagEphemeral != 0
		a.checkMessage(&wrong)
	case discordapi.ResponseUpdate:
		a.draft, wrong = parseDraft(wire.Data, "content", "embeds", "allowed_mentions", "flags", "components", "attachments")
	case discordapi.ResponseChoices:
		wrong = checkOffered(wire.Data)
	}
	return a, wrong
}

// checkDeferred takes the flag EPHEMERAL and nothing else: Discord drops any
// other flag in silence.
func (a *checkedAnswer) checkDeferred(data json.RawMessage) problems {
	var wrong problems
	if data == nil {
		return nil
	}
	var body struct {
		Flags discordapi.MessageFlags `json:"flags"`
	}
	if strict(data, &body) != nil || body.Flags&^discordapi.FlagEphemeral != 0 {
		wrong.add("data", "may have the flag 64 and nothing else")
	}
	a.ephemeral = body.Flags&discordapi.FlagEphemeral != 0
	return wrong
}

// checkMessage checks what only holds for a message that comes with the answer.
func (a *checkedAnswer) checkMessage(wrong *problems) {
	d := a.draft
	if d.attachments != nil && len(*d.attachments) > 0 {
		wrong.add("attachments", "cannot be listed where no file comes with the answer")
	}
	empty := d.content == nil || *d.content == ""
	if empty && (d.embeds == nil || len(*d.embeds) == 0) && (d.components == nil || len(*d.components) == 0) {
		wrong.add("", "the message is empty")
	}
}

// checkOffered checks the choices of an autocompletion.
func checkOffered(data json.RawMessage) problems {
	var wrong problems
	var body struct {
		Choices *[]choice `json:"choices"`
	}
	if err := strict(data, &body); err != nil || body.Choices == nil {
		wrong.add("data", "must have choices and nothing else")
		return wrong
	}
	checkChoices("data.choices", *body.Choices, &wrong)
	return wrong
}
