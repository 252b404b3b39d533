package mandala

import (
	"encoding/binary"
	"slices"
)

// bitWriter appends bits to bytes, the first to the lowest.
type bitWriter struct {
	bytes []byte // of which all below at are written
	at    int
	held  uint64
	n     uint32 // bits held, less than 8 after each put
}

// slack is how many bytes past the last one a put may write.
const slack = 8

func (w *bitWriter) reset(bytes []byte) {
	w.bytes, w.at, w.held, w.n = bytes[:cap(bytes)], len(bytes), 0, 0
	w.grow(1024)
}

// grow makes room for n bytes.
func (w *bitWriter) grow(n int) {
	if need := w.at + n + slack; need > len(w.bytes) {
		w.bytes = slices.Grow(w.bytes[:w.at], need-w.at+len(w.bytes)/2)
		w.bytes = w.bytes[:cap(w.bytes)]
	}
}

// put appends a code of at most 56 bits, for which there must be room.
func (w *bitWriter) put(c code) {
	w.held |= uint64(c.bits) << w.n
	w.n += c.n
	binary.LittleEndian.PutUint64(w.bytes[w.at:], w.held)
	w.at += int(w.n >> 3)
	w.held >>= w.n &^ 7
	w.n &= 7
}

// len returns how many bits there are.
func (w *bitWriter) len() int { return 8*w.at + int(w.n) }

// repeat appends the bits [from, to) once more.
func (w *bitWriter) repeat(from, to int) {
	w.grow((to - from) / 8)
	for from < to {
		n := min(to-from, 32)
		bits := binary.LittleEndian.Uint64(w.bytes[from>>3:]) >> (from & 7)
		w.put(code{uint32(bits & (1<<n - 1)), uint32(n)})
		from += n
	}
}

// close fills the last byte and returns all of them.
func (w *bitWriter) close() []byte {
	if w.n > 0 {
		w.put(code{0, 8 - w.n})
	}
	return w.bytes[:w.at]
}
