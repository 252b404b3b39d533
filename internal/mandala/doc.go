// Package mandala draws mandalas: round pictures of many turns, made from any
// text, the same for the same text for ever.
//
//	p, err := mandala.New(mandala.Options{Seed: "moon"})
//	if err != nil {
//		return err // names each option that is wrong, and what is allowed
//	}
//	err = p.PNG(w)
//
// Options say which picture. Where they leave a choice, the seed makes it; each
// choice has a stream of randomness of its own, so that fixing one keeps the
// others. Options that Validate accepts are always drawn, in bounded time and
// memory; all others are refused before anything is drawn.
//
// A picture goes three ways from one drawing, which is data: layers of outlines
// that are repeated around the centre. A style composes the drawing. PNG paints
// as little of it as the symmetry allows, an eighth, a quarter or a half, with a
// rasteriser of this package, and mirrors it exactly. SVG, and package pdf beside
// this one, draw the same layers through draw2d.
//
// The bytes of a PNG are the same on every machine, with any number of
// processors: sums of products are written so that no compiler may fuse them,
// and all that follows the geometry is in whole numbers. ArtVersion changes when
// pictures do.
//
// Pictures have six colours. Pixels on an edge mix two or three of them by the
// amount of their light. Everything in this package may be used from several
// goroutines at once.
package mandala
