package discordtest

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

// State is how far the answer to an interaction has come.
type State string

// The states of an answer.
const (
	Waiting  State = "waiting"  // posted, not answered yet
	Thinking State = "thinking" // deferred, nothing to see yet
	Accepted State = "accepted" // a button whose press was answered without a change
	Replied  State = "replied"  // answered with a message at once, or without one
	Edited   State = "edited"   // the deferred message is there
	Deleted  State = "deleted"
	Failed   State = "failed" // no answer, or none that Discord would take
)

// Settled says whether somebody who waits for the answer has got it.
func (s State) Settled() bool {
	switch s {
	case Replied, Edited, Deleted, Failed:
		return true
	}
	return false
}

// Message is what became of an interaction.
type Message struct {
	Interaction discordapi.Snowflake
	ID          discordapi.Snowflake // of the message, empty where there is none
	State       State
	Ephemeral   bool
	Sent        time.Time // when the interaction was posted
	Answered    time.Time // when its answer had been read
	Changed     time.Time // when the message was last edited or deleted
	Edits       int
	JSON        json.RawMessage // as Discord returns it, nil where there is none; not to be changed
	Attachments []Attachment    // those in embeds too, which JSON does not list
}

// Message returns what became of the interaction; false where it is unknown.
func (d *Discord) Message(id discordapi.Snowflake) (Message, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	in, ok := d.interactions[id]
	if !ok {
		return Message{}, false
	}
	return d.show(in), true
}

// Messages returns what became of all interactions, oldest first.
func (d *Discord) Messages() []Message {
	d.mu.Lock()
	defer d.mu.Unlock()
	all := make([]Message, len(d.order))
	for i, in := range d.order {
		all[i] = d.show(in)
	}
	return all
}

// Wait waits until the state of the interaction is settled. Where the context
// ends first it returns the message as it is then, with an error.
func (d *Discord) Wait(ctx context.Context, id discordapi.Snowflake) (Message, error) {
	for {
		d.mu.Lock()
		changed := d.changed
		d.mu.Unlock()
		m, _ := d.Message(id)
		if m.State.Settled() {
			return m, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return m, fmt.Errorf("waiting for interaction %s, which is %q: %w", id, m.State, ctx.Err())
		}
	}
}

// show describes an interaction; the lock is held.
func (d *Discord) show(in *interaction) Message {
	m := Message{
		Interaction: in.id, State: in.state, Ephemeral: in.ephemeral,
		Sent: in.sent, Answered: in.answered, Changed: in.changed, Edits: in.edits,
	}
	if in.message == nil {
		return m
	}
	m.ID, m.JSON = in.message.id, d.render(in.message)
	for _, a := range in.message.attachments {
		shown := *a
		shown.URL = d.url + a.path
		m.Attachments = append(m.Attachments, shown)
	}
	return m
}

// interaction is one that was posted, with what its token may do.
type interaction struct {
	id, channel discordapi.Snowflake
	token       discordapi.Token
	kind        discordapi.InteractionType
	user        json.RawMessage
	owners      json.RawMessage
	state       State
	ephemeral   bool
	known       bool // the answer was read: from now on the token works
	sent        time.Time
	answered    time.Time
	changed     time.Time
	edits       int
	message     *message
}

// message is a message in a channel.
type message struct {
	id, channel discordapi.Snowflake
	created     time.Time
	edited      time.Time // zero if never
	loading     bool
	ephemeral   bool
	deleted     bool
	content     string
	embeds      []embed
	components  []row
	attachments []*Attachment
	metadata    map[string]any
	rendered    json.RawMessage // nil since the last change
}

// render returns a message as Discord does; the lock is held.
func (d *Discord) render(m *message) json.RawMessage {
	if m.rendered == nil {
		m.rendered = d.encode(m)
	}
	return m.rendered
}

func (d *Discord) encode(m *message) json.RawMessage {
	var flags discordapi.MessageFlags
	if m.ephemeral {
		flags |= discordapi.FlagEphemeral
	}
	if m.loading {
		flags |= discordapi.FlagLoading
	}
	kind := 20 // the reply to a command
	if m.metadata["type"] == discordapi.InteractionComponent {
		kind = 19 // the reply to a message
	}
	wire := map[string]any{
		"id": m.id, "channel_id": m.channel, "type": kind, "content": m.content,
		"application_id": d.config.ApplicationID, "webhook_id": d.config.ApplicationID,
		"author":      userJSON(d.config.ApplicationID, "mando", true),
		"embeds":      append([]embed{}, m.embeds...),
		"attachments": d.listed(m), "components": append([]row{}, m.components...),
		"flags": flags, "timestamp": stamp(m.created), "edited_timestamp": nil,
		"mentions": []any{}, "mention_roles": []any{}, "mention_everyone": false, "pinned": false, "tts": false,
		"interaction_metadata": m.metadata,
	}
	if !m.edited.IsZero() {
		wire["edited_timestamp"] = stamp(m.edited)
	}
	body, err := json.Marshal(wire)
	if err != nil {
		panic(err) // every part came from JSON or is of a plain type
	}
	return body
}

// stamp writes a time as Discord does.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }

// announce wakes everybody who waits; the lock is held.
func (d *Discord) announce() {
	close(d.changed)
	d.changed = make(chan struct{})
}
