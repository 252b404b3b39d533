package mandala

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestPicturesAreDescribedInWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		options Options
		want    string
	}{
		{
			"lotus names its colours and its ground",
			Options{Seed: "words", Style: Lotus, Palette: "saffron", Symmetry: 12},
			`^A lotus mandala with 12-fold symmetry in (gold|orange|brick red|indigo|dark purple|, | and )+ on a pale ground$`,
		},
		{
			"lace names its thread",
			Options{Seed: "words", Style: Lace, Palette: "midnight", Symmetry: 8},
			`^A mandala of lace with 8-fold symmetry in .*cream.* on a dark blue ground$`,
		},
		{
			"a dark ground is called dark once",
			Options{Seed: "words", Style: Glass, Palette: "cathedral", Symmetry: 7},
			`^A mandala of stained glass with 7-fold symmetry in .* on a black ground$`,
		},
		{
			"a page to colour in has no colours",
			Options{Seed: "words", Style: Star, Palette: LineArt, Symmetry: 6},
			`^A mandala of interlaced stars with 6-fold symmetry in black outlines on white, to colour in$`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, err := New(tt.options)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Describe(); !regexp.MustCompile(tt.want).MatchString(got) {
				t.Errorf("got %q, want %s", got, tt.want)
			}
		})
	}
}

// Discord takes no more than 1024 characters of alternative text; a sentence is
// enough, and it must be true of the palette.
func TestDescriptionsAreShortAndTrue(t *testing.T) {
	eachStyle(t, func(t *testing.T, s Style) {
		for i := range 20 {
			o := Options{Seed: fmt.Sprintf("true %d", i), Style: s}.Complete()
			text := describe(o)
			if len(text) > 160 {
				t.Errorf("%+v: %d bytes: %s", o, len(text), text)
			}
			var own []string
			for _, c := range paletteOf(o).Colors {
				own = append(own, colorName(fromRGB(c)))
			}
			_, colours, _ := strings.Cut(text, " in ")
			colours, _, _ = strings.Cut(colours, " on a ")
			for _, name := range strings.FieldsFunc(strings.ReplaceAll(colours, " and ", ","), func(r rune) bool { return r == ',' }) {
				if !slices.Contains(own, strings.TrimSpace(name)) {
					t.Errorf("%+v: %s is not a colour of the palette: %v", o, name, own)
				}
			}
		}
	})
}

func TestEveryPaletteHasWords(t *testing.T) {
	t.Parallel()
	for _, p := range Palettes() {
		for i, c := range p.Colors {
			if colorName(fromRGB(c)) == "" {
				t.Errorf("%s: ink %d has no name", p.Name, i)
			}
		}
	}
}
