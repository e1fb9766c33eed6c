package ingest

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/sillat/sillat/pkg/format"
)

// field is one thing that Sillat reads from a table, and the names that people give its column in English, Finnish and
// Swedish and in the files of Gephi, Kumu, igraph and CORDIS. Names are folded; the first that is there wins.
type field struct {
	name     string
	required bool
	names    []string
}

// shape is a kind of table: its fields, whether its other columns are attributes, and what takes its rows.
type shape struct {
	kind       format.Kind
	fields     []field
	attributes bool
	add        func(*reader, cells)
	settle     func(*table) // decides by the first rows what the header leaves open; may be nil
}

// shapes lists every kind of table.
var shapes = []*shape{&actorShape, &activityShape, &collaborationShape, &participationShape}

// Fields returns the names of the fields that a kind of table has, as Options.Columns takes them.
func Fields(kind format.Kind) []string {
	s := shapeOf(kind)
	if s == nil {
		return nil
	}
	var names []string
	for _, f := range s.fields {
		names = append(names, f.name)
	}
	return names
}

func shapeOf(kind format.Kind) *shape {
	i := slices.IndexFunc(shapes, func(s *shape) bool { return s.kind == kind })
	if i < 0 {
		return nil
	}
	return shapes[i]
}

// The names of the dates, which several kinds share.
var (
	startNames = []string{
		"start", "startdate", "started", "alku", "alkupaiva", "alkupvm", "alkaa", "alkoi", "alkanut", "alkamispaiva", "alkamispvm", "aloituspaiva", "aloituspvm",
		"alkaen", "mukanaalkaen", "alkamisaika", "alkamisvuosi", "aloitusvuosi", "startyear", "startar",
		"startdatum", "startade", "borjar", "borjade"}
	endNames = []string{
		"end", "enddate", "ended", "loppu", "loppupaiva", "loppupvm", "loppui", "paattyy", "paattyi", "paattynyt", "paattymispaiva", "paattymispvm", "lopetuspaiva", "lopetuspvm",
		"paattymisaika", "paattymisvuosi", "lopetusvuosi", "endyear",
		"slut", "slutdatum", "slutar", "slutade", "upphor", "upphorde"}
)

// fold makes names of columns comparable: no case, accents, blanks or punctuation.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// bare is fold without what stands in brackets, which tells the unit or the scale: "Vahvuus (1–5)".
func bare(s string) string {
	if before, _, ok := strings.Cut(s, "("); ok && strings.TrimSpace(before) != "" {
		return fold(before)
	}
	return fold(s)
}
