package mandala

import (
	"fmt"
	"slices"
	"testing"
)

// Who likes a picture and asks for it in other colours gets the same picture.
func TestAPaletteMovesNoOutline(t *testing.T) {
	eachStyle(t, func(t *testing.T, s Style) {
		for i := range 20 {
			o := Options{Seed: fmt.Sprintf("repaint %d", i), Style: s, Palette: "saffron", Size: MinSize}.Complete()
			want := compose(o).layers
			for _, palette := range []string{"midnight", "forest", Surprise, LineArt} {
				o.Palette = palette
				if !slices.EqualFunc(compose(o).layers, want, sameOutline) {
					t.Errorf("%+v: outlines differ from those in saffron", o)
				}
			}
		}
	})
}

func sameOutline(a, b layer) bool {
	return a.copies == b.copies && a.phase == b.phase && slices.Equal(a.outline.points, b.outline.points)
}

func TestAPictureGrowsWithItsSize(t *testing.T) {
	eachStyle(t, func(t *testing.T, s Style) {
		small := Options{Seed: "grown", Style: s, Size: 1024}.Complete()
		large := small
		large.Size = 4096
		for i, l := range compose(large).layers {
			for j, q := range compose(small).layers[i].outline.points {
				if p := l.outline.points[j]; p != (point{4 * q.x, 4 * q.y}) {
					t.Fatalf("layer %d, point %d: %v is not four times %v", i, j, p, q)
				}
			}
		}
	})
}

// The same seed in another style has the same colours and the same order, if
// the ground suits the style.
func TestAStyleKeepsTheColoursItCan(t *testing.T) {
	t.Parallel()
	for i := range 200 {
		free := Options{Seed: fmt.Sprintf("free %d", i)}.Complete()
		for _, s := range Styles() {
			fixed := Options{Seed: free.Seed, Style: s}.Complete()
			if fixed.Symmetry != free.Symmetry {
				t.Errorf("%s: symmetry %d became %d in style %s", free.Seed, free.Symmetry, fixed.Symmetry, s)
			}
			if fixed.Palette != free.Palette && suits(s, paletteOf(free).Ground) {
				t.Errorf("%s: palette %s became %s, which style %s did not need", free.Seed, free.Palette, fixed.Palette, s)
			}
		}
	}
}
