// Package renderer is the Cloud Function that carries out jobs: it draws the
// mandala, stores it, and edits the message from "thinking" to the picture.
//
// It is an HTTP function that decodes the CloudEvent itself: the framework's
// CloudEvent functions can hand one request the event of another once clients
// have disconnected (cloudevents/sdk-go #1332), as a push does at its deadline.
package renderer

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"github.com/GoogleCloudPlatform/functions-framework-go/functions"
	// The builder's generated main imports it: this keeps it vendored.
	_ "github.com/GoogleCloudPlatform/functions-framework-go/funcframework"
	"github.com/caarlos0/env/v11"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/service"
)

func init() {
	const entryPoint = "Renderer" // what the deployment gives as FUNCTION_TARGET
	functions.HTTP(entryPoint, service.Function(entryPoint, FromEnvironment))
}

// FromEnvironment builds the renderer as the environment configures it. The
// error names every wrong setting.
func FromEnvironment(ctx context.Context) (http.Handler, error) {
	c, err := ConfigFrom(env.ToMap(os.Environ()))
	if err != nil {
		return nil, fmt.Errorf("renderer: %w", err)
	}
	c.Logger = service.NewLogger(os.Stderr)
	c.Discord = &discordapi.Client{BaseURL: c.DiscordURL}
	if c.Store, err = newBucket(ctx, c.Bucket); err != nil {
		return nil, fmt.Errorf("renderer: %w", err)
	}
	return New(c), nil
}
