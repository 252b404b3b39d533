package mandala

import "math"

// kites are the cells between the lines that all touch one circle, in rows of
// kites that grow outwards: the inside of the star polygon {n/rows}.
func (g *girih) kites(inner, outer float64, turn int) {
	n := g.points(outer, 13, 17)
	rows := int(math.Round(float64(n) * within(g.motifs, .31, .38)))
	step := math.Pi / float64(n)
	_, last := sincos(step * float64(rows))
	crossings := make([]float64, rows+1) // their distances from the middle
	for j := range crossings {
		_, own := sincos(step * float64(j))
		crossings[j] = outer * last / own
	}
	g.rows(n, crossings, inner, turn)
	if crossings[1] > inner {
		g.tile(starHalf(n, rows%2, crossings[1], crossings[0]), 1, 0, g.tone(turn))
	}
}

// net is a lattice of kites that grow outwards by a constant factor.
func (g *girih) net(inner, outer float64, turn int) {
	n := g.points(outer, 12, 16)
	rows := 3 + g.motifs.IntN(2)
	grow := root(outer/inner, rows)
	crossings := make([]float64, rows+1)
	for j := range crossings {
		crossings[j] = inner
		inner *= grow
	}
	foot := []point{polar(crossings[0], math.Pi/float64(n)), {crossings[1], 0}}
	g.tile(foot, n, (rows+1)%2, g.tone(turn), g.tone(turn+1))
	g.rows(n, crossings, 0, turn)
}

// rows lays rows of kites. Row j has its foot, its sides and its head at the
// crossings j-1, j and j+1; the last one ends in the circle. Heads of the row
// before it lie on the axes. What an inner circle will hide is left away.
func (g *girih) rows(n int, crossings []float64, inner float64, turn int) {
	step, last := math.Pi/float64(n), len(crossings)-1
	for j := 1; j <= last; j++ {
		if crossings[min(j+1, last)] < inner {
			continue
		}
		half := []point{{crossings[j-1], 0}, polar(crossings[j], step)}
		if j < last {
			half = append(half, point{crossings[j+1], 0})
		} else {
			half = append(half, rounded(crossings[j], step)...)
		}
		g.tile(half, n, (last-j+1)%2, g.tone(turn+j), g.tone(turn+j+1), g.tone(turn+j+2))
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
