package mandala

import (
	"math"
	"math/rand/v2"
)

// A seed segment is RandomMandala's: points at equal steps on the two rays of a
// sector, joined in random order. Here the two rays are the axis of a motif and
// the edge of its half sector.

// raySteps is how many points each ray has.
const raySteps = 6

// candidates is how many random orders are tried for one motif: most are too
// thin or cross themselves, and the most compact one is kept.
const candidates = 24

// segmentMotif is one Bezier curve through the air: every point of a seed
// segment is a control point, a quarter of them left out, and the curve begins
// and ends on the axis so that it closes with its mirror image.
func segmentMotif(r *rand.Rand) motif {
	var best arc
	score := 0.0
	for range candidates {
		var control [2*raySteps + 2]polarPoint
		a, ok := flownThrough(segmentControl(r, control[:0]))
		if !ok {
			continue
		}
		if s := compactness(a.points[:]); s > score {
			best, score = a, s
		}
	}
	if score == 0 {
		return lotus
	}
	return best.motif()
}

// segmentControl appends a random order of the grid points of both rays between
// the foot and the head of the axis.
func segmentControl(r *rand.Rand, control []polarPoint) []polarPoint {
	var order [2 * raySteps]int
	for i := range order {
		j := r.IntN(i + 1)
		order[i] = order[j]
		order[j] = i
	}
	control = append(control, polarPoint{0, 0})
	for _, i := range order {
		if r.IntN(4) > 0 {
			control = append(control, polarPoint{float64(i/2+1) / raySteps, float64(i % 2)})
		}
	}
	return append(control, polarPoint{1, 0})
}

// bezierAt is the point and the derivative of a Bezier curve of any degree, by
// de Casteljau's construction.
func bezierAt(control []polarPoint, u float64) (at, slope polarPoint) {
	var buffer [2*raySteps + 2]polarPoint
	q := append(buffer[:0], control...)
	for n := len(q) - 1; n > 0; n-- {
		if n == 1 {
			degree := float64(len(control) - 1)
			slope = polarPoint{degree * (q[1].t - q[0].t), degree * (q[1].s - q[0].s)}
		}
		for i := range n {
			q[i] = between(q[i], q[i+1], u)
		}
	}
	return q[0], slope
}

// pieces is how many cubics stand for one curve of a high degree.
const pieces = 8

// leastBreadth of a curve before it is stretched to its sector, of which it
// leaves a little to its neighbours.
const (
	leastBreadth = .22
	breadth      = .96
)

// arc is a curve of a high degree by points on it and the slopes there.
type arc struct{ points, slopes [pieces + 1]polarPoint }

// flownThrough is the curve of the control points, stretched to fill its box. It
// is false for one that is thin or has an ugly head.
func flownThrough(control []polarPoint) (a arc, ok bool) {
	low, high, broad := 0.0, 1.0, 0.0
	for i := range a.points {
		a.points[i], a.slopes[i] = bezierAt(control, float64(i)/pieces)
		low, high, broad = min(low, a.points[i].t), max(high, a.points[i].t), max(broad, a.points[i].s)
	}
	if broad < leastBreadth {
		return a, false
	}
	along, across := 1/(high-low), breadth/broad
	for i, q := range a.points {
		a.points[i] = polarPoint{along * (q.t - low), across * q.s}
		a.slopes[i] = polarPoint{along * a.slopes[i].t, across * a.slopes[i].s}
	}
	head := breadthAt(a.points[:], nearHead)
	return a, head >= leastHead && head <= mostHead && head <= breadthAt(a.points[:], belowHead)
}

// motif is the arc as cubics with the same points and slopes.
func (a *arc) motif() motif {
	const third = 1. / (3 * pieces)
	m := motif{foot: a.points[0], curves: make([]curve, pieces)}
	for i := range m.curves {
		from, to := a.points[i], a.points[i+1]
		out, in := a.slopes[i], a.slopes[i+1]
		m.curves[i] = curve{
			{from.t + float64(third*out.t), from.s + float64(third*out.s)},
			{to.t - float64(third*in.t), to.s - float64(third*in.s)},
			to,
		}
	}
	return m
}

// A head that is narrower near its end is a thorn, a broader one a plank, and
// one that is broader than what is below it a trumpet.
const (
	belowHead = .70
	nearHead  = .86
	leastHead = .26
	mostHead  = .86
)

// breadthAt is how broad half an outline is at a height.
func breadthAt(half []polarPoint, t float64) float64 {
	broad := 0.0
	for i := 1; i < len(half); i++ {
		a, b := half[i-1], half[i]
		if (a.t < t) != (b.t < t) {
			broad = max(broad, between(a, b, (t-a.t)/(b.t-a.t)).s)
		}
	}
	return broad
}

// compactness is 4πA/L² of a half outline and its mirror image, 0 if it crosses
// itself or the axis.
func compactness(half []polarPoint) float64 {
	for i := 1; i+1 < len(half); i++ {
		if half[i].s < .04 {
			return 0
		}
		for j := i + 1; j+1 < len(half); j++ {
			if crosses(half[i-1], half[i], half[j], half[j+1]) {
				return 0
			}
		}
	}
	area, length := 0.0, 0.0
	for i := 1; i < len(half); i++ {
		a, b := half[i-1], half[i]
		area += float64((a.s + b.s) * (b.t - a.t))
		length += 2 * hypot(b.t-a.t, b.s-a.s)
	}
	return 4 * math.Pi * math.Abs(area) / float64(length*length)
}

// crosses reports whether the line from a to b crosses the one from c to d.
func crosses(a, b, c, d polarPoint) bool {
	return turn(a, b, c)*turn(a, b, d) < 0 && turn(c, d, a)*turn(c, d, b) < 0
}

func turn(a, b, c polarPoint) float64 {
	return float64((b.t-a.t)*(c.s-a.s)) - float64((b.s-a.s)*(c.t-a.t))
}
