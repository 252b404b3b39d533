package mandala

import (
	"fmt"
	"math"
	"testing"
)

// oracle paints a drawing as slowly and as exactly as one can: the whole canvas
// without a use of symmetry, chords ten times as fine, areas and the share
// of each ink in each pixel in floating point. Shares of ink are shares of light,
// so that mixing them is mixing in linear light.
type oracle struct {
	size  int
	share []([inks]float32) // of every pixel
	edges []uint8           // how many edges lie in a pixel, one over the other

	cover       []float64 // sums of one shape, each row one cell longer
	top, bottom int       // its rows
}

func newOracle(d *drawing) *oracle {
	o := &oracle{
		size:  d.size,
		share: make([]([inks]float32), d.size*d.size),
		edges: make([]uint8, d.size*d.size),
		cover: make([]float64, (d.size+1)*d.size),
		top:   d.size,
	}
	for i := range o.share {
		o.share[i][ground] = 1
	}
	for i := range d.layers {
		o.layer(&d.layers[i])
	}
	return o
}

func (o *oracle) layer(l *layer) {
	outline, shape := polygon{flat: flatness / 10}, polygon{flat: flatness / 10}
	l.outline.flatten(&outline)
	if l.fill != none {
		o.lay(l, &outline, l.fill)
	}
	if l.stroke != none {
		new(pen).stroke(&outline, &shape, l.width)
		o.lay(l, &shape, l.stroke)
	}
}

// lay covers the canvas with all copies of a shape.
func (o *oracle) lay(l *layer, shape *polygon, with ink) {
	for i := range l.copies {
		first := 0
		for _, end := range shape.ends {
			ring := shape.points[first:end]
			for j := range ring {
				o.edge(o.place(l, i, ring[j]), o.place(l, i, ring[(j+1)%len(ring)]))
			}
			first = end
		}
	}
	for y := o.top; y < o.bottom; y++ {
		sum := 0.0
		for x := range o.size {
			cell := y*(o.size+1) + x
			sum += o.cover[cell]
			o.cover[cell] = 0
			if part := float32(min(math.Abs(sum), 1)); part > 1e-6 {
				o.blend(y*o.size+x, part, with)
			}
		}
		o.cover[y*(o.size+1)+o.size] = 0
	}
	o.top, o.bottom = o.size, 0
}

func (o *oracle) blend(pixel int, part float32, with ink) {
	o.edges[pixel]++
	if part > 1-1e-6 {
		o.edges[pixel] = 0
	}
	share := &o.share[pixel]
	for k := range share {
		share[k] *= 1 - part
	}
	share[with] += part
}

func (o *oracle) place(l *layer, i int, p point) point {
	angle := math.Pi*float64(2*i+l.phase)/float64(l.copies) - math.Pi/2
	sin, cos := math.Sincos(angle)
	half := float64(o.size) / 2
	return point{half + p.x*cos - p.y*sin, half + p.x*sin + p.y*cos}
}

// edge adds the area right of an edge to the cells of each row that it crosses.
func (o *oracle) edge(a, b point) {
	sign := 1.0
	if a.y > b.y {
		a, b, sign = b, a, -1
	}
	for y := max(math.Floor(a.y), 0); y < min(b.y, float64(o.size)); y++ {
		from, to := max(a.y, y), min(b.y, y+1)
		if from >= to {
			continue
		}
		o.top, o.bottom = min(o.top, int(y)), max(o.bottom, int(y)+1)
		at := func(h float64) float64 { return a.x + (b.x-a.x)*(h-a.y)/(b.y-a.y) }
		o.crossing(int(y), at(from), at(to), sign*(to-from))
	}
}

func (o *oracle) crossing(y int, x0, x1, rise float64) {
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	row := o.cover[y*(o.size+1) : (y+1)*(o.size+1)]
	for c := math.Floor(x0); c <= math.Floor(x1); c++ {
		from, to := max(x0, c), min(x1, c+1)
		part := rise
		if x1 > x0 {
			part = rise * (to - from) / (x1 - x0)
		}
		right := part * (c + 1 - (from+to)/2)
		if i := int(c); i < o.size {
			row[max(i, 0)] += right
			row[max(i+1, 0)] += part - right
		}
	}
}

// TestThePictureIsWithinOneLevelOfTheExactOne compares the share of each ink.
// It may only be off where three colours meet in a pixel and, much rarer, where
// a line meets itself at a corner: the parts of one shape that lie over each
// other in a pixel are added up, and how much that is depends on the chords.
func TestThePictureIsWithinOneLevelOfTheExactOne(t *testing.T) {
	t.Parallel()
	if raced {
		t.Skip("the same arithmetic, ten times slower")
	}
	for i, style := range Styles() {
		o := Options{Seed: "oracle", Style: style, Symmetry: []int{8, 7, 12, 5, 10, 6}[i], Size: DefaultSize - i%2}
		t.Run(fmt.Sprintf("%s of symmetry %d", style, o.Symmetry), func(t *testing.T) {
			t.Parallel()
			compareWithOracle(t, o)
		})
	}
}

func compareWithOracle(t *testing.T, options Options) {
	p, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	var c canvas
	c.paint(&p.drawing)
	o := newOracle(&p.drawing)
	off, offAtOneEdge := 0, 0
	for y := range o.size {
		for x := range o.size {
			pixel := y*o.size + x
			if shareError(c.at(x, y), o.share[pixel]) <= 1.0/levels {
				continue
			}
			off++
			if o.edges[pixel] < 2 {
				offAtOneEdge++
			}
		}
	}
	pixels := float64(o.size * o.size)
	t.Logf("%.4f %% of the pixels are more than a level off, %.4f %% at one edge", 100*float64(off)/pixels, 100*float64(offAtOneEdge)/pixels)
	if float64(off) > 0.001*pixels {
		t.Errorf("%d pixels are more than a level of coverage off", off)
	}
	if float64(offAtOneEdge) > 0.0002*pixels {
		t.Errorf("%d pixels of only two colours are more than a level of coverage off", offAtOneEdge)
	}
}

// at returns the shade of a pixel of the whole picture.
func (c *canvas) at(x, y int) shade {
	if x >= c.width {
		x = c.size - 1 - x
	}
	if y >= c.height {
		y = c.size - 1 - y
	}
	return c.row(y)[x]
}

// shareError returns by how much the share of any ink differs.
func shareError(got shade, want [inks]float32) float64 {
	for i, part := range theShades().recipes[got] {
		want[i] -= float32(part) / parts
	}
	most := 0.0
	for _, w := range want {
		most = max(most, math.Abs(float64(w)))
	}
	return most
}
