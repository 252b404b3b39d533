package mandala

import "math"

// A girih is straps between tiles. Here the tiles are drawn, each a little
// smaller than its room, on a disc of the straps' colour: what is left between
// them are straps of one width that cross and join exactly.

// shrunk is half an outline (from foot to head, as facet takes it) with every
// edge moved inwards by a distance. It is nil where nothing is left.
func shrunk(half []point, by float64) []point {
	out := make([]point, len(half))
	for i, q := range half {
		before, after := neighbours(half, i)
		corner, ok := inwards(before, q, after, by)
		if !ok {
			return nil
		}
		if q.y == 0 {
			corner.y = 0
		}
		out[i] = corner
	}
	if !kept(half, out) {
		return nil
	}
	return out
}

// neighbours are the corners before and after one, across the axis if need be.
func neighbours(half []point, i int) (before, after point) {
	last := len(half) - 1
	switch {
	case i > 0:
		before = half[i-1]
	case half[0].y != 0:
		before = half[0].image()
	default:
		before = half[1].image()
	}
	switch {
	case i < last:
		after = half[i+1]
	case half[last].y != 0:
		after = half[last].image()
	default:
		after = half[last-1].image()
	}
	return before, after
}

// inwards is the corner where the two edges at q meet when both have moved by a
// distance to the left of their direction, the inner side of an outline that
// runs from its foot over positive y to its head.
func inwards(before, q, after point, by float64) (point, bool) {
	ax, ay, ok1 := normal(before, q)
	bx, by2, ok2 := normal(q, after)
	cross := float64(ax*by2) - float64(ay*bx)
	dot := float64(ax*bx) + float64(ay*by2)
	if !ok1 || !ok2 || dot < -.995 {
		return point{}, false
	}
	if math.Abs(cross) < 1e-9 {
		return point{q.x + float64(by*ax), q.y + float64(by*ay)}, true
	}
	scale := by / (1 + dot)
	return point{q.x + float64(scale*(ax+bx)), q.y + float64(scale*(ay+by2))}, true
}

// normal is the unit vector to the inner side of the edge from a to b.
func normal(a, b point) (x, y float64, ok bool) {
	dx, dy := b.x-a.x, b.y-a.y
	length := hypot(dx, dy)
	if length < 1e-9 {
		return 0, 0, false
	}
	return dy / length, -dx / length, true
}

// kept reports whether every edge of a shrunk outline still has its direction:
// where one has turned round, the outline has collapsed.
func kept(half, out []point) bool {
	for i := 1; i < len(half); i++ {
		a, b := half[i-1], half[i]
		c, d := out[i-1], out[i]
		if float64((b.x-a.x)*(d.x-c.x))+float64((b.y-a.y)*(d.y-c.y)) <= 0 {
			return false
		}
	}
	for i, q := range out {
		if q.y < 0 || half[i].y != 0 && q.y < 1e-6 {
			return false
		}
	}
	return true
}

// starHalf is half the outline of a star around the centre, from the far side
// to the axis, with its points at a radius on the axes and its valleys between
// them, or the other way round in phase 1.
func starHalf(points, phase int, tip, valley float64) []point {
	half := make([]point, points+1)
	for i := range half {
		r := tip
		if (i+phase)%2 == 1 {
			r = valley
		}
		half[points-i] = polar(r, math.Pi*float64(i)/float64(points))
	}
	half[0].y, half[points].y = 0, 0
	return half
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
