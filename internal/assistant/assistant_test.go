package assistant_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/assistant"
	"github.com/sillat/sillat/internal/store/sqlite"
)

// connect makes an assistant's session with the tools on the demo network.
func connect(t *testing.T) *mcp.ClientSession {
	t.Helper()
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	a := app.New(app.Options{Store: kept, Version: "test"})
	if _, err := a.Import(t.Context(), app.ImportRequest{Network: "demo", Files: fixtures.Demo(), Paths: []string{"."}, By: "test"}); err != nil {
		t.Fatal(err)
	}
	server := assistant.New(assistant.Options{Desk: func(string) assistant.Desk { return a }, Version: "test"})
	ours, theirs := mcp.NewInMemoryTransports()
	there, err := server.Connect(t.Context(), ours, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { there.Close() })
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), theirs, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return session
}

func call(t *testing.T, s *mcp.ClientSession, name string, arguments map[string]any) (text string, failed bool) {
	t.Helper()
	r, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: name, Arguments: arguments})
	if err != nil {
		return err.Error(), true
	}
	for _, c := range r.Content {
		if x, ok := c.(*mcp.TextContent); ok {
			text += x.Text
		}
	}
	return text, r.IsError
}

func TestTools(t *testing.T) {
	s := connect(t)
	type args = map[string]any
	called := map[string]bool{}
	for _, c := range []struct {
		name, tool string
		arguments  args
		has        []string
		refused    bool
	}{
		{name: "networks", tool: "list_networks", has: []string{`"name":"demo"`, `"actors":300`}},
		{name: "a network", tool: "describe_network", arguments: args{"network": "demo"}, has: []string{`"name":"silo_sector"`, `{"name":"municipality","actors":95}`}},
		{name: "gaps", tool: "find_gaps", arguments: args{"network": "demo", "silo": "silo_sector", "top": 2},
			has: []string{`"shown":2,"all":21`, `"significant":4`, `"a":"foundation"`, `"Siltayhdistys Väylä ry"`, `"isolates":5`, `"analysis":"gaps"`}},
		{name: "gaps of a part", tool: "find_gaps", arguments: args{"network": "demo", "silo": "silo_sector", "where": []string{"level=regional"}, "from": "2021"}, has: []string{`"where":"level=regional"`}},
		{name: "bridges", tool: "plan_bridges", arguments: args{"network": "demo", "silo": "level", "k": 1}, has: []string{`"bridges":[{"rank":1`, `"reason":{"en":"`}},
		{name: "lists", tool: "make_lists", arguments: args{"network": "demo", "silo": "silo_sector", "lists": []string{"single-points"}}, has: []string{`"id":"single-points"`, `"advice":{`}},
		{name: "actors", tool: "find_actors", arguments: args{"network": "demo", "text": "väylä"}, has: []string{`"id":"FIK-163"`, `"total":1`}},
		{name: "an actor", tool: "show_actor", arguments: args{"network": "demo", "id": "FIK-163"}, has: []string{`"silo_sector":"NGO"`, `"all_ties":`}},
		{name: "metrics", tool: "compute_metrics", arguments: args{"network": "demo", "metrics": []string{"betweenness", "degree"}, "top": 3}, has: []string{`"shown":3,"all":300`, `"betweenness":`}},
		{name: "the catalogue", tool: "list_metrics", has: []string{`"id":"betweenness"`, `"meaning":`}},
		{name: "two times", tool: "compare_times", arguments: args{"network": "demo", "from": "2020", "to": "2023", "silo": "silo_sector", "top": 2}, has: []string{`"counts":{"appeared":269`, `"actor_counts":{`}},

		{name: "no such network", tool: "find_gaps", arguments: args{"network": "nix", "silo": "x"}, refused: true, has: []string{"nix"}},
		{name: "no such silo", tool: "find_gaps", arguments: args{"network": "demo", "silo": "sektor"}, refused: true, has: []string{"silo_sector"}},
		{name: "what is missing is named", tool: "find_gaps", arguments: args{"network": "demo"}, refused: true, has: []string{"silo"}},
		{name: "unknown arguments are refused", tool: "find_gaps", arguments: args{"network": "demo", "silo": "level", "limitt": 3}, refused: true, has: []string{"limitt"}},
		{name: "no such tool", tool: "delete_network", arguments: args{"network": "demo"}, refused: true, has: []string{"delete_network"}},
	} {
		text, failed := call(t, s, c.tool, c.arguments)
		called[c.tool] = true
		if failed != c.refused {
			t.Errorf("%s: refused is %v: %.400s", c.name, failed, text)
		}
		for _, want := range c.has {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the answer lacks %s: %.700s", c.name, want, text)
			}
		}
		if !c.refused && !json.Valid([]byte(text)) {
			t.Errorf("%s: the answer is no JSON: %.300s", c.name, text)
		}
	}
	tools, err := s.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range tools.Tools {
		if !called[tool.Name] {
			t.Errorf("no test calls %s", tool.Name)
		}
		if tool.Annotations == nil || !tool.Annotations.ReadOnlyHint || tool.Description == "" || tool.Title == "" {
			t.Errorf("%s does not say that it only reads, or what it does", tool.Name)
		}
	}
	if len(tools.Tools) != 10 {
		t.Errorf("%d tools; want 10", len(tools.Tools))
	}
	if text, _ := call(t, s, "list_networks", nil); !strings.Contains(text, `"revision":1`) {
		t.Errorf("after all calls the network is not as it was: %s", text)
	}
	if !slices.IsSortedFunc(scores(t, s), func(a, b float64) int { return -int(a - b) }) {
		t.Error("scores do not come highest first")
	}
}

func scores(t *testing.T, s *mcp.ClientSession) (list []float64) {
	t.Helper()
	text, _ := call(t, s, "compute_metrics", map[string]any{"network": "demo", "metrics": []string{"degree"}})
	var r struct{ Scores []struct{ Degree float64 } }
	if err := json.Unmarshal([]byte(text), &r); err != nil || len(r.Scores) != 20 {
		t.Fatalf("%d scores, %v", len(r.Scores), err)
	}
	for _, x := range r.Scores {
		list = append(list, x.Degree)
	}
	return list
}
