package mandala

import "sync"

// shade is the colour of one pixel: an ink, or a mix of two or three inks. A
// picture has so few of them that a byte holds one, and blending is a look into
// a table that is the same for every picture. Only what the shades look like
// differs.
type shade = byte

// Coverage is told in levels. Two inks have a mix for each level between none
// and all; three inks, which meet in few pixels, have a mix for each way to
// share coarser steps so that all three have some. More steps are not seen and
// only make the PNG larger.
const (
	levels = 9
	coarse = 5
	parts  = levels * coarse // of a shade: both steps divide it
)

// shades is how many there are: the inks, the mixes of 15 pairs of them, and
// those of 20 triples.
const (
	pairs   = levels - 1
	triples = (coarse - 1) * (coarse - 2) / 2
	shades  = inks + 15*pairs + 20*triples
)

// recipe is what a shade is made of: so many parts of each ink, or so many
// shares of whatever the sum of all is.
type recipe [inks]int

// mixes[level][s] is the shade of an ink laid at a level of coverage over s.
type mixes [levels + 1][256]shade

// shadeTable holds what is known of the shades: the inks, then the mixes of
// pairs a < b from the least of b to the most, then those of triples a < b < c.
type shadeTable struct {
	recipes  [shades]recipe
	pairAt   [inks][inks]shade       // the first mix of a pair
	tripleAt [inks][inks][inks]shade // the first mix of a triple
	mixing   [inks]mixes
	solid    [inks][256]shade // runs of each ink
}

// theShades makes the table when the first picture is painted: programs that
// never paint one do not wait for it.
var theShades = sync.OnceValue(func() *shadeTable {
	t := new(shadeTable)
	list := t.recipes[:0]
	add := func(r recipe) { list = append(list, r) }
	for a := range inks {
		add(recipeOf(a, parts, a, 0, a, 0))
	}
	for a := range inks {
		for b := a + 1; b < inks; b++ {
			t.pairAt[a][b] = shade(len(list))
			eachPair(a, b, add)
		}
	}
	for a := range inks {
		for b := a + 1; b < inks; b++ {
			for c := b + 1; c < inks; c++ {
				t.tripleAt[a][b][c] = shade(len(list))
				eachTriple(a, b, c, add)
			}
		}
	}
	for with := range inks {
		for i := range t.solid[with] {
			t.solid[with][i] = shade(with)
		}
		t.fill(with)
	}
	return t
})

func recipeOf(a, ofA, b, ofB, c, ofC int) (r recipe) {
	r[a] += ofA
	r[b] += ofB
	r[c] += ofC
	return r
}

func eachPair(a, b int, add func(recipe)) {
	for n := 1; n < levels; n++ {
		add(recipeOf(a, (levels-n)*coarse, b, n*coarse, b, 0))
	}
}

func eachTriple(a, b, c int, add func(recipe)) {
	for i := 1; i < coarse; i++ {
		for j := 1; i+j < coarse; j++ {
			add(recipeOf(a, i*levels, b, j*levels, c, (coarse-i-j)*levels))
		}
	}
}

// fill computes the mixes of an ink.
func (t *shadeTable) fill(with int) {
	for s := range t.recipes {
		t.mixing[with][0][s] = shade(s)
		t.mixing[with][levels][s] = shade(with)
	}
	for level := 1; level < levels; level++ {
		for s, under := range t.recipes {
			for i := range under {
				under[i] *= levels - level
			}
			under[with] += parts * level
			t.mixing[with][level][s] = t.nearest(&under)
		}
	}
}

// all is the sum of the shares of a recipe for which a shade is sought.
const all = levels * parts

// nearest returns the shade that comes closest to a recipe.
func (t *shadeTable) nearest(r *recipe) shade {
	a, b, c := r.heaviest()
	best := t.nearestOf(r, a, b)
	if r[c] == 0 {
		return best
	}
	least := r.distance(&t.recipes[best])
	try := func(s shade) {
		if d := r.distance(&t.recipes[s]); d < least {
			best, least = s, d
		}
	}
	try(t.nearestOf(r, a, c))
	try(t.nearestOf(r, b, c))
	low, high := min(a, b, c), max(a, b, c)
	first := t.tripleAt[low][a+b+c-low-high][high]
	for i := range shade(triples) {
		try(first + i)
	}
	return best
}

// nearestOf returns the nearest mix of two inks, which share evenly what is of others.
func (t *shadeTable) nearestOf(r *recipe, a, b int) shade {
	a, b = min(a, b), max(a, b)
	switch n := ((r[b]-r[a]+all)*levels + all) / (2 * all); n {
	case 0:
		return shade(a)
	case levels:
		return shade(b)
	default:
		return t.pairAt[a][b] + shade(n-1)
	}
}

// distance returns the square of how far a shade's recipe is from r.
func (r *recipe) distance(s *recipe) (sum int) {
	for i, part := range s {
		d := r[i] - part*levels
		sum += d * d
	}
	return sum
}

// heaviest returns the three inks of the largest shares, in that order.
func (r *recipe) heaviest() (a, b, c int) {
	most, next, third := -1, -1, -1
	for i, share := range r {
		switch {
		case share > most:
			a, b, c = i, a, b
			most, next, third = share, most, next
		case share > next:
			b, c = i, b
			next, third = share, next
		case share > third:
			c, third = i, share
		}
	}
	return a, b, c
}
