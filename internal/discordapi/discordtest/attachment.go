package discordtest

import (
	"bytes"
	"crypto/sha256"
	"image"
	_ "image/gif"  // sizes of pictures
	_ "image/jpeg" // sizes of pictures
	_ "image/png"  // sizes of pictures
	"mime"
	"net/http"
	"path"

	"github.com/mandobot/mando/internal/discordapi"
)

// maxFile is the largest file that Discord takes without a subscription.
const maxFile = 10 << 20

// Attachment is a file of a message. Its data may be gone where many others
// came after it; size and hash stay.
type Attachment struct {
	ID            discordapi.Snowflake
	Filename      string
	Description   string
	ContentType   string // by the extension, as Discord does it
	Width, Height int    // 0 if it is no picture
	Size          int
	SHA256        [sha256.Size]byte
	Data          []byte
	URL           string

	path string
}

// newAttachment keeps an uploaded file; the lock is held.
func (d *Discord) newAttachment(channel discordapi.Snowflake, f upload, description string) *Attachment {
	a := &Attachment{
		ID: d.NewID(), Filename: f.name, Description: description,
		ContentType: mime.TypeByExtension(path.Ext(f.name)),
		Size:        len(f.data), SHA256: sha256.Sum256(f.data), Data: f.data,
	}
	if size, _, err := image.DecodeConfig(bytes.NewReader(f.data)); err == nil {
		a.Width, a.Height = size.Width, size.Height
	}
	a.path = "/attachments/" + string(channel) + "/" + string(a.ID) + "/" + a.Filename
	d.attachments.add(a)
	return a
}

// listed returns the attachments that a message lists: not those that its
// embeds show. https://github.com/discord/discord-api-docs/issues/7434
func (d *Discord) listed(m *message) []map[string]any {
	list := []map[string]any{}
	for _, a := range m.attachments {
		if shownInEmbed(m.embeds, d.url+a.path) {
			continue
		}
		wire := map[string]any{
			"id": a.ID, "filename": a.Filename, "size": a.Size, "content_type": a.ContentType,
			"url": d.url + a.path, "proxy_url": d.url + a.path,
		}
		if a.Description != "" {
			wire["description"] = a.Description
		}
		if a.Width > 0 {
			wire["width"], wire["height"] = a.Width, a.Height
		}
		list = append(list, wire)
	}
	return list
}

func shownInEmbed(embeds []embed, url string) bool {
	for _, e := range embeds {
		for _, image := range e.images() {
			if image.URL == url {
				return true
			}
		}
	}
	return false
}

// attachment serves the bytes of a file, as Discord's CDN does.
func (d *Discord) attachment(w http.ResponseWriter, r *http.Request) {
	var data []byte
	d.mu.Lock()
	a := d.attachments.byID[discordapi.Snowflake(r.PathValue("id"))]
	if a != nil {
		data = a.Data // never changed, only let go
	}
	d.mu.Unlock()
	if a == nil || r.URL.Path != a.path {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.ContentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(data)
}

// store keeps the bytes of attachments up to a limit, the latest ones.
type store struct {
	limit, total int
	byID         map[discordapi.Snowflake]*Attachment
	order        []*Attachment
}

func (s *store) add(a *Attachment) {
	if s.byID == nil {
		s.byID = map[discordapi.Snowflake]*Attachment{}
	}
	s.byID[a.ID] = a
	s.order = append(s.order, a)
	s.total += a.Size
	for len(s.order) > 1 && (s.total > s.limit || s.byID[s.order[0].ID] == nil) {
		s.drop(s.order[0])
		s.order = s.order[1:]
	}
}

// drop lets the bytes of an attachment go.
func (s *store) drop(a *Attachment) {
	if _, kept := s.byID[a.ID]; kept {
		s.total -= a.Size
		delete(s.byID, a.ID)
		a.Data = nil
	}
}
