package mandala

import (
	"fmt"
	"slices"
	"strings"
)

// motives say what each style shows.
var motives = map[Style]string{
	Lotus:  "A lotus mandala",
	Lace:   "A mandala of lace",
	Glass:  "A mandala of stained glass",
	Star:   "A mandala of interlaced stars",
	Fill:   "A mandala of folded stars",
	Bezier: "A mandala of curved petals",
}

// leastShare of the picture makes a colour worth a word.
const leastShare = .02

// namedColors is how many colours a description names.
const namedColors = 3

// describedSize is enough to count colours.
const describedSize = 2 * MinSize

// describe is a picture in words: its style, its order, its most common colours
// but for the ground, and the ground.
func describe(o Options) string {
	what := fmt.Sprintf("%s with %d-fold symmetry", motives[o.Style], o.Symmetry)
	if o.Palette == LineArt {
		return what + " in black outlines on white, to colour in"
	}
	p := paletteOf(o)
	return fmt.Sprintf("%s in %s on a %s", what, listed(colorNames(o, p)), groundName(p))
}

// colorNames are the names of the colours that take up the most room.
func colorNames(o Options, p Palette) []string {
	o.Size = describedSize
	d := compose(o)
	shares := d.shares()
	order := []ink{line, accent1, accent2, accent3, accent4}
	slices.SortStableFunc(order, func(a, b ink) int { return shares[b] - shares[a] })
	var names []string
	for _, i := range order {
		name := colorName(fromRGB(p.Colors[i]))
		if float64(shares[i]) >= leastShare*float64(d.size*d.size) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names[:min(len(names), namedColors)]
}

// shares counts the pixels of each ink in the painted part of a picture, which
// stands for the rest. Mixed pixels at the edges are left out.
func (d *drawing) shares() (count [inks]int) {
	c := canvases.Get().(*canvas)
	defer canvases.Put(c)
	c.paint(d)
	repeats := c.size * c.size / (c.width * c.height)
	for y := range c.height {
		for _, s := range c.row(y)[:c.width] {
			if int(s) < inks {
				count[s] += repeats
			}
		}
	}
	return count
}

// listed joins words as in "red, green and blue".
func listed(words []string) string {
	switch len(words) {
	case 0:
		return "one colour"
	case 1:
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// groundName is the ground in words: "dark blue ground", "pale ground".
func groundName(p Palette) string {
	if p.Ground == Light {
		return "pale ground"
	}
	name := colorName(fromRGB(p.Colors[ground]))
	return strings.TrimPrefix(strings.TrimPrefix(name, "dark "), "deep ") + " ground"
}
