package mandala_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mandobot/mando/internal/mandala"
	"github.com/mandobot/mando/internal/mandala/pdf"
)

// A picture is the same in every format: readers that know nothing of this
// package draw the SVG and the PDF, and the PNG is held against them.
func TestOtherReadersSeeTheSamePicture(t *testing.T) {
	t.Parallel()
	for _, reader := range []struct {
		name   string
		write  func(io.Writer, *mandala.Picture) error
		render []string // the command, to which the file's name is added
	}{
		{"rsvg-convert", func(w io.Writer, p *mandala.Picture) error { return p.SVG(w) }, []string{"rsvg-convert"}},
		{"pdftoppm", pdf.Write, []string{"pdftoppm", "-png", "-r", "72", "-singlefile"}},
	} {
		for i, style := range mandala.Styles() {
			o := mandala.Options{Seed: "reader", Style: style, Symmetry: 7 + i, Size: 512 + i}
			t.Run(reader.name+" "+string(style), func(t *testing.T) {
				t.Parallel()
				if _, err := exec.LookPath(reader.name); err != nil {
					t.Skipf("%s is not installed: apt-get install librsvg2-bin poppler-utils", reader.name)
				}
				p, err := mandala.New(o)
				if err != nil {
					t.Fatal(err)
				}
				var file, own bytes.Buffer
				if err := reader.write(&file, p); err != nil {
					t.Fatal(err)
				}
				if err := p.PNG(&own); err != nil {
					t.Fatal(err)
				}
				name := filepath.Join(t.TempDir(), "picture")
				if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
				command := exec.Command(reader.render[0], append(slices.Clone(reader.render[1:]), name)...)
				drawn, err := command.Output()
				if err != nil {
					t.Fatalf("%v: %v", command, err)
				}
				compare(t, decode(t, drawn), decode(t, own.Bytes()))
			})
		}
	}
}

// compare holds two pictures against each other: the same inside of shapes, and
// alike at their edges, which everybody smooths in a way of his own.
func compare(t *testing.T, got, want image.Image) {
	t.Helper()
	if got.Bounds() != want.Bounds() {
		t.Fatalf("a picture of %v, want %v", got.Bounds(), want.Bounds())
	}
	side := want.Bounds().Dx()
	inside, wrong, sum := 0, 0, 0
	for y := 1; y < side-1; y++ {
		for x := 1; x < side-1; x++ {
			d := differ(got, want, x, y)
			sum += d
			if flat(want, x, y) {
				inside++
				if d > 3 {
					wrong++
				}
			}
		}
	}
	mean := float64(sum) / float64(side*side)
	t.Logf("%d of %d pixels inside of shapes differ; all differ by %.2f of 255 in the mean", wrong, inside, mean)
	if wrong > inside/2000 {
		t.Errorf("%d of %d pixels inside of shapes have another colour", wrong, inside)
	}
	if mean > 12 {
		t.Errorf("the pixels differ by %.2f of 255 in the mean", mean)
	}
}

// flat says whether a pixel has the colour of its neighbours.
func flat(m image.Image, x, y int) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if m.At(x+dx, y+dy) != m.At(x, y) {
				return false
			}
		}
	}
	return true
}

// differ returns the largest difference of a channel, of 255.
func differ(a, b image.Image, x, y int) int {
	r1, g1, b1, _ := a.At(x, y).RGBA()
	r2, g2, b2, _ := b.At(x, y).RGBA()
	channel := func(a, b uint32) int {
		d := int(a>>8) - int(b>>8)
		return max(d, -d)
	}
	return max(channel(r1, r2), channel(g1, g2), channel(b1, b2))
}

func decode(t *testing.T, b []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheSameOptionsGiveTheSameFile(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]func(io.Writer, *mandala.Picture) error{
		"SVG": func(w io.Writer, p *mandala.Picture) error { return p.SVG(w) },
		"PDF": pdf.Write,
	} {
		var files [2]strings.Builder
		for i := range files {
			p, err := mandala.New(mandala.Options{Seed: "file"})
			if err != nil {
				t.Fatal(err)
			}
			if err := write(&files[i], p); err != nil {
				t.Fatal(err)
			}
		}
		if files[0].String() != files[1].String() {
			t.Errorf("%s: two files differ", name)
		}
		if n := files[0].Len(); n > 2<<20 {
			t.Errorf("%s: %d bytes", name, n)
		}
	}
}

func Example() {
	p, err := mandala.New(mandala.Options{Seed: "moon", Style: mandala.Lotus, Palette: "saffron", Symmetry: 12})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Options().Size, p.Options().Style)
	// Output: 1024 lotus
}
