package discordtest

import (
	"fmt"
	"net/http"
	"path"
	"strings"
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

// checkReferences checks what an edit refers to: attachments to keep must be
// there, and a picture in an embed must be among those the message then has.
func checkReferences(m *message, edit draft, wrong *problems) {
	names := map[string]bool{}
	for _, a := range m.attachments {
		names[a.Filename] = edit.attachments == nil
	}
	if edit.attachments != nil {
		for i, ref := range *edit.attachments {
			name := string(ref.Filename)
			if ref.file() < 0 {
				kept := m.attachment(ref.ID)
				if kept == nil {
					wrong.add(fmt.Sprintf("attachments.%d.id", i), "is not an attachment of the message")
					continue
				}
				name = kept.Filename
			}
			names[name] = true
		}
	}
	if edit.embeds == nil {
		return
	}
	for i, e := range *edit.embeds {
		for _, image := range e.images() {
			name, local := attachmentName(image.URL)
			if local && (!names[name] || !showable(name)) {
				wrong.add(fmt.Sprintf("embeds.%d.image.url", i), "refers to no picture of the message")
			}
		}
	}
}

func (m *message) attachment(id discordapi.Snowflake) *Attachment {
	for _, a := range m.attachments {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// leavesNothing says whether a message has nothing in it after the edit.
func leavesNothing(m *message, edit draft) bool {
	content, embeds, rows, files := m.content, len(m.embeds), len(m.components), len(m.attachments)
	if edit.content != nil {
		content = *edit.content
	}
	if edit.embeds != nil {
		embeds = len(*edit.embeds)
	}
	if edit.components != nil {
		rows = len(*edit.components)
	}
	if edit.attachments != nil {
		files = len(*edit.attachments)
	}
	return content == "" && embeds+rows+files == 0
}

// change puts a checked draft into a message. The lock is held.
func (d *Discord) change(m *message, edit draft, files map[int]upload) {
	m.rendered = nil
	if edit.content != nil {
		m.content = *edit.content
	}
	if edit.attachments != nil {
		d.replaceAttachments(m, *edit.attachments, files)
	}
	if edit.embeds != nil {
		m.embeds = *edit.embeds
		for i := range m.embeds {
			m.embeds[i].Type = "rich"
			for _, image := range m.embeds[i].images() {
				d.resolve(m, image)
			}
		}
	}
	if edit.components != nil {
		m.components = numbered(*edit.components)
	}
}

// replaceAttachments gives the message exactly the attachments of the list.
func (d *Discord) replaceAttachments(m *message, list []attachmentRef, files map[int]upload) {
	var after []*Attachment
	for _, ref := range list {
		if f, isFile := files[ref.file()]; isFile {
			after = append(after, d.newAttachment(m.channel, f, ref.Description))
			continue
		}
		if kept := m.attachment(ref.ID); kept != nil {
			after = append(after, kept)
		}
	}
	before := m.attachments
	m.attachments = after
	for _, a := range before {
		if m.attachment(a.ID) == nil {
			d.attachments.drop(a)
		}
	}
}

// resolve gives the picture of an embed its address and size. Of a picture on
// the web the fake knows nothing: it does not fetch it.
func (d *Discord) resolve(m *message, image *embedImage) {
	image.ProxyURL, image.Width, image.Height, image.ContentType = image.URL, 0, 0, ""
	name, local := attachmentName(image.URL)
	if !local {
		return
	}
	for _, a := range m.attachments {
		if a.Filename == name {
			image.URL, image.ProxyURL = d.url+a.path, d.url+a.path
			image.Width, image.Height, image.ContentType = a.Width, a.Height, a.ContentType
		}
	}
}

// plainName says whether a file name reaches everybody as it is: ASCII letters,
// digits, point, dash and underscore, with an extension.
func plainName(name string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
	return strings.Trim(name, letters) == "" && len(path.Ext(name)) > 1
}
