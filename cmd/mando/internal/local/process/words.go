package process

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
)

// maxWords is how much is remembered of what a server writes, in bytes.
const maxWords = 1000

// lastWords passes on what a server writes and remembers the end of it.
type lastWords struct {
	next io.Writer
	mu   sync.Mutex
	tail []byte
}

func (w *lastWords) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tail = append(w.tail, b...)
	if over := len(w.tail) - maxWords; over > 0 {
		w.tail = w.tail[over:]
		if _, rest, cut := bytes.Cut(w.tail, []byte("\n")); cut {
			w.tail = rest // begin with a whole line
		}
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

// after adds the last words to how the server ended.
func (w *lastWords) after(err error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	words := strings.TrimSpace(string(w.tail))
	if words == "" {
		return err
	}
	return fmt.Errorf("%w: %s", err, words)
}
