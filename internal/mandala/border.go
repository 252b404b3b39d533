package mandala

import "math"

// A border is a narrow ring of small ornament between two rims. It parts the
// major rings and gives the eye a rest.
type border struct {
	inner, outer float64
	back, front  ink
}

func (b border) middle() float64 { return along(b.inner, b.outer, .5) }
func (b border) width() float64  { return b.outer - b.inner }

// at is the radius a share t of the way from the inner rim to the outer one.
func (b border) at(t float64) float64 { return along(b.inner, b.outer, t) }

// borderKinds draw the ornament of a border on its ready background.
var borderKinds = []func(*composer, border){
	(*composer).pearls, (*composer).graded, (*composer).diamonds, (*composer).teeth,
	(*composer).scallops, (*composer).leaves, (*composer).petite,
}

// border draws one of the kinds between bold rims.
func (c *composer) border(kind int, b border) {
	c.add(circle(0, b.outer), 1, 0, b.back, line, bold)
	borderKinds[kind](c, b)
	c.rim(b.inner, bold)
}

// around is the multiple of the order that puts motifs at about a pitch.
func (c *composer) around(radius, pitch float64) int {
	return c.order * max(1, int(math.Round(2*math.Pi*radius/pitch/float64(c.order))))
}

// pearls are dots of one size.
func (c *composer) pearls(b border) {
	k := c.around(b.middle(), b.width()*1.22)
	c.dots(k, 1, b.middle(), min(.29*b.width(), .40*2*math.Pi*b.middle()/float64(k)), b.front)
}

// graded are dots of two sizes in turn.
func (c *composer) graded(b border) {
	k := c.around(b.middle(), b.width()*1.5)
	c.dots(k, 0, b.middle(), .31*b.width(), b.front)
	c.dots(k, 1, b.middle(), .12*b.width(), b.front)
}

func (c *composer) diamonds(b border) {
	k := c.around(b.middle(), b.width()*1.22)
	room := sector(k, b.at(.17), b.at(.83), .80)
	c.add(facet(room.at(0, 0), room.at(.5, 1), room.at(1, 0)), k, 0, b.front, none, 0)
	c.dots(k, 1, b.middle(), .07*b.width(), b.front)
}

// teeth are triangles on the inner rim.
func (c *composer) teeth(b border) {
	k := c.around(b.middle(), b.width()*1.2)
	room := sector(k, b.inner, b.at(.86), .97)
	c.add(facet(room.at(0, 1), room.at(1, 0)), k, 0, b.front, none, 0)
}

// scallops are half discs on the inner rim with a seed in each.
func (c *composer) scallops(b border) {
	k := c.around(b.middle(), b.width()*1.6)
	room := sector(k, b.inner, b.at(.84), .94)
	c.add(arch.in(room), k, 0, b.front, none, 0)
	c.dots(k, 0, b.at(.36), .13*b.width(), b.back)
	c.dots(k, 1, b.at(.76), .085*b.width(), b.front)
}

// leaves lie end to end along the ring.
func (c *composer) leaves(b border) {
	k := c.around(b.middle(), b.width()*1.9)
	room := sector(k, b.at(.2), b.at(.80), .88)
	blade := motif{foot: polarPoint{0, 0}, curves: []curve{
		{{0, .36}, {.28, .78}, {.5, 1}},
		{{.72, .78}, {1, .36}, {1, 0}},
	}}
	c.add(blade.in(room), k, 0, b.front, none, 0)
	c.dots(k, 1, b.middle(), .10*b.width(), b.front)
}

// petite is a row of small petals.
func (c *composer) petite(b border) {
	k := c.around(b.middle(), b.width()*1.02)
	room := sector(k, b.at(.08), b.at(.88), .84)
	c.add(petal.in(room), k, 0, b.front, none, 0)
}
