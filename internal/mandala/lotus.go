package mandala

// composeLotus follows the ring grammar: a fringe of petals on the ground, then
// bands of large motifs parted by narrow borders, and a flower in the middle.
func composeLotus(c *composer) {
	rings := 2
	edges := c.steps(rings+1, within(c.structure, .17, .21), .965, .75, 1.15)
	liveries := c.liveries(rings+2, 1+c.motifs.IntN(rings))
	kinds := c.motifs.Perm(len(ringKinds))
	borders := c.motifs.Perm(len(borderKinds))
	c.fringe(ring{edges[rings], edges[rings+1], liveries[rings+1]})
	for i := rings; i > 0; i-- {
		width := px(within(c.structure, 17, 27))
		outside := liveries[i+1]
		c.border(borders[i], border{edges[i] - width, edges[i], outside.core, outside.spark})
		c.major(kinds[i], ring{edges[i-1], edges[i] - width, liveries[i]})
	}
	c.centre(edges[0], liveries[0])
}

// fringe is the outermost ring: petals on the ground itself, in two rows or
// three, with beads beyond their tips.
func (c *composer) fringe(r ring) {
	k := c.copiesFor(r.inner, r.outer, within(c.motifs, .86, 1.18), 26)
	margin := px(within(c.motifs, 5.5, 8))
	foot := r.inner - px(14)
	c.tier(tier{
		motif: pick(c.motifs, petal, lotus, leaf, ogive), room: sector(k, foot, r.at(.90), 1), copies: k, phase: 1,
		tones: fewer(k, r.livery.inset, r.livery.core), widths: []float64{firm, 0}, margin: margin,
	})
	room := c.tier(tier{
		motif: pick(c.motifs, petal, lotus, arch, drop, spade, tulip, ogive, trefoil), room: sector(k, foot, r.outer, .95).slim(1.1), copies: k,
		tones: []ink{r.livery.outer, r.livery.inset, r.livery.core}, widths: []float64{bold, 0}, margin: margin,
	})
	c.ornament(room, k, r.livery)
	c.beads(k)
}

// beads lie beyond the tips of a fringe, small ones in its gaps. Where the order
// is lower than a flower's petals, larger beads tell it.
func (c *composer) beads(k int) {
	c.dots(k, 0, 1-px(6), px(5.5), line)
	c.dots(k, 1, 1-px(14), px(3.6), line)
	if c.order < leastPetals {
		c.dots(c.order, 0, 1-px(8), px(8), line)
	}
}
