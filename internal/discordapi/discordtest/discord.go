package discordtest

import (
	"cmp"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

// Bounds of what is kept where [Config] does not say.
const (
	defaultMaxMessages = 10_000
	defaultMaxBytes    = 256 << 20
	maxCalls           = 100_000
)

// Config sets up a [Discord]. The zero value works.
type Config struct {
	Key           ed25519.PrivateKey   // signs interactions; generated if nil
	Now           func() time.Time     // time.Now if nil
	ApplicationID discordapi.Snowflake // made up if empty
	BotToken      discordapi.Token     // accepted as Bot credential; generated if zero
	ClientSecret  discordapi.Token     // accepted by oauth2/token; generated if zero
	HTTPClient    *http.Client         // posts interactions; one without redirects if nil
	URL           string               // where browsers reach the attachments; if empty, where API calls came to
	OnCall        func(Call)           // told of every call once it is answered; must not block
	MaxMessages   int                  // how many messages are kept, 10,000 if 0
	MaxBytes      int                  // how many bytes of attachments are kept, 256 MiB if 0
}

// Discord is a fake of Discord. It serves its API as an http.Handler and may
// be used from several goroutines. It starts none of its own.
type Discord struct {
	config Config
	mux    *http.ServeMux
	client *http.Client  // posts interactions
	serial atomic.Uint64 // tells ids of one millisecond apart

	mu           sync.Mutex
	url          string
	interactions map[discordapi.Snowflake]*interaction
	tokens       map[discordapi.Token]*interaction
	messages     map[discordapi.Snowflake]*message
	order        []*interaction // oldest first
	attachments  store
	calls        []Call
	faults       func(Call) *Fault
	commands     map[discordapi.Snowflake][]registered // by guild, "" for global
	bearers      map[discordapi.Token]bool
	endpointURL  string
	changed      chan struct{} // closed and replaced by every change of a message
}

// New returns a fake with nothing in it.
func New(config Config) *Discord {
	if config.Key == nil {
		_, key, err := ed25519.GenerateKey(nil)
		if err != nil {
			panic(err) // the system's randomness never fails
		}
		config.Key = key
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.BotToken.IsZero() {
		config.BotToken = discordapi.NewToken(rand.Text())
	}
	if config.ClientSecret.IsZero() {
		config.ClientSecret = discordapi.NewToken(rand.Text())
	}
	config.MaxMessages = cmp.Or(config.MaxMessages, defaultMaxMessages)
	config.MaxBytes = cmp.Or(config.MaxBytes, defaultMaxBytes)
	d := &Discord{
		config:       config,
		url:          config.URL,
		interactions: map[discordapi.Snowflake]*interaction{},
		tokens:       map[discordapi.Token]*interaction{},
		messages:     map[discordapi.Snowflake]*message{},
		commands:     map[discordapi.Snowflake][]registered{},
		bearers:      map[discordapi.Token]bool{},
		changed:      make(chan struct{}),
	}
	if d.config.ApplicationID == "" {
		d.config.ApplicationID = d.NewID()
	}
	d.attachments.limit = config.MaxBytes
	d.mux = d.routes()
	d.client = poster(config.HTTPClient)
	return d
}

// Close lets go of the connections to the endpoint.
func (d *Discord) Close() { d.client.CloseIdleConnections() }

// PublicKey returns the application's public key as the developer portal shows
// it: 64 hexadecimal digits.
func (d *Discord) PublicKey() string {
	return hex.EncodeToString(d.config.Key.Public().(ed25519.PublicKey))
}

// ApplicationID returns the application's id.
func (d *Discord) ApplicationID() discordapi.Snowflake { return d.config.ApplicationID }

// BotToken returns the bot token that the API takes.
func (d *Discord) BotToken() discordapi.Token { return d.config.BotToken }

// ClientSecret returns the client secret that oauth2/token takes.
func (d *Discord) ClientSecret() discordapi.Token { return d.config.ClientSecret }

// NewID returns an id that was given just now and that no other has.
func (d *Discord) NewID() discordapi.Snowflake {
	return discordapi.SnowflakeAt(d.config.Now(), d.serial.Add(1))
}
