package mandala

import "math"

// composeFill folds paper: stars in stars, each drawn through the points of a
// seed segment on the axis and the edge of a sector.
func composeFill(c *composer) {
	zones := 2 + c.structure.IntN(2)
	edges := c.steps(zones, within(c.structure, .15, .19), .965, .7, 1.1)
	borders := c.motifs.Perm(len(borderKinds))
	p := newPaper(c)
	for i := zones; i > 0; i-- {
		outer := edges[i]
		if i < zones {
			width := px(within(c.structure, 17, 25))
			c.border(borders[i], border{outer - width, outer, p.tone(0), p.tone(2)})
			outer -= width
			c.add(circle(0, outer), 1, 0, p.tone(1), line, bold)
			c.rim(outer-px(5.5), hair)
			outer -= px(9)
		}
		p.zone(edges[i-1], outer, i == zones)
	}
	c.centre(edges[0], c.liveries(1)[0])
}

// paper is a composer with sheets of four colours.
type paper struct {
	*composer
	wheel [4]ink
	next  int
}

func newPaper(c *composer) *paper {
	p := &paper{composer: c}
	for i, j := range c.motifs.Perm(4) {
		p.wheel[i] = accent1 + ink(j)
	}
	return p
}

// tone is the colour of a sheet some steps below the next one.
func (p *paper) tone(ahead int) ink { return p.wheel[(p.next+ahead)%len(p.wheel)] }

// fold is one star of a zone by its points on the two rays, in steps.
type fold struct{ axis, edge int }

// folds go from the outermost star of a zone inwards. Each moves in on the axis,
// on the edge or on both, so that no two cross; neither ray runs more than
// maxLead steps ahead, which would make spikes.
func (p *paper) folds() []fold {
	at := fold{raySteps, raySteps - 2 - p.motifs.IntN(2)}
	list := []fold{at}
	for at.axis > 0 || at.edge > 0 {
		step := 1 + p.motifs.IntN(2)
		next := at
		switch p.motifs.IntN(5) {
		case 0, 1:
			next.axis -= step + 1
		case 2, 3:
			next.edge -= step + 1
		default:
			next.axis -= step
			next.edge -= step
		}
		next.axis, next.edge = max(next.axis, 0), max(next.edge, 0)
		if next == at || max(next.axis-next.edge, next.edge-next.axis) > maxLead {
			continue
		}
		at = next
		list = append(list, at)
	}
	return list
}

const maxLead = 4

// zone draws the stars of one stretch of radius, with an inlay in each cell.
func (p *paper) zone(inner, outer float64, fringe bool) {
	k := p.copiesFor(inner, outer, within(p.motifs, .55, .8), 24)
	step := math.Pi / float64(k)
	radius := func(i int) float64 { return inner + float64(i)*(outer-inner)/raySteps }
	list := p.folds()
	for i, f := range list {
		p.next++
		a, e := radius(f.axis), radius(f.edge)
		width := firm
		if i == 0 {
			width = bold
		}
		p.add(facet(starHalf(k, 0, a, e)...), 1, 0, p.tone(0), line, width)
		if i+1 < len(list) {
			p.cell(k, step, a, e, radius(list[i+1].axis), radius(list[i+1].edge))
		}
	}
	if fringe {
		p.beads(k)
	}
}

// cell inlays what is left of a star when the next one lies on it.
func (p *paper) cell(k int, step, a, e, nextA, nextE float64) {
	margin := px(6.5)
	switch {
	case e == nextE:
		p.inlay([]point{{nextA, 0}, polar(e, step), {a, 0}}, k, 0, margin)
	case a == nextA:
		p.inlay([]point{{nextE, 0}, polar(a, step), {e, 0}}, k, 1, margin)
	default:
		half := shrunk(starHalf(k, 0, a, e), px(5))
		if half != nil && a-nextA > px(14) {
			p.add(facet(half...), 1, 0, none, line, hair)
		}
	}
}

func (p *paper) inlay(half []point, k, phase int, margin float64) {
	inner := shrunk(half, margin)
	if inner == nil || extent(inner) < px(8) {
		return
	}
	p.add(facet(inner...), k, phase, p.tone(2), line, fine)
	if core := shrunk(half, 2.2*margin); core != nil && extent(core) > px(12) {
		p.add(facet(core...), k, phase, p.tone(3), none, 0)
	}
}
