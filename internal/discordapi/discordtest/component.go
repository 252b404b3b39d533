package discordtest

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf16"
)

// The types of components that this fake holds.
const (
	componentRow    = 1
	componentButton = 2
)

// row is a row of buttons as the bot sends it and as Discord returns it.
type row struct {
	Type       int      `json:"type"`
	ID         int      `json:"id"`
	Components []button `json:"components"`
}

type button struct {
	Type     int     `json:"type"`
	ID       int     `json:"id"`
	Style    int     `json:"style"`
	Label    string  `json:"label,omitempty"`
	Emoji    *emoji  `json:"emoji,omitempty"`
	CustomID present `json:"custom_id,omitempty"`
	URL      present `json:"url,omitempty"`
	Disabled bool    `json:"disabled,omitempty"`
}

type emoji struct {
	ID   present `json:"id,omitempty"`
	Name string  `json:"name"`
}

// checkRows checks the rows of buttons of a message.
// https://docs.discord.com/developers/components/reference
func checkRows(rows []row, wrong *problems) {
	if len(rows) > 5 {
		wrong.add("components", "must be 5 or fewer")
	}
	seen := map[present]bool{}
	for i, r := range rows {
		at := fmt.Sprintf("components.%d.", i)
		if r.Type != componentRow {
			wrong.add(at+"type", "is not an action row, which is all that this fake holds")
		}
		checkComponentID(at, r.ID, wrong)
		if len(r.Components) < 1 || len(r.Components) > 5 {
			wrong.add(at+"components", "must be between 1 and 5")
		}
		for j, b := range r.Components {
			b.check(fmt.Sprintf("%scomponents.%d.", at, j), seen, wrong)
		}
	}
}

func (b button) check(at string, seen map[present]bool, wrong *problems) {
	if b.Type != componentButton {
		wrong.add(at+"type", "is not a button, which is all that this fake holds")
	}
	checkComponentID(at, b.ID, wrong)
	wrong.atMost(at+"label", b.Label, 80)
	if b.Label == "" && b.Emoji == nil {
		wrong.add(at+"label", "is required, or an emoji")
	}
	if b.Emoji != nil {
		wrong.between(at+"emoji.name", b.Emoji.Name, 1, 32)
		if strings.Trim(string(b.Emoji.ID), "0123456789") != "" {
			wrong.add(at+"emoji.id", "is no snowflake")
		}
	}
	switch b.Style {
	case 1, 2, 3, 4:
		b.checkID(at, seen, wrong)
	case 5:
		checkURL(at+"url", string(b.URL), 512, wrong, "http", "https", "discord")
		if b.CustomID != "" {
			wrong.add(at+"custom_id", "must not be on a link")
		}
	default:
		wrong.add(at+"style", "must be between 1 and 5")
	}
}

// checkComponentID checks the number by which a component can be told apart.
func checkComponentID(at string, id int, wrong *problems) {
	if id < 0 || id > math.MaxInt32 {
		wrong.add(at+"id", "is no positive number of 32 bits")
	}
}

func (b button) checkID(at string, seen map[present]bool, wrong *problems) {
	if b.URL != "" {
		wrong.add(at+"url", "must be on a link only")
	}
	if n := len(utf16.Encode([]rune(string(b.CustomID)))); n < 1 || n > 100 {
		wrong.add(at+"custom_id", fmt.Sprintf("must be between 1 and 100 UTF-16 units and is %d", n))
	}
	if seen[b.CustomID] {
		wrong.add(at+"custom_id", "is used twice in the message")
	}
	seen[b.CustomID] = true
}

// numbered returns the rows with the ids that Discord gives to components.
func numbered(rows []row) []row {
	next := 0
	for i := range rows {
		next++
		rows[i].ID = next
		for j := range rows[i].Components {
			next++
			rows[i].Components[j].ID = next
		}
	}
	return rows
}
