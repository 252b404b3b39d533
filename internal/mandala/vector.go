package mandala

import (
	"fmt"
	"io"
	"strconv"

	"github.com/llgcode/draw2d"
	"github.com/llgcode/draw2d/draw2dkit"
	"github.com/llgcode/draw2d/draw2dsvg"
)

// paint draws the whole picture with draw2d: for every layer one path in pixels
// of the picture. No transformation is used, because backends round matrices.
func (d *drawing) paint(gc draw2d.GraphicContext, c *colors) {
	side := float64(d.size)
	gc.SetFillRule(draw2d.FillRuleWinding)
	gc.SetLineJoin(draw2d.RoundJoin)
	gc.SetLineCap(draw2d.RoundCap)
	gc.SetFillColor(c[ground])
	draw2dkit.Rectangle(gc, 0, 0, side, side)
	gc.Fill()
	for i := range d.layers {
		d.layers[i].paint(gc, c, side/2)
	}
}

func (l *layer) paint(gc draw2d.GraphicContext, c *colors, centre float64) {
	gc.BeginPath()
	for i := range l.copies {
		l.outline.trace(gc, l.rotation(i), centre)
	}
	if l.fill != none {
		gc.SetFillColor(c[l.fill])
	}
	if l.stroke != none {
		gc.SetStrokeColor(c[l.stroke])
		gc.SetLineWidth(l.width)
	}
	switch {
	case l.fill != none && l.stroke != none:
		gc.FillStroke()
	case l.fill != none:
		gc.Fill()
	case l.stroke != none:
		gc.Stroke()
	}
}

// trace adds the path, turned about the centre of the picture, to that of gc.
func (p *path) trace(gc draw2d.PathBuilder, t rotation, centre float64) {
	next := p.points
	take := func() (x, y float64) {
		q := t.apply(next[0])
		next = next[1:]
		return q.x + centre, q.y + centre
	}
	for _, v := range p.verbs {
		switch v {
		case moveTo:
			gc.MoveTo(take())
		case lineTo:
			gc.LineTo(take())
		case cubicTo:
			x1, y1 := take()
			x2, y2 := take()
			x3, y3 := take()
			gc.CubicCurveTo(x1, y1, x2, y2, x3, y3)
		case closed:
			gc.Close()
		}
	}
}

// writeSVG writes the picture as an SVG whose unit is a pixel.
func (d *drawing) writeSVG(w io.Writer, c *colors) error {
	side := strconv.Itoa(d.size)
	svg := draw2dsvg.NewSvg()
	svg.Width, svg.Height = side, side
	svg.ViewBox = fmt.Sprintf("0 0 %s %s", side, side)
	d.paint(draw2dsvg.NewGraphicContext(svg), c)
	if err := draw2dsvg.WriteSvg(w, svg); err != nil {
		return fmt.Errorf("writing SVG: %w", err)
	}
	return nil
}
