package mandala

import "math"

// tier is one ring of a motif: an outline and the outlines nested in it.
type tier struct {
	motif  motif
	room   box
	copies int
	phase  int
	tones  []ink     // of the outline, then of each nested one; none is not filled
	widths []float64 // of their lines; the last one serves the rest, 0 is no line
	margin float64   // from one outline to the next
}

// leastRoom is the smallest breadth and height of a nested outline: what is
// smaller is a speck.
var leastRoom = px(7)

// tier draws t and returns the room left in the innermost outline.
func (c *composer) tier(t tier) box {
	room := t.room
	for i, tone := range t.tones {
		if i > 0 {
			next := room.nested(t.margin)
			if !next.holds(leastRoom) || next.height() > room.height() {
				return room
			}
			room = next
		}
		width := t.widths[min(i, len(t.widths)-1)]
		c.add(t.motif.in(room), t.copies, t.phase, tone, line, width)
	}
	return room.nested(t.margin)
}

// sector is the box of one of k copies between two radii, with a share of its
// half sector left to it.
func sector(k int, inner, outer, share float64) box {
	return box{inner, outer, share * math.Pi / float64(k)}
}

// copiesFor is the multiple of the order that brings a motif between two radii
// nearest to an aspect, its breadth over its height.
func (c *composer) copiesFor(inner, outer, aspect float64, most int) int {
	middle, height := (inner+outer)/2, outer-inner
	best, distance := c.order, math.Inf(1)
	for k := c.order; k <= max(most, c.order); k += c.order {
		breadth := 2 * math.Pi * middle / float64(k)
		ratio := breadth / height / aspect
		if d := max(ratio, 1/ratio); d < distance {
			best, distance = k, d
		}
	}
	return best
}

// along is the number a share t of the way from a to b. What is handed in may
// be a product that the compiler would fuse with the sum, hence the conversions.
func along(a, b, t float64) float64 { return float64(a) + float64(float64(t)*(float64(b)-float64(a))) }

// pick returns one of the choices.
func pick[T any](r interface{ IntN(int) int }, choices ...T) T {
	return choices[r.IntN(len(choices))]
}

// within returns a number from low to high.
func within(r interface{ Float64() float64 }, low, high float64) float64 {
	return along(low, high, r.Float64())
}
