package mandala

// The motifs of a major ring. Heights run from the foot (0) to the head (1),
// breadths from the axis (0) to the edge of the sector (1).
var (
	petal = motif{foot: polarPoint{0, .34}, curves: []curve{
		{{.14, .78}, {.36, 1.02}, {.58, .94}},
		{{.80, .84}, {.93, .34}, {1, 0}},
	}}
	lotus = motif{foot: polarPoint{0, .40}, curves: []curve{
		{{.10, .86}, {.32, 1.06}, {.54, .96}},
		{{.74, .86}, {.82, .16}, {1, 0}},
	}}
	arch = motif{foot: polarPoint{0, .86}, curves: []curve{
		{{.20, .96}, {.40, .98}, {.55, .96}},
		{{.82, .92}, {1, .56}, {1, 0}},
	}}
	drop = motif{foot: polarPoint{0, .05}, curves: []curve{
		{{.22, .10}, {.40, .92}, {.70, .94}},
		{{.90, .94}, {1, .50}, {1, 0}},
	}}
	leaf = motif{foot: polarPoint{0, 0}, curves: []curve{
		{{.22, .62}, {.40, .84}, {.56, .82}},
		{{.74, .78}, {.88, .40}, {1, 0}},
	}}
	spade = motif{foot: polarPoint{0, .22}, curves: []curve{
		{{.10, .26}, {.16, .34}, {.20, .50}},
		{{.24, .98}, {.46, 1.10}, {.60, .84}},
		{{.74, .56}, {.84, .10}, {1, 0}},
	}}
	heart = motif{foot: polarPoint{0, .10}, curves: []curve{
		{{.30, .24}, {.48, .98}, {.76, .96}},
		{{.96, .94}, {1.06, .36}, {.90, 0}},
	}}
	tulip = motif{foot: polarPoint{0, .30}, curves: []curve{
		{{.16, .94}, {.48, 1.0}, {.80, .92}},
		{{.72, .72}, {.74, .46}, {.80, .34}},
		{{.88, .30}, {.94, .14}, {1, 0}},
	}}
	ogive = motif{foot: polarPoint{0, .80}, curves: []curve{
		{{.22, 1.0}, {.46, .96}, {.62, .72}},
		{{.76, .50}, {.90, .22}, {1, 0}},
	}}
	trefoil = motif{foot: polarPoint{0, .46}, curves: []curve{
		{{.06, .98}, {.40, 1.16}, {.56, .62}},
		{{.74, .80}, {1, .62}, {1, 0}},
	}}
)

var majors = []motif{petal, lotus, arch, drop, leaf, spade, heart, tulip, ogive, trefoil}
