package mandala

import "math/bits"

// A raster finds how much of each pixel a shape covers: exactly, for shapes of
// straight lines whose corners lie on a grid of 1/256 pixel. An edge adds to the
// cells that it crosses how much of the row it takes from there to the right;
// the running sum along a row is then the covered area. Only cells that an edge
// touched are looked at, so that the inside of a shape costs nothing.
//
// It works in whole numbers, which are the same on every machine.
type raster struct {
	width, height int // pixels
	edges         []edge
	top, bottom   int32 // of the edges

	sums    []int32  // bandRows rows of stride cells
	touched []uint64 // a bit for each cell, in rows of words
	stride  int
	words   int
}

// edge is a line from (x0, y0) to (x1, y1), in units of the grid.
type edge struct{ x0, y0, x1, y1 int32 }

const (
	gridBits = 8
	grid     = 1 << gridBits
	whole    = 2 * grid * grid // the sum of a covered pixel
	bandRows = 128             // rows at a time: what fits the cache
	margin   = 2               // cells beyond the right border that an edge on it touches
)

// resize prepares for a canvas of this many pixels.
func (r *raster) resize(width, height int) {
	r.width, r.height = width, height
	r.stride = width + margin
	r.words = (r.stride + 63) / 64
	r.sums = resized(r.sums, r.stride*bandRows)
	r.touched = resized(r.touched, r.words*bandRows)
	r.clear()
}

func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

func (r *raster) clear() {
	r.edges, r.top, r.bottom = r.edges[:0], int32(r.height)<<gridBits, 0
}

// add takes an edge of the next shape, cut to the canvas: what lies left of it
// counts as its left border, what lies above, below or right is left away.
func (r *raster) add(e edge) {
	if e.y0 == e.y1 {
		return
	}
	right, bottom := int32(r.width)<<gridBits, int32(r.height)<<gridBits
	left, last := min(e.x0, e.x1), max(e.x0, e.x1)
	top, end := min(e.y0, e.y1), max(e.y0, e.y1)
	switch {
	case left > right || end <= 0 || top >= bottom:
		return
	case left < 0 && last > 0:
		r.split(e, 0)
		return
	case last > right && left < right:
		r.split(e, right)
		return
	case last > right:
		return
	}
	e.x0, e.x1 = max(e.x0, 0), max(e.x1, 0)
	r.edges = append(r.edges, e)
	r.top, r.bottom = min(r.top, top), max(r.bottom, end)
}

// split adds the two parts of an edge on either side of an upright line.
func (r *raster) split(e edge, x int32) {
	y := e.y0 + int32(int64(e.y1-e.y0)*int64(x-e.x0)/int64(e.x1-e.x0))
	r.add(edge{e.x0, e.y0, x, y})
	r.add(edge{x, y, e.x1, e.y1})
}

// sweep paints the shape, and then forgets it.
func (r *raster) sweep(c *canvas, with ink) {
	top := max(int(r.top)>>gridBits, 0)
	bottom := min((int(r.bottom)+grid-1)>>gridBits, r.height)
	b := brush{&c.shades.mixing[with], &c.shades.solid[with]}
	for ; top < bottom; top += bandRows {
		rows := min(bandRows, bottom-top)
		from, to := int32(top)<<gridBits, int32(top+rows)<<gridBits
		for _, e := range r.edges {
			if max(e.y0, e.y1) > from && min(e.y0, e.y1) < to {
				r.mark(e, from, to)
			}
		}
		for y := range rows {
			first := 0
			if c.wedge {
				first = top + y
			}
			r.sweepRow(y, c.row(top+y), first, b)
		}
	}
	r.clear()
}

// mark adds the part of an edge between two heights to the cells.
func (r *raster) mark(e edge, from, to int32) {
	sign := int32(1)
	if e.y0 > e.y1 {
		e, sign = edge{e.x1, e.y1, e.x0, e.y0}, -1
	}
	slope := int64(0)
	dy := int64(e.y1 - e.y0)
	if e.y0 < from || e.y1 > to || e.y0>>gridBits != (e.y1-1)>>gridBits {
		slope = int64(e.x1-e.x0) << 24 / dy
	}
	x := int64(e.x0)<<24 + 1<<23
	if e.y0 < from {
		x += slope * int64(from-e.y0)
		e.x0, e.y0 = int32(x>>24), from
	}
	if e.y1 > to {
		e.x1, e.y1 = int32((x+slope*int64(to-e.y0))>>24), to
	}
	y, end := e.y0-from, e.y1-from
	at := e.x0
	for y < end {
		row := y >> gridBits
		next := min((row+1)<<gridBits, end)
		if next == end {
			r.cross(int(row), at, e.x1, (next-y)*sign)
			return
		}
		x += slope * int64(next-y)
		r.cross(int(row), at, int32(x>>24), (next-y)*sign)
		at, y = int32(x>>24), next
	}
}

// cross adds an edge within one row from x0 to x1 that takes rise of the row's
// height, to the cells between.
func (r *raster) cross(row int, x0, x1, rise int32) {
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	sums := r.sums[row*r.stride : (row+1)*r.stride]
	touched := r.touched[row*r.words : (row+1)*r.words]
	first, last := x0>>gridBits, x1>>gridBits
	if first == last {
		part := rise * (x0&(grid-1) + x1&(grid-1))
		sums[first] += 2*grid*rise - part
		sums[first+1] += part
		touched[first>>6] |= 1 << (first & 63)
		first++
		touched[first>>6] |= 1 << (first & 63)
		return
	}
	slope := int64(rise) << 32 / int64(x1-x0)
	risen, x := int32(0), x0
	for c := first; c <= last; c++ {
		end, sum := (c+1)<<gridBits, rise
		if c == last {
			end = x1
		} else {
			sum = int32(slope * int64(end-x0) >> 32)
		}
		step := sum - risen
		part := step * (x + end - 2*c<<gridBits)
		sums[c] += 2*grid*step - part
		sums[c+1] += part
		touched[c>>6] |= 1 << (c & 63)
		risen, x = sum, end
	}
	last++
	touched[last>>6] |= 1 << (last & 63)
}

// sweepRow paints one row of the band from its first pixel on, and clears its
// cells. Most stretches are one pixel of an edge.
func (r *raster) sweepRow(y int, row []shade, first int, b brush) {
	sums := r.sums[y*r.stride : (y+1)*r.stride]
	touched := r.touched[y*r.words : (y+1)*r.words]
	sum, from := int32(0), first
	for w, word := range touched {
		if word == 0 {
			continue
		}
		touched[w] = 0
		for ; word != 0; word &= word - 1 {
			cell := w<<6 + bits.TrailingZeros64(word)
			if cell == from+1 {
				row[from] = b.mixes[coverage(sum)][row[from]]
				from = cell
			} else if cell > from {
				if sum != 0 {
					b.paint(row[from:cell], coverage(sum))
				}
				from = cell
			}
			sum += sums[cell]
			sums[cell] = 0
		}
	}
	if sum != 0 {
		b.paint(row[from:], coverage(sum))
	}
}

// coverage returns the level of a sum. Where parts of a shape lie over each
// other, or wind the other way round, the pixel is covered all the same.
func coverage(sum int32) uint32 {
	return (min(uint32(max(sum, -sum)), whole)*levels + whole/2) / whole
}

// brush lays an ink over pixels.
type brush struct {
	mixes *mixes
	solid *[256]shade
}

// paint covers a stretch of pixels to a level.
func (b brush) paint(stretch []shade, level uint32) {
	switch level {
	case 0:
	case levels:
		for len(stretch) > 0 {
			stretch = stretch[copy(stretch, b.solid[:]):]
		}
	default:
		mix := &b.mixes[level]
		for i, s := range stretch {
			stretch[i] = mix[s]
		}
	}
}
