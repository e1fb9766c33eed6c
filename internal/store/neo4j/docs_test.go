package neo4j_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

// planted are the faults of the demo network, which its generator lists.
type planted struct {
	Actors     int         `json:"actors"`
	Activities int         `json:"activities"`
	Gaps       [][2]string `json:"gaps"`
	Isolates   []string    `json:"isolates"`
}

// answers check what the page's queries find in the demo network, in their order.
func answers(p planted, d *ingest.Draft) []func([]*driver.Record) error {
	expect := func(ok bool, got any) error {
		if ok {
			return nil
		}
		return fmt.Errorf("it finds %v", got)
	}
	sum := func(list []*driver.Record, column string) (n int64) {
		for _, r := range list {
			v, _ := r.Get(column)
			n += v.(int64)
		}
		return n
	}
	return []func([]*driver.Record) error{
		func(r []*driver.Record) error {
			v := r[0].Values
			return expect(v[0] == int64(p.Actors) && v[1] == int64(d.Counts().Collaborations) && v[2] == int64(p.Activities) &&
				v[3] == int64(d.Counts().Participations) && v[4] == int64(2), v)
		},
		func(r []*driver.Record) error {
			return expect(sum(r, "actors") == int64(p.Actors), sum(r, "actors"))
		},
		func(r []*driver.Record) error {
			return expect(sum(r, "collaborations") == int64(d.Counts().Collaborations), sum(r, "collaborations"))
		},
		func(r []*driver.Record) error {
			for _, gap := range p.Gaps { // each planted gap is among the five
				slices.Sort(gap[:])
				if !slices.ContainsFunc(r, func(r *driver.Record) bool { return r.Values[0] == gap[0] && r.Values[1] == gap[1] }) {
					return fmt.Errorf("it does not find the gap %v", gap)
				}
			}
			return nil
		},
		func(r []*driver.Record) error {
			var ids []string
			for _, one := range r {
				ids = append(ids, one.Values[0].(string))
			}
			want := slices.Sorted(slices.Values(p.Isolates))
			return expect(slices.Equal(ids, want), ids)
		},
		func(r []*driver.Record) error { return expect(len(r) > 5, len(r)) },
		func(r []*driver.Record) error {
			way := r[0].Values[0].([]any)
			return expect(len(way) >= 3 && slices.Contains(way, any("Siltayhdistys Väylä ry")), way) // the one who links Lappi
		},
		func(r []*driver.Record) error { return expect(len(r) == 10, len(r)) },
		func(r []*driver.Record) error { return expect(len(r) == 10, len(r)) },
		func(r []*driver.Record) error {
			return expect(len(r) == 1 && fmt.Sprint(r[0].Values) == "[FIK-001 [name: Koivuvaaran kunta] false 2]", r)
		},
	}
}

func TestTheQueriesOfThePageAnswerOnTheDemoNetwork(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	s := openAt(t, server.URI())
	draft, err := ingest.ReadFS(t.Context(), fixtures.Demo(), []string{"."}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Import(t.Context(), "demo", draft.Picture(), network.Change{By: "test", Message: "demo"}); err != nil {
		t.Fatal(err)
	}
	renamed := draft.Picture().Actors[slices.IndexFunc(draft.Picture().Actors, func(a network.Actor) bool { return a.ID == "FIK-001" })]
	renamed.Name = "Koivuvaaran kaupunki"
	if _, _, err := s.Import(t.Context(), "demo", &network.Picture{Actors: []network.Actor{renamed}}, network.Change{By: "test", Message: "a town now"}); err != nil {
		t.Fatal(err)
	}
	root := testkit.Root(t)
	text, err := os.ReadFile(filepath.Join(root, "fixtures", "demo", "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var p planted
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(root, "internal", "docs", "neo4j.md"))
	if err != nil {
		t.Fatal(err)
	}
	questions := regexp.MustCompile("(?s)### ([^\n]+)\n```cypher\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	checks := answers(p, draft)
	if len(questions) != len(checks) || strings.Count(string(page), "```cypher") != len(checks) {
		t.Fatalf("the page has %d questions, want %d", len(questions), len(checks))
	}
	for i, q := range questions {
		t.Run(q[1], func(t *testing.T) {
			records := server.Query(t, q[2], map[string]any{"network": "demo"})
			if len(records) == 0 {
				t.Fatal("it finds nothing")
			}
			if err := checks[i](records); err != nil {
				t.Error(err)
			}
		})
	}
}
