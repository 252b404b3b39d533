package mandala

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// everyOrder returns options of every order a style can have.
func everyOrder(s Style) []Options {
	var list []Options
	for order := MinSymmetry; order <= MaxSymmetry; order++ {
		for i := range 4 {
			list = append(list, Options{Seed: fmt.Sprintf("order %d", i), Style: s, Symmetry: order, Size: MinSize}.Complete())
		}
	}
	return list
}

func TestEveryOutlineIsItsOwnMirrorImage(t *testing.T) {
	eachStyle(t, func(t *testing.T, s Style) {
		for _, o := range append(pictures(s, MinSize), everyOrder(s)...) {
			for i, l := range compose(o).layers {
				if !mirrorsItself(l.outline) {
					t.Errorf("%+v: layer %d differs from its mirror image", o, i)
				}
			}
		}
	})
}

// mirrorsItself reports whether negating y gives the same points, to the bit.
func mirrorsItself(p path) bool {
	own, image := slices.Clone(p.points), make([]point, len(p.points))
	for i, q := range own {
		own[i] = point{q.x, q.y + 0} // no negative zeros
		image[i] = point{q.x, -q.y + 0}
	}
	slices.SortFunc(own, byPlace)
	slices.SortFunc(image, byPlace)
	return slices.Equal(own, image)
}

func byPlace(a, b point) int {
	switch {
	case a == b:
		return 0
	case a.x < b.x, a.x == b.x && a.y < b.y:
		return -1
	}
	return 1
}

func TestEveryLayerTurnsWithTheOrder(t *testing.T) {
	eachStyle(t, func(t *testing.T, s Style) {
		for _, o := range append(pictures(s, MinSize), everyOrder(s)...) {
			for i, l := range compose(o).layers {
				if l.copies%o.Symmetry != 0 && !turnsItself(l.outline, o.Symmetry, float64(o.Size)) {
					t.Errorf("%+v: layer %d of %d copies does not turn with the order", o, i, l.copies)
				}
			}
		}
	})
}

// turnsItself reports whether an outline around the centre is unchanged when it
// is turned by one part of the order: a circle, or corners that fall on corners.
func turnsItself(p path, order int, size float64) bool {
	if isCircle(p, size) {
		return true
	}
	sin, cos := math.Sincos(2 * math.Pi / float64(order))
	for _, q := range p.points {
		turned := point{q.x*cos - q.y*sin, q.x*sin + q.y*cos}
		if !slices.ContainsFunc(p.points, func(r point) bool {
			return math.Hypot(r.x-turned.x, r.y-turned.y) < 1e-6*size
		}) {
			return false
		}
	}
	return true
}

// isCircle reports whether the ends of all cubics are as far from the centre.
func isCircle(p path, size float64) bool {
	if len(p.points) != 1+3*circleArcs {
		return false
	}
	radius := math.Abs(p.points[0].x)
	for i := 3; i < len(p.points); i += 3 {
		if math.Abs(math.Hypot(p.points[i].x, p.points[i].y)-radius) > 1e-9*size {
			return false
		}
	}
	return true
}

func TestEvenOrdersMirrorTopToBottom(t *testing.T) {
	for _, tt := range []struct {
		name          string
		copies, order int
	}{
		{"as many copies as the order", 8, 8},
		{"three times as many", 24, 8},
		{"an order that four does not divide", 10, 10},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for phase := range 2 {
				l := layer{outline: petal.in(sector(tt.copies, 50, 100, .9)), copies: tt.copies, phase: phase}
				if !upsideDown(&l) {
					t.Errorf("phase %d is not its own image upside down", phase)
				}
			}
		})
	}
}

// upsideDown reports whether turning the picture of l upside down gives it back.
func upsideDown(l *layer) bool {
	var all []point
	for i := range l.copies {
		turn := l.rotation(i)
		for _, q := range l.outline.points {
			all = append(all, turn.apply(q))
		}
	}
	for _, q := range all {
		if !slices.ContainsFunc(all, func(r point) bool { return math.Hypot(r.x-q.x, r.y+q.y) < 1e-9 }) {
			return false
		}
	}
	return true
}
