package renderer

import (
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/service"
)

// Delivery is how a picture reaches the message.
type Delivery string

const (
	// Attachment sends the picture with the message; the bucket stays private.
	Attachment Delivery = "attachment"
	// Link stores the picture first and embeds its public URL.
	Link Delivery = "link"
)

// Config is what a renderer needs. The first part comes from the environment,
// the second from the program; there, the zero value means the default.
type Config struct {
	Bucket   string   `env:"PICTURE_BUCKET,required,notEmpty"`
	Delivery Delivery `env:"PICTURE_DELIVERY" envDefault:"attachment"`
	// BaseURL is where the bucket's objects are read, for Link; by default
	// Cloud Storage's own address of the bucket.
	BaseURL    string `env:"PICTURE_BASE_URL"`
	DiscordURL string `env:"DISCORD_API_URL" envDefault:"https://discord.com/api/v10"`
	// Project files the log lines under their trace. Optional.
	Project string `env:"GOOGLE_CLOUD_PROJECT"`

	// Store keeps the pictures. Required.
	Store   Store
	Discord *discordapi.Client
	Logger  *slog.Logger
	Now     func() time.Time
	// Jitter returns a random part of a pause, so that retries spread out.
	Jitter func(time.Duration) time.Duration
}

// ConfigFrom reads the first part of a Config from environ. The error names
// every problem at once.
func ConfigFrom(environ map[string]string) (Config, error) {
	var c Config
	p := service.ReadEnvironment(&c, environ, nil)
	if c.BaseURL == "" {
		c.BaseURL = "https://storage.googleapis.com/" + c.Bucket
	}
	c.BaseURL = strings.TrimSuffix(c.BaseURL, "/")
	p.Must(c.Delivery == Attachment || c.Delivery == Link, "PICTURE_DELIVERY", "is %q: give %s or %s", c.Delivery, Attachment, Link)
	p.Must(isWebAddress(c.BaseURL), "PICTURE_BASE_URL", "is %q: give a URL such as https://example.com/pictures", c.BaseURL)
	p.Must(isWebAddress(c.DiscordURL), "DISCORD_API_URL", "is %q: give a URL such as %s", c.DiscordURL, discordapi.DefaultBaseURL)
	return c, p.Err()
}

func isWebAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}
