package mandala

// whorl is one ring of petals of a flower: its turn and how far it reaches.
type whorl struct {
	phase int
	reach float64
}

// leastPetals of a flower: fewer would be too broad.
const leastPetals = 6

// whorls are the petals of a flower in the middle: as many as the order or, where
// these are too few, twice as many of two lengths in turn, which shows the order
// still. It returns how many petals share the circle.
func (c *composer) whorls() (petals int, w []whorl) {
	if c.order >= leastPetals {
		return c.order, []whorl{{0, 1}}
	}
	return 2 * c.order, []whorl{{1, .72}, {0, 1}}
}

// centre is the flower in the middle: a disc, petals over petals, three discs.
func (c *composer) centre(radius float64, l livery) {
	c.add(circle(0, radius), 1, 0, l.band, line, bold)
	c.rim(radius-px(5), hair)
	reach := radius - px(9)
	margin := px(4)
	petals, whorls := c.whorls()
	c.tier(tier{
		motif: pick(c.motifs, petal, leaf, lotus), room: sector(petals, .16*radius, reach, .98), copies: petals, phase: 1,
		tones: []ink{l.inset, l.core}, widths: []float64{firm, 0}, margin: margin,
	})
	front := pick(c.motifs, petal, leaf, drop)
	for _, w := range whorls {
		c.tier(tier{
			motif: front, room: sector(petals, .10*radius, reach*.80*w.reach, .9), copies: c.order, phase: w.phase,
			tones: []ink{l.outer, l.core, l.inset}, widths: []float64{firm, 0}, margin: margin,
		})
	}
	for i, tone := range []ink{l.inset, l.band, l.core} {
		c.add(circle(0, radius*[]float64{.26, .18, .10}[i]), 1, 0, tone, line, []float64{firm, firm, fine}[i])
	}
}
