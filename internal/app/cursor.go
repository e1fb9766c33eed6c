package app

import (
	"encoding/base64"

	"github.com/sillat/sillat/pkg/fault"
)

// cursorAfter is where the page after the record of an id begins, as lists in the order of ids tell it.
func cursorAfter(id string) string { return base64.RawURLEncoding.EncodeToString([]byte(id)) }

// afterCursor returns the id that a cursor of cursorAfter was made of; "" for the beginning.
func afterCursor(cursor string) (id string, err error) {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return "", fault.New(fault.Invalid, "cursor %q is not one that this service gave; start again without a cursor", cursor)
	}
	return string(text), nil
}
