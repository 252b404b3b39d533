package mandala

import (
	"math"
	"slices"
)

// box is the room of a motif in polar coordinates: a stretch of radius and half
// an angle to either side of the axis, the positive x axis. Radii are shares of the
// mandala's radius, which is 1 until the composition is done.
type box struct{ inner, outer, half float64 }

// at is the point at height t of the box (0 inner, 1 outer) and s half angles
// away from the axis. Both may leave the box.
func (b box) at(t, s float64) point {
	return polar(along(b.inner, b.outer, t), s*b.half)
}

// polar is the point at a radius and an angle from the axis.
func polar(r, angle float64) point {
	sin, cos := sincos(angle)
	return point{r * cos, r * sin}
}

// nested is the box inside b with an even margin on every side. A petal narrows
// to its ends, so that the margin along the axis is larger than across.
func (b box) nested(margin float64) box {
	lengthwise := math.Copysign(margin, float64(b.outer)-float64(b.inner))
	return box{
		inner: float64(b.inner) + float64(1.7*lengthwise),
		outer: float64(b.outer) - float64(1.9*lengthwise),
		half:  float64(b.half) - float64(1.15*margin)/b.middle(),
	}
}

// slim is the box made no broader than an aspect of its height allows.
func (b box) slim(aspect float64) box {
	b.half = min(b.half, aspect*b.height()/(2*b.middle()))
	return b
}

// hanging is the box whose motif points to the centre.
func (b box) hanging() box { return box{b.outer, b.inner, b.half} }

func (b box) middle() float64  { return along(b.inner, b.outer, .5) }
func (b box) height() float64  { return math.Abs(float64(b.outer) - float64(b.inner)) }
func (b box) breadth() float64 { return 2 * b.half * b.middle() }

// holds reports whether the box is large enough for a shape that one can see.
func (b box) holds(smallest float64) bool {
	return b.height() >= smallest && b.breadth() >= smallest
}

// polarPoint is a height and a breadth in a box.
type polarPoint struct{ t, s float64 }

// curve is one cubic of half a motif: two controls and an end.
type curve [3]polarPoint

// motif is one half of a closed outline that mirrors itself about the axis,
// from its foot to its head.
type motif struct {
	foot   polarPoint
	curves []curve
}

// between is the point a share f of the way from a to b.
func between(a, b polarPoint, f float64) polarPoint {
	return polarPoint{a.t + float64(f*(b.t-a.t)), a.s + float64(f*(b.s-a.s))}
}

// in is the whole outline of the motif in a box.
func (m motif) in(b box) path {
	half := make([]point, 1, 1+3*len(m.curves))
	half[0] = b.at(m.foot.t, m.foot.s)
	for _, c := range m.curves {
		for _, q := range c {
			half = append(half, b.at(q.t, q.s))
		}
	}
	return mirrored(half)
}

// mirrored closes a chain of cubics (a start, then three points each) with its
// own image about the axis. The image is made by negating y, so that both
// halves agree to the last bit.
func mirrored(half []point) path {
	p := roomFor(2*len(half), 2*(len(half)/3)+3)
	p.move(half[0])
	for i := 1; i+2 < len(half); i += 3 {
		p.cubic(half[i], half[i+1], half[i+2])
	}
	last := len(half) - 1
	if half[last].y != 0 {
		p.line(half[last].image())
	}
	for i := last; i >= 3; i -= 3 {
		p.cubic(half[i-1].image(), half[i-2].image(), half[i-3].image())
	}
	p.close()
	return p
}

// image is the mirror image of q about the axis.
func (q point) image() point { return point{q.x, -q.y} }

// roomFor is an empty path that will not grow beyond so many points and verbs.
func roomFor(points, verbs int) path {
	return path{verbs: make([]verb, 0, verbs), points: make([]point, 0, points)}
}

// facet is the closed outline through the points and their mirror images,
// given from the foot to the head.
func facet(half ...point) path {
	p := roomFor(2*len(half), 2*len(half)+1)
	p.move(half[0])
	for _, q := range half[1:] {
		p.line(q)
	}
	for _, q := range slices.Backward(half) {
		if q.y != 0 {
			p.line(q.image())
		}
	}
	p.close()
	return p
}

// circleArcs is how many cubics make a circle: with eight they are off by less
// than a hundred-thousandth of the radius.
const circleArcs = 8

// circle is a circle with its centre on the axis, at a distance from the middle.
func circle(distance, radius float64) path {
	sin, cos := sincos(math.Pi / (2 * circleArcs))
	kappa := 4. / 3 * sin / cos
	half := make([]point, 1, 1+3*circleArcs/2)
	half[0] = point{radius, 0}
	for i := range circleArcs / 2 {
		sin0, cos0 := sincos(2 * math.Pi * float64(i) / circleArcs)
		sin1, cos1 := sincos(2 * math.Pi * float64(i+1) / circleArcs)
		half = append(half,
			point{radius * (cos0 - float64(kappa*sin0)), radius * (sin0 + float64(kappa*cos0))},
			point{radius * (cos1 + float64(kappa*sin1)), radius * (sin1 - float64(kappa*cos1))},
			point{radius * cos1, radius * sin1})
	}
	half[len(half)-1].y = 0 // sin π is not quite nothing
	for i := range half {
		half[i].x += float64(distance)
	}
	return mirrored(half)
}
