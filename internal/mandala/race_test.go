//go:build race

package mandala

// raced: the race detector makes everything some ten times slower.
const raced = true
