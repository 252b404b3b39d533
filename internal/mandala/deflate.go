package mandala

import (
	"encoding/binary"
	"math/bits"
)

// deflater compresses the rows of a picture that is its own mirror image, each
// behind a byte that is 0, in the format of zlib (RFC 1950): one block of
// deflate (RFC 1951) and a checksum.
//
// A picture is flat shapes with soft edges, so it looks only for runs of one
// colour: a general search for repetitions takes more than twice as long to
// make the file a tenth smaller. And a row that was there before, as is every row of
// the lower half of a picture of even order, is a copy of its bits.
type deflater struct {
	runs    []run
	rows    []packedRow
	huffman huffman
	match   [maxMatch + 1]code // of repeating the last byte, by how often
	out     bitWriter
}

// packedRow is a row of the picture.
type packedRow struct {
	end    int    // of its runs
	sum    uint64 // of its bytes
	length int    // in bytes
	start  int    // of its bits in out
}

// run is a byte and how often it comes, times 256.
type run uint32

func newRun(value byte, n int) run { return run(n)<<8 | run(value) }
func (r run) value() byte          { return byte(r) }
func (r run) len() int             { return int(r >> 8) }

const (
	minMatch = 3
	maxMatch = 258
)

// reset forgets the rows.
func (d *deflater) reset() {
	d.runs, d.rows = d.runs[:0], d.rows[:0]
	d.huffman.count = [symbols]uint32{endOfBlock: 1}
}

// add adds a row that has left, and then left backwards; where the width is odd,
// the last byte of left is in the middle and comes once.
func (d *deflater) add(left []byte, width int) {
	row := len(d.runs)
	if left[0] != 0 {
		d.runs = append(d.runs, newRun(0, 1))
	}
	first := len(d.runs)
	d.runs = appendRuns(d.runs, left)
	middle := len(d.runs) - 1
	d.runs[middle] += newRun(0, d.runs[middle].len()-width%2)
	for i := middle - 1; i >= first; i-- {
		d.runs = append(d.runs, d.runs[i])
	}
	if left[0] == 0 {
		d.runs[first] += newRun(0, 1)
	}
	d.rows = append(d.rows, packedRow{end: len(d.runs), sum: d.tally(d.runs[row:]), length: width + 1})
}

// appendRuns appends the runs of the bytes. Most are short.
func appendRuns(runs []run, b []byte) []run {
	for from := 0; from < len(b); {
		value, to := b[from], from+1
		for to < len(b) && b[to] == value {
			to++
			for to+8 <= len(b) && binary.LittleEndian.Uint64(b[to:]) == uint64(value)*0x0101010101010101 {
				to += 8
			}
		}
		runs = append(runs, newRun(value, to-from))
		from = to
	}
	return runs
}

// tally counts the symbols of a row and returns the sum of its bytes.
func (d *deflater) tally(runs []run) (sum uint64) {
	for _, r := range runs {
		sum += uint64(r.value()) * uint64(r.len())
		again := r.len() - 1
		for ; again >= minMatch; again -= min(again, maxMatch) {
			d.huffman.count[matches[min(again, maxMatch)].symbol]++
		}
		d.huffman.count[r.value()] += uint32(1 + again)
	}
	return sum
}

// match is how a repetition is told: a symbol and the extra bits behind it.
type match struct {
	symbol uint16
	extra  code
}

// matches are those of every length (RFC 1951, section 3.2.5).
var matches = func() (list [maxMatch + 1]match) {
	for n := minMatch; n < maxMatch; n++ {
		over, bits := n-minMatch, 0
		for over>>bits >= 8 {
			bits++
		}
		symbol := endOfBlock + 1 + 4*bits + over>>bits
		list[n] = match{uint16(symbol), code{uint32(over) & (1<<bits - 1), uint32(bits)}}
	}
	list[maxMatch].symbol = symbols - 1
	return list
}()

// write appends the stream to out: the rows, and then, in reverse, all of them
// that come before row mirror.
func (d *deflater) write(out []byte, mirror int) []byte {
	out = append(out, 0x78, 0x01) // deflate, a window of 32 KiB, the fastest method
	d.huffman.build()
	for n := minMatch; n <= maxMatch; n++ {
		c, extra := d.huffman.code[matches[n].symbol], matches[n].extra
		// The distance is 1: one bit, a 0, behind the length and its extra bits.
		d.match[n] = code{c.bits | extra.bits<<c.n, c.n + extra.n + 1}
	}
	d.out.reset(out)
	d.head()
	check, first := adler{a: 1}, 0
	for y := range d.rows {
		r := &d.rows[y]
		r.start = d.out.len()
		d.row(d.runs[first:r.end])
		check.add(r)
		first = r.end
	}
	end := d.out.len()
	for y := len(d.rows) - 1; y >= 0; y-- {
		if r := &d.rows[y]; y < mirror {
			d.out.repeat(r.start, end)
			check.add(r)
		}
		end = d.rows[y].start
	}
	d.out.put(d.huffman.code[endOfBlock])
	return binary.BigEndian.AppendUint32(d.out.close(), uint32(check.b<<16|check.a))
}

// adler is the checksum Adler-32 (RFC 1950, section 8.2).
type adler struct{ a, b uint64 }

// add takes a row. Its bytes count in b the more the further they are from its
// end; but a byte and its mirror image count together as if both were in the middle.
func (s *adler) add(r *packedRow) {
	const base = 65521
	n := uint64(r.length)
	s.b = (s.b + n*s.a + r.sum*n/2) % base
	s.a = (s.a + r.sum) % base
}

// head writes the head of a last block with its own codes. The lengths of the
// codes, 0 to 15, are themselves in a code, here of four bits each: a better one
// would save fifty bytes.
func (d *deflater) head() {
	const (
		lastBlock    = 1
		ownCodes     = 2
		distances    = 2 // of which one is used: a lone code would be incomplete
		lengthCodes  = 19
		repeatCodes  = 3 // of the lengths, not used
		literalCodes = symbols
	)
	d.out.put(code{lastBlock | ownCodes<<1, 3})
	d.out.put(code{literalCodes - 257 | (distances-1)<<5 | (lengthCodes-4)<<10, 14})
	for i := range lengthCodes {
		if i < repeatCodes {
			d.out.put(code{0, 3})
		} else {
			d.out.put(code{4, 3})
		}
	}
	for _, c := range d.huffman.code {
		d.out.put(code{bits.Reverse32(c.n) >> 28, 4})
	}
	for range distances {
		d.out.put(code{bits.Reverse32(1) >> 28, 4})
	}
}

// row writes the runs of a row.
func (d *deflater) row(runs []run) {
	d.out.grow(8*len(runs) + (MaxSize+1)/64)
	for _, r := range runs {
		literal := d.huffman.code[r.value()]
		d.out.put(literal)
		again := r.len() - 1
		for again >= minMatch {
			n := min(again, maxMatch)
			d.out.put(d.match[n])
			again -= n
		}
		for range again {
			d.out.put(literal)
		}
	}
}
