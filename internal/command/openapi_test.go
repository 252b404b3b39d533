package command_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest/openapitest"
	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/mandala"
)

// spoken are locales with words of their own, and one without.
var spoken = []string{"en-US", "de", "fr", "es-ES", "pt-BR", "it", "nl", "pl", "ja", "ko", "zh-CN", "xx"}

func body(t *testing.T, content any) []byte {
	t.Helper()
	data, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDiscordsDocumentAllowsTheDefinition(t *testing.T) {
	t.Parallel()
	document := openapitest.Open(t)
	document.ValidCommands(t, body(t, []discordapi.ApplicationCommand{command.Definition()}))
}

func TestDiscordsDocumentAllowsEveryAnswer(t *testing.T) {
	t.Parallel()
	document := openapitest.Open(t)
	for _, locale := range spoken {
		answers := []discordapi.Response{
			command.TryAgain(locale), command.TooFast(locale, time.Second), command.Maintenance("Back soon."),
		}
		for _, data := range []string{
			`"name":"mando","type":1`,
			`"name":"mando","type":1,"options":[{"name":"private","type":5,"value":true}]`,
			`"name":"mando","type":1,"options":[{"name":"palette","type":3,"value":"x"}]`,
			`"name":"mando","type":1,"options":[{"name":"size","type":4,"value":1}]`,
		} {
			answers = append(answers, handled(t, 2, locale, data))
		}
		answers = append(answers, handled(t, 3, locale, `"custom_id":"1:again:lotus:ember:12:"`), handled(t, 5, locale, `"custom_id":"x"`))
		for _, answer := range answers {
			document.Valid(t, openapitest.Message, body(t, answer))
		}
		document.Valid(t, openapitest.Update, body(t, handled(t, 3, locale, `"custom_id":"1:delete"`)))
		choices := handled(t, 4, locale, `"name":"mando","type":1,"options":[{"name":"palette","type":3,"value":"","focused":true}]`)
		document.Valid(t, openapitest.Choices, body(t, choices))
	}
}

// handled is the answer to an interaction, a press being on one's own message.
func handled(t *testing.T, kind int, locale, data string) discordapi.Response {
	t.Helper()
	i, err := discordapi.DecodeInteraction(fmt.Appendf(nil, `{"id":"1536343356211200017","application_id":"1",
		"token":"t","type":%d,"locale":%q,"user":{"id":"7"},"data":{%s},
		"message":{"interaction_metadata":{"user":{"id":"7"}}}}`, kind, locale, data))
	if err != nil {
		t.Fatal(err)
	}
	return command.Handle(i).Response
}

func TestDiscordsDocumentAllowsEveryEdit(t *testing.T) {
	t.Parallel()
	document := openapitest.Open(t)
	for _, seed := range []string{"moon", strings.Repeat("🌸", 63) + "`"} {
		p, err := mandala.New(mandala.Options{Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		for _, locale := range spoken {
			j := job.Job{InteractionID: "1536343356211200017", Locale: locale}
			attached := command.Drawn(j, p, "")
			attached.Attachments = []discordapi.Attachment{{ID: "0", Filename: command.FileName(j), Description: command.AltText(j, p)}}
			document.Valid(t, openapitest.EditOriginal, body(t, attached))
			document.Valid(t, openapitest.EditOriginal, body(t, command.Drawn(j, p, "https://storage.googleapis.com/b/a.png")))
			for _, why := range []command.Reason{command.ReasonTryLater, command.ReasonBlocked, command.ReasonNoPermission} {
				document.Valid(t, openapitest.EditOriginal, body(t, command.Apology(j, why)))
			}
		}
	}
}
