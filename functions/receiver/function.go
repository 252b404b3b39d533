// Package receiver is the Cloud Function that Discord calls. It verifies an
// interaction, publishes a job for it and answers within 3 seconds; the picture
// itself is the renderer's.
package receiver

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

	"github.com/mandobot/mando/internal/service"
)

// Entry point: the name that the deployment gives as FUNCTION_TARGET.
const entryPoint = "Receiver"

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

// FromEnvironment builds the receiver as the environment configures it. The
// error names every wrong setting.
func FromEnvironment(ctx context.Context) (http.Handler, error) {
	c, err := ConfigFrom(env.ToMap(os.Environ()))
	if err != nil {
		return nil, fmt.Errorf("receiver: %w", err)
	}
	c.Logger = service.NewLogger(os.Stderr)
	if c.Publisher, err = newTopic(ctx, c, c.Logger); err != nil {
		return nil, fmt.Errorf("receiver: %w", err)
	}
	return New(c)
}
