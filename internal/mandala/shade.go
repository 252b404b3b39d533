package mandala

import (
	"image/color"
	"math"
)

// shade is the colour of one pixel: an ink, or a mix of two inks. A picture has
// so few of them that a byte holds one, and blending is a look into a table that
// is the same for every picture. Only what the shades look like differs.
type shade = byte

// levels is the number of steps from no coverage to full coverage. Two inks
// have one mix for each step between. A byte would hold 17 steps; no eye tells
// them from 9, and a PNG of 9 is an eighth smaller.
const levels = 9

// shades is how many a picture has: the inks, and the mixes of every pair.
const shades = inks + inks*(inks-1)/2*(levels-1)

// recipe is what a shade is made of: part of b and levels-part of a. An
// ink is all a. A mix has a < b.
type recipe struct {
	a, b ink
	part int
}

// recipes tells what each shade is, and shadeOf the reverse.
var recipes, shadeOf = func() (list [shades]recipe, index [inks][inks]shade) {
	for i := range ink(inks) {
		list[i] = recipe{i, i, 0}
	}
	next := inks
	for a := range ink(inks) {
		for b := a + 1; int(b) < inks; b++ {
			index[a][b] = shade(next)
			for part := 1; part < levels; part++ {
				list[next] = recipe{a, b, part}
				next++
			}
		}
	}
	return list, index
}()

// mixes[level][s] is the shade of an ink laid at a level of coverage over s.
type mixes [levels + 1][256]shade

// mixing holds the mixes of every ink, and solid a run of each.
var (
	mixing [inks]mixes
	solid  [inks][256]shade
)

func init() {
	for with := range ink(inks) {
		for i := range solid[with] {
			solid[with][i] = shade(with)
		}
		for level := range levels + 1 {
			for s, under := range recipes {
				mixing[with][level][s] = under.under(with, level)
			}
		}
	}
}

// under returns the shade of an ink laid at a level of coverage over r. Where
// that would need three inks, the least of them is left away.
func (r recipe) under(with ink, level int) shade {
	var weight [inks]int
	weight[r.a] += (levels - r.part) * (levels - level)
	weight[r.b] += r.part * (levels - level)
	weight[with] += levels * level
	first, second := heaviest(weight)
	if weight[second] == 0 {
		return shade(first)
	}
	a, b := min(first, second), max(first, second)
	sum := weight[a] + weight[b]
	switch part := (2*levels*weight[b] + sum) / (2 * sum); part {
	case 0:
		return shade(a)
	case levels:
		return shade(b)
	default:
		return shadeOf[a][b] + shade(part-1)
	}
}

// heaviest returns the two inks of the largest weights.
func heaviest(weight [inks]int) (first, second ink) {
	first, second = 0, 1
	if weight[1] > weight[0] {
		first, second = 1, 0
	}
	for i := ink(2); int(i) < inks; i++ {
		switch {
		case weight[i] > weight[first]:
			first, second = i, first
		case weight[i] > weight[second]:
			second = i
		}
	}
	return first, second
}

// look returns the colour of every shade. Light adds up, so that inks are mixed
// by the amount of their light and not by their values in sRGB.
func (c *colors) look() (look [shades]color.RGBA) {
	for s, r := range recipes {
		a, b := c[r.a], c[r.b]
		look[s] = color.RGBA{mixLight(a.R, b.R, r.part), mixLight(a.G, b.G, r.part), mixLight(a.B, b.B, r.part), 255}
	}
	return look
}

// mixLight returns the sRGB value that is nearest to the light of part of b and
// levels-part of a.
func mixLight(a, b uint8, part int) uint8 {
	light := (uint32(levels-part)*lightOf[a] + uint32(part)*lightOf[b] + levels/2) / levels
	low, high := min(a, b), max(a, b)
	for low < high {
		middle := low + (high-low)/2
		if light <= (lightOf[middle]+lightOf[middle+1])/2 {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// lightOf is the light of each sRGB value (IEC 61966-2-1), of 1<<24 in all.
var lightOf = func() (table [256]uint32) {
	for v := range table {
		table[v] = uint32(math.Round(unlevel(uint8(v)) * (1 << 24)))
	}
	return table
}()
