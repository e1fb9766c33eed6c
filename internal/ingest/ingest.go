// Package ingest reads people's files into a network: it finds the files of a folder, recognises format, encoding,
// delimiter and columns, checks every value, and says of each problem where it is, what was expected and how to mend it.
//
// The stages are: sources (which files) → format (tables of text) → columns (which column is what) → one file per kind
// of row (text into records) → link (does every name refer to something).
package ingest

import (
	"context"
	"io/fs"
	"os"

	"github.com/sillat/sillat/pkg/format"
)

// DefaultMaxProblems is how many problems are listed when Options does not say; the others are counted.
const DefaultMaxProblems = 100

// Options change how files are read. The zero value detects everything.
type Options struct {
	// Columns overrides the detected mapping: "kind.field" → the header to take, such as "actors.id" → "Tunnus". The
	// value "-" means that the field has no column; "kind.header" → "-" ignores a column. Kinds are actors,
	// collaborations, activities and participations; their fields are those of Fields.
	Columns map[string]string
	// AddUnlisted adds the actors and activities that ties and participations name though their file does not list them; otherwise each is a problem.
	AddUnlisted bool
	// Progress is told, from the reading goroutine, how many of all bytes on disk have been read. May be nil.
	Progress func(doneBytes, allBytes int64)
	// MaxProblems is how many problems are listed; 0 means DefaultMaxProblems.
	MaxProblems int
	// MaxBytes is how large each file may be, unpacked; 0 means format.DefaultMaxBytes.
	MaxBytes int64
}

// FileReport tells how one table was understood. A GraphML file has two: its actors and its collaborations; a workbook has one for each sheet.
type FileReport struct {
	File         string      `json:"file"`
	Sheet        string      `json:"sheet,omitempty"` // of a workbook
	Format       string      `json:"format"`          // a format's id
	Kind         format.Kind `json:"kind"`
	Rows         int         `json:"rows"` // read whole, whether their values were good or not
	Delimiter    string      `json:"delimiter,omitempty"`
	Encoding     string      `json:"encoding"`
	Compressed   bool        `json:"compressed"`
	DecimalComma bool        `json:"decimal_comma"` // a number with a decimal comma was met
	Columns      []ColumnUse `json:"columns"`       // in the order of the file
}

// ColumnUse tells what became of one column.
type ColumnUse struct {
	Header  string `json:"header"`
	Field   string `json:"field"`             // one of Fields, AsAttribute or Ignored
	Example string `json:"example,omitempty"` // the first value near the top of the file, shortened
}

// What a column is taken for when it is none of the fields.
const (
	AsAttribute = "attribute"
	Ignored     = "ignored"
)

// Read reads files and folders of this machine into one network. A path is a folder with actors.csv, and
// collaborations.csv and/or activities.csv (or projects.csv) with participations.csv, each also as .csv.gz or .xlsx; or one such
// file; or one file in any format of format.All.
//
// It returns fault.NotFound for a path that does not exist, fault.Invalid for an override that cannot be meant,
// fault.TooLarge past MaxBytes, fault.Cancelled when ctx ends, and fault.BadInput with the problems when any of them is
// fatal. With the last the draft is returned too, to be shown; in all other cases it is nil.
func Read(ctx context.Context, paths []string, opt Options) (*Draft, error) {
	return ReadFS(ctx, disk{}, paths, opt)
}

// ReadFS is Read for any file system, such as one in memory that holds an upload.
func ReadFS(ctx context.Context, fsys fs.FS, paths []string, opt Options) (*Draft, error) {
	overrides, err := parseOverrides(opt.Columns)
	if err != nil {
		return nil, err
	}
	sources, err := findSources(fsys, paths)
	if err != nil {
		return nil, err
	}
	r := newReader(ctx, opt, overrides, sources)
	for _, s := range sources {
		if err := r.read(fsys, s); err != nil {
			return nil, err
		}
	}
	r.unifySpellings()
	r.link()
	return r.finish()
}

// disk is the machine's file system as it is, with absolute paths and "..", which os.DirFS refuses.
type disk struct{}

// Open opens a file or folder.
func (disk) Open(name string) (fs.File, error) { return os.Open(name) }
