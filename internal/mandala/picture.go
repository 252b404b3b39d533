package mandala

import (
	"fmt"
	"io"
	"sync"

	"github.com/llgcode/draw2d"
)

// ArtVersion is part of a picture's identity: the same options give the same
// picture only under the same version. It changes whenever pictures do.
const ArtVersion = 1

// Picture is one mandala, composed and ready to be written. It never changes
// and may be written from several goroutines at once.
type Picture struct {
	options Options
	drawing drawing
	colors  colors
	words   func() string
}

// New composes the picture of o, which may have blanks. The error is that of
// Options.Validate.
func New(o Options) (*Picture, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	o = o.Complete()
	d := compose(o)
	if err := d.check(); err != nil {
		return nil, fmt.Errorf("composing %s of seed %q: %w", o.Style, o.Seed, err)
	}
	words := sync.OnceValue(func() string { return describe(o) }) // which paints it
	return &Picture{options: o, drawing: d, colors: paletteOf(o).Colors, words: words}, nil
}

// Options returns the picture's options, complete.
func (p *Picture) Options() Options { return p.options }

// PNG writes the picture as a PNG of 8 bits a pixel with a palette. The bytes
// are the same on every machine.
func (p *Picture) PNG(w io.Writer) error { return p.drawing.writePNG(w, &p.colors) }

// SVG writes the picture as an SVG of Size units a side.
func (p *Picture) SVG(w io.Writer) error { return p.drawing.writeSVG(w, &p.colors) }

// Paint draws the picture on a canvas of draw2d in device pixels, y downwards,
// from (0, 0) to (Size, Size). It is how other backends of draw2d get at it.
func (p *Picture) Paint(gc draw2d.GraphicContext) { p.drawing.paint(gc, &p.colors) }

// Accent returns the picture's main accent as 0xRRGGBB, the ink of the lines
// where there is no other.
func (p *Picture) Accent() uint32 {
	c := p.colors[accent2]
	if c == p.colors[ground] {
		c = p.colors[line]
	}
	return uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B)
}

// Describe returns the picture in words, for who cannot see it.
func (p *Picture) Describe() string { return p.words() }
