package mandala

// composeLace is line art: outlines nested in outlines, meshes and beads in one
// ink, with a dark tint behind some petals and one colour for highlights.
func composeLace(c *composer) {
	l := lace{c, c.shades[0], c.shades[1], c.shades[5], pick(c.motifs, c.shades[3], c.shades[4])}
	rings := 2 + c.structure.IntN(2)
	edges := c.steps(rings+1, within(c.structure, .18, .23), .965, .70, 1.10)
	kinds := c.motifs.Perm(len(laceKinds))
	borders := c.motifs.Perm(len(borderKinds))
	l.fringe(edges[rings], edges[rings+1])
	for i := rings; i > 0; i-- {
		outer := edges[i]
		if i%2 == rings%2 {
			width := px(within(c.structure, 15, 21))
			c.border(borders[i], border{outer - width, outer, l.ground, l.thread})
			outer -= width
		}
		l.ring(kinds[i], edges[i-1], outer)
	}
	l.centre(edges[0])
}

// lace is a composer with the four colours of a piece of lace.
type lace struct {
	*composer
	ground, tint, thread, gem ink
}

var laceKinds = []func(lace, float64, float64){
	lace.veil, lace.mesh, lace.cameo, lace.fans, lace.stems, lace.scales,
}

// ring clears the ground within a rim and draws one kind of lace on it.
func (l lace) ring(kind int, inner, outer float64) {
	l.add(circle(0, outer), 1, 0, l.ground, line, bold)
	laceKinds[kind](l, inner, outer-px(7))
}

// fringe is the scalloped edge: two rows of nested petals and beads.
func (l lace) fringe(inner, outer float64) {
	k := l.copiesFor(inner, outer, within(l.motifs, .85, 1.2), 24)
	foot := inner - px(12)
	margin := px(within(l.motifs, 6, 8))
	back := l.tier(tier{
		motif: pick(l.motifs, petal, leaf, ogive, lotus), room: sector(k, foot, along(inner, outer, .92), 1), copies: k, phase: 1,
		tones: []ink{l.tint, none}, widths: []float64{firm, hair}, margin: margin,
	})
	l.seeds(back, k, l.gem)
	room := l.tier(tier{
		motif: pick(l.motifs, petal, lotus, arch, spade, tulip, trefoil, heart), room: sector(k, foot, outer, .95), copies: k,
		tones: []ink{l.ground, none, none}, widths: []float64{bold, firm, hair}, margin: margin,
	})
	l.heartOf(room, k, 0)
	l.beads(k)
}

// heartOf decorates the room left inside nested outlines.
func (l lace) heartOf(room box, k, phase int) {
	room = room.slim(.8)
	if !room.holds(px(10)) {
		l.dots(k, phase, room.middle(), px(3.2), l.gem)
		return
	}
	switch l.motifs.IntN(3) {
	case 0:
		l.seeds(room, k, l.gem)
	case 1:
		l.tier(tier{
			motif: drop, room: room, copies: k, phase: phase,
			tones: []ink{l.thread, l.ground}, widths: []float64{0}, margin: px(4),
		})
		l.dots(k, phase, room.at(.62, 0).x, px(3), l.gem)
	default:
		l.tier(tier{motif: leaf, room: room, copies: k, phase: phase, tones: []ink{l.tint}, widths: []float64{hair}})
		l.stem(room, k, phase)
	}
}

// stem is a line along the axis with a dot at its end.
func (l lace) stem(room box, k, phase int) {
	var p path
	p.move(room.at(.05, 0))
	p.line(room.at(.72, 0))
	l.add(p, k, phase, none, line, hair)
	l.dots(k, phase, room.at(.72, 0).x, px(3), l.gem)
}

// veil is a row of large petals, each outline nested in the next.
func (l lace) veil(inner, outer float64) {
	k := l.copiesFor(inner, outer, within(l.motifs, .8, 1.1), 26)
	margin := px(within(l.motifs, 5, 7))
	l.tier(tier{
		motif: pick(l.motifs, petal, leaf, lotus), room: sector(k, inner, outer-px(4), .98), copies: k, phase: 1,
		tones: []ink{l.tint, none}, widths: []float64{fine, hair}, margin: margin,
	})
	room := l.tier(tier{
		motif: pick(l.motifs, majors...), room: sector(k, inner, outer-px(2), .93), copies: k,
		tones: []ink{l.ground, none, none, none}, widths: []float64{firm, fine, hair}, margin: margin,
	})
	l.heartOf(room, k, 0)
}

// mesh is a chain of circles, each through the middles of the next ones, over
// a row of tinted leaves.
func (l lace) mesh(inner, outer float64) {
	middle, radius := along(inner, outer, .5), .46*(outer-inner)
	k := l.around(middle, radius*.98)
	l.add(leaf.in(sector(k, middle-float64(.80*radius), middle+float64(.80*radius), .62)), k, 1, l.tint, none, 0)
	l.add(circle(middle, radius), k, 0, none, line, fine)
	l.dots(k, 0, middle, px(3), l.gem)
}

// cameo is a solid ring of thread with the motifs cut out of it.
func (l lace) cameo(inner, outer float64) {
	l.disc(outer-px(1), l.thread)
	k := l.copiesFor(inner, outer, within(l.motifs, .75, 1.0), 30)
	room := l.tier(tier{
		motif: pick(l.motifs, drop, petal, spade, lotus, heart), room: sector(k, inner+px(5), outer-px(7), .86), copies: k,
		tones: []ink{l.ground, l.thread, l.tint}, widths: []float64{0}, margin: px(5),
	})
	l.dots(k, 0, room.middle(), px(3), l.gem)
	l.dots(k, 1, outer-px(12), px(3.4), l.ground)
	l.dots(k, 1, inner+px(9), px(2.6), l.ground)
}

// fans are shells with ribs.
func (l lace) fans(inner, outer float64) {
	k := l.copiesFor(inner, outer, within(l.motifs, 1.0, 1.4), 26)
	room := sector(k, inner, outer-px(3), .97)
	l.add(arch.in(room), k, 0, l.tint, line, firm)
	l.add(arch.in(room.nested(px(5))), k, 0, none, line, hair)
	shell := room.nested(px(9))
	for _, s := range []float64{.32, .66} {
		blade := path{}
		blade.move(shell.at(0, .12*s))
		blade.line(shell.at(.94-float64(.28*s*s), s*.86))
		blade.move(shell.at(0, -.12*s))
		blade.line(shell.at(.94-float64(.28*s*s), -s*.86))
		l.add(blade, k, 0, none, line, hair)
	}
	l.stem(shell, k, 0)
	l.add(arch.in(sector(k, inner, along(inner, outer, .34), .5)), k, 0, l.ground, line, fine)
	l.dots(k, 1, outer-px(7), px(3.6), l.gem)
}

// stems are pearls on threads of two lengths between two rims.
func (l lace) stems(inner, outer float64) {
	k := l.around((inner+outer)/2, px(40))
	for phase, reach := range []float64{.84, .58} {
		var p path
		p.move(point{inner, 0})
		p.line(point{along(inner, outer, reach), 0})
		l.add(p, k, phase, none, line, hair)
		l.dots(k, phase, along(inner, outer, reach), px([]float64{5, 3.6}[phase]), l.thread)
		l.dots(k, phase, along(inner, outer, .36*reach), px(2.6), l.gem)
	}
	l.add(arch.in(sector(k, inner, along(inner, outer, .2), .9)), k, 1, l.tint, line, hair)
}

// scales are three rows of small arches, each over the feet of the last.
func (l lace) scales(inner, outer float64) {
	rows := 3
	step := (outer - inner) / float64(rows)
	k := l.around((inner+outer)/2, 1.9*step)
	for i := rows - 1; i >= 0; i-- {
		low := along(inner, outer, float64(i)/float64(rows))
		room := sector(k, low-float64(.7*step), low+step-px(2), 1)
		l.add(arch.in(room), k, i%2, []ink{l.ground, l.tint, l.ground}[i], line, fine)
		l.dots(k, i%2, low+float64(.5*step), px(3), []ink{l.thread, l.gem, l.thread}[i])
	}
}

// centre is a flower of thread on a clear disc.
func (l lace) centre(radius float64) {
	l.add(circle(0, radius), 1, 0, l.ground, line, bold)
	l.rim(radius-px(5), hair)
	petals, whorls := l.whorls()
	l.tier(tier{
		motif: pick(l.motifs, petal, leaf, lotus), room: sector(petals, .14*radius, radius-px(9), .97), copies: petals, phase: 1,
		tones: []ink{l.tint, none}, widths: []float64{fine, hair}, margin: px(5),
	})
	front := pick(l.motifs, petal, leaf)
	for _, w := range whorls {
		l.tier(tier{
			motif: front, room: sector(petals, .12*radius, .80*radius*w.reach, .86), copies: l.order, phase: w.phase,
			tones: []ink{l.thread, l.ground, l.gem}, widths: []float64{0}, margin: px(5.5),
		})
	}
	for i, tone := range []ink{l.ground, l.gem, l.ground} {
		l.add(circle(0, radius*[]float64{.22, .15, .08}[i]), 1, 0, tone, line, fine)
	}
}
