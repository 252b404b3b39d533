package mandala

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden pictures and sums in testdata; raise ArtVersion with them once it was released")

// goldenPictures are a few of every style: every kind of ground and symmetry.
func goldenPictures() []Options {
	var list []Options
	for _, s := range Styles() {
		list = append(
			list,
			Options{Seed: "golden", Style: s, Palette: "saffron", Symmetry: 8, Size: MinSize},
			Options{Seed: "goldfinch", Style: s, Palette: "midnight", Symmetry: 7, Size: MinSize},
			Options{Seed: "gold rush", Style: s, Palette: "forest", Symmetry: 12, Size: MinSize},
		)
	}
	return append(list, Options{Seed: "goldsmith", Style: Lace, Palette: LineArt, Symmetry: 16, Size: MinSize})
}

func TestPicturesLookAsTheyDid(t *testing.T) {
	t.Parallel()
	for _, o := range goldenPictures() {
		name := fmt.Sprintf("%s-%s-%d.png", o.Style, o.Palette, o.Symmetry)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, file := draw(t, o), filepath.Join("testdata", "golden", name)
			if *update {
				write(t, file, got)
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				keepDifference(t, name, got, want)
			}
		})
	}
}

// keepDifference saves what a failed test saw, beside what it wanted to see.
func keepDifference(t *testing.T, name string, got, want []byte) {
	t.Helper()
	kept := filepath.Join(os.TempDir(), "mandala-golden")
	write(t, filepath.Join(kept, "got-"+name), got)
	write(t, filepath.Join(kept, "want-"+name), want)
	a, b := decode(t, got), decode(t, want)
	difference := image.NewGray(a.Bounds())
	changed := 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if a.At(x, y) != b.At(x, y) {
				difference.Set(x, y, color.White)
				changed++
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, difference); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(kept, "difference-"+name), out.Bytes())
	t.Errorf("%d pixels changed, see %s; where that is meant, run go test with -update", changed, kept)
}

func TestPicturesHaveTheSameBytesOnEveryMachine(t *testing.T) {
	t.Parallel()
	var got bytes.Buffer
	for i := range 8 * len(Styles()) {
		o := Options{
			Seed:     fmt.Sprint("sum ", i),
			Style:    Styles()[i%len(Styles())],
			Symmetry: MinSymmetry + i%(MaxSymmetry-MinSymmetry+1),
			Size:     MinSize + 17*i,
		}.Complete()
		fmt.Fprintf(&got, "%x %s\n", sha256.Sum256(draw(t, o)), describeOptions(o))
	}
	const file = "testdata/sums.txt"
	if *update {
		write(t, file, got.Bytes())
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got.Bytes(), want) {
		return
	}
	changed := 0
	wanted := bytes.Split(want, []byte("\n"))
	for i, line := range bytes.Split(got.Bytes(), []byte("\n")) {
		if i < len(wanted) && bytes.Equal(line, wanted[i]) {
			continue
		}
		if changed++; changed <= 5 {
			t.Errorf("line %d of %s is now %s", i+1, file, line)
		}
	}
	t.Errorf("%d pictures changed; where that is meant, run go test with -update", changed)
}

func describeOptions(o Options) string {
	return fmt.Sprintf("%q %s %s %d %d", o.Seed, o.Style, o.Palette, o.Symmetry, o.Size)
}

func draw(t testing.TB, o Options) []byte {
	t.Helper()
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := p.PNG(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func decode(t testing.TB, b []byte) *image.Paletted {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return m.(*image.Paletted)
}

func write(t testing.TB, file string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
}
