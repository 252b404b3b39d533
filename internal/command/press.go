package command

import (
	"errors"
	"fmt"
	"slices"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/mandala"
)

// handlePress answers a pressed button. All but Delete draw a new message, which
// belongs to whoever pressed and is as private as the one it comes from.
func handlePress(i *discordapi.Interaction, w *words) Result {
	b, err := parseButton(i.Data.CustomID)
	switch {
	case errors.Is(err, errOldButton):
		return refuse(w.Refusals.OldButton)
	case err != nil || i.Message == nil:
		return refuse(w.Refusals.UnknownButton)
	}
	private := i.Message.Flags&discordapi.FlagEphemeral != 0
	if b.action == remove {
		return handleDelete(i, w, private)
	}
	o, ok := b.next(i)
	if !ok {
		return refuse(w.Refusals.LostSeed)
	}
	return draw(i, w, asked{Options: o, private: private})
}

// handleDelete lets only whoever asked for the picture take it away. Where
// Discord does not say who that was, nobody may.
func handleDelete(i *discordapi.Interaction, w *words, private bool) Result {
	presser, asker := i.Invoker().ID, i.Message.Interaction
	if presser == "" || asker == nil || asker.User.ID != presser {
		return refuse(w.Refusals.NotYours)
	}
	return Result{
		Job:      newJob(job.Delete, i, asked{private: private}),
		Response: discordapi.DeferredUpdate(),
	}
}

// next returns the picture that the button leads to, and false where the seed
// that it needs is lost.
func (b button) next(i *discordapi.Interaction) (mandala.Options, bool) {
	o := b.options
	if b.action == again {
		o.Seed = freshSeed(i.ID)
		return o, true
	}
	if o.Seed == "" {
		o.Seed = shownSeed(i.Message)
	}
	switch b.action {
	case remix:
		o.Palette = otherPalette(o, i.ID)
	case restyle:
		styles := mandala.Styles()
		o.Style = styles[(slices.Index(styles, o.Style)+1)%len(styles)]
	}
	return o, o.Seed != ""
}

// otherPalette draws lots by the interaction's id until the palette is another
// one. The lots are those of a picture without one, so it suits the style.
func otherPalette(o mandala.Options, id discordapi.Snowflake) string {
	for n := 0; ; n++ {
		lot := mandala.Options{Seed: fmt.Sprintf("%s %d", id, n), Style: o.Style}.Complete()
		if lot.Palette != o.Palette {
			return lot.Palette
		}
	}
}
