package mandala

import "math"

// composeGlass is a rose window: every region is a pane between leads, deep
// glass in the fields and bright glass in the lights.
func composeGlass(c *composer) {
	g := newGlass(c)
	const rings = 2
	rim := g.cusps()
	edges := c.steps(rings, within(c.structure, .22, .27), rim-px(within(c.structure, 26, 34)), .8, 1.1)
	kinds := c.motifs.Perm(len(glassKinds))
	g.border(edges[rings], rim)
	for i := rings; i > 0; i-- {
		outer := edges[i]
		if i < rings {
			width := px(within(c.structure, 24, 32))
			g.border(outer-width, outer)
			outer -= width
		}
		g.turnTones(i)
		glassKinds[kinds[i]](g, edges[i-1], outer)
	}
	g.turnTones(0)
	g.rose(edges[0])
}

// Widths of the leads in pixels of a side of 1024.
const (
	lead     = 4.6
	thinLead = 3.2
)

// glass is a composer with the tones of a window. Lead has the colour of the
// night around it, or of the ink where the ground is bright.
type glass struct {
	*composer
	cames        ink // the leads
	deep, second ink // of the fields
	light, inner ink // of the lights and of what is set into them
	gem          ink
	sets         []int
}

// glassSets are the tones of a ring: the two of the fields, then the lights and
// what is in them. Fields are the darker ones, so that lights shine.
var glassSets = [][4]ink{
	{accent4, accent3, accent2, accent1},
	{accent4, accent3, accent1, accent2},
	{accent3, accent4, accent1, accent2},
	{accent3, accent4, accent2, accent1},
	{accent4, accent2, accent3, accent1},
	{accent4, accent2, accent1, accent3},
}

func newGlass(c *composer) *glass {
	g := &glass{composer: c, cames: ground, gem: line, sets: c.motifs.Perm(len(glassSets))}
	if c.shades[1] == accent1 { // a bright ground
		g.cames, g.gem = line, ground
	}
	return g
}

// turnTones gives a ring its tones; each ring has its own.
func (g *glass) turnTones(i int) {
	s := glassSets[g.sets[i%len(g.sets)]]
	g.deep, g.second, g.light, g.inner = s[0], s[1], s[2], s[3]
}

// pane adds one pane of glass between leads.
func (g *glass) pane(outline path, copies, phase int, tone ink) {
	g.add(outline, copies, phase, tone, g.cames, lead)
}

// small adds a small pane with thin leads.
func (g *glass) small(outline path, copies, phase int, tone ink) {
	g.add(outline, copies, phase, tone, g.cames, thinLead)
}

var glassKinds = []func(*glass, float64, float64){
	(*glass).lancets, (*glass).roundels, (*glass).kites, (*glass).foliage, (*glass).rays,
}

// field is the glass behind the lights of a ring, in two tones that meet at a
// share of its height.
func (g *glass) field(inner, outer, meet float64, high, low ink) {
	g.pane(circle(0, outer), 1, 0, high)
	if meet > 0 {
		g.pane(circle(0, inner+float64(meet*(outer-inner))), 1, 0, low)
	}
}

// cusps are the round panes outside the rim, with pearls between them. They
// return the radius of the rim.
func (g *glass) cusps() float64 {
	const tip = .985
	rim := within(g.structure, .885, .92)
	shape := pick(g.motifs, arch, ogive, petal)
	g.turnTones(g.motifs.IntN(len(g.sets)))
	k := g.around(rim, within(g.structure, 1.5, 2.1)*(tip-rim))
	g.pane(shape.in(sector(k, rim-px(8), tip, .92)), k, 0, g.light)
	g.small(circle(along(rim, tip, .40), .25*(tip-rim)), k, 0, g.deep)
	g.dots(k, 1, tip-px(9), px(5), line)
	return rim
}

// border is a ring of small panes and round jewels in turn.
func (g *glass) border(inner, outer float64) {
	g.turnTones(g.motifs.IntN(len(g.sets)))
	width := outer - inner
	g.pane(circle(0, outer), 1, 0, g.deep)
	k := g.around((inner+outer)/2, width*within(g.motifs, 1.7, 2.2))
	switch g.motifs.IntN(3) {
	case 0:
		room := sector(k, inner, outer, .46)
		g.small(facet(room.at(0, 1), room.at(1, 1)), k, 1, g.light)
		g.small(circle((inner+outer)/2, .25*width), k, 0, g.inner)
	case 1:
		room := sector(k, inner, outer, 1)
		g.small(facet(room.at(.5, -1), room.at(1, 0), room.at(.5, 1), room.at(0, 0)), k, 0, g.light)
	default:
		room := sector(k, inner, outer, 1)
		g.small(facet(room.at(0, 1), room.at(1, 0)), k, 0, g.light)
	}
}

// lancets are pointed windows side by side with an eye between their heads.
func (g *glass) lancets(inner, outer float64) {
	k := g.copiesFor(inner, outer, within(g.motifs, .68, .9), 20)
	g.field(inner, outer, 0, g.deep, g.deep)
	shape := pick(g.motifs, ogive, arch, lotus)
	room := sector(k, inner-px(4), outer-px(2), .95).slim(1)
	g.pane(shape.in(room), k, 0, g.light)
	nest := room.nested(px(13))
	g.small(shape.in(nest), k, 0, g.inner)
	g.small(circle(along(nest.inner, nest.outer, .42), min(.30*nest.breadth(), .2*nest.height())), k, 0, g.second)
	gap := along(inner, outer, .80)
	g.small(circle(gap, min(.11*(outer-inner), .22*2*math.Pi*gap/float64(k))), k, 1, g.second)
}

// roundels are round lights touching each other, a foil in each.
func (g *glass) roundels(inner, outer float64) {
	k := g.copiesFor(inner, outer, 1.05, 20)
	middle := (inner + outer) / 2
	g.field(inner, outer, .5, g.deep, g.second)
	radius := min(.5*(outer-inner), middle*math.Sin(math.Pi/float64(k)))
	g.pane(circle(middle, radius), k, 0, g.light)
	g.small(circle(middle, .66*radius), k, 0, g.inner)
	foil := starHalf(6, 0, .56*radius, .34*radius)
	for i := range foil {
		foil[i].x += float64(middle)
	}
	g.small(facet(foil...), k, 0, g.deep)
	g.small(circle(middle, .18*radius), k, 0, g.gem)
	for i, at := range []float64{.16, .86} {
		d := along(inner, outer, at)
		g.small(circle(d, min(.085*(outer-inner), .2*2*math.Pi*d/float64(k))), k, 1, []ink{g.inner, g.light}[i])
	}
}

// kites stand corner to corner, with triangles above and below.
func (g *glass) kites(inner, outer float64) {
	k := g.copiesFor(inner, outer, within(g.motifs, .7, .95), 20)
	g.field(inner, outer, .46, g.deep, g.second)
	kite := func(room box) path { return facet(room.at(0, 0), room.at(.46, 1), room.at(1, 0)) }
	room := sector(k, inner, outer, 1)
	g.pane(kite(room), k, 0, g.light)
	nest := room.nested(px(15))
	g.small(kite(nest), k, 0, g.inner)
	g.small(circle(along(nest.inner, nest.outer, .46), .22*nest.breadth()), k, 0, g.deep)
	low := sector(k, inner, along(inner, outer, .26), .5)
	g.small(facet(low.at(0, 1), low.at(1, 0)), k, 1, g.inner)
	high := sector(k, along(inner, outer, .70), outer, .56)
	g.small(facet(high.at(0, 0), high.at(1, 1)), k, 1, g.inner)
}

// foliage is a row of leaves before another, as in a flower.
func (g *glass) foliage(inner, outer float64) {
	k := g.copiesFor(inner, outer, within(g.motifs, .8, 1.05), 20)
	g.field(inner, outer, 0, g.deep, g.deep)
	back := sector(k, inner-px(3), outer-px(2), 1)
	g.pane(petal.in(back), k, 1, g.second)
	front := sector(k, inner-px(3), along(inner, outer, .84), .94).slim(1)
	shape := pick(g.motifs, petal, lotus, leaf, drop)
	g.pane(shape.in(front), k, 0, g.light)
	nest := front.nested(px(13))
	g.small(shape.in(nest), k, 0, g.inner)
	g.small(circle(along(inner, outer, .91), px(7)), k, 0, g.gem)
}

// rays are tapering panes in two tones with a jewel at every head.
func (g *glass) rays(inner, outer float64) {
	k := g.copiesFor(inner, outer, within(g.motifs, .66, .85), 22)
	height := outer - inner
	g.field(inner, outer, .66, g.second, g.deep)
	room := sector(k, inner, along(inner, outer, .66), .5)
	g.pane(facet(room.at(0, 1), room.at(1, 1)), k, 0, g.light)
	g.small(leaf.in(sector(k, along(inner, outer, .08), along(inner, outer, .60), .46)), k, 1, g.inner)
	d := along(inner, outer, .83)
	g.small(circle(d, min(.145*height, .21*2*math.Pi*d/float64(k))), k, 0, g.inner)
	g.small(circle(d, min(.145*height, .21*2*math.Pi*d/float64(k))), k, 1, g.light)
}

// rose is the flower of lights in the middle.
func (g *glass) rose(radius float64) {
	petals, whorls := g.whorls()
	g.pane(circle(0, radius), 1, 0, g.deep)
	g.pane(petal.in(sector(petals, .1*radius, radius-px(3), 1)), petals, 1, g.second)
	shape := pick(g.motifs, petal, leaf, lotus)
	for _, w := range whorls {
		front := sector(petals, .1*radius, .84*radius*w.reach, .92)
		g.pane(shape.in(front), g.order, w.phase, g.light)
		g.small(shape.in(front.nested(px(10))), g.order, w.phase, g.inner)
	}
	g.small(circle(.92*radius, px(6)), petals, 0, g.gem)
	for i, tone := range []ink{g.deep, g.inner, g.gem} {
		g.small(circle(0, radius*[]float64{.30, .21, .12}[i]), 1, 0, tone)
	}
}
