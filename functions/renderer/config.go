package renderer

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"

	"github.com/mandobot/mando/internal/discordapi"
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
	err := env.ParseWithOptions(&c, env.Options{Environment: environ})
	if c.BaseURL == "" {
		c.BaseURL = "https://storage.googleapis.com/" + c.Bucket
	}
	c.BaseURL = strings.TrimSuffix(c.BaseURL, "/")
	return c, errors.Join(err, c.check())
}

func (c Config) check() error {
	var problems []error
	if c.Delivery != Attachment && c.Delivery != Link {
		problems = append(problems, fmt.Errorf("PICTURE_DELIVERY is %q: give %s or %s", c.Delivery, Attachment, Link))
	}
	for name, value := range map[string]string{"PICTURE_BASE_URL": c.BaseURL, "DISCORD_API_URL": c.DiscordURL} {
		u, err := url.Parse(value)
		if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			problems = append(problems, fmt.Errorf("%s is %q: give a URL such as https://example.com/path", name, value))
		}
	}
	return errors.Join(problems...)
}
