package push

import (
	"hash/fnv"
	"math"
	"strconv"
)

// Duplicates chooses messages that are pushed twice: at least once is all that
// Pub/Sub promises. Half of them come twice at the same time and half once more
// after they were acknowledged. A message's lot depends on Seed and its id only,
// so that a run can be repeated.
type Duplicates struct {
	Rate float64 // share of the messages, 0 to 1
	Seed uint64
}

type twin int

const (
	never twin = iota
	atOnce
	afterwards
)

func (d Duplicates) of(id string) twin {
	if d.Rate <= 0 {
		return never
	}
	h := fnv.New64a()
	h.Write([]byte(strconv.FormatUint(d.Seed, 16) + "/" + id))
	// FNV leaves the high bits of near inputs alike: mix them (MurmurHash3's finaliser).
	sum := h.Sum64()
	sum = (sum ^ sum>>33) * 0xff51afd7ed558ccd
	sum = (sum ^ sum>>33) * 0xc4ceb9fe1a85ec53
	sum ^= sum >> 33
	if float64(sum>>1)/math.MaxInt64 >= d.Rate {
		return never
	}
	if sum&1 == 0 {
		return atOnce
	}
	return afterwards
}
