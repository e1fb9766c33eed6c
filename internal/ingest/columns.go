package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

// overrides are the user's own words on columns, by kind and then by field or header.
type overrides map[format.Kind]map[string]string

// parseOverrides reads "kind.field" → header. What names no kind or field is fault.Invalid: dropping it would hide a slip of the pen.
func parseOverrides(columns map[string]string) (overrides, error) {
	out := overrides{}
	for _, key := range slices.Sorted(maps.Keys(columns)) {
		kind, name, _ := strings.Cut(key, ".")
		s := shapeOf(format.Kind(kind))
		if s == nil || name == "" {
			return nil, fault.New(fault.Invalid, "%q names no column: write kind.field, such as actors.id; kinds are actors, activities, collaborations and participations", key)
		}
		isField := slices.ContainsFunc(s.fields, func(f field) bool { return f.name == name })
		if !isField && columns[key] != "-" {
			return nil, fault.New(fault.Invalid, "%s have no field %q: the fields are %s", kind, name, strings.Join(Fields(s.kind), ", "))
		}
		if out[s.kind] == nil {
			out[s.kind] = map[string]string{}
		}
		out[s.kind][name] = columns[key]
	}
	return out, nil
}

// mapping says which column holds which field, -1 for none, and what each column is used for.
type mapping struct {
	of   []int    // by field
	uses []string // by column: a field's name, AsAttribute or Ignored
}

// mapColumns finds the column of every field. What is wrong with an override is returned as a problem without a place.
func mapColumns(s *shape, header []string, own map[string]string) (mapping, []fault.Problem) {
	m := mapping{of: make([]int, len(s.fields)), uses: make([]string, len(header))}
	folded, plain := make([]string, len(header)), make([]string, len(header))
	for i, h := range header {
		folded[i], plain[i] = fold(h), bare(h)
	}
	wrong := m.applyOverrides(s, header, folded, own)
	for i, f := range s.fields {
		if _, said := own[f.name]; said {
			continue
		}
		m.of[i] = -1
		c := m.first(folded, f)
		if c < 0 {
			c = m.first(plain, f)
		}
		if c >= 0 {
			m.of[i], m.uses[c] = c, f.name
		}
	}
	seen := map[string]bool{}
	for i, h := range header {
		switch {
		case m.uses[i] != "":
		case s.attributes && h != "" && !seen[h]:
			m.uses[i] = AsAttribute
		default:
			m.uses[i] = Ignored
		}
		seen[h] = true
	}
	return m, wrong
}

// first returns the column of the first of a field's names that is there, or -1.
func (m *mapping) first(folded []string, f field) int {
	for _, name := range f.names {
		if c := m.free(folded, name); c >= 0 {
			return c
		}
	}
	return -1
}

// free returns the first column of this name that is not used yet, or -1.
func (m *mapping) free(folded []string, name string) int {
	for c, h := range folded {
		if h == name && m.uses[c] == "" {
			return c
		}
	}
	return -1
}

// applyOverrides gives fields the columns that the user named, before anything is detected.
func (m *mapping) applyOverrides(s *shape, header, folded []string, own map[string]string) []fault.Problem {
	var wrong []fault.Problem
	for i, f := range s.fields {
		want, said := own[f.name]
		if !said {
			continue
		}
		m.of[i] = -1
		if want == "-" {
			// The column that would have been taken is not to come back as an attribute.
			if c := m.first(folded, f); c >= 0 {
				m.uses[c] = Ignored
			}
			continue
		}
		c := slices.Index(header, want)
		if c < 0 {
			c = slices.Index(folded, fold(want))
		}
		if c < 0 || m.uses[c] != "" {
			wrong = append(wrong, fault.Problem{
				Column: want, Fatal: true,
				Expected: fmt.Sprintf("a column of this name for %s.%s", s.kind, f.name),
				Remedy:   "name one that is free: " + headerList(header),
			})
			continue
		}
		m.of[i], m.uses[c] = c, f.name
	}
	for c, h := range header {
		if own[h] == "-" && m.uses[c] == "" {
			m.uses[c] = Ignored
		}
	}
	return wrong
}

// missing returns the required fields that have no column.
func (m *mapping) missing(s *shape) []field {
	var out []field
	for i, f := range s.fields {
		if f.required && m.of[i] < 0 {
			out = append(out, f)
		}
	}
	return out
}

// kindOf tells what a table holds: what its name says if the header agrees, else what the header says.
// Unknown means neither tells.
func kindOf(named format.Kind, header []string, own overrides) format.Kind {
	order := []format.Kind{named, format.Participations, format.Collaborations, format.Activities, format.Actors}
	for _, kind := range order {
		s := shapeOf(kind)
		if s == nil {
			continue
		}
		m, _ := mapColumns(s, header, own[kind])
		// Actors and activities both have an id and a name; only a title or an acronym tells an activity by its header.
		if len(m.missing(s)) == 0 && (kind == named || kind != format.Activities || looksLikeActivities(header)) {
			return kind
		}
	}
	return named
}

func headerList(header []string) string {
	const shown = 20
	var names []string
	for _, h := range header[:min(shown, len(header))] {
		names = append(names, format.Excerpt(h))
	}
	if len(header) > shown {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}
