package arch

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/testkit"
)

// longest is the most lines of a source that holds one idea.
const longest = 450

// vague are package names that say nothing.
var vague = []string{"utils", "util", "common", "helpers", "helper", "models", "misc", "base", "manager"}

// unfinished are marks of work that was left. They are split so that this file does not hold them.
var unfinished = regexp.MustCompile("TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK")

func TestTopLevelHoldsWhatTheDesignLists(t *testing.T) {
	allowed := map[string]bool{
		"cmd": true, "pkg": true, "internal": true, "analysis": true, "fixtures": true, "bin": true, "go.mod": true, "go.sum": true,
		"README.md": true, "compose.yaml": true, "Makefile": true, "LICENSE": true, "Dockerfile": true,
	}
	entries, err := os.ReadDir(testkit.Root(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !allowed[e.Name()] && !strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s lies at the top of the repository: move it into one of the folders there", e.Name())
		}
	}
}

func TestSources(t *testing.T) {
	root := testkit.Root(t)
	for _, f := range sources(t) {
		text, err := os.ReadFile(filepath.Join(root, f.path))
		if err != nil {
			t.Fatal(err)
		}
		if formatted, err := format.Source(text); err != nil || string(formatted) != string(text) {
			t.Errorf("%s is not formatted: run gofmt -w %s", f.path, f.path)
		}
		if lines := strings.Count(string(text), "\n"); lines > longest && !f.test {
			t.Errorf("%s has %d lines: split it where a second idea begins (at most %d)", f.path, lines, longest)
		}
		if mark := unfinished.FindString(string(text)); mark != "" {
			t.Errorf("%s holds %q: finish the work or open an issue", f.path, mark)
		}
		for _, name := range vague {
			if path.Base(f.folder()) == name {
				t.Errorf("%s lies in a folder called %s: name it for what it does", f.path, name)
			}
		}
		declarations(t, f, text)
	}
}

// declarations holds a source to what can be seen in its declarations.
func declarations(t *testing.T, f file, text []byte) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), f.path, text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range parsed.Decls {
		function, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if function.Name.Name == "init" && function.Recv == nil {
			t.Errorf("%s has an init function: do the work where it is asked for, or list it explicitly", f.path)
		}
		if !f.test && function.Name.IsExported() && function.Doc == nil && exportedReceiver(function) {
			t.Errorf("%s: %s has no comment: say what it means, its units and errors", f.path, function.Name.Name)
		}
	}
}

// exportedReceiver reports whether a function is one that other packages can call.
func exportedReceiver(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return true
	}
	kind := f.Recv.List[0].Type
	if star, ok := kind.(*ast.StarExpr); ok {
		kind = star.X
	}
	if generic, ok := kind.(*ast.IndexExpr); ok {
		kind = generic.X
	}
	name, ok := kind.(*ast.Ident)
	return ok && name.IsExported()
}

func TestNoTestSkipsInCI(t *testing.T) {
	// Only testkit may skip, and there it fails in CI.
	skip := regexp.MustCompile(`\bt(b)?\.Skip(f|Now)?\(`)
	root := testkit.Root(t)
	for _, f := range sources(t) {
		if under(f.folder(), "internal/testkit") || !f.test {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, f.path))
		if err != nil {
			t.Fatal(err)
		}
		if skip.Match(text) && f.path != "internal/arch/style_test.go" {
			t.Errorf("%s skips a test: ask internal/testkit for what it needs, which fails in CI when it is missing", f.path)
		}
	}
}
