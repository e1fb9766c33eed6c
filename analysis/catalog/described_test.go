package catalog_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/catalog"
)

var kebab = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func TestEveryMetricDescribesItself(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range catalog.All() {
		t.Run(m.ID, func(t *testing.T) {
			if !kebab.MatchString(m.ID) || seen[m.ID] {
				t.Errorf("id %q is not in kebab-case, or is taken", m.ID)
			}
			seen[m.ID] = true
			filled(t, "Title", m.Title)
			filled(t, "Meaning", m.Meaning)
			filled(t, "Formula", m.Formula)
			if len(m.Sources) == 0 {
				t.Error("it has no source")
			}
			for _, s := range m.Sources {
				filled(t, "Sources.Text", s.Text)
				if strings.HasPrefix(s.DOI, "http") {
					t.Errorf("DOI %q must come without its resolver", s.DOI)
				}
			}
			conventions := reflect.ValueOf(m.Conventions)
			for i := range conventions.NumField() {
				filled(t, "Conventions."+conventions.Type().Field(i).Name, conventions.Field(i).String())
			}
			if len(m.Columns) > 0 && m.Columns[0].ID != m.ID {
				t.Errorf("its first column is %q, expected the metric's own id", m.Columns[0].ID)
			}
			ids := map[string]bool{}
			for _, c := range m.Columns {
				filled(t, "Columns.Title", c.Title)
				if !kebab.MatchString(c.ID) || ids[c.ID] {
					t.Errorf("column id %q is not in kebab-case, or is taken", c.ID)
				}
				ids[c.ID] = true
			}
			for _, p := range m.Params {
				filled(t, "Params.Meaning", p.Meaning)
				filled(t, "Params.Default", p.Default)
				if !kebab.MatchString(p.ID) {
					t.Errorf("parameter id %q is not in kebab-case", p.ID)
				}
				kinds := []analysis.Kind{analysis.Number, analysis.Integer, analysis.Choice, analysis.Boolean}
				if !slices.Contains(kinds, p.Kind) {
					t.Errorf("parameter %s is of the unknown kind %q", p.ID, p.Kind)
				}
			}
			if found, ok := catalog.Find(m.ID); !ok || found != m {
				t.Errorf("Find(%q) gives another metric", m.ID)
			}
		})
	}
	if _, ok := catalog.Find("no-such-metric"); ok {
		t.Error("Find invents metrics")
	}
}

func filled(t *testing.T, field, text string) {
	t.Helper()
	if strings.TrimSpace(text) == "" {
		t.Errorf("%s is empty", field)
	}
}

// TestEveryMetricIsListed reads the sources, so a metric that was written but not listed fails here.
func TestEveryMetricIsListed(t *testing.T) {
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	listed := 0
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range metricsIn(file) {
			listed++
			if _, ok := catalog.Find(id); !ok {
				t.Errorf("%s: metric %q is not in catalog.All", path, id)
			}
		}
	}
	if all := len(catalog.All()); listed != all {
		t.Errorf("found %d metrics in the sources, %d in the catalogue", listed, all)
	}
}

// metricsIn returns the ids of the exported analysis.Metric variables of a file.
func metricsIn(file *ast.File) []string {
	var ids []string
	for _, d := range file.Decls {
		vars, ok := d.(*ast.GenDecl)
		if !ok || vars.Tok != token.VAR {
			continue
		}
		for _, spec := range vars.Specs {
			v := spec.(*ast.ValueSpec)
			for i, value := range v.Values {
				if ref, ok := value.(*ast.UnaryExpr); ok {
					value = ref.X
				}
				literal, ok := value.(*ast.CompositeLit)
				if ok && v.Names[i].IsExported() && isMetric(literal.Type) {
					ids = append(ids, idOf(literal))
				}
			}
		}
	}
	return ids
}

func isMetric(t ast.Expr) bool {
	s, ok := t.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, ok := s.X.(*ast.Ident)
	return ok && pkg.Name == "analysis" && s.Sel.Name == "Metric"
}

func idOf(literal *ast.CompositeLit) string {
	for _, e := range literal.Elts {
		field, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if name, ok := field.Key.(*ast.Ident); ok && name.Name == "ID" {
			if text, ok := field.Value.(*ast.BasicLit); ok {
				return strings.Trim(text.Value, `"`)
			}
		}
	}
	return ""
}
