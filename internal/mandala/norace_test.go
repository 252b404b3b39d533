//go:build !race

package mandala

const raced = false
