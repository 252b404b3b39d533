package mandala

// composeBezier grows a flower of few large tiers, each petal one random Bezier
// curve of a seed segment. A tier lies over the feet of the one outside it.
func composeBezier(c *composer) {
	tiers := 3
	heart := within(c.structure, .15, .20)
	edges := c.steps(tiers, heart, .955, .62, 1.25)
	liveries := c.liveries(tiers, c.motifs.IntN(tiers-1))
	for i := tiers - 1; i >= 0; i-- {
		inner, outer := edges[i], edges[i+1]
		last := i == tiers-1
		c.bloom(bloom{inner, outer, liveries[i], last})
		if i > 0 {
			c.calyx(inner, liveries[i], liveries[i-1])
		}
	}
	c.centre(edges[0], liveries[0])
}

// bloom is a tier of petals over another that looks out from behind.
type bloom struct {
	inner, outer float64
	livery       livery
	fringe       bool // the outermost one, on the ground
}

func (c *composer) bloom(b bloom) {
	front, back := segmentMotif(c.motifs), segmentMotif(c.motifs)
	k := c.copiesFor(b.inner, b.outer, within(c.motifs, .78, 1.1), 26)
	foot := b.inner * .80
	margin := px(within(c.motifs, 6, 9))
	c.tier(tier{
		motif: back, room: sector(k, foot, along(b.inner, b.outer, .90), 1), copies: k, phase: 1,
		tones: fewer(k, b.livery.band, b.livery.outer), widths: []float64{firm, 0}, margin: margin,
	})
	room := c.tier(tier{
		motif: front, room: sector(k, foot, b.outer, .96), copies: k,
		tones: []ink{b.livery.outer, b.livery.inset, b.livery.core}, widths: []float64{bold, 0}, margin: margin,
	})
	c.ornament(room, k, b.livery)
	if b.fringe {
		c.beads(k)
	}
}

// calyx is the disc that hides the feet of a tier, with a border along its rim
// or a clear ring.
func (c *composer) calyx(radius float64, outside, inside livery) {
	width := px(within(c.structure, 18, 26))
	if c.motifs.IntN(3) > 0 {
		c.border(c.motifs.IntN(len(borderKinds)), border{radius - width, radius, outside.core, outside.spark})
	} else {
		width = px(9)
		c.add(circle(0, radius), 1, 0, outside.core, line, bold)
	}
	c.add(circle(0, radius-width), 1, 0, inside.band, line, bold)
}
