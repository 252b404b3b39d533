package mandala

import "math"

// girih is a composer with the colours and the strap of one pattern.
type girih struct {
	*composer
	strap, edging ink // the straps and the lines along them
	gap           float64
	wheel         [4]ink // tones of the tiles in turn
}

func newGirih(c *composer) *girih {
	g := &girih{composer: c, strap: line, edging: ground, gap: px(within(c.structure, 6.5, 9))}
	if c.shades[1] == accent1 { // a bright ground: straps of paper, lines of ink
		g.strap, g.edging = ground, line
	}
	for i, j := range c.motifs.Perm(4) {
		g.wheel[i] = accent1 + ink(j)
	}
	return g
}

func (g *girih) tone(i int) ink { return g.wheel[i%len(g.wheel)] }

// field is a disc of straps on which tiles are laid.
func (g *girih) field(radius float64) {
	g.add(circle(0, radius), 1, 0, g.strap, g.edging, bold)
}

// tile lays one tile with a smaller one in it, and a star in that, as far as
// there is room.
func (g *girih) tile(half []point, copies, phase int, tones ...ink) {
	outline := shrunk(half, g.gap/2)
	if outline == nil {
		return
	}
	width := firm
	if extent(outline) < px(30) { // lines would fill it
		width = 0
	}
	g.add(facet(outline...), copies, phase, tones[0], g.edging, width)
	if len(tones) < 2 {
		return
	}
	inner := shrunk(half, float64(g.gap/2)+px(9))
	if inner == nil || extent(inner) < px(16) {
		return
	}
	g.add(facet(inner...), copies, phase, tones[1], none, 0)
	if at, room := roomiest(inner); len(tones) > 2 && room > px(17) {
		g.jewel(at, min(.62*room, px(24)), copies, phase, tones[2])
	}
}

// jewel is a star of eight points on each axis with an eye in it.
func (g *girih) jewel(distance, radius float64, copies, phase int, tone ink) {
	half := starHalf(8, 0, radius, .62*radius)
	for i := range half {
		half[i].x += float64(distance)
	}
	g.add(facet(half...), copies, phase, tone, none, 0)
	g.dots(copies, phase, distance, .26*radius, g.strap)
}

// fold is the multiple of the order nearest to a number of points.
func (g *girih) fold(near int) int {
	return g.order * max(1, int(math.Round(float64(near)/float64(g.order))))
}

// points is how many points the stars of a field have: between two numbers, and
// two thirds of that in the small field within, or the straps are all one sees.
func (g *girih) points(outer, low, high float64) int {
	near := within(g.motifs, low, high)
	if outer < .6 {
		near *= .66
	}
	return g.fold(int(math.Round(near)))
}
