package receiver

import (
	"crypto/ed25519"
	"log/slog"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/caarlos0/env/v11"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/service"
)

// Config is what a receiver needs. The first part comes from the environment,
// the second from the program; there, the zero value means the default.
type Config struct {
	// PublicKeys are the application's, in hexadecimal, separated by commas
	// where the key is being rotated.
	PublicKeys []ed25519.PublicKey `env:"DISCORD_PUBLIC_KEY,required,notEmpty"`
	// Project and Topic say where jobs are published.
	Project string `env:"GOOGLE_CLOUD_PROJECT,required,notEmpty"`
	Topic   string `env:"RENDER_TOPIC,required,notEmpty"`
	// SignatureMaxAge is how far a request's timestamp may lie from now.
	SignatureMaxAge time.Duration `env:"SIGNATURE_MAX_AGE" envDefault:"5m"`
	// RatePerMinute and Burst bound the commands of one user on this instance;
	// a rate of 0 does not.
	RatePerMinute int `env:"USER_RATE_PER_MINUTE" envDefault:"6"`
	Burst         int `env:"USER_BURST" envDefault:"3"`
	// MaxPublishing bounds the publishes in flight. What comes on top is asked
	// to try again.
	MaxPublishing int `env:"MAX_PUBLISHING" envDefault:"100"`
	// Maintenance, if not empty, answers every command.
	Maintenance string `env:"MAINTENANCE_MESSAGE"`

	// Publisher takes the jobs. Required.
	Publisher Publisher
	Logger    *slog.Logger
	Now       func() time.Time
}

// ConfigFrom reads the first part of a Config from environ. The error names
// every problem at once.
func ConfigFrom(environ map[string]string) (Config, error) {
	var c Config
	p := service.ReadEnvironment(&c, environ, map[reflect.Type]env.ParserFunc{
		reflect.TypeFor[[]ed25519.PublicKey](): func(v string) (any, error) {
			return discordapi.ParsePublicKeys(v)
		},
	})
	c.Maintenance = strings.TrimSpace(c.Maintenance)
	p.Must(c.SignatureMaxAge > 0, "SIGNATURE_MAX_AGE", "is %v: give a duration above 0, such as 5m", c.SignatureMaxAge)
	p.Must(c.RatePerMinute >= 0, "USER_RATE_PER_MINUTE", "is %d: give 0 for no limit, or more", c.RatePerMinute)
	p.Must(c.Burst > 0, "USER_BURST", "is %d: give 1 or more", c.Burst)
	p.Must(c.MaxPublishing > 0, "MAX_PUBLISHING", "is %d: give 1 or more", c.MaxPublishing)
	p.Must(utf8.RuneCountInString(c.Maintenance) <= maxContent, "MAINTENANCE_MESSAGE",
		"has more than the %d characters that Discord takes", maxContent)
	return c, p.Err()
}

// maxContent bounds the text of a message, in characters.
// https://docs.discord.com/developers/resources/message
const maxContent = 2000
