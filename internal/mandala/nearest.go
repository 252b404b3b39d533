package mandala

import (
	"strconv"
	"strings"
)

// maxShown bounds how much of a wrong value an error repeats, in characters.
const maxShown = 40

// quoted returns text as an error shows it: plain where it is one short word,
// else quoted and cut.
func quoted(text string) string {
	runes := []rune(text[:min(len(text), 4*maxShown)])
	if len(runes) > maxShown {
		text = string(runes[:maxShown]) + "..."
	}
	if q := strconv.Quote(text); text == "" || q != `"`+text+`"` || strings.ContainsAny(text, " ,") {
		return q
	}
	return text
}

// nearest returns the name of the fewest edits from what was typed, if no more
// than a third of its letters differ, else "".
func nearest(typed string, names []string) string {
	if len(typed) > maxShown {
		return ""
	}
	typed = strings.ToLower(strings.TrimSpace(typed))
	best, fewest := "", len(typed)/3+2
	for _, name := range names {
		if d := edits(typed, name); d < fewest {
			best, fewest = name, d
		}
	}
	return best
}

// edits returns the Levenshtein distance of a and b in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0]++
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
