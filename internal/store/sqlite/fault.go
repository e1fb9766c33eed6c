package sqlite

import (
	"context"
	"errors"
	"fmt"

	driver "modernc.org/sqlite"
	code "modernc.org/sqlite/lib"

	"github.com/sillat/sillat/pkg/fault"
)

// explain turns what the driver says into a fault with a sentence. Faults pass as they are.
func (s *Store) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if _, is := errors.AsType[*fault.Error](err); is {
		return err
	}
	if ctx.Err() != nil {
		return fault.New(fault.Cancelled, "the work on the store was cancelled before it was done; nothing of it was stored")
	}
	if s.closed.Load() {
		return fault.New(fault.Unavailable, "the store %s is closed; open it again", s.path)
	}
	if e, is := errors.AsType[*driver.Error](err); is {
		if sentence := sentenceOf(e.Code()); sentence != "" {
			return fault.New(fault.Unavailable, "the store %s %s", s.path, sentence)
		}
	}
	return fmt.Errorf("store %s: %w", s.path, err)
}

// sentenceOf says what ails the file and how to mend it; "" for a fault of ours. Extended codes count as their primary one.
func sentenceOf(c int) string {
	switch c & 0xff {
	case code.SQLITE_BUSY, code.SQLITE_LOCKED:
		return "is being changed by another process; try again when that is done"
	case code.SQLITE_FULL:
		return "cannot grow: its disk is full; free some space and try again"
	case code.SQLITE_READONLY, code.SQLITE_PERM:
		return "may not be written: give this user the right to write the file and its folder, or choose another place with --store sqlite:PATH"
	case code.SQLITE_CANTOPEN:
		return "cannot be opened: check that the path is a file and that this user may read and write it and its folder"
	case code.SQLITE_CORRUPT, code.SQLITE_NOTADB:
		return "is damaged: put back a backup, or move the file away and import again"
	case code.SQLITE_IOERR:
		return "cannot be read or written: the disk reports an error; check the disk and try again"
	case code.SQLITE_NOMEM:
		return "ran out of memory; close other programs and try again"
	}
	return ""
}
