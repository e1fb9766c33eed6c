// Package arch holds the rules of the architecture as tests. They read the sources themselves, so that the test cache cannot
// hide a broken rule.
package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/testkit"
)

const module = "github.com/sillat/sillat/"

// file is one Go source with what it imports.
type file struct {
	path    string // from the repository's top, with slashes
	test    bool
	imports []string
}

func (f file) folder() string { return path.Dir(f.path) }

// sources parses every Go file of the repository.
func sources(t *testing.T) []file {
	t.Helper()
	root := testkit.Root(t)
	var all []file
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || strings.HasPrefix(entry.Name(), ".")) && name != root {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		f := file{path: filepath.ToSlash(relative), test: strings.HasSuffix(name, "_test.go")}
		for _, spec := range parsed.Imports {
			f.imports = append(f.imports, strings.Trim(spec.Path.Value, `"`))
		}
		all = append(all, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 50 {
		t.Fatalf("found only %d Go files below %s: the walk is broken", len(all), root)
	}
	return all
}

// under reports whether a path is a folder or lies in it.
func under(name, folder string) bool { return name == folder || strings.HasPrefix(name, folder+"/") }

func underAny(name string, folders ...string) bool {
	for _, f := range folders {
		if under(name, f) {
			return true
		}
	}
	return false
}

// rule forbids some imports in some files.
type rule struct {
	name    string
	remedy  string
	applies func(f file) bool
	forbids func(f file, imported string) bool // imported is ours without the module's path, or a foreign package whole
}

var rules = []rule{
	{
		name: "analysis is pure", remedy: "analysis may import itself, the standard library without I/O, and gonum; pass what it needs as arguments",
		applies: func(f file) bool { return under(f.folder(), "analysis") && !f.test },
		forbids: func(_ file, imported string) bool {
			switch imported {
			case "os", "io", "net", "log", "log/slog", "time", "math/rand", "bufio", "path/filepath", "syscall":
				return true
			}
			return !under(imported, "analysis") && !under(imported, "gonum.org/v1/gonum") && strings.Contains(imported, ".") ||
				underAny(imported, "cmd", "internal", "pkg", "fixtures", "os", "net")
		},
	},
	{
		name: "pkg is public and stands alone", remedy: "pkg may import only pkg: move the code to internal, or the word it needs to pkg",
		applies: func(f file) bool { return under(f.folder(), "pkg") && !f.test },
		forbids: func(_ file, imported string) bool {
			return underAny(imported, "cmd", "internal", "analysis", "fixtures")
		},
	},
	{
		name: "doors call use cases", remedy: "call internal/app, which calls the rest",
		applies: func(f file) bool { return under(f.folder(), "internal/httpapi") && !f.test },
		forbids: func(_ file, imported string) bool {
			return underAny(imported, "internal/store", "internal/ingest", "internal/projection", "analysis")
		},
	},
	{
		name: "subcommands call use cases", remedy: "call internal/app; only session.go opens a store",
		applies: func(f file) bool {
			return under(f.folder(), "cmd") && !f.test && path.Base(f.path) != "session.go"
		},
		forbids: func(_ file, imported string) bool {
			return underAny(imported, "internal/store", "internal/ingest", "internal/projection", "analysis")
		},
	},
	{
		name: "only cmd names a concrete store", remedy: "take a store.Store instead",
		applies: func(f file) bool {
			return !under(f.folder(), "cmd") && !f.test
		},
		forbids: func(f file, imported string) bool {
			return underAny(imported, "internal/store/sqlite", "internal/store/neo4j") && !under(f.folder(), imported)
		},
	},
	{
		name: "stores do not know each other", remedy: "share through internal/store",
		applies: func(f file) bool { return under(f.folder(), "internal/store") },
		forbids: func(f file, imported string) bool {
			stores := []string{"internal/store/sqlite", "internal/store/neo4j"}
			return underAny(imported, stores...) && underAny(f.folder(), stores...) && !under(f.folder(), imported)
		},
	},
	{
		name: "oracles and test support are for tests", remedy: "import it only from files that end in _test.go",
		applies: func(f file) bool { return !f.test },
		forbids: func(f file, imported string) bool {
			return underAny(imported, "analysis/oracle", "internal/store/storetest", "internal/testkit", "testing", "testing/fstest") &&
				!underAny(f.folder(), "analysis/oracle", "internal/store/storetest", "internal/testkit")
		},
	},
	{
		name: "nothing imports a command", remedy: "move the shared code to internal",
		applies: func(file) bool { return true },
		forbids: func(_ file, imported string) bool { return under(imported, "cmd") },
	},
}

func TestRules(t *testing.T) {
	all := sources(t)
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			applied := 0
			for _, f := range all {
				if !r.applies(f) {
					continue
				}
				applied++
				for _, imported := range f.imports {
					if r.forbids(f, strings.TrimPrefix(imported, module)) {
						t.Errorf("%s imports %s: %s", f.path, imported, r.remedy)
					}
				}
			}
			if applied == 0 {
				t.Error("the rule applies to no file: it checks nothing")
			}
		})
	}
}
