// Command cmd serves the renderer alone, on HOST:PORT, with the time-outs and
// the graceful stop that the Functions Framework's own server lacks.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/mandobot/mando/functions/renderer"
	"github.com/mandobot/mando/internal/service"
)

func main() {
	handler, err := renderer.FromEnvironment(context.Background())
	if err == nil {
		err = service.Serve(handler)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
