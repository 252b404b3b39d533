// Package receiver is the Cloud Function that Discord calls. It verifies an
// interaction, publishes a job for it and answers within 3 seconds; the picture
// itself is the renderer's.
package receiver

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"github.com/GoogleCloudPlatform/functions-framework-go/functions"
	// The builder's generated main imports it: this keeps it vendored.
	_ "github.com/GoogleCloudPlatform/functions-framework-go/funcframework"
	"github.com/caarlos0/env/v11"

	"github.com/mandobot/mando/internal/service"
)

func init() {
	const entryPoint = "Receiver" // what the deployment gives as FUNCTION_TARGET
	functions.HTTP(entryPoint, service.Function(entryPoint, FromEnvironment))
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
