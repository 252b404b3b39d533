package mandala

import "math"

// composeStar is a girih: rosettes and fields of kites between straps of one
// width, all drawn from stars of the picture's order.
func composeStar(c *composer) {
	g := newGirih(c)
	outer := g.edge()
	outer -= g.band(outer, px(within(c.structure, 30, 42)))
	fields := c.motifs.Perm(3)
	middle := float64(outer * within(c.structure, .46, .54))
	g.section(fields[0], middle, outer, 0)
	middle -= g.band(middle, px(within(c.structure, 20, 26)))
	heart := middle * within(c.structure, .34, .42)
	g.gap *= .8
	g.section(fields[1], heart, middle, 2)
	g.heart(heart)
}

// section draws a field of one kind between two radii.
func (g *girih) section(kind int, inner, outer float64, turn int) {
	g.field(outer)
	switch kind {
	case 0:
		g.kites(inner, outer, turn)
	case 1:
		g.rosette(inner, outer, turn)
	default:
		g.net(inner, outer, turn)
	}
}

// band is a ring of small tiles; it returns its width.
func (g *girih) band(outer, width float64) float64 {
	g.field(outer)
	inner := outer - width
	middle := (inner + outer) / 2
	k := g.fold(int(math.Round(2 * math.Pi * middle / (1.5 * width))))
	step := math.Pi / float64(k)
	tones := g.motifs.Perm(4)
	switch g.motifs.IntN(3) {
	case 0: // triangles on both rims
		g.tile([]point{polar(inner, step), {outer, 0}}, k, 0, g.tone(tones[0]))
		g.tile([]point{{inner, 0}, polar(outer, step)}, k, 1, g.tone(tones[1]))
	case 1: // diamonds and half diamonds
		g.tile([]point{{inner, 0}, polar(middle, step), {outer, 0}}, k, 0, g.tone(tones[0]), g.tone(tones[1]))
		g.tile([]point{{middle, 0}, polar(outer, step)}, k, 1, g.tone(tones[2]))
		g.tile([]point{polar(inner, step), {middle, 0}}, k, 1, g.tone(tones[2]))
	default: // stars of eight points, the khatam
		g.disc(outer-px(1.5), g.tone(tones[0]))
		half := starHalf(8, 0, .5*width, .5*width*.765)
		for i := range half {
			half[i].x += float64(middle)
		}
		g.tile(half, k, 0, g.strap, g.tone(tones[1]))
		g.dots(k, 1, middle, .14*width, g.strap)
	}
	g.add(circle(0, inner), 1, 0, none, g.edging, bold)
	return width
}

// edge is what lies outside the circle: points between straps, smaller ones
// behind, and beads. It returns the circle's radius.
func (g *girih) edge() float64 {
	outer := within(g.structure, .80, .85)
	n := g.fold(pick(g.motifs, 12, 14, 16))
	step := math.Pi / float64(n)
	foot := outer - px(10)
	g.add(facet(polar(foot, step*.80), point{.925, 0}), n, 1, g.tone(3), g.edging, firm)
	g.dots(n, 1, along(outer, .925, .36), px(4.2), g.tone(1))
	spike := []point{polar(foot, step*.98), polar(along(outer, .965, .30), step*.80), {.965, 0}}
	g.add(facet(spike...), n, 0, g.strap, g.edging, bold)
	g.tile(spike, n, 0, g.tone(0), g.tone(1), g.tone(2))
	g.beads(n)
	return outer
}

// heart is a star in a star in a star.
func (g *girih) heart(radius float64) {
	n, depth := g.fold(pick(g.motifs, 8, 12)), .70
	if g.order < leastPetals {
		n, depth = g.order, .56
	}
	g.field(radius)
	g.add(circle(0, radius-g.gap), 1, 0, g.tone(0), g.edging, firm)
	tips := []float64{.92, .70, .44}
	for i, tip := range tips {
		tip *= radius
		g.tile(starHalf(n, i%2, tip, tip*depth), 1, 0, g.tone(i+1))
	}
	g.add(circle(0, .20*radius), 1, 0, g.strap, g.edging, fine)
	g.add(circle(0, .10*radius), 1, 0, g.tone(0), g.edging, hair)
}
