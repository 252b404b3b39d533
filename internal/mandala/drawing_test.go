package mandala

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/llgcode/draw2d"
	"pgregory.net/rapid"
)

// anyOptions generates valid options.
func anyOptions() *rapid.Generator[Options] {
	return rapid.Custom(func(t *rapid.T) Options {
		o := Options{Seed: rapid.StringN(1, MaxSeedLength, -1).Draw(t, "seed")}
		o.Style = rapid.SampledFrom(append(Styles(), "")).Draw(t, "style")
		o.Palette = rapid.SampledFrom(append(paletteNames(), "")).Draw(t, "palette")
		if rapid.Bool().Draw(t, "symmetric") {
			o.Symmetry = rapid.IntRange(MinSymmetry, MaxSymmetry).Draw(t, "symmetry")
		}
		o.Size = rapid.SampledFrom([]int{0, MinSize, MinSize + 1, 999, MaxSize}).Draw(t, "size")
		return o
	})
}

// What a drawing may reach: a rasteriser fed with a far point may never return.
func TestEveryPointOfEveryPictureIsNear(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		o := anyOptions().Draw(t, "options")
		p, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		side := float64(p.options.Size)
		for i := range p.drawing.layers {
			l := &p.drawing.layers[i]
			var recorded draw2d.Path
			for c := range l.copies {
				l.outline.trace(&recorded, l.rotation(c), side/2)
			}
			for _, v := range recorded.Points {
				if math.IsNaN(v) || v < -4*side || v > 4*side {
					t.Fatalf("layer %d has a coordinate %v on a side of %v", i, v, side)
				}
			}
		}
	})
}

func TestEveryPictureIsDrawnSoon(t *testing.T) {
	t.Parallel()
	if raced {
		t.Skip("the race detector is not soon")
	}
	const soon = 2 * time.Second // a quiet machine takes a fiftieth of it
	for i, style := range Styles() {
		o := Options{Seed: "soon", Style: style, Symmetry: MaxSymmetry - i%2, Size: MaxSize}
		best := soon
		for range 3 { // a busy machine may take its time once
			start := time.Now()
			draw(t, o)
			best = min(best, time.Since(start))
		}
		if best >= soon {
			t.Errorf("%s took more than %v", describeOptions(o.Complete()), soon)
		}
	}
}

func TestADrawingOutOfBoundsIsRefused(t *testing.T) {
	t.Parallel()
	triangle := func(far float64) path {
		var p path
		p.move(point{1, 1})
		p.line(point{far, 2})
		p.line(point{3, -far})
		p.close()
		return p
	}
	sound := layer{outline: triangle(100), copies: 8, fill: accent1, stroke: line, width: 2}
	with := func(change func(*layer)) drawing {
		l := sound
		change(&l)
		return drawing{size: MinSize, order: 8, layers: []layer{sound, l}}
	}
	for _, test := range []struct {
		name    string
		drawing drawing
		want    string // of the error, "" for none
	}{
		{"a sound one", with(func(*layer) {}), ""},
		{"nothing drawn", drawing{size: MinSize, order: 8}, ""},
		{"a point at NaN", with(func(l *layer) { l.outline = triangle(math.NaN()) }), "layer 1: point (NaN, 2)"},
		{"a point at infinity", with(func(l *layer) { l.outline = triangle(math.Inf(-1)) }), "layer 1: point (-Inf, 2)"},
		{"a point on the moon", with(func(l *layer) { l.outline = triangle(1e9) }), "layer 1: point (1e+09, 2)"},
		{"a stroke of no width", with(func(l *layer) { l.width = 0 }), "stroke of width 0"},
		{"a stroke of negative width", with(func(l *layer) { l.width = -1 }), "stroke of width -1"},
		{"a stroke of width NaN", with(func(l *layer) { l.width = math.NaN() }), "stroke of width NaN"},
		{"a stroke wider than any line", with(func(l *layer) { l.width = 100 }), "stroke of width 100"},
		{"a width that is not used", with(func(l *layer) { l.stroke, l.width = none, -1 }), ""},
		{"an ink that no palette has", with(func(l *layer) { l.fill = 6 }), "unknown ink"},
		{"no copy", with(func(l *layer) { l.copies = 0 }), "0 copies"},
		{"more copies than one can count", with(func(l *layer) { l.copies = math.MaxInt }), "copies"},
		{"more points than one can wait for", with(func(l *layer) { l.copies = maxPoints }), "more than"},
		{"a phase between the steps", with(func(l *layer) { l.phase = 2 }), "in phase 2"},
		{"a path without a move", with(func(l *layer) { l.outline.verbs = l.outline.verbs[1:] }), "begins without a move"},
		{"a path with a point too few", with(func(l *layer) { l.outline.points = l.outline.points[1:] }), "2 points where the verbs take 3"},
		{"a path of unknown verbs", with(func(l *layer) { l.outline.verbs = []verb{9} }), "unknown verb 9"},
		{"no side", drawing{size: 0, order: 8}, "size 0"},
		{"a side below zero", drawing{size: -1, order: 8}, "size -1"},
		{"a side of 65535", drawing{size: 65535, order: 8}, "size 65535"},
		{"no order", drawing{size: MinSize, order: 0}, "order 0"},
		{"too many layers", drawing{size: MinSize, order: 8, layers: make([]layer, maxLayers+1)}, "layers is out of bounds"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := test.drawing.check()
			if test.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				new(canvas).paint(&test.drawing)
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

// FuzzOptions: whatever is valid is drawn, and all else is refused.
func FuzzOptions(f *testing.F) {
	f.Add("moon", "lotus", "saffron", 8, 256)
	f.Add("", "", "", 0, 0)
	f.Add("\xff", "lace", "safron", -3, 1<<31)
	f.Fuzz(func(t *testing.T, seed, style, palette string, symmetry, size int) {
		if size > 2*MinSize && size <= MaxSize {
			size = MinSize + size%MinSize // small ones are drawn sooner
		}
		o := Options{seed, Style(style), palette, symmetry, size}
		p, err := New(o)
		if valid := o.Validate() == nil; valid != (err == nil) {
			t.Fatalf("New says %v where Validate says %v", err, o.Validate())
		}
		if err != nil {
			return
		}
		if m := decode(t, draw(t, p.Options())); m.Bounds().Dx() != p.Options().Size {
			t.Fatalf("drawn %v", m.Bounds())
		}
	})
}

// FuzzDrawing: whatever passes the check can be painted. Data that makes no
// sound drawing is what the check is for.
func FuzzDrawing(f *testing.F) {
	f.Add([]byte{8, 1, 0, 3, 4, 0, 1, 2, 1, 1, 3}, []byte("\x00\x00\x80\x3f\x00\x00\x00\x40\x00\x00\x40\x42"))
	f.Fuzz(func(t *testing.T, shape, numbers []byte) {
		d := drawingOf(shape, numbers)
		if d.check() != nil {
			return
		}
		var c canvas
		c.paint(&d)
		if c.raster.edges = c.raster.edges[:cap(c.raster.edges)]; len(c.raster.edges) > 1<<24 {
			t.Fatalf("%d edges", len(c.raster.edges))
		}
	})
}

// drawingOf makes a drawing of arbitrary data: the first bytes are its order and
// the fields of a layer, all others verbs; the numbers are its points.
func drawingOf(shape, numbers []byte) drawing {
	field := func(i int) int {
		if i < len(shape) {
			return int(shape[i])
		}
		return 0
	}
	l := layer{copies: field(1), phase: field(2), fill: ink(field(3)), stroke: ink(field(4)), width: float64(field(5)) / 8}
	for i := 6; i < len(shape); i++ {
		l.outline.verbs = append(l.outline.verbs, verb(shape[i]))
	}
	for ; len(numbers) >= 8; numbers = numbers[8:] {
		x := math.Float32frombits(binary.LittleEndian.Uint32(numbers))
		y := math.Float32frombits(binary.LittleEndian.Uint32(numbers[4:]))
		l.outline.points = append(l.outline.points, point{float64(x), float64(y)})
	}
	return drawing{size: MinSize, order: field(0), layers: []layer{l, l}}
}
