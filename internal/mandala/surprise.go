package mandala

import (
	"math"
	"math/rand/v2"
)

// schemes are the hue offsets of the four accents from a first hue: what makes
// colours that nobody picked by hand go together.
var schemes = [][4]float64{
	{0, 28, -26, 180},   // neighbours and the complement
	{0, 150, 20, 210},   // split complement
	{0, 24, 190, 172},   // a warm and a cool pair
	{0, 120, 240, 20},   // muted triad
	{0, 18, 36, 54},     // neighbours
	{0, -20, -40, -150}, // neighbours into a counterpoint
}

// surprisePalette makes a palette from the seed.
func surprisePalette(seed string) Palette {
	r := stream(seed, "surprise")
	s := swatch{name: Surprise, tone: surpriseTone(r)}
	hue := float64(r.Float64() * 360)
	scheme := schemes[r.IntN(len(schemes))]
	l := ladders[s.tone]
	s.tints[ground] = groundTint(s.tone, hue, r)
	s.tints[line] = lineTint(s.tone, hue)
	order := r.Perm(len(scheme))
	for i, place := range order {
		lightness := l[accent1+ink(i)]
		h := awayFromMud(lightness, wrap(hue+scheme[place]))
		s.tints[accent1+ink(i)] = tint{chromaLimit(lightness, h, .12+float64(.05*r.Float64())), h}
	}
	return s.palette()
}

// surpriseTone is the first thing that a surprise draws from its stream.
func surpriseTone(r *rand.Rand) string {
	switch u := r.Float64(); {
	case u < .42:
		return Light
	case u < .80:
		return Dark
	}
	return Mid
}

// groundTint keeps dark grounds out of the hues where dark is mud.
func groundTint(tone string, hue float64, r *rand.Rand) tint {
	h := wrap(hue + []float64{0, 0, 180, 30}[r.IntN(4)])
	if tone == Light {
		return tint{.018, h}
	}
	if h > 35 && h < 150 {
		h = wrap(h + 140)
	}
	if tone == Dark {
		return tint{.04, h}
	}
	return tint{.065, h}
}

func lineTint(tone string, hue float64) tint {
	if tone == Light {
		return tint{.045, hue}
	}
	return tint{.02, hue}
}

// awayFromMud moves yellows that are too dark to be yellow to orange or green,
// and oranges that are too dark to be orange to red: they would be brown.
func awayFromMud(lightness, h float64) float64 {
	switch {
	case lightness < .72 && h >= 105 && h < 140:
		return 152
	case lightness < .62 && h >= 38 && h < 105:
		return 30
	case lightness < .72 && h >= 75 && h < 105:
		return 60
	}
	return h
}

// chromaLimit keeps cyans and light colours calm: they turn neon first.
func chromaLimit(lightness, h, c float64) float64 {
	if h > 155 && h < 235 {
		c = min(c, .10)
	}
	if lightness > .8 && (h < 75 || h > 110) {
		c = min(c, .105)
	}
	return c
}

func wrap(h float64) float64 { return math.Mod(h+720, 360) }
