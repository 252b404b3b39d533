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
	"sync"

	"github.com/GoogleCloudPlatform/functions-framework-go/functions"
	// The builder's generated main imports it: this keeps it vendored.
	_ "github.com/GoogleCloudPlatform/functions-framework-go/funcframework"
	"github.com/caarlos0/env/v11"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/service"
)

// Entry point: the name that the deployment gives as FUNCTION_TARGET.
const entryPoint = "Renderer"

func init() {
	handler := sync.OnceValue(mustHandler)
	if os.Getenv("FUNCTION_TARGET") == entryPoint {
		handler() // a wrong setting stops the start, not the first request
	}
	functions.HTTP(entryPoint, func(w http.ResponseWriter, r *http.Request) {
		handler().ServeHTTP(w, r)
	})
}

func mustHandler() http.Handler {
	h, err := FromEnvironment(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return h
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
