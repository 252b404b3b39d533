package command

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/mandobot/mando/internal/mandala"
)

// action is what a button does.
type action string

const (
	again   action = "again"  // the same options with a new seed
	remix   action = "remix"  // the same seed with another palette
	restyle action = "style"  // the same seed in the next style
	remove  action = "delete" // the message, for whoever asked for it
)

// The custom_id of a button is all that is known of it when it is pressed:
//
//	1:remix:lotus:ember:12:the seed
//	1:delete
//
// It begins with the version of this form, and ends with the seed, which may
// have colons itself. A seed that would make it too long is left out: the
// message's embed has it too.
const buttonVersion = 1

// maxCustomID is Discord's limit, in UTF-16 units.
const maxCustomID = 100

var (
	errOldButton     = errors.New("button of another version")
	errUnknownButton = errors.New("not a button of this program")
)

// button is a button's action and the picture it starts from. Seed is empty
// where the action needs none or the custom_id had no room for it.
type button struct {
	action  action
	options mandala.Options
}

func (b button) customID() string {
	head := strconv.Itoa(buttonVersion) + ":" + string(b.action)
	if b.action == remove {
		return head
	}
	head = fmt.Sprintf("%s:%s:%s:%d:", head, b.options.Style, b.options.Palette, b.options.Symmetry)
	if b.action == again || utf16Len(head+b.options.Seed) > maxCustomID {
		return head
	}
	return head + b.options.Seed
}

// parseButton reads a custom_id. It takes none that customID could not have
// made, but for styles and palettes that this program no longer has: those are
// of an older one. The error is errOldButton or errUnknownButton.
func parseButton(customID string) (button, error) {
	version, rest, _ := strings.Cut(customID, ":")
	n, err := strconv.Atoi(version)
	switch {
	case err != nil || n < 0 || version != strconv.Itoa(n) || utf16Len(customID) > maxCustomID:
		return button{}, errUnknownButton
	case n != buttonVersion:
		return button{}, errOldButton
	}
	fields := strings.SplitN(rest, ":", 5)
	b := button{action: action(fields[0])}
	if b.action == remove && len(fields) == 1 {
		return b, nil
	}
	if !slices.Contains([]action{again, remix, restyle}, b.action) || len(fields) != 5 {
		return button{}, errUnknownButton
	}
	b.options.Style, b.options.Palette, b.options.Seed = mandala.Style(fields[1]), fields[2], fields[4]
	b.options.Symmetry, err = strconv.Atoi(fields[3])
	if err != nil || !b.possible() || b.customID() != customID {
		return button{}, errUnknownButton
	}
	if !slices.Contains(options.find("palette").values, fields[2]) || !slices.Contains(mandala.Styles(), b.options.Style) {
		return button{}, errOldButton
	}
	return b, nil
}

// possible says whether a seed and a symmetry are ones that a person can have
// asked for.
func (b button) possible() bool {
	o := b.options
	return mandala.MinSymmetry <= o.Symmetry && o.Symmetry <= mandala.MaxSymmetry && possibleSeed(o.Seed)
}

func possibleSeed(seed string) bool {
	return normalise(seed) == seed && utf8.RuneCountInString(seed) <= MaxSeed
}

func utf16Len(text string) int { return len(utf16.Encode([]rune(text))) }
