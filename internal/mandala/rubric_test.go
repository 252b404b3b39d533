package mandala

import (
	"fmt"
	"testing"
)

// The rubric of docs/pictures.md as far as it can be measured, on seeds that
// nobody selected.

// pictures returns the options of many unselected seeds of a style, at a size
// that is quick to paint. What is random about them is up to the seed.
func pictures(s Style, size int) []Options {
	n := 300
	if testing.Short() || raced {
		n = 40
	}
	list := make([]Options, n)
	for i := range list {
		list[i] = Options{Seed: fmt.Sprintf("rubric %d", i), Style: s, Size: size}.Complete()
	}
	return list
}

// eachStyle runs a test for every style side by side.
func eachStyle(t *testing.T, test func(*testing.T, Style)) {
	t.Parallel()
	for _, s := range Styles() {
		t.Run(string(s), func(t *testing.T) {
			t.Parallel()
			test(t, s)
		})
	}
}

// painted paints a picture and hands its canvas, which is one quarter of it or
// the left half, to look.
func painted(o Options, look func(*canvas)) {
	d := compose(o)
	c := canvases.Get().(*canvas)
	defer canvases.Put(c)
	c.paint(&d)
	look(c)
}

// groundShares bound how much of the circle shows the ground. Lace is made of
// ground and thread; glass has the ground in its leads or only between cusps.
var groundShares = map[Style][2]float64{
	Lotus: {.10, .50}, Lace: {.30, .80}, Glass: {.03, .50},
	Star: {.10, .50}, Fill: {.10, .50}, Bezier: {.10, .50},
}

// leastUsed is the share of the picture from which on a colour plays a part, and
// leastColours how many have to.
const leastUsed = .006

var leastColours = map[Style]int{Lotus: 5, Lace: 3, Glass: 5, Star: 5, Fill: 5, Bezier: 5}

func TestPicturesKeepTheRubric(t *testing.T) {
	eachStyle(t, func(t *testing.T, s Style) {
		for _, o := range pictures(s, MinSize) {
			painted(o, func(c *canvas) {
				m := measured(c)
				for side, margin := range map[string]float64{"top": m.top, "left": m.left} {
					if margin < .04 || margin > .08 {
						t.Errorf("%+v: margin at the %s is %.3f of the side, want 0.04 to 0.08", o, side, margin)
					}
				}
				if limits := groundShares[s]; m.blank < limits[0] || m.blank > limits[1] {
					t.Errorf("%+v: %.3f of the circle is ground, want %v", o, m.blank, limits)
				}
				if m.used < leastColours[s] {
					t.Errorf("%+v: %d colours cover %.3f of the picture, want %d", o, m.used, leastUsed, leastColours[s])
				}
			})
		}
	})
}

// measures are what the rubric asks of a picture.
type measures struct {
	top, left float64 // margins as shares of the side
	blank     float64 // share of the circle that is ground
	used      int     // colours that cover leastUsed of the picture
}

func measured(c *canvas) measures {
	var all, circle [256]int
	top, left := c.height, c.width
	half, radius := float64(c.size)/2, radiusShare*float64(c.size)
	for y := range c.height {
		for x, v := range c.row(y)[:c.width] {
			all[v]++
			if dx, dy := half-float64(x), half-float64(y); dx*dx+dy*dy <= radius*radius {
				circle[v]++
			}
			if v != shade(ground) {
				top, left = min(top, y), min(left, x)
			}
		}
	}
	m := measures{top: float64(top) / float64(c.size), left: float64(left) / float64(c.size), blank: sharesOf(circle)[ground]}
	for _, share := range sharesOf(all) {
		if share >= leastUsed {
			m.used++
		}
	}
	return m
}

// mostSlivers is the share of the unmixed pixels that may stand alone between
// two others in their row: hairlines and the narrow ends of shapes.
const mostSlivers = .025

func TestThereAreNoRunsOfSlivers(t *testing.T) {
	eachStyle(t, func(t *testing.T, s Style) {
		list := pictures(s, DefaultSize)
		for _, o := range list[:len(list)/6] { // at full size, which takes its time
			painted(o, func(c *canvas) {
				alone, pure := 0, 0
				for y := range c.height {
					row := c.row(y)[:c.width]
					for x := 1; x+1 < len(row); x++ {
						if int(row[x]) >= inks {
							continue
						}
						pure++
						if row[x-1] != row[x] && row[x+1] != row[x] {
							alone++
						}
					}
				}
				if share := float64(alone) / float64(pure); share > mostSlivers {
					t.Errorf("%+v: %.3f of the pixels are slivers", o, share)
				}
			})
		}
	})
}

func TestPicturesHaveFewPaths(t *testing.T) {
	eachStyle(t, func(t *testing.T, s Style) {
		for _, o := range pictures(s, MinSize) {
			d := compose(o)
			paths := 0
			for _, l := range d.layers {
				paths += l.copies
			}
			if len(d.layers) > 100 || paths > 1500 {
				t.Errorf("%+v: %d layers, %d paths", o, len(d.layers), paths)
			}
		}
	})
}
