package mandala

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

// point is a position in pixels from the centre of the picture, y downwards.
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
// Fills follow the non-zero rule.
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
// A layer is painted copy by copy, each filled first and then stroked.
// The axis of a motif points up and its left half is its right half with x
// negated, so a picture of odd order is its own image from left to right, and
// one of even order from left to right and from top to bottom.
type layer struct {
	outline path
	copies  int     // 1 or more
	phase   int     // 0 or 1, in half steps
	fill    ink     // none: not filled
	stroke  ink     // none: not stroked
	width   float64 // of the stroke, in pixels
}

// drawing is a whole picture as data, before any pixel: what a style composes
// and what every output (PNG, SVG, PDF) paints, first layer to last.
type drawing struct {
	size   int // side of the square canvas in pixels
	order  int // the rotations that leave it unchanged
	layers []layer
}
