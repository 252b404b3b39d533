package mandala

// centre is the flower in the middle: a disc, petals over petals, three discs.
func (c *composer) centre(radius float64, r livery) {
	k := c.order
	if k < 6 {
		k *= 2
	}
	c.add(circle(0, radius), 1, 0, r.band, line, bold)
	c.rim(radius-px(5), hair)
	reach := radius - px(9)
	margin := px(4)
	c.tier(tier{
		motif: pick(c.motifs, petal, leaf, lotus), room: sector(k, .16*radius, reach, .98), copies: k, phase: 1,
		tones: []ink{r.inset, r.core}, widths: []float64{firm, 0}, margin: margin,
	})
	c.tier(tier{
		motif: pick(c.motifs, petal, leaf, drop), room: sector(k, .10*radius, reach*.80, .9), copies: k,
		tones: []ink{r.outer, r.core, r.inset}, widths: []float64{firm, 0}, margin: margin,
	})
	for i, tone := range []ink{r.inset, r.band, r.core} {
		c.add(circle(0, radius*(.26-.08*float64(i))), 1, 0, tone, line, firm-.3*float64(i))
	}
}
