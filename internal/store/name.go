package store

import (
	"unicode"
	"unicode/utf8"

	"github.com/sillat/sillat/pkg/fault"
)

// longestName is in characters, so that a name fits a line of a list in every script.
const longestName = 64

// CheckName returns a fault.Invalid unless name can be a network's name: 1–64 letters, digits, - _ and ., the first of them a
// letter or a digit. So a name is never mistaken for a flag, and never for a folder such as ".." when it stands in an address.
func CheckName(name string) error {
	bad := func(found string) error {
		return fault.New(fault.Invalid, "a network cannot be named %q: %s; use 1–%d letters, digits, - _ and ., beginning with a letter or a digit",
			shorten(name), found, longestName)
	}
	if name == "" {
		return bad("it is empty")
	}
	if n := utf8.RuneCountInString(name); n > longestName {
		return bad("it is too long")
	}
	for i, r := range name {
		switch {
		case r == utf8.RuneError:
			return bad("it is not valid UTF-8 text")
		case unicode.IsLetter(r) || unicode.IsDigit(r):
		case r != '-' && r != '_' && r != '.':
			return bad("it holds " + string(r))
		case i == 0:
			return bad("it begins with " + string(r))
		}
	}
	return nil
}

// shorten keeps a value short enough to stand inside a sentence.
func shorten(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
