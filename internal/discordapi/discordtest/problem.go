package discordtest

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// problems is what is wrong with a request, by the path of the field.
type problems []problem

type problem struct{ path, text string }

func (p *problems) add(path, text string) { *p = append(*p, problem{path, text}) }

func (p *problems) atMost(path, text string, limit int) {
	if n := utf8.RuneCountInString(text); n > limit {
		p.add(path, fmt.Sprintf("must be %d or fewer in length and is %d", limit, n))
	}
}

func (p *problems) between(path, text string, least, most int) {
	if text == "" && least > 0 {
		p.add(path, "is required")
	}
	p.atMost(path, text, most)
}

// String says all of it in one line.
func (p problems) String() string {
	var lines []string
	for _, one := range p {
		lines = append(lines, strings.TrimSpace(one.path+" "+one.text))
	}
	return strings.Join(lines, "; ")
}

// errors returns the problems in the nested form of Discord's error 50035,
// where a field has either errors of its own or fields with errors: of both
// the first is told.
func (p problems) errors() map[string]any {
	root := map[string]any{}
	for _, one := range p {
		at := root
		for step := range strings.SplitSeq(one.path, ".") {
			if step == "" {
				continue
			}
			next, ok := at[step].(map[string]any)
			if !ok {
				next = map[string]any{}
			}
			if at["_errors"] == nil {
				at[step] = next
			}
			at = next
		}
		if len(at) == 0 {
			at["_errors"] = []any{map[string]any{"code": "INVALID", "message": one.text}}
		}
	}
	return root
}
