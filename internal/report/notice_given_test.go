package report_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/internal/testkit"
)

// TestNoticesAreGivenTheirFacts finds every place where a notice is given: it must give as many facts as the sentence has places, or a reader
// would see a place's name; and a kind that nobody gives is dead.
func TestNoticesAreGivenTheirFacts(t *testing.T) {
	root := testkit.Root(t)
	declared := kindsByVariable(t, filepath.Join(root, "analysis", "notice", "kinds.go"))
	given := map[string]bool{}
	for _, path := range givers(t, root) {
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if kind, ok := member(n, "notice"); ok {
				given[kind] = true
			}
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			of, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || of.Sel.Name != "Of" {
				return true
			}
			kind, ok := member(of.X, "notice")
			if !ok {
				return true
			}
			at := slices.IndexFunc(notice.All(), func(k notice.Kind) bool { return k.Code == declared[kind] })
			if at < 0 {
				t.Errorf("%s gives notice.%s, which analysis/notice does not list in All", path, kind)
			} else if places := notice.All()[at].Places(); len(places) != len(call.Args) {
				t.Errorf("%s gives notice.%s %d facts; its sentence tells %d: %v", path, kind, len(call.Args), len(places), places)
			}
			return true
		})
	}
	for variable, code := range declared {
		if !given[variable] {
			t.Errorf("nobody gives notice.%s (%s): take it away, with its words", variable, code)
		}
	}
}

// givers returns the sources that may give notices: all of analysis, projection and app but tests.
func givers(t *testing.T, root string) []string {
	t.Helper()
	var found []string
	for _, folder := range []string{"analysis", "internal/projection", "internal/app"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, entry fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				found = append(found, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// member returns the name that is chosen from a package.
func member(n ast.Node, from string) (string, bool) {
	chosen, ok := n.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	x, ok := chosen.X.(*ast.Ident)
	return chosen.Sel.Name, ok && x.Name == from
}

// kindsByVariable reads the codes of the kinds by the names of their variables.
func kindsByVariable(t *testing.T, path string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), path, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]string{}
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if made, ok := spec.Values[0].(*ast.CompositeLit); ok && len(made.Elts) == 2 {
			if code, ok := made.Elts[0].(*ast.BasicLit); ok {
				codes[spec.Names[0].Name] = code.Value[1 : len(code.Value)-1]
			}
		}
		return true
	})
	if len(codes) < 40 {
		t.Fatalf("only %d kinds were found in %s: the walk is broken", len(codes), path)
	}
	return codes
}
