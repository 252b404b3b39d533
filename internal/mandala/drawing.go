package mandala

import (
	"fmt"
	"image/color"
	"math"
)

// ink is a colour of a picture by its place in the palette. A picture has six:
// the ground, the ink of its lines, and four accents ordered by lightness.
type ink uint8

// The places of a palette. none leaves a layer without fill or without line.
const (
	ground ink = iota
	line
	accent1
	accent2
	accent3
	accent4
	none ink = 255
)

// inks is how many colours a picture has.
const inks = int(accent4) + 1

// colors are the opaque colours of a picture by ink.
type colors [inks]color.RGBA

// point is a position in pixels from the centre of the picture. An outline is
// drawn about the positive x axis, angles growing towards positive y; outputs
// turn that axis upwards, so that the first copy points to the top of the
// picture and its left half mirrors its right half.
type point struct{ x, y float64 }

// verb is one step of a path and says how many points it takes.
type verb uint8

const (
	moveTo  verb = iota // one point
	lineTo              // one point
	cubicTo             // three points: two controls and the end
	closed              // no point: back to the last moveTo
)

// path is an outline of one or more contours around the centre of the picture.
// Fills follow the non-zero rule. Strokes have round joins and round ends.
type path struct {
	verbs  []verb
	points []point
}

func (p *path) move(a point) { p.verbs, p.points = append(p.verbs, moveTo), append(p.points, a) }
func (p *path) line(a point) { p.verbs, p.points = append(p.verbs, lineTo), append(p.points, a) }
func (p *path) close()       { p.verbs = append(p.verbs, closed) }
func (p *path) cubic(c1, c2, end point) {
	p.verbs, p.points = append(p.verbs, cubicTo), append(p.points, c1, c2, end)
}

// layer is one motif repeated around the centre: copies of one outline, turned
// by 2π/copies, the first by phase half steps (phase 1 turns it by π/copies).
// All copies are filled as one shape, then all are stroked as one, so that no
// copy lies over its neighbour and a touching pair has no seam.
type layer struct {
	outline path
	copies  int     // 1 or more
	phase   int     // 0 or 1, in half steps
	fill    ink     // none: not filled
	stroke  ink     // none: not stroked
	width   float64 // of the stroke, in pixels
}

// drawing is a whole picture as data, before any pixel: what a style composes
// and what every output (PNG, SVG, PDF) paints, first layer to last, on the
// ground colour.
//
// Every drawing is its own mirror image: with each outline, the layer (all its
// copies together) contains the outline's reflection y to -y. And it is
// unchanged by order rotations, so an even order mirrors it top to bottom too.
// The PNG relies on both: it draws a half or a quarter and mirrors the rest.
type drawing struct {
	size   int // side of the square canvas in pixels
	order  int // the rotations that leave it unchanged
	layers []layer
}

// The bounds of a sane drawing. They keep time and memory bounded: a rasteriser
// fed with a NaN or a line to a far place may never return.
const (
	maxLayers = 250
	maxPoints = 100_000 // counted with every copy
	maxWidth  = 0.1     // of a stroke, as a share of the side
	maxReach  = 2.0     // of a point from the centre, as a share of the side
)

// check returns an error that names the first layer which no output should be
// asked to paint.
func (d *drawing) check() error {
	if d.size < MinSize || d.size > MaxSize || d.order < MinSymmetry || d.order > MaxSymmetry || len(d.layers) > maxLayers {
		return fmt.Errorf("drawing of size %d, order %d, %d layers is out of bounds", d.size, d.order, len(d.layers))
	}
	points := 0
	for i := range d.layers {
		l := &d.layers[i]
		if err := l.check(float64(d.size)); err != nil {
			return fmt.Errorf("layer %d: %w", i, err)
		}
		if points += l.copies * len(l.outline.points); points > maxPoints {
			return fmt.Errorf("layer %d: more than %d points in all", i, maxPoints)
		}
	}
	return nil
}

func (l *layer) check(size float64) error {
	if l.copies < 1 || l.copies > maxPoints || l.phase < 0 || l.phase > 1 {
		return fmt.Errorf("%d copies in phase %d", l.copies, l.phase)
	}
	if l.fill != none && int(l.fill) >= inks || l.stroke != none && int(l.stroke) >= inks {
		return fmt.Errorf("unknown ink %d or %d", l.fill, l.stroke)
	}
	if l.stroke != none && !(l.width > 0 && l.width <= maxWidth*size) {
		return fmt.Errorf("stroke of width %v", l.width)
	}
	for _, p := range l.outline.points {
		if !(math.Abs(p.x) <= maxReach*size && math.Abs(p.y) <= maxReach*size) {
			return fmt.Errorf("point (%v, %v) on a side of %v", p.x, p.y, size)
		}
	}
	return l.outline.check()
}

// check says whether each contour begins with a move and every verb has its points.
func (p *path) check() error {
	need, open := 0, false
	for _, v := range p.verbs {
		switch {
		case v > closed:
			return fmt.Errorf("unknown verb %d", v)
		case v == moveTo:
			need, open = need+1, true
		case !open:
			return fmt.Errorf("contour that begins without a move")
		case v == lineTo:
			need++
		case v == cubicTo:
			need += 3
		case v == closed:
			open = false
		}
	}
	if need != len(p.points) {
		return fmt.Errorf("%d points where the verbs take %d", len(p.points), need)
	}
	return nil
}
