package mandala

import "math/rand/v2"

// What the seed chooses where the options leave a choice. The three choices
// draw from streams of their own; style and symmetry do not depend on anything
// else, and the palette only gives way where it does not suit the style.

// styleWeights follow how well each style pleases, in the order of Styles.
var styleWeights = []int{24, 18, 16, 16, 12, 14}

func chooseStyle(r *rand.Rand) Style { return Styles()[weighted(r, styleWeights)] }

// orders are those that divide well, the ones that please most more than once.
var orders = []int{6, 8, 8, 8, 10, 10, 12, 12, 12, 16}

func chooseSymmetry(_ Style, r *rand.Rand) int { return orders[r.IntN(len(orders))] }

// surpriseShare is how many of a hundred pictures have a palette of their own.
const surpriseShare = 20

// choosePalette takes palettes from the stream until one suits the seed's own
// style, and goes on only if the style asked for is another that it does not
// suit: a picture keeps its colours in other styles as far as they allow.
// LineArt is only for who asks for it.
func choosePalette(own, asked Style, r *rand.Rand) string {
	if r.IntN(100) < surpriseShare {
		return Surprise
	}
	for suitsOwn := false; ; {
		choice := swatches[r.IntN(len(swatches))]
		suitsOwn = suitsOwn || suits(own, choice.tone)
		if suitsOwn && suits(asked, choice.tone) {
			return choice.name
		}
	}
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
