package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/mandobot/mando/cmd/mando/internal/local"
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

// places are where a command can be sent, as a person would call them.
var places = map[string]discordtest.Place{
	"server":  discordtest.Guild,
	"install": discordtest.GuildUserInstall, // a server, by a person's own install
	"dm":      discordtest.BotDM,
	"group":   discordtest.PrivateChannel,
}

// personOptions are the flags that say who sends and presses.
type personOptions struct {
	locale      string
	place       string
	permissions string
}

func (o *personOptions) register(flags *pflag.FlagSet) {
	flags.StringVar(&o.locale, "locale", "en-US", "`language` of whoever sends it, as Discord names it")
	flags.StringVar(&o.place, "place", "server", "`where` it is sent: server, install (a server, by one's own install), dm or group")
	flags.StringVar(&o.permissions, "permissions", "", "what the bot may do there, as Discord's `bits`; by default what it usually may")
}

// person returns somebody whom the stack has not met, so that no limit for one
// person is used up already.
func (o *personOptions) person() (local.Person, error) {
	place, ok := places[o.place]
	if !ok {
		return local.Person{}, fmt.Errorf("there is no place %q: choose server, install, dm or group", o.place)
	}
	who := local.Person{User: discordapi.SnowflakeAt(time.Now(), rand.Uint64()), Locale: o.locale, Place: place}
	if o.permissions == "" {
		return who, nil
	}
	bits, err := strconv.ParseUint(o.permissions, 10, 64)
	if err != nil {
		return local.Person{}, fmt.Errorf("the permissions %q are no number: 32768 is Attach Files", o.permissions)
	}
	who.Permissions = (*discordapi.Permissions)(&bits)
	return who, nil
}

// pressOptions are the flags that say which buttons are pressed, and by whom.
type pressOptions struct {
	names     []string
	byAnother bool
}

func (o *pressOptions) register(flags *pflag.FlagSet) {
	flags.StringArrayVar(&o.names, "press", nil, "press this `button` then: again, remix, style, delete or any custom_id; may be given several times")
	flags.BoolVar(&o.byAnother, "by-another", false, "somebody else presses")
}

// press presses a button of the message that came of an interaction.
func (o *pressOptions) press(ctx context.Context, client local.Client, who local.Person, shown local.Outcome, name string) (local.Outcome, error) {
	if o.byAnother {
		who.User = ""
	}
	return client.Press(ctx, local.Press{Person: who, Interaction: shown.Interaction, CustomID: customID(shown.Buttons, name)})
}

// customID returns the custom_id of the button that does what the name says. A
// name that none has is a custom_id itself, so that forged ones can be tried.
func customID(buttons []discordapi.Button, name string) string {
	for _, b := range buttons {
		if fields := strings.SplitN(b.CustomID, ":", 3); len(fields) > 1 && fields[1] == name {
			return b.CustomID
		}
	}
	return name
}
