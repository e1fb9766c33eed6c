package ingest

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

// source is one file to read.
type source struct {
	path string
	size int64
	kind format.Kind // what its name says; Unknown when it says nothing
}

// fileNames are the names, without .csv or .xlsx, that say what a table holds. The first of each is the one to recommend.
var fileNames = []struct {
	kind  format.Kind
	names []string
}{
	{format.Actors, []string{"actors", "nodes", "elements", "toimijat"}},
	{format.Activities, []string{"activities", "projects", "project", "hankkeet"}},
	{format.Collaborations, []string{"collaborations", "ties", "edges", "connections", "yhteydet"}},
	{format.Participations, []string{"participations", "osallistumiset"}},
}

const expectedFiles = "actors.csv, and collaborations.csv and/or activities.csv (or projects.csv) with participations.csv, each also as .csv.gz or .xlsx"

// findSources lists the files that the paths stand for: those of a folder in the order actors, activities,
// collaborations, participations, else the order given.
func findSources(fsys fs.FS, paths []string) ([]source, error) {
	if len(paths) == 0 {
		return nil, fault.New(fault.Invalid, "no file was named: name a folder with %s, or one file", expectedFiles)
	}
	var all []source
	for _, p := range paths {
		found, err := sourcesAt(fsys, p)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	for i, s := range all {
		if slices.ContainsFunc(all[:i], func(o source) bool { return o.path == s.path }) {
			return nil, fault.New(fault.Invalid, "%s was named twice: name every file once", s.path)
		}
	}
	return all, nil
}

// Files lists the files of this machine that the paths stand for, without reading them. The errors are those of Read.
func Files(paths []string) ([]string, error) {
	sources, err := findSources(disk{}, paths)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, s := range sources {
		files = append(files, s.path)
	}
	return files, nil
}

func sourcesAt(fsys fs.FS, p string) ([]source, error) {
	info, err := fs.Stat(fsys, p)
	switch {
	case p == "" || errors.Is(err, fs.ErrInvalid):
		return nil, fault.New(fault.Invalid, "%q is not a path: name a folder with %s, or one file", p, expectedFiles)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.New(fault.NotFound, "%s does not exist: name a folder with %s, or one file", p, expectedFiles)
	case errors.Is(err, fs.ErrPermission):
		return nil, fault.New(fault.BadInput, "%s may not be read: allow it, or copy it where you may read it", p)
	case err != nil:
		return nil, err
	case !info.IsDir():
		return []source{{path: p, size: info.Size(), kind: kindOfName(p)}}, nil
	}
	return sourcesIn(fsys, p)
}

func sourcesIn(fsys fs.FS, dir string) ([]source, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, fault.New(fault.BadInput, "the folder %s cannot be listed (%v): allow it, or name its files", dir, err)
	}
	var found []source
	for _, known := range fileNames {
		var same []source
		for _, e := range entries {
			if ext := path.Ext(format.PlainName(e.Name())); kindOfName(e.Name()) != known.kind || ext != ".csv" && ext != ".xlsx" {
				continue
			}
			p := path.Join(dir, e.Name())
			// Stat and not the entry's own type: a link to a file is as good as the file.
			if info, err := fs.Stat(fsys, p); err == nil && !info.IsDir() {
				same = append(same, source{path: p, size: info.Size(), kind: known.kind})
			}
		}
		if len(same) > 1 {
			return nil, fault.New(fault.BadInput, "%s holds both %s and %s, which would be the same %s twice: keep one, or name the files you mean",
				dir, path.Base(same[0].path), path.Base(same[1].path), known.kind)
		}
		found = append(found, same...)
	}
	if !slices.ContainsFunc(found, func(s source) bool { return s.kind != format.Activities }) {
		return nil, fault.New(fault.BadInput, "%s holds no network: expected %s; found %s; name the files themselves to have them read whatever they are called", dir, expectedFiles, listing(entries))
	}
	return found, nil
}

// kindOfName tells what a file holds by its name.
func kindOfName(name string) format.Kind {
	base := format.PlainName(path.Base(strings.ReplaceAll(name, `\`, "/")))
	base = strings.TrimSuffix(base, path.Ext(base))
	for _, known := range fileNames {
		if slices.Contains(known.names, base) {
			return known.kind
		}
	}
	return format.Unknown
}

// listing is what a folder holds, for the message that it was not what was looked for.
func listing(entries []fs.DirEntry) string {
	const shown = 10
	if len(entries) == 0 {
		return "nothing"
	}
	var names []string
	for _, e := range entries[:min(shown, len(entries))] {
		names = append(names, e.Name())
	}
	if len(entries) > shown {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}
