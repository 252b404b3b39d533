package mandala

import "math"

// A ring is a major ring: a wide band with large motifs.
type ring struct {
	inner, outer float64
	livery       livery
}

func (r ring) height() float64 { return r.outer - r.inner }
func (r ring) at(t float64) float64 {
	return along(r.inner, r.outer, t)
}

// ringKinds are the ways to fill a major ring whose band is already there.
var ringKinds = []func(*composer, ring){
	(*composer).standing, (*composer).hanging, (*composer).roundels, (*composer).arcade, (*composer).sprays,
}

// major draws a band and one kind of motif on it.
func (c *composer) major(kind int, r ring) {
	c.add(circle(0, r.outer), 1, 0, r.livery.band, line, bold)
	ringKinds[kind](c, ring{r.inner, r.outer - px(9), r.livery})
}

// standing are petals with their feet on the inner rim, over a row behind.
func (c *composer) standing(r ring) {
	k := c.copiesFor(r.inner, r.outer, within(c.motifs, .76, 1.05), 26)
	margin := px(within(c.motifs, 4.5, 6.5))
	c.tier(tier{
		motif: pick(c.motifs, petal, lotus, leaf), room: sector(k, r.inner, r.at(.94), .98), copies: k, phase: 1,
		tones: []ink{r.livery.inset, r.livery.core}, widths: []float64{firm, 0}, margin: 1.5 * margin,
	})
	room := c.tier(tier{
		motif: pick(c.motifs, majors...), room: sector(k, r.inner-px(2), r.at(.97), .93), copies: k,
		tones: []ink{r.livery.outer, r.livery.inset, r.livery.core}, widths: []float64{firm, 0}, margin: margin,
	})
	c.seeds(room, k, r.livery.spark)
	c.dots(k, 1, r.at(.97)-px(4), px(3), r.livery.spark)
}

// hanging are petals that point to the centre, with beads between their tips.
func (c *composer) hanging(r ring) {
	k := c.copiesFor(r.inner, r.outer, within(c.motifs, .82, 1.1), 26)
	margin := px(within(c.motifs, 4.5, 6.5))
	room := c.tier(tier{
		motif: pick(c.motifs, petal, lotus, arch, drop, ogive, trefoil, tulip), room: sector(k, r.at(.06), r.outer+px(8), .94).hanging(), copies: k,
		tones: []ink{r.livery.outer, r.livery.inset, r.livery.core}, widths: []float64{firm, 0}, margin: margin,
	})
	c.seeds(room, k, r.livery.spark)
	c.tier(tier{
		motif: pick(c.motifs, leaf, ogive, petal), room: sector(k, r.inner-px(2), r.at(.58), .52), copies: k, phase: 1,
		tones: []ink{r.livery.core, r.livery.inset}, widths: []float64{firm, 0}, margin: margin,
	})
	c.dots(k, 1, r.at(.70), px(3.6), r.livery.spark)
}

// roundels are circles side by side with a flower in each.
func (c *composer) roundels(r ring) {
	k := c.copiesFor(r.inner, r.outer, 1.1, 26)
	middle := r.at(.5)
	radius := min(.46*r.height(), middle*math.Sin(math.Pi/float64(k))*.95)
	for i, tone := range []ink{r.livery.outer, r.livery.inset, r.livery.core} {
		c.add(circle(middle, radius*[]float64{1, .76, .48}[i]), k, 0, tone, line, []float64{firm, 0, 0}[i])
	}
	c.dots(k, 0, middle, .17*radius, r.livery.spark)
	c.wedges(k, r)
}

// wedges fill the gaps between round motifs from both rims.
func (c *composer) wedges(k int, r ring) {
	for _, room := range []box{
		sector(k, r.inner-px(2), r.at(.30), .55), sector(k, r.at(.66), r.outer+px(8), .55).hanging(),
	} {
		c.add(ogive.in(room), k, 1, r.livery.inset, none, 0)
	}
	c.dots(k, 1, r.at(.5), px(3.4), r.livery.spark)
}

// arcade is two rows of round arches crossing each other, with petals below.
func (c *composer) arcade(r ring) {
	k := c.copiesFor(r.inner, r.outer, within(c.motifs, .95, 1.2), 24)
	margin := px(5.5)
	for phase := range 2 {
		c.add(arch.in(sector(k, r.inner-px(2), r.at(.93), 1.5)), k, phase, none, line, firm)
	}
	room := c.tier(tier{
		motif: pick(c.motifs, petal, drop, leaf, spade), room: sector(k, r.at(.02), r.at(.74), .66), copies: k,
		tones: []ink{r.livery.outer, r.livery.inset, r.livery.core}, widths: []float64{firm, 0}, margin: margin,
	})
	c.seeds(room, k, r.livery.spark)
	c.tier(tier{
		motif: leaf, room: sector(k, r.at(.02), r.at(.62), .46), copies: k, phase: 1,
		tones: []ink{r.livery.inset, r.livery.core}, widths: []float64{0}, margin: margin,
	})
}

// sprays are slender leaves in threes with air between them.
func (c *composer) sprays(r ring) {
	k := c.copiesFor(r.inner, r.outer, within(c.motifs, .8, 1.05), 24)
	room := c.tier(tier{
		motif: pick(c.motifs, leaf, petal, lotus), room: sector(k, r.at(.02), r.at(.95), .60), copies: k,
		tones: []ink{r.livery.outer, r.livery.inset}, widths: []float64{firm, 0}, margin: px(6),
	})
	c.seeds(room, k, r.livery.spark)
	c.add(leaf.in(sector(k, r.at(.02), r.at(.64), .34)), k, 1, r.livery.core, none, 0)
	for i, t := range []float64{.72, .81, .88} {
		c.dots(k, 1, r.at(t), px(4.2-float64(.9*float64(i))), r.livery.outer)
	}
}
