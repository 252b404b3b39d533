package mandala

import "math"

// sameSpot is the distance in pixels below which two points are one.
const sameSpot = 1.0 / 1024

// polygon is a path of straight lines only. A contour ends before ends[i].
type polygon struct {
	flat   float64 // how far in pixels a chord may lie from its curve
	points []point
	ends   []int
	open   []bool // of each contour: it has two ends, and fills as if closed
}

func (g *polygon) reset() { g.points, g.ends, g.open = g.points[:0], g.ends[:0], g.open[:0] }

// start returns the index of the first point of the contour that is being added.
func (g *polygon) start() int {
	if len(g.ends) == 0 {
		return 0
	}
	return g.ends[len(g.ends)-1]
}

// add appends a point to the contour unless it repeats the one before.
func (g *polygon) add(p point) {
	if n := len(g.points); n > g.start() && near(g.points[n-1], p) {
		return
	}
	g.points = append(g.points, p)
}

// end finishes the contour that is being added; less than two points are none.
func (g *polygon) end(open bool) {
	first := g.start()
	for len(g.points) > first+1 && !open && near(g.points[first], g.points[len(g.points)-1]) {
		g.points = g.points[:len(g.points)-1]
	}
	if len(g.points) < first+2 {
		g.points = g.points[:first]
		return
	}
	g.ends, g.open = append(g.ends, len(g.points)), append(g.open, open)
}

func near(a, b point) bool { return math.Abs(a.x-b.x) < sameSpot && math.Abs(a.y-b.y) < sameSpot }

// flatten appends the path to g, its curves replaced by chords.
func (p *path) flatten(g *polygon) {
	points, drawing := p.points, false
	for _, v := range p.verbs {
		switch v {
		case moveTo:
			if drawing {
				g.end(true)
			}
			drawing = true
			g.add(points[0])
			points = points[1:]
		case lineTo:
			g.add(points[0])
			points = points[1:]
		case cubicTo:
			g.curve(points[0], points[1], points[2])
			points = points[3:]
		case closed:
			g.end(false)
			drawing = false
		}
	}
	if drawing {
		g.end(true)
	}
}

// curve appends chords of the cubic from the last point. The number of even
// steps follows from the bound of the second derivative.
func (g *polygon) curve(c1, c2, end point) {
	from := g.points[len(g.points)-1]
	bend := max(
		hypot(from.x-c1.x-c1.x+c2.x, from.y-c1.y-c1.y+c2.y),
		hypot(c1.x-c2.x-c2.x+end.x, c1.y-c2.y-c2.y+end.y),
	)
	steps := math.Ceil(math.Sqrt(bend * 0.75 / g.flat))
	cx, cy := float64(3*(c1.x-from.x)), float64(3*(c1.y-from.y))
	bx, by := float64(3*(c2.x-c1.x))-cx, float64(3*(c2.y-c1.y))-cy
	ax, ay := end.x-from.x-cx-bx, end.y-from.y-cy-by
	for i := 1.0; i < steps; i++ {
		t := i / steps
		g.add(point{
			from.x + float64(t*(cx+float64(t*(bx+float64(t*ax))))),
			from.y + float64(t*(cy+float64(t*(by+float64(t*ay))))),
		})
	}
	g.add(end)
}

// bounds is the rectangle around a polygon.
type bounds struct{ low, high point }

func (g *polygon) bounds() bounds {
	inf := math.Inf(1)
	b := bounds{point{inf, inf}, point{-inf, -inf}}
	for _, p := range g.points {
		b.low.x, b.low.y = min(b.low.x, p.x), min(b.low.y, p.y)
		b.high.x, b.high.y = max(b.high.x, p.x), max(b.high.y, p.y)
	}
	return b
}
