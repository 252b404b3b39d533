package mandala

import "math"

// namedHues lists colours that have a plain English name, in OKLCH.
var namedHues = []struct {
	name string
	at   oklch
}{
	{"white", oklch{.98, 0, 0}},
	{"cream", oklch{.96, .025, 90}},
	{"grey", oklch{.60, 0, 0}},
	{"black", oklch{.16, .01, 280}},
	{"red", oklch{.55, .20, 25}},
	{"dark red", oklch{.42, .14, 15}},
	{"coral", oklch{.69, .15, 27}},
	{"brick red", oklch{.55, .145, 36}},
	{"orange", oklch{.69, .15, 56}},
	{"peach", oklch{.83, .10, 65}},
	{"sand", oklch{.84, .085, 80}},
	{"gold", oklch{.83, .14, 87}},
	{"yellow", oklch{.90, .17, 100}},
	{"brown", oklch{.43, .09, 45}},
	{"dark brown", oklch{.30, .04, 45}},
	{"olive", oklch{.60, .10, 115}},
	{"lime", oklch{.84, .12, 120}},
	{"green", oklch{.56, .13, 150}},
	{"light green", oklch{.82, .12, 155}},
	{"emerald green", oklch{.70, .125, 153}},
	{"dark green", oklch{.42, .08, 160}},
	{"dark green", oklch{.22, .04, 165}},
	{"mint", oklch{.83, .09, 170}},
	{"teal", oklch{.55, .09, 195}},
	{"dark teal", oklch{.42, .07, 205}},
	{"dark teal", oklch{.20, .04, 205}},
	{"turquoise", oklch{.70, .10, 190}},
	{"pale blue", oklch{.83, .07, 225}},
	{"sky blue", oklch{.69, .11, 238}},
	{"blue", oklch{.56, .16, 260}},
	{"deep blue", oklch{.43, .15, 266}},
	{"dark blue", oklch{.22, .05, 265}},
	{"slate blue", oklch{.36, .05, 258}},
	{"indigo", oklch{.43, .14, 282}},
	{"violet", oklch{.56, .16, 295}},
	{"lavender", oklch{.83, .08, 305}},
	{"lilac", oklch{.70, .12, 310}},
	{"purple", oklch{.44, .14, 312}},
	{"dark purple", oklch{.22, .05, 305}},
	{"magenta", oklch{.60, .18, 335}},
	{"plum", oklch{.43, .12, 340}},
	{"dark plum", oklch{.22, .05, 345}},
	{"dark plum", oklch{.34, .085, 340}},
	{"dark red", oklch{.20, .045, 15}},
	{"orchid", oklch{.70, .14, 340}},
	{"pink", oklch{.83, .09, 355}},
	{"rose", oklch{.69, .14, 8}},
	{"crimson", oklch{.54, .19, 12}},
}

// colorName is the name of the nearest colour that has one.
func colorName(c oklch) string {
	best, least := "", math.Inf(1)
	for _, n := range namedHues {
		if d := distance(c, n.at); d < least {
			best, least = n.name, d
		}
	}
	return best
}

// distance is how far two colours are apart in OKLab.
func distance(a, b oklch) float64 {
	sa, ca := sincos(a.h * math.Pi / 180)
	sb, cb := sincos(b.h * math.Pi / 180)
	x, y := float64(a.c*ca)-float64(b.c*cb), float64(a.c*sa)-float64(b.c*sb)
	return hypot(a.l-b.l, hypot(x, y))
}
