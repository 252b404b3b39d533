package mandala

import "math"

// composeStar is a girih: rosettes and fields of kites between straps of one
// width, all drawn from stars of the picture's order.
func composeStar(c *composer) {
	g := newGirih(c)
	outer := g.edge()
	outer -= g.band(outer, px(within(c.structure, 30, 42)))
	fields := c.motifs.Perm(3)
	middle := outer * within(c.structure, .46, .54)
	g.section(fields[0], middle, outer, 0)
	middle -= g.band(middle, px(within(c.structure, 20, 26)))
	heart := middle * within(c.structure, .34, .42)
	g.gap *= .8
	g.section(fields[1], heart, middle, 2)
	g.heart(heart)
}

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
	if extent(outline) < px(27) { // lines would fill it
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
	if at, room := roomiest(inner); len(tones) > 2 && room > px(15) {
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

// roomiest is the middle on the axis and the radius of the largest circle in an
// outline.
func roomiest(half []point) (at, radius float64) {
	const tries = 24
	from, to := half[0].x, half[len(half)-1].x
	for i := 1; i < tries; i++ {
		x := from + float64(float64(i)*(to-from)/tries)
		nearest := math.Inf(1)
		for j := 1; j < len(half); j++ {
			nearest = min(nearest, distanceToLine(point{x, 0}, half[j-1], half[j]))
		}
		nearest = min(nearest, x-from+axisSlack(half[0]), to-x+axisSlack(half[len(half)-1]))
		if nearest > radius {
			at, radius = x, nearest
		}
	}
	return at, radius
}

// axisSlack lifts the bound of an end of the axis that is a corner: there the
// edges alone count.
func axisSlack(end point) float64 {
	if end.y == 0 {
		return 1
	}
	return 0
}

func distanceToLine(q, a, b point) float64 {
	x, y, _ := normal(a, b)
	return math.Abs(float64((q.x-a.x)*x) + float64((q.y-a.y)*y))
}

// extent is the smaller of an outline's length and breadth.
func extent(half []point) float64 {
	low, high, broad := math.Inf(1), math.Inf(-1), 0.0
	for _, q := range half {
		low, high, broad = min(low, q.x), max(high, q.x), max(broad, q.y)
	}
	return min(high-low, 2*broad)
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

// kites are the cells between the lines that all touch one circle, in rows of
// kites that grow outwards: the inside of the star polygon {n/rows}.
func (g *girih) kites(inner, outer float64, turn int) {
	n := g.points(outer, 13, 17)
	rows := int(math.Round(float64(n) * within(g.motifs, .31, .38)))
	step := math.Pi / float64(n)
	radius := func(j int) float64 {
		_, last := sincos(step * float64(rows))
		_, own := sincos(step * float64(j))
		return outer * last / own
	}
	for j := 1; j <= rows; j++ {
		if radius(min(j+1, rows)) < inner {
			continue
		}
		half := []point{{radius(j - 1), 0}, polar(radius(j), step)}
		if j < rows {
			half = append(half, point{radius(j + 1), 0})
		} else {
			half = append(half, rounded(outer, step)...)
		}
		phase := (rows - j + 1) % 2
		g.tile(half, n, phase, g.tone(turn+j), g.tone(turn+j+1), g.tone(turn+j+2))
	}
	if radius(1) > inner {
		g.tile(starHalf(n, rows%2, radius(1), radius(0)), 1, 0, g.tone(turn))
	}
}

// net is a lattice of kites that grow outwards by a constant factor, with half
// kites on both rims.
func (g *girih) net(inner, outer float64, turn int) {
	n := g.points(outer, 12, 16)
	rows := 3 + g.motifs.IntN(2)
	step := math.Pi / float64(n)
	edge := make([]float64, rows+1) // geometric between the rims
	grow := root(outer/inner, rows)
	edge[0] = inner
	for j := range rows {
		edge[j+1] = edge[j] * grow
	}
	for j := range rows + 1 {
		var half []point
		switch j {
		case 0:
			half = []point{polar(edge[0], step), {edge[1], 0}}
		case rows:
			half = append([]point{{edge[rows-1], 0}}, append([]point{polar(outer, step)}, rounded(outer, step)...)...)
		default:
			half = []point{{edge[j-1], 0}, polar(edge[j], step), {edge[j+1], 0}}
		}
		g.tile(half, n, j%2, g.tone(turn+j), g.tone(turn+j+1), g.tone(turn+j+3))
	}
}

// root is the nth root of a number between 1 and 16.
func root(x float64, n int) float64 {
	low, high := 1.0, 16.0
	for range 52 {
		middle := (low + high) / 2
		power := 1.0
		for range n {
			power *= middle
		}
		if power < x {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// rounded is the way along a circle from an angle back to the axis.
func rounded(radius, angle float64) []point {
	const parts = 4
	var points []point
	for i := parts - 1; i >= 0; i-- {
		points = append(points, polar(radius, angle*float64(i)/parts))
	}
	return points
}

// rosette is a star, the ring of its hexagonal petals, the kites between them
// and the arrows that close the circle.
func (g *girih) rosette(inner, outer float64, turn int) {
	n := g.points(outer, 12, 16)
	step := math.Pi / float64(n)
	touch := max(outer*within(g.motifs, .54, .62), inner*1.16)
	valley := touch * within(g.motifs, .76, .86)
	side := polar(touch, step)
	shoulder := point{outer * within(g.motifs, .80, .85), side.y}
	head := point{outer * within(g.motifs, .93, .965), 0}
	g.tile([]point{{valley, 0}, side, shoulder, head}, n, 0, g.tone(turn), g.tone(turn+1), g.tone(turn+2))
	g.tile([]point{{touch, 0}, acrossEdge(shoulder, step), {outer, 0}}, n, 1, g.tone(turn+2), g.tone(turn+3))
	g.tile(append([]point{head, shoulder, polar(outer, step)}, rounded(outer, step)...), n, 0, g.tone(turn+3))
	g.tile(starHalf(n, 1, touch, valley), 1, 0, g.tone(turn+1))
}

// acrossEdge is a point as it is seen from the axis half a step further, where
// its mirror image belongs to the same tile.
func acrossEdge(q point, step float64) point {
	sin, cos := sincos(step)
	return point{float64(q.x*cos) + float64(q.y*sin), float64(q.x*sin) - float64(q.y*cos)}
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
	n := g.fold(pick(g.motifs, 14, 16, 18))
	step := math.Pi / float64(n)
	foot := outer - px(10)
	g.add(facet(polar(foot, step*.80), point{.925, 0}), n, 1, g.tone(3), g.edgeLine(), firm)
	g.dots(n, 1, along(outer, .925, .36), px(4.2), g.tone(1))
	spike := []point{polar(foot, step*.98), polar(along(outer, .965, .30), step*.80), {.965, 0}}
	g.add(facet(spike...), n, 0, g.strap, g.edgeLine(), bold)
	g.tile(spike, n, 0, g.tone(0), g.tone(1), g.tone(2))
	g.beads(n)
	return outer
}

// edgeLine is the line that shows both on the ground and beside a strap.
func (g *girih) edgeLine() ink {
	return g.edging
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
