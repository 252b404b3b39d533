package mandala

import (
	"fmt"
	"image/color"
	"math"
	"regexp"
	"slices"
	"testing"
)

// leastStep is how far the lightnesses of two colours that touch must differ.
// Colours of 8 bits are off by up to rounding.
const (
	leastStep = .12
	rounding  = .004
)

// everyPalette is every palette that a picture can have, with many surprises.
func everyPalette() map[string]Palette {
	all := map[string]Palette{}
	for _, p := range Palettes() {
		if p.Name != LineArt {
			all[p.Name] = p
		}
	}
	for i := range 500 {
		seed := fmt.Sprintf("surprise %d", i)
		all[seed] = surprisePalette(seed)
	}
	return all
}

func TestColoursThatTouchDifferInLightness(t *testing.T) {
	t.Parallel()
	for name, p := range everyPalette() {
		for i, a := range p.Colors {
			for j, b := range p.Colors[:i] {
				if d := math.Abs(fromRGB(a).l - fromRGB(b).l); d < leastStep-rounding {
					t.Errorf("%s: inks %d and %d differ by %.3f in lightness", name, i, j, d)
				}
			}
		}
	}
}

func TestAccentsGoFromLightToDark(t *testing.T) {
	t.Parallel()
	for name, p := range everyPalette() {
		for i := accent2; i <= accent4; i++ {
			if fromRGB(p.Colors[i]).l >= fromRGB(p.Colors[i-1]).l {
				t.Errorf("%s: accent %d is not darker than the one before", name, i)
			}
		}
	}
}

func TestSurprisesKeepAwayFromMud(t *testing.T) {
	t.Parallel()
	for name, p := range everyPalette() {
		for i := accent1; i <= accent4; i++ {
			c := fromRGB(p.Colors[i])
			mud := c.l < .715 && c.h > 80 && c.h < 132
			brown := p.Name == Surprise && c.l < .61 && c.h > 42 && c.h < 100
			if c.c > .05 && (mud || brown) {
				t.Errorf("%s: accent %d is mud: lightness %.2f, hue %.0f", name, i, c.l, c.h)
			}
		}
		if g := fromRGB(p.Colors[ground]); p.Ground == Dark && g.c > .02 && g.h > 40 && g.h < 145 {
			t.Errorf("%s: the dark ground is mud: hue %.0f", name, g.h)
		}
	}
}

func TestGroundsAreOfTheirTone(t *testing.T) {
	t.Parallel()
	for name, p := range everyPalette() {
		l := fromRGB(p.Colors[ground]).l
		if want := ladders[p.Ground][ground]; math.Abs(l-want) > rounding {
			t.Errorf("%s: %s ground of lightness %.3f, want %.3f", name, p.Ground, l, want)
		}
		if o := (Options{Seed: name, Palette: Surprise}); p.Name == Surprise && toneOf(o) != paletteOf(o).Ground {
			t.Errorf("%s: tone %s of a palette with a %s ground", name, toneOf(o), paletteOf(o).Ground)
		}
	}
}

func TestPaletteNamesAreUniqueAndPlain(t *testing.T) {
	t.Parallel()
	plain := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	var names []string
	for _, p := range Palettes() {
		if !plain.MatchString(p.Name) || slices.Contains(names, p.Name) {
			t.Errorf("palette name %q is not plain or not unique", p.Name)
		}
		names = append(names, p.Name)
	}
	if hand := names[:len(names)-2]; len(hand) < 24 || !slices.IsSorted(hand) {
		t.Errorf("%d hand-picked palettes, sorted %v; want 24 or more in order", len(hand), slices.IsSorted(hand))
	}
	if last := names[len(names)-2:]; !slices.Equal(last, []string{LineArt, Surprise}) {
		t.Errorf("the last palettes are %v", last)
	}
}

func TestLineArtHasOnlyInkOnPaper(t *testing.T) {
	t.Parallel()
	for _, s := range Styles() {
		o := Options{Seed: "to colour in", Style: s, Palette: LineArt}.Complete()
		p := paletteOf(o)
		for i := accent1; i <= accent4; i++ {
			if p.Colors[i] != p.Colors[ground] {
				t.Errorf("accent %d is not the paper's colour", i)
			}
		}
		for i, l := range compose(o).layers {
			if l.stroke != line && l.stroke != none || l.fill != ground && l.fill != none {
				t.Errorf("%s: layer %d is filled with %d and lined with %d", s, i, l.fill, l.stroke)
			}
		}
	}
}

func TestColoursKeepTheirLightnessInTheGamut(t *testing.T) {
	t.Parallel()
	for h := 0.0; h < 360; h += 7 {
		for _, l := range []float64{.19, .34, .42, .55, .68, .82, .97} {
			got := fromRGB(oklch{l, .3, h}.rgb())
			if math.Abs(got.l-l) > rounding {
				t.Errorf("lightness %.2f hue %.0f became lightness %.3f", l, h, got.l)
			}
			if d := math.Abs(math.Remainder(got.h-h, 360)); got.c > .03 && d > 4 {
				t.Errorf("lightness %.2f hue %.0f became hue %.0f", l, h, got.h)
			}
		}
	}
}

func TestKnownColours(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct { // Björn Ottosson's own values
		name string
		in   oklch
		want color.RGBA
	}{
		{"white", oklch{1, 0, 0}, color.RGBA{255, 255, 255, 255}},
		{"black", oklch{0, 0, 0}, color.RGBA{0, 0, 0, 255}},
		{"the red of sRGB", oklch{.62796, .25768, 29.234}, color.RGBA{255, 0, 0, 255}},
		{"the green of sRGB", oklch{.86644, .29483, 142.495}, color.RGBA{0, 255, 0, 255}},
		{"the blue of sRGB", oklch{.45201, .31321, 264.052}, color.RGBA{0, 0, 255, 255}},
	} {
		if got := tt.in.rgb(); !withinALevel(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

// withinALevel allows one level, for the five digits that the values are given in.
func withinALevel(a, b color.RGBA) bool {
	off := func(x, y uint8) bool { return max(x, y)-min(x, y) > 1 }
	return !off(a.R, b.R) && !off(a.G, b.G) && !off(a.B, b.B)
}
