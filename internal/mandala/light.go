package mandala

import (
	"image/color"
	"math"
)

// look returns the colour of every shade. Light adds up, so that inks are mixed
// by the amount of their light and not by their values in sRGB.
func (c *colors) look() (look [shades]color.RGBA) {
	for s, r := range theShades().recipes {
		var red, green, blue uint32
		for i, part := range r {
			red += uint32(part) * lightOf[c[i].R]
			green += uint32(part) * lightOf[c[i].G]
			blue += uint32(part) * lightOf[c[i].B]
		}
		look[s] = color.RGBA{valueOf(red / parts), valueOf(green / parts), valueOf(blue / parts), 255}
	}
	return look
}

// lightOf is the light of each sRGB value (IEC 61966-2-1), of 1<<24 in all.
var lightOf = func() (table [256]uint32) {
	for v := range table {
		table[v] = uint32(math.Round(unlevel(uint8(v)) * (1 << 24)))
	}
	return table
}()

// valueOf returns the sRGB value whose light is nearest.
func valueOf(light uint32) uint8 {
	low, high := uint8(0), uint8(255)
	for low < high {
		middle := low + (high-low)/2
		if 2*light <= lightOf[middle]+lightOf[middle+1] {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}
