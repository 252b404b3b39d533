package mandala

import "math"

// pen turns lines into the shapes that a round brush leaves. The shape of a
// contour is the one side of it all the way round and then the other: two rings
// of a closed contour, one ring of an open one, whose ends are its sharpest
// turns. Together they wind once or more around every point of the line.
type pen struct {
	out   *polygon
	half  float64 // half of the line's width
	cycle []point
}

// smooth is the cosine of the sharpest turn that needs no round join.
const smooth = 0.94

// stroke appends the shape of every contour of g, drawn at a width, to out.
func (b *pen) stroke(g, out *polygon, width float64) {
	b.out, b.half = out, width/2
	first := 0
	for i, end := range g.ends {
		b.contour(g.points[first:end], g.open[i])
		first = end
	}
}

func (b *pen) contour(points []point, open bool) {
	if open {
		b.cycle = append(b.cycle[:0], points...)
		for i := len(points) - 2; i > 0; i-- {
			b.cycle = append(b.cycle, points[i])
		}
		b.side(b.cycle)
		return
	}
	b.side(points)
	b.cycle = b.cycle[:0]
	for i := len(points) - 1; i >= 0; i-- {
		b.cycle = append(b.cycle, points[i])
	}
	b.side(b.cycle)
}

// side appends the ring at half a width beside a closed cycle of points.
func (b *pen) side(cycle []point) {
	last := len(cycle) - 1
	before := heading(cycle[last], cycle[0])
	for i, p := range cycle {
		next := cycle[0]
		if i < last {
			next = cycle[i+1]
		}
		after := heading(p, next)
		b.turn(p, before, after)
		before = after
	}
	b.out.end(false)
}

// course is the direction, of length 1, and the length of a line.
type course struct{ x, y, length float64 }

func heading(from, to point) course {
	x, y := to.x-from.x, to.y-from.y
	length := hypot(x, y)
	return course{x / length, y / length, length}
}

// beside returns the normal of the course on the side that is drawn.
func (c course) beside() point { return point{-c.y, c.x} }

// turn appends the ring's points at a corner p of the line.
func (b *pen) turn(p point, in, out course) {
	cos := float64(in.x*out.x) + float64(in.y*out.y)
	sin := float64(in.x*out.y) - float64(in.y*out.x)
	inner := sin > 0
	if !inner && cos < smooth {
		b.to(p, in.beside())
		b.round(p, in, in.beside(), out.beside(), cos)
		return
	}
	// The neighbouring sides meet at one point, if their lines are long enough.
	if tan := math.Abs(sin) / (1 + cos); inner && !(b.half*tan <= min(in.length, out.length)/2) {
		b.to(p, in.beside())
		b.out.add(p)
		b.to(p, out.beside())
		return
	}
	b.to(p, point{(-in.y - out.y) / (1 + cos), (in.x + out.x) / (1 + cos)})
}

// to appends the point that lies half a width times n from p.
func (b *pen) to(p, n point) {
	b.out.add(point{p.x + float64(b.half*n.x), p.y + float64(b.half*n.y)})
}

// round appends the arc about p from the normal a to the normal c, halving it
// until its chords are flat. cos is that of the angle between the two.
func (b *pen) round(p point, in course, a, c point, cos float64) {
	half := math.Sqrt(max(0, (1+cos)/2))
	if b.half*(1-half) < b.out.flat {
		b.to(p, c)
		return
	}
	middle := point{in.x, in.y} // of a turn back
	if half > 1e-3 {
		middle = point{(a.x + c.x) / (2 * half), (a.y + c.y) / (2 * half)}
	}
	b.round(p, in, a, middle, half)
	b.round(p, in, middle, c, half)
}
