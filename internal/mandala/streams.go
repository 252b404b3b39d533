package mandala

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
)

// stream returns the seed's own source of randomness for one purpose. Streams
// of different purposes know nothing of each other, so that fixing one option
// keeps what the seed decides of the others.
func stream(seed, purpose string) *rand.Rand {
	return rand.New(rand.NewPCG(hash(seed), hash("mandala "+purpose)))
}

func hash(text string) uint64 {
	sum := sha256.Sum256([]byte(text))
	return binary.BigEndian.Uint64(sum[:])
}
