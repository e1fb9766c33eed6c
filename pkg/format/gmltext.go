package format

import (
	"errors"
	"html"
	"io"
	"strings"
)

var (
	// errGML is a word that stands where GML has none of its kind.
	errGML = errors.New("not GML")
	// errOpenQuote is a text that ends within quotes.
	errOpenQuote = errors.New("a quote is not closed")
)

// gmlText gives the words of a GML text one by one.
type gmlText struct {
	rest string
	line int
}

// word returns a bracket, a key, a number, or a string with its opening quote; io.EOF at the end.
func (t *gmlText) word() (string, error) {
	t.rest = t.skipBlank()
	if t.rest == "" {
		return "", io.EOF
	}
	switch t.rest[0] {
	case '[', ']':
		return t.cut(1), nil
	case '"':
		end := strings.IndexByte(t.rest[1:], '"')
		if end < 0 {
			return "", errOpenQuote
		}
		word := t.cut(end + 2)
		t.line += strings.Count(word, "\n")
		return word[:len(word)-1], nil
	}
	end := strings.IndexAny(t.rest, " \t\n[]\"")
	if end < 0 {
		end = len(t.rest)
	}
	return t.cut(end), nil
}

func (t *gmlText) cut(n int) string {
	word := t.rest[:n]
	t.rest = t.rest[n:]
	return word
}

// skipBlank passes over blanks, ends of lines and lines that are comments.
func (t *gmlText) skipBlank() string {
	rest := t.rest
	for rest != "" {
		switch rest[0] {
		case '\n':
			t.line++
			rest = rest[1:]
		case ' ', '\t':
			rest = rest[1:]
		case '#':
			end := strings.IndexByte(rest, '\n')
			if end < 0 {
				return ""
			}
			rest = rest[end:]
		default:
			return rest
		}
	}
	return rest
}

// plainGML is a value without its quote and entities.
func plainGML(word string) string {
	if text, ok := strings.CutPrefix(word, `"`); ok {
		return strings.TrimSpace(html.UnescapeString(text))
	}
	return word
}

// isGMLKey reports whether a word may be a key: letters, digits and underscores, a letter first.
func isGMLKey(word string) bool {
	for i := range len(word) {
		c := word[i] | 0x20
		letter := c >= 'a' && c <= 'z'
		if !letter && (i == 0 || word[i] != '_' && (word[i] < '0' || word[i] > '9')) {
			return false
		}
	}
	return word != ""
}
