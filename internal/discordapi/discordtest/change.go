package discordtest

import (
	"fmt"

	"github.com/mandobot/mando/internal/discordapi"
)

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
