package discordapi

import (
	"encoding/json"
	"strings"
)

// Message is a message that the bot sends or that Discord shows it. Encoding
// it gives what may be sent: content, embeds, components and attachments, and
// always allowed_mentions {"parse":[]}. In an edit the content is always
// replaced; Embeds, Components and Attachments are left as they are where they
// are nil, and removed where they are empty but not nil.
type Message struct {
	Content     string       `json:"content"`     // up to 2000 characters
	Embeds      []Embed      `json:"embeds"`      // up to 10, with 6000 characters together
	Components  []ActionRow  `json:"components"`  // up to 5
	Attachments []Attachment `json:"attachments"` // those to keep; new ones come as a File

	// Received only.
	ID          Snowflake            `json:"id"`
	ChannelID   Snowflake            `json:"channel_id"`
	Flags       MessageFlags         `json:"flags"`
	Author      User                 `json:"author"`
	Interaction *InteractionMetadata `json:"interaction_metadata"` // what the message answers
}

// InteractionMetadata says which interaction a message answers, and whose.
type InteractionMetadata struct {
	ID   Snowflake       `json:"id"`
	Type InteractionType `json:"type"`
	User User            `json:"user"`
}

// MessageFlags are the flags of a message as Discord shows it.
type MessageFlags int

// The flags that matter to the bot.
const (
	FlagEphemeral MessageFlags = 1 << 6 // only the invoker sees it; fixed by the first answer
	FlagLoading   MessageFlags = 1 << 7 // "thinking": deferred and not edited yet
)

// Embed is a framed part of a message.
type Embed struct {
	Title       string       `json:"title,omitempty"`       // up to 256 characters
	Description string       `json:"description,omitempty"` // up to 4096
	URL         string       `json:"url,omitempty"`
	Color       int          `json:"color,omitempty"` // 0xRRGGBB; 0 is Discord's own
	Fields      []EmbedField `json:"fields,omitempty"`
	Image       *EmbedImage  `json:"image,omitempty"`
	Footer      *EmbedFooter `json:"footer,omitempty"`
}

// EmbedField is a titled line of an embed, which has up to 25 of them.
type EmbedField struct {
	Name   string `json:"name"`  // 1 to 256 characters
	Value  string `json:"value"` // 1 to 1024
	Inline bool   `json:"inline,omitempty"`
}

// EmbedImage is the picture of an embed: by the URL of a file that travels
// with the message ("attachment://name.png"), or of one on the web.
type EmbedImage struct {
	URL         string `json:"url"`
	Description string `json:"description,omitempty"` // alt text
	Width       int    `json:"width,omitempty"`       // received only
	Height      int    `json:"height,omitempty"`      // received only
}

// EmbedFooter is the small line under an embed.
type EmbedFooter struct {
	Text string `json:"text"` // up to 2048 characters
}

// Attachment is a file of a message. To keep one in an edit, ID and Filename
// are enough.
type Attachment struct {
	ID          Snowflake `json:"id"`
	Filename    string    `json:"filename,omitempty"`
	Description string    `json:"description,omitempty"`  // alt text, up to 1024 characters
	ContentType string    `json:"content_type,omitempty"` // this and all below: received only
	Size        int       `json:"size,omitempty"`         // bytes
	URL         string    `json:"url,omitempty"`          // signed, expires
}

// File is a file to send with a message.
type File struct {
	Name        string // ASCII with an extension, from which Discord derives the type
	Description string // alt text, up to 1024 characters
	ContentType string // such as image/png
	Data        []byte // up to 10 MiB
}

// HasPicture says whether a picture is on the message. Discord does not list
// an attachment that an embed shows, so both places count.
func (m *Message) HasPicture() bool {
	for _, e := range m.Embeds {
		if e.Image != nil && e.Image.URL != "" {
			return true
		}
	}
	for _, a := range m.Attachments {
		if strings.HasPrefix(a.ContentType, "image/") {
			return true
		}
	}
	return false
}

// noMentions is the only allowed_mentions that ever leaves.
type noMentions struct{}

func (noMentions) MarshalJSON() ([]byte, error) { return []byte(`{"parse":[]}`), nil }

// sentMessage is the wire form of a message that leaves.
type sentMessage struct {
	Content         string           `json:"content"`
	Embeds          []Embed          `json:"embeds,omitzero"`
	Components      []ActionRow      `json:"components,omitzero"`
	Attachments     []sentAttachment `json:"attachments,omitzero"`
	AllowedMentions noMentions       `json:"allowed_mentions"`
	Flags           MessageFlags     `json:"flags,omitempty"`
}

type sentAttachment struct {
	ID          Snowflake `json:"id"`
	Filename    string    `json:"filename,omitempty"`
	Description string    `json:"description,omitempty"`
}

// MarshalJSON encodes what may be sent.
func (m Message) MarshalJSON() ([]byte, error) { return json.Marshal(m.sent(nil)) }

// sent returns the wire form with the files listed among the attachments: an
// edit removes what is not listed, and a file's id is its number.
func (m Message) sent(files []File) sentMessage {
	s := sentMessage{Content: m.Content, Embeds: m.Embeds, Components: m.Components}
	if m.Attachments != nil || len(files) > 0 {
		s.Attachments = make([]sentAttachment, 0, len(m.Attachments)+len(files))
	}
	for _, a := range m.Attachments {
		s.Attachments = append(s.Attachments, sentAttachment{a.ID, a.Filename, a.Description})
	}
	for n, f := range files {
		s.Attachments = append(s.Attachments, sentAttachment{fileID(n), f.Name, f.Description})
	}
	return s
}
