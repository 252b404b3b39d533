package discordtest

import (
	"net/http"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

// TokenLife is how long an interaction token works.
const TokenLife = 15 * time.Minute

// gate returns the interaction whose reply a call may touch, or the refusal
// that Discord answers. The lock is held.
func (d *Discord) gate(r *http.Request) (*interaction, *reply) {
	refusal := func(status, code int, message, problem string) (*interaction, *reply) {
		answered := refuse(status, code, message, problem)
		return nil, &answered
	}
	if r.PathValue("app") != string(d.config.ApplicationID) {
		return refusal(http.StatusNotFound, discordapi.CodeUnknownWebhook, "Unknown Webhook", "the path names another application")
	}
	in := d.tokens[discordapi.NewToken(r.PathValue("token"))]
	if in == nil {
		return refusal(http.StatusNotFound, discordapi.CodeUnknownWebhook, "Unknown Webhook", "the token belongs to no interaction")
	}
	if at, _ := in.id.Time(); d.config.Now().Sub(at) > TokenLife {
		return refusal(http.StatusUnauthorized, discordapi.CodeInvalidWebhookToken, "Invalid Webhook Token", "the token is over 15 minutes old")
	}
	if !in.known {
		return refusal(http.StatusNotFound, discordapi.CodeUnknownWebhook, "Unknown Webhook", "the answer to the interaction has not been read")
	}
	if in.message == nil || in.message.deleted {
		return refusal(http.StatusNotFound, discordapi.CodeUnknownMessage, "Unknown Message", "the message is deleted, or there never was one")
	}
	return in, nil
}

func (d *Discord) getOriginal(r *http.Request, _ []byte) reply {
	d.mu.Lock()
	defer d.mu.Unlock()
	in, refusal := d.gate(r)
	if refusal != nil {
		return *refusal
	}
	return reply{status: http.StatusOK, body: d.render(in.message)}
}

func (d *Discord) deleteOriginal(r *http.Request, _ []byte) reply {
	d.mu.Lock()
	defer d.mu.Unlock()
	in, refusal := d.gate(r)
	if refusal != nil {
		return *refusal
	}
	d.remove(in.message)
	return reply{status: http.StatusNoContent}
}

// Delete deletes the message of an interaction, as a person or a moderator can
// at any time, and says whether there was one.
func (d *Discord) Delete(id discordapi.Snowflake) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	in := d.interactions[id]
	if in == nil || in.message == nil || in.message.deleted {
		return false
	}
	d.remove(in.message)
	return true
}

// remove deletes a message for every interaction that shows it.
func (d *Discord) remove(m *message) {
	m.deleted = true
	for _, in := range d.order {
		if in.message == m {
			in.state, in.changed = Deleted, d.config.Now()
		}
	}
	for _, a := range m.attachments {
		d.attachments.drop(a)
	}
	d.announce()
}

func (d *Discord) editOriginal(r *http.Request, body []byte) reply {
	payload, files, wrong := parseEdit(r.Header.Get("Content-Type"), body)
	if len(wrong) > 0 {
		return invalid(wrong)
	}
	edit, wrong := parseDraft(payload, "content", "embeds", "allowed_mentions", "components", "attachments", "flags")
	if edit.flags&^4 != 0 {
		wrong.add("flags", "may have SUPPRESS_EMBEDS and nothing else in an edit")
	}
	checkFiles(edit, files, &wrong)
	for _, f := range files {
		if len(f.data) > maxFile {
			return refuse(http.StatusRequestEntityTooLarge, 40005, "Request entity too large", f.name+" is over 10 MiB")
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	in, refusal := d.gate(r)
	if refusal != nil {
		return *refusal
	}
	checkReferences(in.message, edit, &wrong)
	if len(wrong) > 0 {
		return invalid(wrong)
	}
	if leavesNothing(in.message, edit) {
		return refuse(http.StatusBadRequest, 50006, "Cannot send an empty message", "the message would be empty")
	}
	in.message.loading, in.message.edited = false, d.config.Now()
	d.change(in.message, edit, files)
	in.state, in.changed = Edited, d.config.Now()
	in.edits++
	d.announce()
	return reply{status: http.StatusOK, body: d.render(in.message)}
}
