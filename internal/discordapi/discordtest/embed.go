package discordtest

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// embed is an embed as the bot sends it and as Discord returns it.
// https://docs.discord.com/developers/resources/message#embed-object-embed-limits
type embed struct {
	Type        string       `json:"type,omitempty"`
	URL         present      `json:"url,omitempty"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	Color       *int         `json:"color,omitempty"`
	Timestamp   present      `json:"timestamp,omitempty"`
	Fields      []embedField `json:"fields,omitempty"`
	Author      *embedAuthor `json:"author,omitempty"`
	Image       *embedImage  `json:"image,omitempty"`
	Thumbnail   *embedImage  `json:"thumbnail,omitempty"`
	Footer      *embedFooter `json:"footer,omitempty"`
}

type embedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

type embedAuthor struct {
	Name string  `json:"name"`
	URL  present `json:"url,omitempty"`
	Icon present `json:"icon_url,omitempty"`
}

type embedFooter struct {
	Text string  `json:"text"`
	Icon present `json:"icon_url,omitempty"`
}

type embedImage struct {
	URL         string `json:"url"`
	ProxyURL    string `json:"proxy_url,omitempty"`
	Description string `json:"description,omitempty"`
	Width       int    `json:"width,omitempty"`
	Height      int    `json:"height,omitempty"`
	ContentType string `json:"content_type,omitempty"`
}

func (e *embed) images() []*embedImage {
	var images []*embedImage
	for _, image := range []*embedImage{e.Image, e.Thumbnail} {
		if image != nil {
			images = append(images, image)
		}
	}
	return images
}

func checkEmbeds(embeds []embed, wrong *problems) {
	if len(embeds) > 10 {
		wrong.add("embeds", "must be 10 or fewer")
	}
	total := 0
	for i := range embeds {
		total += embeds[i].check(fmt.Sprintf("embeds.%d.", i), wrong)
	}
	if total > 6000 {
		wrong.add("embeds", fmt.Sprintf("must have 6000 or fewer characters together and have %d", total))
	}
}

// check returns how many characters count towards the limit of all embeds.
func (e *embed) check(at string, wrong *problems) int {
	total := 0
	count := func(path, text string, least, most int) {
		wrong.between(at+path, text, least, most)
		total += utf8.RuneCountInString(text)
	}
	count("title", e.Title, 0, 256)
	count("description", e.Description, 0, 4096)
	if len(e.Fields) > 25 {
		wrong.add(at+"fields", "must be 25 or fewer")
	}
	for i, f := range e.Fields {
		count(fmt.Sprintf("fields.%d.name", i), f.Name, 1, 256)
		count(fmt.Sprintf("fields.%d.value", i), f.Value, 1, 1024)
	}
	if e.Footer != nil {
		count("footer.text", e.Footer.Text, 1, 2048)
	}
	if e.Author != nil {
		count("author.name", e.Author.Name, 1, 256)
	}
	if e.Color != nil && (*e.Color < 0 || *e.Color > 0xffffff) {
		wrong.add(at+"color", "must be between 0 and 16777215")
	}
	e.checkLinks(at, wrong)
	for _, image := range e.images() {
		checkURL(at+"image.url", image.URL, 2048, wrong, "http", "https", "attachment")
		wrong.atMost(at+"image.description", image.Description, 4096)
	}
	if total == 0 && len(e.images()) == 0 {
		wrong.add(at+"description", "is required: the embed is empty")
	}
	return total
}

// checkLinks checks the addresses that an embed may have, and its time.
func (e *embed) checkLinks(at string, wrong *problems) {
	links := map[string]present{"url": e.URL}
	if e.Author != nil {
		links["author.url"], links["author.icon_url"] = e.Author.URL, e.Author.Icon
	}
	if e.Footer != nil {
		links["footer.icon_url"] = e.Footer.Icon
	}
	for path, link := range links {
		if link != "" {
			checkURL(at+path, string(link), 2048, wrong, "http", "https")
		}
	}
	if _, err := time.Parse(time.RFC3339, string(e.Timestamp)); e.Timestamp != "" && err != nil {
		wrong.add(at+"timestamp", "is no time of ISO 8601")
	}
	if e.Type != "" && e.Type != "rich" {
		wrong.add(at+"type", "is always rich")
	}
}

// checkURL demands an absolute URL with one of the schemes.
func checkURL(at, text string, most int, wrong *problems, schemes ...string) {
	wrong.atMost(at, text, most)
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || !slices.Contains(schemes, u.Scheme) {
		wrong.add(at, "is not a well-formed URL of "+strings.Join(schemes, ", "))
	}
}

// shown lists the types of files that an embed can show.
var shown = []string{".jpg", ".jpeg", ".png", ".webp", ".gif"}

// attachmentName returns the file that an embed's picture means, if it is one
// that travels with the message.
func attachmentName(url string) (string, bool) { return strings.CutPrefix(url, "attachment://") }

func showable(name string) bool { return slices.Contains(shown, strings.ToLower(path.Ext(name))) }
