package mandala

import (
	"image/color"
	"math"
)

// oklch is a colour by lightness (0 to 1), chroma (0 to about 0.3) and hue in
// degrees, in Björn Ottosson's OKLab: equal steps look equally large.
type oklch struct{ l, c, h float64 }

// gamutSteps halve the chroma's uncertainty until it is below one 8-bit level.
const gamutSteps = 14

// rgb is the nearest sRGB colour of the same lightness and hue: where the
// screen cannot show the chroma, the chroma gives way.
func (o oklch) rgb() color.RGBA {
	r, g, b := o.linear()
	if inGamut(r, g, b) {
		return quantised(r, g, b)
	}
	low, high := 0.0, o.c
	for range gamutSteps {
		middle := (low + high) / 2
		if inGamut(oklch{o.l, middle, o.h}.linear()) {
			low = middle
		} else {
			high = middle
		}
	}
	return quantised(oklch{o.l, low, o.h}.linear())
}

// linear is the colour in linear sRGB, outside 0..1 where it has no such colour.
// The conversions to float64 keep every machine from fusing the products.
func (o oklch) linear() (r, g, b float64) {
	sin, cos := math.Sincos(o.h * math.Pi / 180)
	x, y := o.c*cos, o.c*sin
	l := cube(o.l + float64(0.3963377774*x) + float64(0.2158037573*y))
	m := cube(o.l - float64(0.1055613458*x) - float64(0.0638541728*y))
	s := cube(o.l - float64(0.0894841775*x) - float64(1.2914855480*y))
	r = float64(4.0767416621*l) - float64(3.3077115913*m) + float64(0.2309699292*s)
	g = float64(2.6097574011*m) - float64(1.2684380046*l) - float64(0.3413193965*s)
	b = float64(1.7076147010*s) - float64(0.0041960863*l) - float64(0.7034186147*m)
	return r, g, b
}

func cube(v float64) float64 { return v * v * v }

// gamutSlack lets white and black pass in spite of rounding.
const gamutSlack = 1e-6

func inGamut(r, g, b float64) bool {
	return min(r, g, b) >= -gamutSlack && max(r, g, b) <= 1+gamutSlack
}

func quantised(r, g, b float64) color.RGBA {
	return color.RGBA{R: level(r), G: level(g), B: level(b), A: 255}
}

// level is the 8-bit sRGB value of a linear one.
func level(v float64) uint8 {
	v = min(max(v, 0), 1)
	if v <= 0.0031308 {
		return uint8(math.Round(v * 12.92 * 255))
	}
	return uint8(math.Round((float64(1.055*math.Pow(v, 1/2.4)) - 0.055) * 255))
}

// fromRGB is the inverse of rgb, to measure what a palette has become.
func fromRGB(c color.RGBA) oklch {
	r, g, b := unlevel(c.R), unlevel(c.G), unlevel(c.B)
	l := math.Cbrt(float64(0.4122214708*r) + float64(0.5363325363*g) + float64(0.0514459929*b))
	m := math.Cbrt(float64(0.2119034982*r) + float64(0.6806995451*g) + float64(0.1073969566*b))
	s := math.Cbrt(float64(0.0883024619*r) + float64(0.2817188376*g) + float64(0.6299787005*b))
	x := float64(1.9779984951*l) - float64(2.4285922050*m) + float64(0.4505937099*s)
	y := float64(0.0259040371*l) + float64(0.7827717662*m) - float64(0.8086757660*s)
	h := math.Atan2(y, x) * 180 / math.Pi
	if h < 0 {
		h += 360
	}
	lightness := float64(0.2104542553*l) + float64(0.7936177850*m) - float64(0.0040720468*s)
	return oklch{lightness, math.Hypot(x, y), h}
}

func unlevel(v uint8) float64 {
	s := float64(v) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}
