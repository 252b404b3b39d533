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

// weighted returns an index with a chance in proportion to its weight.
func weighted(r *rand.Rand, weights []int) int {
	total := 0
	for _, w := range weights {
		total += w
	}
	at := r.IntN(total)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// chooseStyle follows how well each style pleases.
func chooseStyle(r *rand.Rand) Style {
	return Styles()[weighted(r, []int{30, 20, 14, 8, 10, 18})]
}

// chooseSymmetry favours the orders that divide well. Glass is at its best with
// large pieces.
func chooseSymmetry(s Style, r *rand.Rand) int {
	orders := []int{8, 8, 10, 12, 12, 16}
	if s == Glass {
		orders = []int{6}
	}
	return orders[r.IntN(len(orders))]
}

// choosePalette leaves each style the grounds that suit it and makes one picture
// in so many a surprise. LineArt is only for who asks for it.
func choosePalette(s Style, r *rand.Rand) string {
	names := []string{Surprise}
	for _, sw := range swatches {
		if suits(s, sw.tone) {
			names = append(names, sw.name)
		}
	}
	return names[r.IntN(len(names))]
}

// suits says whether a style is at its best on a ground: glass shines out of
// the dark, and light lines carry lace.
func suits(s Style, tone string) bool {
	switch s {
	case Glass:
		return tone == Dark
	case Lace:
		return tone != Light
	}
	return true
}
