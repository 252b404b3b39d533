package mandala

import "math"

// composeFill folds paper: stars in stars, each drawn through the points of a
// seed segment on the axis and the edge of a sector.
func composeFill(c *composer) {
	zones := 2 + c.structure.IntN(2)
	edges := c.steps(zones, within(c.structure, .16, .20), .965, .7, 1.1)
	borders := c.motifs.Perm(len(borderKinds))
	p := &paper{composer: c}
	wheel := c.motifs.Perm(4)
	clear := c.motifs.IntN(zones-1) + 1 // the zone that shows the ground
	for i := zones; i > 0; i-- {
		outer := edges[i]
		p.take(wheel, i)
		if i < zones {
			width := px(within(c.structure, 19, 27))
			c.border(borders[i], border{outer - width, outer, p.second, p.spark})
			outer -= width
			base := p.inset
			if i == clear {
				base = ground
			}
			c.add(circle(0, outer), 1, 0, base, line, bold)
			outer -= px(11)
		}
		p.zone(edges[i-1], outer, i == zones)
	}
	c.centre(edges[0], c.liveries(1, 0)[0])
}

// paper is a composer with the sheets of one zone: two that alternate from star
// to star, one for what is laid into their cells and one for small things.
type paper struct {
	*composer
	first, second, inset, spark ink
}

// take chooses a zone's sheets: neighbours share one colour but not its place.
func (p *paper) take(wheel []int, zone int) {
	at := func(i int) ink { return accent1 + ink(wheel[(i+zone)%len(wheel)]) }
	p.first, p.second, p.inset, p.spark = at(0), at(1), at(2), at(3)
}

// fold is one star of a zone by its points on the two rays, in steps.
type fold struct{ axis, edge int }

// maxLead is how many steps one ray may run ahead of the other: more makes
// spikes.
const maxLead = 4

// folds go from the outermost star of a zone inwards. Each moves in on the axis,
// on the edge or on both, so that no two cross, by strides that can be seen.
func (p *paper) folds(stride int) []fold {
	at := fold{raySteps, raySteps - 2 - p.motifs.IntN(2)}
	list := []fold{at}
	for at.axis > 0 || at.edge > 0 {
		next := at
		step := stride + p.motifs.IntN(2)
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
		lead := max(next.axis-next.edge, next.edge-next.axis)
		if next == at || lead > maxLead || lead == 0 && next.axis > 0 {
			continue
		}
		at = next
		list = append(list, at)
	}
	return list
}

// zone draws the stars of one stretch of radius, with an inlay in each cell.
func (p *paper) zone(inner, outer float64, fringe bool) {
	k := p.copiesFor(inner, outer, within(p.motifs, .74, 1.02), 20)
	stride := 1
	if outer-inner < .33 {
		stride = 2
	}
	list := p.folds(stride)
	radius := func(i int) float64 { return inner + float64(float64(i)*(outer-inner)/raySteps) }
	for i, f := range list {
		star := cell{k, radius(f.axis), radius(f.edge), inner, inner}
		if i+1 < len(list) {
			star.nextAxis, star.nextEdge = radius(list[i+1].axis), radius(list[i+1].edge)
		}
		p.star(star, []ink{p.first, p.second}[i%2], i == 0)
	}
	first := list[0]
	if fringe {
		p.beads(k)
	} else {
		p.dots(k, 1, along(outer, radius(first.edge), .30), px(4.5), p.spark)
	}
}

// cell is what is left of a star when the next one lies on it.
type cell struct {
	copies             int
	axis, edge         float64 // radius of the star on the two rays
	nextAxis, nextEdge float64 // and of the next one
}

func (p *paper) star(s cell, tone ink, outermost bool) {
	width := firm
	if outermost {
		width = bold
	}
	p.add(facet(starHalf(s.copies, 0, s.axis, s.edge)...), 1, 0, tone, line, width)
	step := math.Pi / float64(s.copies)
	switch {
	case s.edge == s.nextEdge:
		p.inlay([]point{{s.nextAxis, 0}, polar(s.edge, step), {s.axis, 0}}, s.copies, 0)
	case s.axis == s.nextAxis:
		p.inlay([]point{{s.nextEdge, 0}, polar(s.axis, step), {s.edge, 0}}, s.copies, 1)
	default:
		p.piping(s)
	}
}

// inlay lays a smaller sheet into a cell, a smaller one on it, and a dot.
func (p *paper) inlay(half []point, k, phase int) {
	outside := shrunk(half, px(7))
	if outside == nil || extent(outside) < px(11) {
		return
	}
	p.add(facet(outside...), k, phase, p.inset, none, 0)
	inside := shrunk(half, px(15))
	if inside == nil || extent(inside) < px(18) {
		return
	}
	p.add(facet(inside...), k, phase, p.spark, none, 0)
	if at, room := roomiest(inside); room > px(9) {
		p.dots(k, phase, at, .36*room, p.inset)
	}
}

// piping is a stripe inside the outline of a star, with dots in its points.
func (p *paper) piping(s cell) {
	if min(s.axis-s.nextAxis, s.edge-s.nextEdge) < px(24) {
		return
	}
	for i, by := range []float64{px(6), px(10.5)} {
		if half := shrunk(starHalf(s.copies, 0, s.axis, s.edge), by); half != nil {
			p.add(facet(half...), 1, 0, []ink{p.spark, p.inset}[i], none, 0)
		}
	}
	if s.axis-s.nextAxis > px(60) {
		p.lozenge(s.copies, 0, s.nextAxis, s.axis)
		p.lozenge(s.copies, 1, s.nextEdge, s.edge)
	} else if gap := s.axis - s.nextAxis; gap > px(34) {
		p.dots(s.copies, 0, along(s.nextAxis, s.axis, .40), max(px(4.5), .13*gap), p.spark)
	}
}

// lozenge is a sheet on the broad band between two stars, with a dot on it.
func (p *paper) lozenge(k, phase int, inner, outer float64) {
	from, to, middle := along(inner, outer, .12), along(inner, outer, .78), along(inner, outer, .42)
	breadth := .36 * (outer - inner)
	p.add(facet(point{from, 0}, point{middle, breadth}, point{to, 0}), k, phase, p.second, none, 0)
	p.dots(k, phase, middle, .30*breadth, p.spark)
}
