package mandala

import (
	"math"
	"testing"
)

// strokeOf returns the shape of a line along a path.
func strokeOf(p *path, width float64) *polygon {
	line, shape := polygon{flat: flatness}, polygon{flat: flatness}
	p.flatten(&line)
	new(pen).stroke(&line, &shape, width)
	return &shape
}

// winding returns how often a shape winds around a point.
func (g *polygon) winding(p point) (n int) {
	first := 0
	for _, end := range g.ends {
		ring := g.points[first:end]
		for i, b := range ring {
			a := ring[(i+len(ring)-1)%len(ring)]
			side := (b.x-a.x)*(p.y-a.y) - (p.x-a.x)*(b.y-a.y)
			switch {
			case a.y <= p.y && b.y > p.y && side > 0:
				n++
			case a.y > p.y && b.y <= p.y && side < 0:
				n--
			}
		}
		first = end
	}
	return n
}

// far returns the distance of p from the nearest chord of a path.
func far(p *path, q point) float64 {
	g := polygon{flat: flatness / 4}
	p.flatten(&g)
	nearest, first := math.Inf(1), 0
	for i, end := range g.ends {
		ring := g.points[first:end]
		for j := range ring {
			if j == len(ring)-1 && g.open[i] {
				break
			}
			nearest = min(nearest, farFrom(ring[j], ring[(j+1)%len(ring)], q))
		}
		first = end
	}
	return nearest
}

func farFrom(a, b, q point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	t := ((q.x-a.x)*dx + (q.y-a.y)*dy) / (dx*dx + dy*dy)
	t = min(max(t, 0), 1)
	return hypot(q.x-a.x-t*dx, q.y-a.y-t*dy)
}

// TestALineCoversWhatIsNear holds the pen to what it is: a round brush covers
// the points within half its width of the line, and no others.
func TestALineCoversWhatIsNear(t *testing.T) {
	t.Parallel()
	star := func(p *path) {
		for i := range 10 {
			sin, cos := sincos(float64(i) * math.Pi / 5)
			r := 40.0 - 30*float64(i%2)
			if i == 0 {
				p.move(point{r * cos, r * sin})
				continue
			}
			p.line(point{r * cos, r * sin})
		}
		p.close()
	}
	for _, test := range []struct {
		name  string
		trace func(*path)
		width float64
	}{
		{"a circle", func(p *path) { *p = circle(0, 30) }, 3},
		{"a circle smaller than the brush", func(p *path) { *p = circle(10, 2) }, 12},
		{"a star with sharp corners", star, 4},
		{"a petal with two tips", func(p *path) {
			p.move(point{-40, 0})
			p.cubic(point{-10, 25}, point{20, 20}, point{40, 0})
			p.cubic(point{20, -20}, point{-10, -25}, point{-40, 0})
			p.close()
		}, 5},
		{"an open line that turns back on itself", func(p *path) {
			p.move(point{-30, -10})
			p.line(point{30, 0})
			p.line(point{-30, 10})
		}, 6},
		{"a curve with a cusp", func(p *path) {
			p.move(point{-30, 0})
			p.cubic(point{60, 40}, point{-60, 40}, point{30, 0})
		}, 5},
		{"two contours", func(p *path) {
			*p = circle(20, 10)
			p.move(point{-30, -30})
			p.line(point{-10, 30})
		}, 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var p path
			test.trace(&p)
			shape := strokeOf(&p, test.width)
			const slack = 2 * flatness
			for y := -50.0; y <= 50; y += 0.73 {
				for x := -50.0; x <= 50; x += 0.71 {
					at := point{x, y}
					d := far(&p, at) - test.width/2
					if covered := shape.winding(at) != 0; covered && d > slack || !covered && d < -slack {
						t.Fatalf("(%.2f, %.2f) is %.3f beyond the edge, covered %v", x, y, d, covered)
					}
				}
			}
		})
	}
}
