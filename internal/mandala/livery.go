package mandala

// livery is how a ring is coloured, from its band to the seeds of its petals.
type livery struct{ band, outer, inset, core, spark ink }

// liverySteps are those that were found to please, in steps of contrast from
// the ground (0) to the ink of the lines (5). Neighbours never share a step.
var liverySteps = [][5]int{
	{0, 4, 3, 1, 4},
	{0, 3, 2, 1, 4},
	{0, 2, 1, 3, 0},
	{1, 4, 3, 2, 0},
	{1, 3, 0, 4, 1},
	{2, 4, 1, 3, 0},
	{2, 1, 3, 4, 1},
	{3, 1, 2, 4, 0},
	{3, 2, 1, 4, 0},
	{4, 1, 3, 2, 5},
	{4, 2, 1, 3, 5},
	{4, 3, 2, 1, 4},
}

// clearBand marks the liveries whose band is the ground itself.
const clearBand = 0

// liveries chooses one for each ring from the centre outwards, so that no two
// neighbours have the same band or the same petals and only the ring clear shows
// the ground.
func (c *composer) liveries(n, clear int) []livery {
	chosen := make([]livery, 0, n)
	previous := [5]int{-1, -1}
	for len(chosen) < n {
		s := liverySteps[c.motifs.IntN(len(liverySteps))]
		if s[0] == previous[0] || s[1] == previous[1] || s[0] == previous[1] {
			continue
		}
		if (len(chosen) == clear) != (s[0] == clearBand) {
			continue
		}
		previous = s
		chosen = append(chosen, livery{c.shades[s[0]], c.shades[s[1]], c.shades[s[2]], c.shades[s[3]], c.shades[s[4]]})
	}
	return chosen
}

// steps divides a stretch of radius into n widths that differ, each between low
// and high parts, the outermost the widest.
func (c *composer) steps(n int, from, to, low, high float64) []float64 {
	parts, sum := make([]float64, n), 0.0
	for i := range parts {
		parts[i] = within(c.structure, low, high)
		if i == n-1 {
			parts[i] = high * 1.1
		}
		sum += parts[i]
	}
	edges := []float64{from}
	for _, p := range parts {
		edges = append(edges, edges[len(edges)-1]+p*(to-from)/sum)
	}
	return edges
}
