package renderer

import (
	"sync"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

// maxShut bounds how long one answer of Discord's can stop this process: after
// that no job of now is alive.
const maxShut = 15 * time.Minute

// gate keeps this process from calling Discord where it was told not to: for a
// while at all, or never again for one interaction.
type gate struct {
	mu      sync.Mutex
	until   time.Time                          // shut for everyone before then
	refused map[discordapi.Snowflake]time.Time // interactions whose token is gone, and when that may be forgotten
}

func newGate() *gate { return &gate{refused: map[discordapi.Snowflake]time.Time{}} }

// shut stops all calls for d from now.
func (g *gate) shut(now time.Time, d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if until := now.Add(min(d, maxShut)); until.After(g.until) {
		g.until = until
	}
}

// wait is how long calls are stopped from now on; 0 where they are not.
func (g *gate) wait(now time.Time) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return max(0, g.until.Sub(now))
}

// refuse remembers that Discord took this interaction's token away: repeated
// calls with it bring a ban. https://docs.discord.com/developers/topics/rate-limits
func (g *gate) refuse(id discordapi.Snowflake, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for old, until := range g.refused {
		if now.After(until) {
			delete(g.refused, old)
		}
	}
	g.refused[id] = now.Add(maxShut)
}

// isRefused reports whether refuse was called for this interaction.
func (g *gate) isRefused(id discordapi.Snowflake) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	_, refused := g.refused[id]
	return refused
}
