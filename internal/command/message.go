package command

import (
	"strconv"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/mandala"
)

// TryAgain says that the command could not be taken and may be sent again.
func TryAgain(locale string) discordapi.Response { return whisper(speak(locale).Replies.TryAgain) }

// TooFast says how long to wait, in whole seconds, at least one.
func TooFast(locale string, wait time.Duration) discordapi.Response {
	seconds := max(1, int((wait+time.Second-1)/time.Second))
	return whisper(fill(speak(locale).Replies.TooFast, "seconds", seconds))
}

// Maintenance answers with the operator's own text.
func Maintenance(text string) discordapi.Response { return whisper(text) }

// Reason is why there is no picture.
type Reason int

// The reasons for an apology.
const (
	ReasonTryLater     Reason = iota // something failed that may work later
	ReasonBlocked                    // a filter of the server stopped the message
	ReasonNoPermission               // the bot may not post pictures here
)

// Apology is what stands in for the picture: a sentence in the language of
// whoever asked.
func Apology(j job.Job, why Reason) discordapi.Message {
	a := speak(j.Locale).Apologies
	switch why {
	case ReasonBlocked:
		return discordapi.Message{Content: a.Blocked}
	case ReasonNoPermission:
		return discordapi.Message{Content: a.Permission}
	}
	return discordapi.Message{Content: a.TryLater}
}

// FileName is the name under which the picture of the job travels: ASCII,
// because that is what an embed can refer to.
func FileName(j job.Job) string { return "mandala-" + string(j.InteractionID) + ".png" }

// AltText is the picture in words, in the language of whoever asked for it, for
// who cannot see it.
func AltText(j job.Job, p *mandala.Picture) string {
	w, o := speak(j.Locale), p.Options()
	if w == catalogues[fallback] {
		return p.Describe()
	}
	return fill(w.Picture.Alt, "style", w.style(string(o.Style)), "palette", w.palette(o.Palette), "n", o.Symmetry)
}

// Drawn is the message that shows the picture: the one that travels with it as
// FileName(j), or where link is not empty the one at that public address.
func Drawn(j job.Job, p *mandala.Picture, link string) discordapi.Message {
	image := link
	if link == "" {
		image = "attachment://" + FileName(j)
	}
	w, o := speak(j.Locale), p.Options()
	return discordapi.Message{
		Embeds: []discordapi.Embed{{
			Title:  title(o.Seed, w),
			Color:  int(p.Accent()),
			Fields: fields(o, w),
			Image:  &discordapi.EmbedImage{URL: image, Description: AltText(j, p)},
		}},
		Components: []discordapi.ActionRow{{Buttons: buttons(o, w, link)}},
	}
}

// fields says how to get the same picture again. The seed is the last one, see
// shownSeed.
func fields(o mandala.Options, w *words) []discordapi.EmbedField {
	return []discordapi.EmbedField{
		{Name: w.Picture.Style, Value: w.style(string(o.Style)), Inline: true},
		{Name: w.Picture.Palette, Value: w.palette(o.Palette), Inline: true},
		{Name: w.Picture.Symmetry, Value: fill(w.Picture.Fold, "n", strconv.Itoa(o.Symmetry)), Inline: true},
		{Name: w.Picture.Seed, Value: code(o.Seed)},
	}
}

// shownSeed reads the seed back from a message that Drawn made, and returns
// nothing where it is not there: anybody who may manage messages can take an
// embed away.
func shownSeed(m *discordapi.Message) string {
	if len(m.Embeds) == 0 || len(m.Embeds[0].Fields) == 0 {
		return ""
	}
	shown := m.Embeds[0].Fields
	seed := uncode(shown[len(shown)-1].Value)
	if !possibleSeed(seed) {
		return ""
	}
	return seed
}

func buttons(o mandala.Options, w *words, link string) []discordapi.Button {
	press := func(a action, label string, look discordapi.ButtonStyle) discordapi.Button {
		return discordapi.Button{Style: look, Label: label, CustomID: button{a, o}.customID()}
	}
	row := []discordapi.Button{
		press(again, w.Buttons.Again, discordapi.ButtonPrimary),
		press(remix, w.Buttons.Remix, discordapi.ButtonSecondary),
		press(restyle, w.Buttons.Style, discordapi.ButtonSecondary),
	}
	if link != "" {
		row = append(row, discordapi.Button{Style: discordapi.ButtonLink, Label: w.Buttons.Full, URL: link})
	}
	return append(row, press(remove, w.Buttons.Delete, discordapi.ButtonSecondary))
}
