package mandala

// compose makes the drawing of complete options. It is a pure function of them.
func compose(o Options) drawing {
	c := newComposer(o)
	switch o.Style {
	case Lace:
		composeLace(c)
	case Glass:
		composeGlass(c)
	case Star:
		composeStar(c)
	case Fill:
		composeFill(c)
	case Bezier:
		composeBezier(c)
	default:
		composeLotus(c)
	}
	if o.Palette == LineArt {
		c.outlineOnly()
	}
	return c.drawing(o)
}

// A page to colour in has lines of a pen: neither hairlines nor leads.
const (
	finePen  = 1.5
	broadPen = 2.8
)

// outlineOnly leaves every shape empty and outlined, to be coloured in.
func (c *composer) outlineOnly() {
	for i := range c.layers {
		l := &c.layers[i]
		if l.fill != none {
			l.fill = ground
		}
		if l.fill != none || l.stroke != none {
			l.stroke, l.width = line, min(max(l.width, finePen), broadPen)
		}
	}
}
