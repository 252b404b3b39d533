package push

import (
	"context"
	"slices"
	"sync"
)

// window bounds the requests under way, as Pub/Sub does: it starts small, each
// acknowledgement makes room for one more, so that it doubles with every round,
// and each refusal halves it. At least one request is always allowed.
type window struct {
	mu      sync.Mutex
	size    int
	limit   int
	active  int
	waiting []chan struct{} // first come, first served
}

// firstWindow is how many requests a fresh subscription has under way.
const firstWindow = 10

func newWindow(limit int) *window {
	return &window{size: min(firstWindow, limit), limit: limit}
}

// acquire waits for room. Every acquire without an error needs one release or
// one abandon.
func (w *window) acquire(ctx context.Context) error {
	w.mu.Lock()
	if w.active < w.size && len(w.waiting) == 0 {
		w.active++
		w.mu.Unlock()
		return nil
	}
	turn := make(chan struct{})
	w.waiting = append(w.waiting, turn)
	w.mu.Unlock()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		w.giveUp(turn)
		return ctx.Err()
	}
}

// giveUp leaves the queue, or passes the room on that was given meanwhile.
func (w *window) giveUp(turn chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if i := slices.Index(w.waiting, turn); i >= 0 {
		w.waiting = slices.Delete(w.waiting, i, i+1)
		return
	}
	w.active--
	w.admit()
}

// release gives the room back and says how the request ended.
func (w *window) release(acknowledged bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if acknowledged {
		w.size = min(w.size+1, w.limit)
	} else {
		w.size = max(w.size/2, 1)
	}
	w.active--
	w.admit()
}

// abandon gives the room back of a request that ended in neither.
func (w *window) abandon() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.active--
	w.admit()
}

// admit lets those in for whom there is room; the caller holds the lock.
func (w *window) admit() {
	for w.active < w.size && len(w.waiting) > 0 {
		close(w.waiting[0])
		w.waiting = w.waiting[1:]
		w.active++
	}
}
