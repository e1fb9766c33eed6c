package app

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// ImportRequest asks for files to become a revision of a network.
type ImportRequest struct {
	Network string
	Files   fs.FS             // where the paths are looked up; nil: the file system of this machine
	Paths   []string          // folders or files; together they make one network
	Columns map[string]string // headers to use instead of those detected: "actors.id" → "Tunnus"; "-" ignores a column
	DryRun  bool              // read and check only

	AddUnlisted bool // add whom ties and participations name and no file lists, instead of refusing the files

	By       string // who or which client asks
	Message  string // for the record of changes; "": names the files
	Progress func(done, all int64)
}

// ImportResult is what an import did, or would do.
type ImportResult struct {
	Network      string           `json:"network"`
	DryRun       bool             `json:"dry_run"`
	Changed      bool             `json:"changed"`  // false when everything was stored already
	Revision     *RevisionSummary `json:"revision"` // the newest one after the import; null for a dry run
	Read         network.Counts   `json:"read"`
	Merged       int              `json:"merged"` // records of actors that were merged before, taken as being about those they are
	Files        FileReports      `json:"files"`
	Problems     []fault.Problem  `json:"problems"` // the first ones
	ProblemCount int              `json:"problem_count"`
}

// FileReports tell how files were understood.
type FileReports = []ingest.FileReport

// Import reads files and stores them as one revision, or nothing at all. When the files cannot be used it returns the fault
// with its problems, and the result beside it tells how the files were read.
func (a *App) Import(ctx context.Context, r ImportRequest) (*ImportResult, error) {
	options := ingest.Options{Columns: r.Columns, AddUnlisted: r.AddUnlisted, Progress: r.Progress}
	var (
		draft *ingest.Draft
		err   error
	)
	if r.Files == nil {
		draft, err = ingest.Read(ctx, r.Paths, options)
	} else {
		draft, err = ingest.ReadFS(ctx, r.Files, r.Paths, options)
	}
	out := &ImportResult{Network: r.Network, DryRun: r.DryRun, Files: []ingest.FileReport{}, Problems: []fault.Problem{}}
	if draft != nil {
		out.Read = draft.Counts()
		out.Files = append(out.Files, draft.Files...)
		out.Problems = append(out.Problems, draft.Problems...)
		out.ProblemCount = draft.ProblemCount
	}
	if err != nil || r.DryRun {
		return out, err
	}
	s, err := a.stored()
	if err != nil {
		return out, err
	}
	picture := draft.Picture()
	if out.Merged, err = a.mean(ctx, r.Network, picture); err != nil {
		return out, err
	}
	ctx, span := tracing.Begin(ctx, "write store")
	defer a.standing.Forget(r.Network)
	rev, changed, err := s.Import(ctx, r.Network, picture, network.Change{By: r.By, Message: r.message()})
	tracing.End(span, err)
	if err != nil {
		return out, err
	}
	made := revision(rev)
	out.Changed, out.Revision = changed, &made
	return out, nil
}

// message names the files without the folders that lead to them: where they lay is nobody else's business.
func (r ImportRequest) message() string {
	if r.Message != "" {
		return r.Message
	}
	names := make([]string, len(r.Paths))
	for i, p := range r.Paths {
		names[i] = filepath.Base(p)
	}
	return "import " + strings.Join(names, ", ")
}

// ImportFiles lists the files that an import of the paths would read, to send them elsewhere.
func ImportFiles(paths []string) ([]string, error) { return ingest.Files(paths) }

// ParseColumns reads headers to use as they are typed, kind.field=HEADER.
func ParseColumns(param string, texts []string) (map[string]string, error) {
	var out map[string]string
	for _, text := range texts {
		field, header, ok := strings.Cut(text, "=")
		if ignored, yes := strings.CutSuffix(text, "=-"); yes {
			field, header = ignored, "-" // a column that is left out may have a = in its name
		}
		if !ok {
			return nil, fault.New(fault.Invalid, "%s is %q; expected kind.field=HEADER, such as actors.id=Tunnus", param, text)
		}
		if out == nil {
			out = map[string]string{}
		}
		out[field] = header
	}
	return out, nil
}
