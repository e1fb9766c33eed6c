package projection_test

import (
	"slices"
	"testing"

	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/fault"
)

func TestParseCondition(t *testing.T) {
	for text, want := range map[string]projection.Condition{
		"sector=NGO":              {Attribute: "sector", Values: []string{"NGO"}},
		" sector = NGO ":          {Attribute: "sector", Values: []string{"NGO"}},
		"sector!=NGO":             {Attribute: "sector", Not: true, Values: []string{"NGO"}},
		"region=Lappi|Kainuu":     {Attribute: "region", Values: []string{"Lappi", "Kainuu"}},
		"sector=":                 {Attribute: "sector", Values: []string{""}},
		"note=a=b":                {Attribute: "note", Values: []string{"a=b"}},
		"silo_sector=higher educ": {Attribute: "silo_sector", Values: []string{"higher educ"}},
	} {
		got, err := projection.ParseCondition(text)
		if err != nil || got.Attribute != want.Attribute || got.Not != want.Not || !slices.Equal(got.Values, want.Values) {
			t.Errorf("%q reads as %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "sector", "=NGO", "!=NGO", "  =x"} {
		if _, err := projection.ParseCondition(text); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%q must be refused as invalid; got %v", text, err)
		}
	}
}

func FuzzParseCondition(f *testing.F) {
	f.Add("sector=NGO|firm")
	f.Add("a!==|")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := projection.ParseCondition(text)
		if err != nil {
			if fault.CodeOf(err) != fault.Invalid {
				t.Fatalf("%q: code is %s", text, fault.CodeOf(err))
			}
			return
		}
		again, err := projection.ParseCondition(c.String())
		if err != nil || again.String() != c.String() {
			t.Fatalf("%q reads as %q, which reads as %q, %v", text, c, again, err)
		}
	})
}

func TestKeyIsTheSameForTheSameChoice(t *testing.T) {
	day := date(2024, 5)
	groups := [][]projection.Selectors{
		{{}, {Directed: "auto"}, {Weights: "none", Projection: "newman"}, {TieTypes: []string{}}},
		{{TieTypes: []string{"a", "b"}}, {TieTypes: []string{"b", "a", "b"}}},
		{{TieTypes: []string{"a b"}}},
		{{TieTypes: []string{"a"}}},
		{{AsOf: day}, {From: day, To: day}},
		{{From: day}},
		{{To: day}},
		{{Directed: "yes"}},
		{{Directed: "no"}},
		{{Weights: "strength"}},
		{{Projection: "pairs"}},
		{{Where: where(t, "x=1", "y!=2|3")}, {Where: where(t, "y!=3|2", "x=1")}},
		{{Where: where(t, "x=1", "y=2|3")}},
		{{Where: where(t, "x=1")}},
		{{Where: []projection.Condition{{Attribute: "x", Values: []string{"1", "2"}}}}},
		{{Where: []projection.Condition{{Attribute: "x", Values: []string{`1" "2`}}}}},
	}
	seen := map[string]int{}
	for i, group := range groups {
		for _, s := range group {
			if err := s.Check(); err != nil {
				t.Errorf("%+v is refused: %v", s, err)
			}
			if s.Key() != group[0].Key() {
				t.Errorf("keys differ for the same choice: %s and %s", s.Key(), group[0].Key())
			}
		}
		if j, ok := seen[group[0].Key()]; ok {
			t.Errorf("groups %d and %d choose differently but share the key %s", i, j, group[0].Key())
		}
		seen[group[0].Key()] = i
	}
}
