package web_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/testkit"
)

// The page knows a refusal by its English sentence. When the service says it otherwise from now on, readers would get English again: so each
// sentence that the page has words for must stand in the sources still, places and all.
func TestRefusalsThatThePageHasWordsForAreStillSaid(t *testing.T) {
	root := testkit.Root(t)
	phrases := phrasesOf(t, "en")
	said := sentencesIn(t, root)
	known := 0
	for key := range phrases {
		sentence, ok := strings.CutPrefix(key, "fault.")
		if !ok {
			continue
		}
		known++
		form := hole.ReplaceAllString(sentence, "%")
		if said[form] {
			continue
		}
		// What is wrong with an argument is said in one form, with what was expected.
		if _, expected, ok := strings.Cut(form, argument); !ok || !said[expected] {
			t.Errorf("nobody says %q any more; mend the key in internal/web/app/src/locales/problems/*.json", sentence)
		}
	}
	if known < 50 {
		t.Errorf("the page has words for only %d refusals: the walk is broken", known)
	}
}

// A refusal that the page has no sentence for is told by its code; without words for that, too, it would be read in English.
func TestEveryFaultCodeHasWordsInEveryLanguage(t *testing.T) {
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(testkit.Root(t), "pkg", "fault", "fault.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	ast.Inspect(parsed, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "Code" {
				codes = append(codes, textOf(spec.Values[0]))
			}
		}
		return true
	})
	if len(codes) < 10 {
		t.Fatalf("only the codes %v were found: the walk is broken", codes)
	}
	for _, language := range []string{"en", "fi", "sv"} {
		phrases := phrasesOf(t, language)
		for _, code := range codes {
			if !strings.HasSuffix(phrases["code."+code], ".") {
				t.Errorf("problems/%s.json has no sentence %q", language, "code."+code)
			}
		}
	}
}

// phrasesOf reads what the page says of files and refusals in a language.
func phrasesOf(t *testing.T, language string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(testkit.Root(t), "internal", "web", "app", "src", "locales", "problems", language+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var phrases map[string]string
	if err := json.Unmarshal(text, &phrases); err != nil {
		t.Fatalf("%s: %v", language, err)
	}
	return phrases
}

var (
	hole = regexp.MustCompile(`"[^"]*\{\w+\}[^"]*"|\{\w+\}`)
	verb = regexp.MustCompile(`"?%[a-z]"?`)
)

// argument is how analysis.ArgumentError says what an argument was, up to what was expected; its places are holes.
const argument = " is %; expected "

// sentencesIn collects the texts of all sources but tests, the places in them as %. What is put together of texts and values has a hole for each value.
func sentencesIn(t *testing.T, root string) map[string]bool {
	t.Helper()
	said := map[string]bool{}
	for _, folder := range []string{"analysis", "internal", "pkg"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				if x, ok := n.(ast.Expr); ok {
					if text := textOf(x); len(text) > 3 {
						said[text] = true
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return said
}

// textOf is a text, or a sum with a text in it, with % for each place.
func textOf(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(x.Value); err == nil && x.Kind == token.STRING {
			return verb.ReplaceAllString(text, "%")
		}
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			return orHole(textOf(x.X)) + orHole(textOf(x.Y))
		}
	}
	return ""
}

func orHole(text string) string {
	if text == "" {
		return "%"
	}
	return text
}
