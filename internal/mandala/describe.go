package mandala

import (
	"cmp"
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
	shares := inkShares(o)
	order := []ink{line, accent1, accent2, accent3, accent4}
	slices.SortStableFunc(order, func(a, b ink) int { return cmp.Compare(shares[b], shares[a]) })
	names := []string{colorName(fromRGB(p.Colors[ground]))}
	for _, i := range order {
		name := colorName(fromRGB(p.Colors[i]))
		if shares[i] >= leastShare && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names[1:min(len(names), 1+namedColors)]
}

// inkShares is how much of a picture each ink covers.
func inkShares(o Options) [inks]float64 {
	d := compose(o)
	c := canvases.Get().(*canvas)
	defer canvases.Put(c)
	c.paint(&d)
	var count [256]int
	for y := range c.height {
		for _, s := range c.row(y)[:c.width] {
			count[s]++
		}
	}
	return sharesOf(count)
}

// sharesOf divides counted shades up into their inks.
func sharesOf(count [256]int) (shares [inks]float64) {
	recipes, pixels := &theShades().recipes, 0
	for s, n := range count[:len(recipes)] {
		pixels += n
		for i, part := range recipes[s] {
			shares[i] += float64(float64(n*part) / parts)
		}
	}
	for i := range shares {
		shares[i] /= float64(pixels)
	}
	return shares
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
	name := colorName(fromRGB(p.Colors[ground]))
	switch {
	case p.Ground == Light:
		return "pale ground"
	case p.Ground == Dark && name != "black" && !strings.HasPrefix(name, "dark "):
		return "dark " + name + " ground"
	}
	return name + " ground"
}
