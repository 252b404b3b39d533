package discordtest

import (
	"encoding/json"

	"github.com/mandobot/mando/internal/discordapi"
)

// posted is what the fake reads of an interaction that it posts.
type posted struct {
	discordapi.Interaction
	Member struct {
		User json.RawMessage `json:"user"`
	} `json:"member"`
	User    json.RawMessage `json:"user"`
	Owners  json.RawMessage `json:"authorizing_integration_owners"`
	Message json.RawMessage `json:"message"`
}

// expect notes an interaction that is about to be posted. Its token works only
// once it is answered. It returns nil for what is no interaction.
func (d *Discord) expect(body []byte) *interaction {
	decoded, err := discordapi.DecodeInteraction(body)
	if err != nil {
		return nil
	}
	var p posted
	if json.Unmarshal(body, &p) != nil {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if in, again := d.interactions[decoded.ID]; again {
		return in
	}
	in := &interaction{
		id: decoded.ID, channel: decoded.ChannelID, token: decoded.Token, kind: decoded.Type,
		user: p.User, owners: p.Owners, state: Waiting, sent: d.config.Now(),
	}
	if len(p.Member.User) > 0 {
		in.user = p.Member.User
	}
	if decoded.Message != nil {
		in.message = d.pressed(decoded, p.Message)
	}
	d.interactions[in.id], d.tokens[in.token] = in, in
	d.order = append(d.order, in)
	d.forget()
	d.announce()
	return in
}

// pressed returns the message that a button is on, and takes one in that comes
// from elsewhere. The lock is held.
func (d *Discord) pressed(i *discordapi.Interaction, raw json.RawMessage) *message {
	if m, ok := d.messages[i.Message.ID]; ok {
		return m
	}
	m := &message{
		id: i.Message.ID, channel: i.ChannelID, created: d.config.Now(),
		content: i.Message.Content, ephemeral: i.Message.Flags&discordapi.FlagEphemeral != 0,
	}
	// What of it this fake cannot hold is left out: the bot may only edit it.
	var parts struct {
		Embeds     []embed        `json:"embeds"`
		Components []row          `json:"components"`
		Metadata   map[string]any `json:"interaction_metadata"`
	}
	_ = json.Unmarshal(raw, &parts)
	m.embeds, m.components, m.metadata = parts.Embeds, parts.Components, parts.Metadata
	d.messages[m.id] = m
	return m
}

// forget lets the oldest interactions go, with the messages that they brought.
// The lock is held.
func (d *Discord) forget() {
	for len(d.order) > d.config.MaxMessages {
		old := d.order[0]
		d.order[0] = nil
		d.order = d.order[1:]
		delete(d.interactions, old.id)
		delete(d.tokens, old.token)
		if old.message == nil {
			continue
		}
		delete(d.messages, old.message.id)
		for _, a := range old.message.attachments {
			d.attachments.drop(a)
		}
	}
}

// fail notes that the interaction got no answer that Discord takes.
func (d *Discord) fail(in *interaction) {
	if in == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if in.state == Waiting {
		in.state = Failed
		d.announce()
	}
}

// apply does what a checked answer says. The lock is held.
func (d *Discord) apply(in *interaction, a checkedAnswer) {
	in.known, in.answered = true, d.config.Now()
	in.ephemeral = a.ephemeral
	switch a.kind {
	case discordapi.ResponseDeferred:
		in.state = Thinking
		d.addMessage(in).loading = true
	case discordapi.ResponseMessage:
		in.state = Replied
		d.change(d.addMessage(in), a.draft, nil)
	case discordapi.ResponseDeferredUpdate:
		in.state = Accepted
	case discordapi.ResponseUpdate:
		in.state = Replied
		if in.message != nil {
			in.message.edited = d.config.Now()
			d.change(in.message, a.draft, nil)
		}
	default:
		in.state = Replied
	}
}

// addMessage puts an empty message of the interaction into its channel.
func (d *Discord) addMessage(in *interaction) *message {
	metadata := map[string]any{
		"id": in.id, "type": in.kind, "user": in.user, "authorizing_integration_owners": in.owners,
	}
	if in.message != nil {
		metadata["interacted_message_id"] = in.message.id
	}
	m := &message{
		id: d.NewID(), channel: in.channel, created: d.config.Now(), ephemeral: in.ephemeral, metadata: metadata,
	}
	in.message = m
	d.messages[m.id] = m
	return m
}
