// Package command is /mando as people on Discord meet it: its definition, its
// options and buttons, and its words in every language. It decides and does
// nothing: no clock, no network, no randomness. What it needs of chance it takes
// from the interaction's id, so that a delivery that comes twice means the same.
//
// The receiver asks it what an interaction gets:
//
//	result := command.Handle(interaction)
//	if result.Job != nil { ... publish it ... }
//	... answer result.Response ...
//
// The renderer asks it what to say:
//
//	message := command.Drawn(j, picture, "")
//	message := command.Apology(j, command.ReasonTryLater)
//
// Guarantees:
//   - What is registered and what is accepted come from one table, see option.
//     Nothing that Discord promises to have checked is taken on trust.
//   - Bad input is answered with a sentence in the user's language that only the
//     user sees and that says what is possible; it never has a job.
//   - A job's options are complete: the renderer has nothing to choose.
//   - Text of a user is data. It appears in one place, the seed in the embed,
//     and there neither markdown nor a mention nor a link comes out of it.
//   - A button carries all that it needs, in its custom_id and its message.
package command

import (
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/job"
)

// Name is the name of the command, the same in every language.
const Name = "mando"

// Result is what to do with an interaction: publish Job, if there is one, and
// then answer Response.
type Result struct {
	Job      *job.Job
	Response discordapi.Response
}

// Handle decides what a verified interaction other than a ping gets. It never
// fails: what it does not understand gets a sentence that only the user sees.
func Handle(i *discordapi.Interaction) Result {
	w := speak(i.Locale)
	if i.Data == nil {
		return refuse(w.Refusals.Command)
	}
	switch i.Type {
	case discordapi.InteractionCommand:
		return handleCommand(i, w)
	case discordapi.InteractionComponent:
		return handlePress(i, w)
	case discordapi.InteractionAutocomplete:
		return Result{Response: discordapi.Choices(options.complete(i.Data.Options, w))}
	case discordapi.InteractionModal:
		return refuse(w.Refusals.Form)
	}
	return refuse(w.Refusals.Command)
}

func handleCommand(i *discordapi.Interaction, w *words) Result {
	if i.Data.Name != Name || i.Data.Type != discordapi.CommandChatInput {
		return refuse(w.Refusals.Command)
	}
	a, refusal := options.parse(i.Data.Options, w)
	if refusal != "" {
		return refuse(refusal)
	}
	if a.Seed == "" {
		a.Seed = freshSeed(i.ID)
	}
	return draw(i, w, a)
}

// draw asks for a picture, unless the bot could not post it.
func draw(i *discordapi.Interaction, w *words, a asked) Result {
	if i.AppPermissions != nil && !i.AppPermissions.Has(discordapi.PermissionAttachFiles) {
		return refuse(w.Refusals.AttachFiles)
	}
	return Result{Job: newJob(job.Render, i, a), Response: discordapi.Deferred(a.private)}
}

func newJob(kind job.Kind, i *discordapi.Interaction, a asked) *job.Job {
	j := &job.Job{
		Kind: kind, InteractionID: i.ID, ApplicationID: i.ApplicationID, Token: i.Token,
		Locale: i.Locale, Ephemeral: a.private,
	}
	if kind == job.Render {
		j.Options = a.Options.Complete()
	}
	return j
}

// refuse answers with text that only the user sees.
func refuse(text string) Result { return Result{Response: whisper(text)} }

func whisper(text string) discordapi.Response {
	return discordapi.Reply(discordapi.Message{Content: text}, true)
}
