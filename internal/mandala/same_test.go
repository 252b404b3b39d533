package mandala

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
)

// TestAThousandPicturesAreTheSame draws a few pictures a thousand times in all,
// several at once, on one processor and on two: the pooled memory of one must
// not show in another.
func TestAThousandPicturesAreTheSame(t *testing.T) {
	each := 125
	if raced {
		each = 15
	}
	var options []Options
	for i, s := range Styles() {
		options = append(options, Options{Seed: "same", Style: s, Symmetry: 5 + i, Size: MinSize + 13*i})
	}
	want := make([][]byte, len(options))
	for i, o := range options {
		want[i] = draw(t, o)
	}
	for _, processors := range []int{1, 2} {
		before := runtime.GOMAXPROCS(processors)
		var group sync.WaitGroup
		for worker := range 4 {
			group.Go(func() {
				for n := range each {
					i := (worker + n) % len(options)
					if !bytes.Equal(draw(t, options[i]), want[i]) {
						t.Errorf("picture %d of worker %d is another one", n, worker)
					}
				}
			})
		}
		group.Wait()
		runtime.GOMAXPROCS(before)
	}
}

func TestAPictureIsItsOwnMirrorImage(t *testing.T) {
	t.Parallel()
	step := 1
	if raced {
		step = 7
	}
	for _, style := range Styles() {
		for symmetry := MinSymmetry; symmetry <= MaxSymmetry; symmetry += step {
			o := Options{Seed: "mirror", Style: style, Symmetry: symmetry, Size: MinSize + symmetry%3}
			m := decode(t, draw(t, o))
			for y := range o.Size {
				row := m.Pix[y*m.Stride:][:o.Size]
				below := m.Pix[(o.Size-1-y)*m.Stride:][:o.Size]
				if symmetry%2 == 0 && !bytes.Equal(row, below) {
					t.Fatalf("%s of %d: row %d differs from its image below", style, symmetry, y)
				}
				for x := range row {
					if row[x] != row[o.Size-1-x] {
						t.Fatalf("%s of %d: (%d, %d) differs from its image at the right", style, symmetry, x, y)
					}
					if symmetry%4 == 0 && row[x] != m.Pix[x*m.Stride+y] {
						t.Fatalf("%s of %d: (%d, %d) differs from its image beyond the diagonal", style, symmetry, x, y)
					}
				}
			}
		}
	}
}

// TestAFoldedPictureIsTheWholePicture paints drawings with the fold and without:
// a drawing that is not its own mirror image would show.
func TestAFoldedPictureIsTheWholePicture(t *testing.T) {
	t.Parallel()
	seeds := 10
	if raced {
		seeds = 1
	}
	for _, style := range Styles() {
		for i := range seeds {
			o := Options{Seed: fmt.Sprint("fold ", i), Style: style, Symmetry: 3 + i*5%22, Size: MinSize + i}
			p, err := New(o)
			if err != nil {
				t.Fatal(err)
			}
			var folded, whole canvas
			folded.paint(&p.drawing)
			whole.paintWhole(&p.drawing)
			off := 0
			for y := range o.Size {
				for x := range o.Size {
					if unlike(folded.at(x, y), whole.at(x, y)) {
						off++
					}
				}
			}
			if off > o.Size*o.Size/1000 {
				t.Errorf("%s: %d pixels differ by more than a third", describeOptions(p.Options()), off)
			}
		}
	}
}

// unlike says whether two shades differ by more than a third of any ink.
func unlike(a, b shade) bool {
	for i, part := range theShades().recipes[a] {
		if d := part - theShades().recipes[b][i]; d > parts/3 || d < -parts/3 {
			return true
		}
	}
	return false
}

// paintWhole paints without a use of symmetry.
func (c *canvas) paintWhole(d *drawing) {
	c.open(d.size, d.size, d.size)
	for i := range d.layers {
		c.layer(&d.layers[i])
	}
}

func TestAWriterThatFailsIsHeardOf(t *testing.T) {
	t.Parallel()
	p, err := New(Options{Seed: "full disk", Size: MinSize})
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left")
	for name, write := range map[string]func() error{
		"PNG": func() error { return p.PNG(failingWriter{full}) },
		"SVG": func() error { return p.SVG(failingWriter{full}) },
	} {
		if err := write(); !errors.Is(err, full) {
			t.Errorf("%s: error %v, want %v", name, err, full)
		}
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }
