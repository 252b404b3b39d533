package mandala

import (
	"math"
	"slices"
	"sync"
)

// canvas is what a drawing is painted on: the left half of a picture of odd
// order, the upper left quarter of one of even order, and of that quarter only
// what lies above its diagonal where the order divides by four. Symmetry makes
// the rest, exactly.
type canvas struct {
	size   int // side of the whole picture
	width  int
	height int
	wedge  bool    // only the pixels with x >= y are painted
	pixels []shade // height rows of width and the raster's margin

	shades  *shadeTable
	raster  raster
	pen     pen
	outline polygon
	line    polygon
}

// flatness is how far in pixels a chord may lie from its curve: less than a
// level of coverage.
const flatness = 1.0 / 40

// canvases are kept between pictures: a canvas is large and as good as new.
var canvases = sync.Pool{New: func() any { return new(canvas) }}

// row returns the pixels of a row of the canvas with the margin.
func (c *canvas) row(y int) []shade { return c.pixels[y*c.raster.stride:][:c.raster.stride] }

// appendRow appends a row of the whole picture, which symmetry makes of one of
// the canvas.
func (c *canvas) appendRow(b []byte, y int) []byte {
	if y >= c.height {
		y = c.size - 1 - y
	}
	left := c.row(y)[:c.width]
	b = append(append(b, left...), left[:c.size-c.width]...)
	slices.Reverse(b[len(b)-(c.size-c.width):])
	return b
}

// paint makes the canvas the picture of d, which must have passed its check.
func (c *canvas) paint(d *drawing) {
	half := (d.size + 1) / 2
	if d.order%2 == 0 {
		c.open(d.size, half, half)
	} else {
		c.open(d.size, half, d.size)
	}
	c.wedge = d.order%4 == 0
	for i := range d.layers {
		c.layer(&d.layers[i])
	}
	if c.wedge {
		c.unfold()
	}
}

// unfold mirrors the wedge at the diagonal, in blocks that fit the cache.
func (c *canvas) unfold() {
	const block = 32
	for top := 0; top < c.height; top += block {
		for left := 0; left <= top; left += block {
			for x := left; x < min(left+block, c.width); x++ {
				above := c.row(x)
				for y := max(top, x+1); y < min(top+block, c.height); y++ {
					c.pixels[y*c.raster.stride+x] = above[y]
				}
			}
		}
	}
}

// open makes the canvas the bare ground of so much of the upper left of a
// picture.
func (c *canvas) open(size, width, height int) {
	c.shades = theShades()
	c.size, c.width, c.height, c.wedge = size, width, height, false
	c.raster.resize(width, height)
	c.pixels = resized(c.pixels, c.raster.stride*height)
	clear(c.pixels)
	c.outline.flat, c.line.flat = flatness, flatness
}

// layer paints all copies of a layer. They share the outline's chords and the
// shape of its line, which are only turned.
func (c *canvas) layer(l *layer) {
	c.outline.reset()
	l.outline.flatten(&c.outline)
	if l.fill != none {
		c.copies(l, &c.outline, l.fill)
	}
	if l.stroke != none {
		c.line.reset()
		c.pen.stroke(&c.outline, &c.line, l.width)
		c.copies(l, &c.line, l.stroke)
	}
}

// copies paints the copies of a shape that reach the canvas.
func (c *canvas) copies(l *layer, shape *polygon, with ink) {
	inside := shape.bounds()
	for i := range l.copies {
		if t := l.rotation(i); c.sees(inside, t) {
			c.turned(shape, t)
		}
	}
	c.raster.sweep(c, with)
}

// sees says whether a turned rectangle may have a part in the canvas.
func (c *canvas) sees(r bounds, t rotation) bool {
	left, top, above := math.Inf(1), math.Inf(1), math.Inf(-1)
	for _, corner := range [...]point{r.low, {r.low.x, r.high.y}, {r.high.x, r.low.y}, r.high} {
		p := t.apply(corner)
		left, top, above = min(left, p.x), min(top, p.y), max(above, p.x-p.y)
	}
	return left <= float64(c.width-c.size/2) && top <= float64(c.height-c.size/2) && (!c.wedge || above >= -2)
}

// turned adds the edges of a shape, turned about the centre of the picture.
func (c *canvas) turned(shape *polygon, t rotation) {
	centre := int32(c.size * grid / 2)
	first := 0
	for _, end := range shape.ends {
		ring := shape.points[first:end]
		x0, y0 := t.onGrid(ring[len(ring)-1])
		for _, p := range ring {
			x1, y1 := t.onGrid(p)
			c.raster.add(edge{x0 + centre, y0 + centre, x1 + centre, y1 + centre})
			x0, y0 = x1, y1
		}
		first = end
	}
}

// rotation turns the positive x axis to a copy's place in the picture, where
// angle zero points up.
type rotation struct{ sin, cos float64 }

// rotation returns that of the layer's copy i.
func (l *layer) rotation(i int) rotation {
	sin, cos := sincos(math.Pi * float64(2*i+l.phase) / float64(l.copies))
	return rotation{sin, cos}
}

// apply returns where p lies in the picture, from its centre.
func (t rotation) apply(p point) point {
	return point{
		float64(t.sin*p.x) + float64(t.cos*p.y),
		float64(t.sin*p.y) - float64(t.cos*p.x),
	}
}

// onGrid returns where p lies from the centre of the picture, in units of the
// raster's grid.
func (t rotation) onGrid(p point) (x, y int32) {
	const far = 1 << 30 / grid // keeps the numbers positive, so that they round down
	p = t.apply(p)
	return int32((p.x+(far+0.5/grid))*grid) - far*grid, int32((p.y+(far+0.5/grid))*grid) - far*grid
}
