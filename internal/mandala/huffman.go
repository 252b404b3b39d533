package mandala

import (
	"cmp"
	"math/bits"
	"slices"
)

// The alphabet of deflate (RFC 1951, section 3.2.5): the bytes, the end of a
// block, and the codes of lengths.
const (
	endOfBlock = 256
	symbols    = 286
	longest    = 15 // bits of a code
)

// code is a prefix code: the n low bits, the first of them lowest.
type code struct{ bits, n uint32 }

// huffman makes the best code for how often each symbol occurs.
type huffman struct {
	count   [symbols]uint32
	code    [symbols]code
	sorted  []uint16 // the symbols that occur, the rarest first
	weight  [2 * symbols]uint32
	parent  [2 * symbols]uint16
	lengths [2 * symbols]uint8
}

// build sets the code of every symbol that occurs; there must be two.
func (h *huffman) build() {
	h.sorted = h.sorted[:0]
	for s, n := range h.count {
		if n > 0 {
			h.sorted = append(h.sorted, uint16(s))
		}
	}
	slices.SortFunc(h.sorted, func(a, b uint16) int {
		return cmp.Or(cmp.Compare(h.count[a], h.count[b]), cmp.Compare(a, b))
	})
	for i, s := range h.sorted {
		h.weight[i] = h.count[s]
	}
	for h.join() > longest {
		for i := range h.sorted { // flatten the tree: rare symbols become less rare
			h.weight[i] = h.weight[i]/2 + 1
		}
	}
	h.number()
}

// join builds the tree out of its leaves, which come first and in the order of
// their weights, and returns the length of its longest branch.
func (h *huffman) join() int {
	leaves := len(h.sorted)
	leaf, inner := 0, leaves
	lightest := func(next int) int {
		if leaf < leaves && (inner == next || h.weight[leaf] <= h.weight[inner]) {
			leaf++
			return leaf - 1
		}
		inner++
		return inner - 1
	}
	root := 2*leaves - 2
	for next := leaves; next <= root; next++ {
		a := lightest(next)
		b := lightest(next)
		h.weight[next] = h.weight[a] + h.weight[b]
		h.parent[a], h.parent[b] = uint16(next), uint16(next)
	}
	h.lengths[root] = 0
	for i := root - 1; i >= 0; i-- {
		h.lengths[i] = h.lengths[h.parent[i]] + 1
	}
	return int(h.lengths[0])
}

// number gives out the codes by length and then by symbol, as deflate wants it.
func (h *huffman) number() {
	h.code = [symbols]code{}
	var first [longest + 2]uint32
	for i, s := range h.sorted {
		h.code[s].n = uint32(h.lengths[i])
		first[h.lengths[i]+1]++
	}
	for n := 1; n < len(first); n++ {
		first[n] = (first[n-1] + first[n]) << 1
	}
	for s := range h.code {
		if n := h.code[s].n; n > 0 {
			h.code[s].bits = bits.Reverse32(first[n]) >> (32 - n)
			first[n]++
		}
	}
}
