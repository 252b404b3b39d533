package mandala

import (
	"image/color"
	"slices"
	"sync"
)

// Ground tones of a palette.
const (
	Light = "light"
	Dark  = "dark"
	Mid   = "mid"
)

// Names of the two palettes that are not sets of hand-picked colours.
const (
	Surprise = "surprise" // made from the seed, under the same rules
	LineArt  = "lineart"  // ink on paper, to print and colour in
)

// A Palette is the six colours of a picture: the ground, the ink of its lines
// and four accents from the lightest to the darkest. Any two of the six differ
// in lightness by at least 0.12 in OKLCH, so that any of them may touch.
type Palette struct {
	Name   string        // lower-case ASCII, one word or hyphenated
	Ground string        // Light, Dark or Mid
	Colors [6]color.RGBA // ground, line, accents 1 to 4
}

// Palettes returns every palette that Options can name, in alphabetical order
// with LineArt and Surprise at the end. The colours of Surprise depend on the
// seed; those given here are one example.
func Palettes() []Palette { return slices.Clone(palettes()) }

// palettes is computed once: fitting colours into the gamut takes a while.
var palettes = sync.OnceValue(func() []Palette {
	var list []Palette
	for _, s := range swatches {
		list = append(list, s.palette())
	}
	return append(list, lineArtPalette(), surprisePalette("mando"))
})

// paletteOf is the palette that the options name.
func paletteOf(o Options) Palette {
	if o.Palette == Surprise {
		return surprisePalette(o.Seed)
	}
	list := palettes()
	i := slices.IndexFunc(list, func(p Palette) bool { return p.Name == o.Palette })
	return list[max(i, 0)]
}

// toneOf is the ground's tone of that palette, which takes less work.
func toneOf(o Options) string {
	if o.Palette == Surprise {
		return surpriseTone(stream(o.Seed, "surprise"))
	}
	return paletteOf(o).Ground
}

// ladder is the lightness of the six colours. Lightness is fixed and hue is
// chosen: it is what keeps every palette legible.
type ladder [6]float64

var ladders = map[string]ladder{
	Light: {.955, .24, .82, .68, .55, .42},
	Dark:  {.19, .97, .83, .69, .56, .435},
	Mid:   {.34, .97, .845, .72, .595, .47},
}

// tint is a chroma and a hue in degrees.
type tint struct{ c, h float64 }

// swatch is a palette before its lightness: six tints in the order of the inks.
type swatch struct {
	name  string
	tone  string
	tints [6]tint
}

func (s swatch) palette() Palette {
	p := Palette{Name: s.name, Ground: s.tone}
	for i, l := range ladders[s.tone] {
		p.Colors[i] = oklch{l, s.tints[i].c, s.tints[i].h}.rgb()
	}
	return p
}

// lineArtPalette has one dark ink, and fills that cannot be told from the paper.
func lineArtPalette() Palette {
	paper, pen := oklch{.985, .004, 90}.rgb(), oklch{.20, .01, 270}.rgb()
	return Palette{
		Name: LineArt, Ground: Light,
		Colors: [6]color.RGBA{paper, pen, paper, paper, paper, paper},
	}
}
