package process

import (
	"io"
	"strings"
	"sync"
)

// lastWords passes on what a server writes and remembers the end of it.
type lastWords struct {
	next io.Writer
	mu   sync.Mutex
	tail []byte
}

const maxWords = 1000 // bytes remembered

func (w *lastWords) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tail = append(w.tail, b...)
	if over := len(w.tail) - maxWords; over > 0 {
		w.tail = w.tail[over:]
	}
	if w.next == nil {
		return len(b), nil
	}
	return w.next.Write(b)
}

func (w *lastWords) reset() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tail = nil
}

func (w *lastWords) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.TrimSpace(string(w.tail))
}
