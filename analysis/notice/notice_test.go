package notice_test

import (
	"math"
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/notice"
)

func TestANoticeTellsItsFacts(t *testing.T) {
	n := notice.RanksUnfinished.Of(1000, 0.000123456)
	if want := "stopped after 1000 iterations, when the scores still changed by 0.000123 in sum; raise max-iterations or tolerance"; n.String() != want {
		t.Errorf("%q; want %q", n, want)
	}
	if facts := n.Facts(); len(facts) != 2 || facts["iterations"] != 1000 || facts["change"] != 0.000123456 {
		t.Errorf("facts %v; want both numbers by name", facts)
	}
	if facts := notice.VectorUnfinished.Of(3, math.NaN()).Facts(); facts["residual"] != nil {
		t.Errorf("facts %v; want null for what is not defined, which JSON cannot write", facts)
	}
	if said := n.Say("{change} nach {iterations}, {unknown}", func(name string, _ any) string { return name }); said != "change nach iterations, {unknown}" {
		t.Errorf("%q; want the facts where the other sentence has them", said)
	}
	if short := notice.Unassigned.Of(2); short.String() == "" || len(short.Facts()) != 1 {
		t.Errorf("a notice with too few facts: %q", short)
	}
}

// Every kind that is declared stands in the list that others hold their words to, once, under a code of its own.
func TestAllListsEveryKind(t *testing.T) {
	source, err := os.ReadFile("kinds.go")
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, k := range notice.All() {
		if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(k.Code) || k.English == "" || slices.Contains(codes, k.Code) {
			t.Errorf("kind %q: want a code in kebab-case that no other has, and a sentence", k.Code)
		}
		codes = append(codes, k.Code)
	}
	declared := regexp.MustCompile(`= Kind\{"([a-z-]+)"`).FindAllStringSubmatch(string(source), -1)
	for _, d := range declared {
		if !slices.Contains(codes, d[1]) {
			t.Errorf("%q is declared, but All does not list it", d[1])
		}
	}
	if len(declared) != len(codes) {
		t.Errorf("%d kinds are declared and %d listed", len(declared), len(codes))
	}
}
