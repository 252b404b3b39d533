package mandala

import "math/rand/v2"

// The canvas by art.md's measure: the mandala's radius is 0.45 of the side, so
// that a margin of 5 % is left, and lines are given in pixels of a side of 1024.
const (
	radiusShare = 0.45
	nominalSide = 1024
)

// Line widths in pixels of a side of 1024.
const (
	bold = 2.4 // silhouettes and rims
	firm = 1.7 // motifs
	fine = 1.1 // insets
	hair = 0.9 // ornament; nothing is thinner
)

// leastWidth in real pixels: a thinner line is a grey shadow in small pictures.
const leastWidth = 0.6

// px is a length of n pixels of a side of 1024, as a share of the radius.
func px(n float64) float64 { return n / (radiusShare * nominalSide) }

// composer gathers the layers of one picture. Styles work in shares of the
// radius and in shades; drawing turns both into pixels and inks.
type composer struct {
	order     int
	structure *rand.Rand // rings: how many, how wide, of which kind
	motifs    *rand.Rand // what is drawn in them
	shades    [inks]ink  // from the ground to the ink of the lines
	layers    []layer
}

// usualLayers is what most pictures have room in.
const usualLayers = 72

func newComposer(o Options) *composer {
	return &composer{
		order:     o.Symmetry,
		structure: stream(o.Seed, "structure"),
		motifs:    stream(o.Seed, "motifs"),
		shades:    shadesOn(toneOf(o)),
		layers:    make([]layer, 0, usualLayers),
	}
}

// shadesOn orders the inks by their contrast with the ground. Accents are kept
// from light to dark, so that on a dark ground the order is turned round.
func shadesOn(tone string) [inks]ink {
	if tone == Light {
		return [inks]ink{ground, accent1, accent2, accent3, accent4, line}
	}
	return [inks]ink{ground, accent4, accent3, accent2, accent1, line}
}

// add appends a layer; a width of 0 leaves its stroke away.
func (c *composer) add(outline path, copies, phase int, fill, stroke ink, width float64) {
	if width == 0 {
		stroke = none
	}
	c.layers = append(c.layers, layer{outline, copies, phase, fill, stroke, width})
}

// disc fills a circle around the centre.
func (c *composer) disc(radius float64, fill ink) { c.add(circle(0, radius), 1, 0, fill, none, 0) }

// rim draws a circular line around the centre.
func (c *composer) rim(radius, width float64) { c.add(circle(0, radius), 1, 0, none, line, width) }

// dots puts a dot on each of the axes.
func (c *composer) dots(copies, phase int, distance, radius float64, fill ink) {
	c.add(circle(distance, radius), copies, phase, fill, none, 0)
}

// drawing scales the composition to its size.
func (c *composer) drawing(o Options) drawing {
	radius := radiusShare * float64(o.Size)
	unit := float64(o.Size) / nominalSide
	for i := range c.layers {
		l := &c.layers[i]
		for j, q := range l.outline.points {
			l.outline.points[j] = point{q.x * radius, q.y * radius}
		}
		l.width = max(l.width*unit, leastWidth)
	}
	return drawing{size: o.Size, order: o.Symmetry, layers: c.layers}
}
