// Command cmd serves the renderer alone, on HOST:PORT, with the time-outs and
// the graceful stop that the Functions Framework's own server lacks.
package main

import (
	"github.com/mandobot/mando/functions/renderer"
	"github.com/mandobot/mando/internal/service"
)

func main() { service.Main(renderer.FromEnvironment) }
