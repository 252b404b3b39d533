package mandala

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// OptionError says what is wrong with one field of Options.
type OptionError struct {
	Field      string // the field's name in JSON: seed, style, palette, symmetry or size
	Value      string // what was given
	Limits     string // what is allowed: "3 to 24", "one of lotus, lace, ..."
	Suggestion string // the nearest allowed value, empty where none is near
}

func (e *OptionError) Error() string {
	fault := "wrong"
	if e.Field == "style" || e.Field == "palette" {
		fault = "unknown"
	}
	text := fmt.Sprintf("%s %s %s", fault, e.Field, quoted(e.Value))
	if e.Suggestion != "" {
		text += fmt.Sprintf(", did you mean %s?", e.Suggestion)
	}
	return fmt.Sprintf("%s (%s)", text, e.Limits)
}

// Validate returns nil or every fault of o at once: an errors.Join of one
// *OptionError for each wrong field.
func (o Options) Validate() error {
	return errors.Join(
		validSeed(o.Seed),
		validName("style", string(o.Style), styleNames()),
		validName("palette", o.Palette, paletteNames()),
		validRange("symmetry", o.Symmetry, MinSymmetry, MaxSymmetry),
		validRange("size", o.Size, MinSize, MaxSize),
	)
}

func validSeed(seed string) error {
	if seed != "" && len(seed) <= MaxSeedLength*utf8.UTFMax && utf8.RuneCountInString(seed) <= MaxSeedLength && utf8.ValidString(seed) {
		return nil
	}
	return &OptionError{Field: "seed", Value: seed, Limits: fmt.Sprintf("text of 1 to %d characters", MaxSeedLength)}
}

func validName(field, name string, allowed []string) error {
	if name == "" || slices.Contains(allowed, name) {
		return nil
	}
	return &OptionError{
		Field: field, Value: name,
		Limits:     "one of " + strings.Join(allowed, ", "),
		Suggestion: nearest(name, allowed),
	}
}

func validRange(field string, n, low, high int) error {
	if n == 0 || low <= n && n <= high {
		return nil
	}
	return &OptionError{
		Field: field, Value: strconv.Itoa(n),
		Limits:     fmt.Sprintf("%d to %d", low, high),
		Suggestion: strconv.Itoa(min(max(n, low), high)),
	}
}
