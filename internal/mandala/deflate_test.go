package mandala

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
)

// wholeRows returns the rows that a deflater is asked to write.
func wholeRows(left [][]byte, width, mirror int) []byte {
	var all []byte
	row := func(half []byte) {
		all = append(append(all, 0), half...)
		for i := width - len(half) - 1; i >= 0; i-- {
			all = append(all, half[i])
		}
	}
	for _, half := range left {
		row(half)
	}
	for y := mirror - 1; y >= 0; y-- {
		row(left[y])
	}
	return all
}

func inflate(t *testing.T, b []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(r) // which compares the checksum
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRowsComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	var d deflater
	for _, test := range []struct {
		name string
		byte func(x int) byte
	}{
		{"one colour", func(int) byte { return 7 }},
		{"the ground", func(int) byte { return 0 }},
		{"noise of all colours", func(int) byte { return byte(r.IntN(256)) }},
		{"noise of few colours", func(int) byte { return byte(r.IntN(3)) }},
		{"runs of every length", func(x int) byte { return byte(r.IntN(40) / 39 * x) }},
		{"colours as rare as powers of two", func(int) byte { return byte(min(r.ExpFloat64()*6, 255)) }},
	} {
		for _, width := range []int{64, 257, 4096} {
			for _, even := range []bool{true, false} {
				half := (width + 1) / 2
				height, mirror := min(width, 64), 0
				if even {
					mirror = height - width%2
				}
				d.reset()
				var left [][]byte
				for range height {
					row := make([]byte, half)
					for x := range row {
						row[x] = test.byte(x)
					}
					left = append(left, row)
					d.add(row, width)
				}
				got := inflate(t, d.write(nil, mirror))
				if !bytes.Equal(got, wholeRows(left, width, mirror)) {
					t.Errorf("%s of width %d, even %v: other bytes came back", test.name, width, even)
				}
			}
		}
	}
}

// TestCodesAreNeverTooLong: weights that grow like Fibonacci's numbers make the
// deepest tree that there is.
func TestCodesAreNeverTooLong(t *testing.T) {
	t.Parallel()
	var h huffman
	a, b := uint32(1), uint32(1)
	for s := range 40 {
		h.count[s] = a
		a, b = b, a+b
	}
	h.build()
	room := 0.0
	for s := range 40 {
		if n := h.code[s].n; n == 0 || n > longest {
			t.Fatalf("the code of %d has %d bits", s, n)
		}
		room += 1 / float64(uint32(1)<<h.code[s].n)
	}
	if room != 1 {
		t.Errorf("the codes take %v of the room there is", room)
	}
}

func FuzzDeflate(f *testing.F) {
	f.Add([]byte("mandala"), uint16(7), true)
	f.Fuzz(func(t *testing.T, data []byte, width uint16, even bool) {
		w := 1 + int(width)%MaxSize
		half := (w + 1) / 2
		var d deflater
		d.reset()
		left := slices.Collect(slices.Chunk(data[:len(data)/half*half], half))
		if len(left) == 0 {
			return // a picture has rows
		}
		for _, row := range left {
			d.add(row, w)
		}
		mirror := 0
		if even {
			mirror = len(left)
		}
		if got := inflate(t, d.write(nil, mirror)); !bytes.Equal(got, wholeRows(left, w, mirror)) {
			t.Fatal("other bytes came back")
		}
	})
}
