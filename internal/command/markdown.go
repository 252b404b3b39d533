package command

import "strings"

// code writes text so that Discord shows it as it is and nothing in it is
// markdown, a mention or a link: as inline code, which is easy to copy, or with
// every special character escaped where the text has a backtick itself.
// uncode reads it back.
func code(text string) string {
	if !strings.Contains(text, "`") {
		return "`" + text + "`"
	}
	var b strings.Builder
	for _, r := range text {
		if special(r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// special says whether a backslash makes the character lose its meaning in
// Discord's markdown: ASCII that is neither letter, digit nor space.
func special(r rune) bool {
	return r > ' ' && r < 0x7f && !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
}

// uncode returns the text that code wrote.
func uncode(shown string) string {
	if len(shown) >= 2 && shown[0] == '`' && shown[len(shown)-1] == '`' {
		return shown[1 : len(shown)-1]
	}
	var b strings.Builder
	escaped := false
	for _, r := range shown {
		if escaped = r == '\\' && !escaped; !escaped {
			b.WriteRune(r)
		}
	}
	return b.String()
}
