package command

import (
	"fmt"
	"hash/fnv"
)

// editions is how many pictures can share one of the names.
const editions = 999

// title is the name of a picture, such as "Moonrise 417". It follows from the
// seed alone: a remix is the same picture in other colours.
func title(seed string, w *words) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(seed))
	n, names := h.Sum64(), w.Picture.Names
	count := uint64(len(names))
	return fmt.Sprintf("%s %d", names[n%count], 1+n/count%editions)
}
