package mandala

// crowd is how many petals are too many for small things of two colours.
const crowd = 20

// fewer are two tones, or the first of them in a crowd of k petals.
func fewer(k int, tones ...ink) []ink {
	if k >= crowd {
		return tones[:1]
	}
	return tones
}

// ornament fills the room left in the innermost outline of a large petal.
func (c *composer) ornament(room box, k int, l livery) {
	slender := room.slim(.62)
	switch kind := c.motifs.IntN(3); {
	case kind == 0 || !slender.holds(px(16)):
		c.seeds(room, k, l.spark)
	case kind == 1:
		c.tier(tier{motif: leaf, room: slender, copies: k, tones: fewer(k, l.spark, l.core), widths: []float64{0}, margin: px(4.5)})
	default:
		c.tier(tier{motif: drop, room: slender, copies: k, tones: []ink{l.spark}, widths: []float64{0}})
		c.dots(k, 0, slender.at(.66, 0).x, .20*slender.breadth(), l.core)
	}
}

// seeds is a row of dots along the axis, growing outwards.
func (c *composer) seeds(room box, k int, fill ink) {
	if room.height() < px(9) || room.breadth() < px(7) {
		return
	}
	radius := min(px(5), .13*room.height(), .28*room.breadth())
	for i, t := range []float64{.74, .50, .30} {
		c.dots(k, 0, along(room.inner, room.outer, t), radius*[]float64{1, .76, .52}[i], fill)
	}
}
