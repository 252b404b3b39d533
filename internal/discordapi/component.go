package discordapi

import "encoding/json"

// The types of components that a bot with buttons meets.
const (
	componentRow    = 1
	componentButton = 2
)

// ActionRow is a row of up to five buttons under a message.
type ActionRow struct {
	Buttons []Button
}

// ButtonStyle is the look of a button.
type ButtonStyle int

// The styles of buttons.
const (
	ButtonPrimary   ButtonStyle = 1
	ButtonSecondary ButtonStyle = 2
	ButtonSuccess   ButtonStyle = 3
	ButtonDanger    ButtonStyle = 4
	ButtonLink      ButtonStyle = 5 // opens URL and sends no interaction
)

// Button is a button. A link has a URL, every other a CustomID of 1 to 100
// UTF-16 units that is unique in its message.
type Button struct {
	Style    ButtonStyle `json:"style"`
	Label    string      `json:"label,omitempty"` // up to 80 characters
	Emoji    *Emoji      `json:"emoji,omitempty"`
	CustomID string      `json:"custom_id,omitempty"`
	URL      string      `json:"url,omitempty"` // up to 512 characters
	Disabled bool        `json:"disabled,omitempty"`
}

// Emoji is an emoji on a button: for those of Unicode the name is the character.
type Emoji struct {
	Name string `json:"name"`
}

// wireButton is a button with the type that tells it from other components.
type wireButton struct {
	Type int `json:"type"`
	Button
}

// MarshalJSON encodes the row as a component of type 1.
func (r ActionRow) MarshalJSON() ([]byte, error) {
	row := struct {
		Type       int          `json:"type"`
		Components []wireButton `json:"components"`
	}{Type: componentRow, Components: make([]wireButton, len(r.Buttons))}
	for i, b := range r.Buttons {
		row.Components[i] = wireButton{componentButton, b}
	}
	return json.Marshal(row)
}

// UnmarshalJSON reads a component of a received message. What is not a button
// is left out, since messages can hold components that this bot never sends.
func (r *ActionRow) UnmarshalJSON(data []byte) error {
	var row struct {
		Components []json.RawMessage `json:"components"`
	}
	if err := json.Unmarshal(data, &row); err != nil {
		return err
	}
	r.Buttons = nil
	for _, raw := range row.Components {
		var b wireButton
		if err := json.Unmarshal(raw, &b); err == nil && b.Type == componentButton {
			r.Buttons = append(r.Buttons, b.Button)
		}
	}
	return nil
}
