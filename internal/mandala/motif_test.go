package mandala

import (
	"math"
	"slices"
	"testing"
)

func TestCirclesAreRound(t *testing.T) {
	t.Parallel()
	for _, distance := range []float64{0, .5} {
		c := circle(distance, .1)
		for i := 3; i < len(c.points); i += 3 {
			a, b, c, d := c.points[i-3], c.points[i-2], c.points[i-1], c.points[i]
			middle := point{(a.x + 3*b.x + 3*c.x + d.x) / 8, (a.y + 3*b.y + 3*c.y + d.y) / 8}
			if off := math.Abs(math.Hypot(middle.x-distance, middle.y) - .1); off > 1e-6 {
				t.Errorf("circle at %v: the middle of an arc is off by %v", distance, off)
			}
		}
	}
}

func TestSegmentMotifsFillTheirBoxAndDoNotCross(t *testing.T) {
	t.Parallel()
	r := stream("segments", "test")
	for i := range 500 {
		m := segmentMotif(r)
		half := []polarPoint{m.foot}
		for _, c := range m.curves {
			half = append(half, c[2])
		}
		for _, q := range half {
			if q.t < -1e-9 || q.t > 1+1e-9 || q.s < -1e-9 || q.s > 1 {
				t.Errorf("motif %d leaves its box at height %.3f, breadth %.3f", i, q.t, q.s)
			}
		}
		if last := half[len(half)-1]; m.foot.s != 0 && m.curves == nil || math.Abs(last.s) > 1e-9 {
			t.Errorf("motif %d does not end on the axis", i)
		}
		if len(m.curves) == pieces && compactness(half) <= 0 {
			t.Errorf("motif %d crosses itself", i)
		}
	}
}

func TestShrunkOutlines(t *testing.T) {
	t.Parallel()
	diamond := []point{{1, 0}, {2, 1}, {3, 0}}
	for _, tt := range []struct {
		name string
		half []point
		by   float64
		want []point
	}{
		{"a diamond keeps its angles", diamond, math.Sqrt2 / 4, []point{{1.5, 0}, {2, .5}, {2.5, 0}}},
		{"a triangle keeps its foot straight", []point{{0, 1}, {1, 0}}, .1, []point{{.1, 1 - .1 - .1*math.Sqrt2}, {1 - .1*math.Sqrt2, 0}}},
		{"nothing is left of a small diamond", diamond, 1, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := shrunk(tt.half, tt.by)
			if !slices.EqualFunc(got, tt.want, func(a, b point) bool { return math.Hypot(a.x-b.x, a.y-b.y) < 1e-9 }) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestFoldsGoInwardsAndNeverCross(t *testing.T) {
	t.Parallel()
	p := &paper{composer: newComposer(Options{Seed: "folds", Palette: "saffron", Symmetry: 8})}
	for i := range 500 {
		list := p.folds(1 + i%2)
		for j := 1; j < len(list); j++ {
			a, b := list[j-1], list[j]
			if b.axis > a.axis || b.edge > a.edge || b == a {
				t.Fatalf("fold %v does not lie inside %v", b, a)
			}
			if lead := b.axis - b.edge; lead > maxLead || lead < -maxLead {
				t.Fatalf("fold %v is a spike", b)
			}
		}
		if last := list[len(list)-1]; last != (fold{}) {
			t.Fatalf("the last fold is %v", last)
		}
	}
}

func TestNeighbouringRingsDifferAndOneIsClear(t *testing.T) {
	t.Parallel()
	c := newComposer(Options{Seed: "liveries", Palette: "saffron", Symmetry: 8})
	for i := range 500 {
		list := c.liveries(4, i%3)
		for j, l := range list {
			if (l.band == ground) != (j == i%3) {
				t.Fatalf("ring %d has band %d where ring %d is to be clear", j, l.band, i%3)
			}
			if j > 0 && (l.band == list[j-1].band || l.outer == list[j-1].outer) {
				t.Fatalf("rings %d and %d look alike", j-1, j)
			}
			if l.band == l.outer || l.outer == l.inset || l.inset == l.core || l.core == l.spark {
				t.Fatalf("ring %d has a colour on itself: %+v", j, l)
			}
		}
	}
}

func TestCopiesAreMultiplesOfTheOrder(t *testing.T) {
	t.Parallel()
	for order := MinSymmetry; order <= MaxSymmetry; order++ {
		c := newComposer(Options{Seed: "copies", Palette: "saffron", Symmetry: order})
		for _, aspect := range []float64{.2, .8, 3} {
			k := c.copiesFor(.4, .6, aspect, 24)
			if k%order != 0 || k > max(24, order) {
				t.Errorf("order %d, aspect %v: %d copies", order, aspect, k)
			}
		}
	}
}
