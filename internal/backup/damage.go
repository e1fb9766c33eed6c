package backup

import (
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/sillat/sillat/pkg/fault"
)

// damaged is the refusal of a file that is not as it was written.
func (in *reading) damaged(format string, args ...any) error {
	return fault.New(fault.BadInput, "the backup is damaged after %d records: %s; use another copy of it", in.contents.Records, fmt.Sprintf(format, args...))
}

// failed explains why bytes did not come.
func (in *reading) failed(err error) error {
	_, corrupt := errors.AsType[flate.CorruptInputError](err)
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return fault.New(fault.BadInput, "the backup is cut short after %d records; use another copy of it", in.contents.Records)
	case corrupt || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader):
		return in.damaged("its compressed bytes are not as they were written")
	}
	return fault.New(fault.Unavailable, "the backup cannot be read: %v; check the disk and try again", err)
}
