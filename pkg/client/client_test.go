package client_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"github.com/sillat/sillat/pkg/client"
	"github.com/sillat/sillat/pkg/fault"
)

func TestNetworksAndActors(t *testing.T) {
	ctx, c := t.Context(), ask(t, serve(t, false, nil).URL, client.Options{})
	if err := c.Ready(ctx); err != nil {
		t.Fatal(err)
	}
	list, err := c.Networks(ctx)
	if err != nil || len(list) != 1 || list[0].Name != "demo" || list[0].Counts.Actors != 300 {
		t.Fatalf("networks: %+v, %v", list, err)
	}
	n, err := c.Network(ctx, "demo")
	if err != nil || len(n.Dimensions) == 0 || len(n.TieTypes) != 4 {
		t.Errorf("network: %+v, %v", n, err)
	}
	choices, err := c.Choices(ctx, "demo")
	if err != nil || choices.First == "" || len(choices.Roles) == 0 {
		t.Errorf("choices: %+v, %v", choices, err)
	}
	catalog, err := c.Catalog(ctx)
	if err != nil || !slices.ContainsFunc(catalog.Metrics, func(m client.MetricDescription) bool { return m.ID == "constraint" && len(m.Sources) > 0 }) {
		t.Errorf("catalog: %v", err)
	}
	card, err := c.Actor(ctx, "demo", "FIK-163")
	if err != nil || card.Attributes["silo_sector"] != "NGO" || len(card.Ties) == 0 || card.Source.File != "actors.csv" {
		t.Errorf("actor: %+v, %v", card, err)
	}
	back, err := c.Revert(ctx, "demo", 0)
	if err != nil || back.Number != 2 || back.Removed.Actors != 300 {
		t.Errorf("revert: %+v, %v", back, err)
	}
	revisions, err := c.Revisions(ctx, "demo")
	if err != nil || len(revisions) != 2 || revisions[0].Added.Actors != 300 {
		t.Errorf("revisions: %+v, %v", revisions, err)
	}
	if _, err := c.Network(ctx, "a/b?c"); fault.CodeOf(err) != fault.NotFound && fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a name with signs of addresses: %v", err)
	}
}

func TestPagesAreWalked(t *testing.T) {
	ctx, c := t.Context(), ask(t, serve(t, false, nil).URL, client.Options{})
	var ids []string
	for a, err := range c.Actors(ctx, "demo", client.ActorsQuery{Page: 7}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, a.ID)
	}
	if len(ids) != 300 || !slices.IsSorted(ids) || len(slices.Compact(ids)) != 300 {
		t.Errorf("%d actors; want all 300, each once, by id", len(ids))
	}
	for a, err := range c.Actors(ctx, "demo", client.ActorsQuery{Search: "väylä"}) {
		if err != nil || a.Name != "Siltayhdistys Väylä ry" {
			t.Errorf("found %+v, %v", a, err)
		}
	}
	seen := 0
	for range c.Actors(ctx, "demo", client.ActorsQuery{Page: 5}) {
		if seen++; seen == 3 {
			break
		}
	}
	if seen != 3 {
		t.Errorf("%d actors after a break at 3", seen)
	}
	for _, err := range c.Actors(ctx, "nix", client.ActorsQuery{}) {
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("actors of nothing: %v", err)
		}
	}
}

func TestAnalyses(t *testing.T) {
	ctx, c := t.Context(), ask(t, serve(t, false, nil).URL, client.Options{})
	silo := "silo_sector"
	m, err := c.Metrics(ctx, "demo", client.MetricsQuery{Metrics: []string{"degree", "pagerank"}, Set: map[string]string{"damping": "0.5"}})
	if err != nil || len(m.Scores) != 300 || m.Scores[0].ID != "FIK-001" || !m.Scores[0].Values["pagerank"].Defined() || m.Run.Parameters["damping"] != "0.5" {
		t.Errorf("metrics: %+v, %v", m, err)
	}
	g, err := c.Gaps(ctx, "demo", client.GapsQuery{Silo: silo, Selection: client.Selection{Where: []string{"level=regional"}, From: "2021", Projection: "count"}})
	if err != nil || len(g.Gaps) == 0 || g.Run.Parameters["where"] != "level=regional" || g.Run.Parameters["projection"] != "count" {
		t.Errorf("gaps: %+v, %v", g, err)
	}
	rows, err := c.OpenGap(ctx, "demo", "foundation", "municipality", client.GapsQuery{Silo: silo})
	if err != nil || rows.Gaps[0].A != "foundation" || len(rows.Actors) == 0 {
		t.Errorf("one gap: %+v, %v", rows, err)
	}
	o, err := c.Overview(ctx, "demo", silo, client.Selection{})
	if err != nil || len(o.Findings) == 0 {
		t.Errorf("overview: %+v, %v", o, err)
	}
	b, err := c.Bridges(ctx, "demo", client.BridgesQuery{Silo: silo, K: 2, Between: []string{"foundation", "municipality"}})
	if err != nil || len(b.Bridges) != 2 || b.Bridges[0].Reason.Finnish == "" || b.After.Reach <= b.Before.Reach {
		t.Errorf("bridges: %+v, %v", b, err)
	}
	limited, err := c.Bridges(ctx, "demo", client.BridgesQuery{Silo: silo, K: 1, Limits: &client.Limits{Mandatory: [][2]string{{"FIK-001", "FIK-300"}}}})
	if err != nil || limited.Bridges[0].Source != "FIK-001" {
		t.Errorf("bridges within limits: %+v, %v", limited, err)
	}
	s, err := c.Suggest(ctx, "demo", client.SuggestQuery{Actors: []string{"FIK-001", "FIK-002"}, K: 3, Silo: silo, Across: true})
	if err != nil || len(s.Suggestions) != 6 {
		t.Errorf("suggestions: %+v, %v", s, err)
	}
	w, err := c.WhatIf(ctx, "demo", silo, client.Edits{RemoveActors: []string{"FIK-163"}}, client.Selection{})
	if err != nil || w.After.Actors != 299 || w.After.Reach >= w.Before.Reach {
		t.Errorf("what if: %+v, %v", w, err)
	}
	var file, table bytes.Buffer
	if err := c.Export(ctx, "demo", client.ExportQuery{Format: "gexf"}, &file); err != nil || !strings.Contains(file.String(), "</gexf>") {
		t.Errorf("export: %d bytes, %v", file.Len(), err)
	}
	if err := c.Export(ctx, "demo", client.ExportQuery{Format: "csv", What: "all"}, &file); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("an export that cannot be: %v", err)
	}
	if err := c.ScoresFile(ctx, "demo", "csv", client.MetricsQuery{Metrics: []string{"degree"}}, &table); err != nil || strings.Count(table.String(), "\n") != 301 {
		t.Errorf("scores as a file: %v", err)
	}
	columns, err := c.Scores(ctx, "demo", 300, client.MetricsQuery{Metrics: []string{"degree", "pagerank"}})
	if err != nil || len(columns) != 2 || columns[0][0] != float32(m.Scores[0].Values["degree"]) {
		t.Errorf("scores as bytes: %v", err)
	}
	never := 0.0
	idea, err := c.Spread(ctx, "demo", client.SpreadQuery{Silo: silo, Start: []string{"FIK-001"}, Choose: 1, Chance: &never, Top: 3})
	if err != nil || !idea.Exact || idea.Adopters != 2 || len(idea.From) != 2 || len(idea.Silos) != 7 || idea.Choice.Chosen[0].ID == "FIK-001" {
		t.Errorf("spread: %+v, %v", idea, err)
	}
	d, err := c.Diff(ctx, "demo", client.DiffQuery{Before: client.DiffTime{Date: "2020"}, After: client.DiffTime{Date: "2023"}, Silo: silo})
	if err != nil || len(d.Ties.Appeared) != 269 || d.Before.Ties != 237 || d.Run.Silo != silo {
		t.Errorf("diff: %+v, %v", d, err)
	}
	picture, err := c.Map(ctx, "demo", client.MapQuery{Silo: silo})
	if err != nil || len(picture.Actors.ID) != 300 || len(picture.Silos) != 7 {
		t.Fatalf("map: %v", err)
	}
	ties, err := c.MapTies(ctx, "demo", client.Selection{})
	if err != nil || !slices.Equal(ties.Source, picture.Ties.Source) || !slices.Equal(ties.Target, picture.Ties.Target) || !slices.Equal(ties.Weight, picture.Ties.Weight) {
		t.Errorf("the map's ties as bytes differ from those as JSON: %v", err)
	}
	bare, err := c.Map(ctx, "demo", client.MapQuery{Unplaced: true, Untied: true, Group: "plain"})
	if err != nil || len(bare.Actors.X)+len(bare.Ties.Source) != 0 || bare.Grouping != "plain" {
		t.Errorf("a bare map: %v", err)
	}
	for most, told := range map[int]int{0: 21, 5: 5, -1: 21} {
		m, err := c.Map(ctx, "demo", client.MapQuery{Silo: silo, Pairs: most, Untied: true})
		if err != nil || m.Pairs != 21 || len(m.SiloTies) != told {
			t.Errorf("at most %d ties between silos: %d of %d, %v; want %d of the 21 pairs of seven silos", most, len(m.SiloTies), m.Pairs, err, told)
		}
	}
}

func TestImport(t *testing.T) {
	ctx, c := t.Context(), ask(t, serve(t, false, nil).URL, client.Options{})
	files := fstest.MapFS{
		"in/actors.csv":         {Data: []byte("id,name,part\na,A,x\nb,B,y\n")},
		"in/collaborations.csv": {Data: []byte("source,target\na,b\n")},
		"in/broken.csv":         {Data: []byte("source,target,weight\na,b,much\n")},
	}
	all := []string{"in/actors.csv", "in/collaborations.csv"}
	r, err := c.Import(ctx, "small", client.ImportQuery{Files: files, Paths: all, DryRun: true})
	if err != nil || !r.DryRun || r.Revision != nil || r.Read.Actors != 2 {
		t.Fatalf("dry run: %+v, %v", r, err)
	}
	if r, err = c.Import(ctx, "small", client.ImportQuery{Files: files, Paths: all}); err != nil || !r.Changed || r.Revision.Number != 1 || len(r.Files) != 2 {
		t.Fatalf("import: %+v, %v", r, err)
	}
	if r, err = c.Import(ctx, "small", client.ImportQuery{Files: files, Paths: all}); err != nil || r.Changed {
		t.Errorf("the same twice: %+v, %v", r, err)
	}
	_, err = c.Import(ctx, "small", client.ImportQuery{Files: files, Paths: []string{"in/actors.csv", "in/broken.csv"}})
	problems, total := fault.ProblemsOf(err)
	if fault.CodeOf(err) != fault.BadInput || total != 1 || problems[0].File != "broken.csv" || problems[0].Line != 2 || problems[0].Value != "much" {
		t.Errorf("a bad file: %v, %+v of %d", err, problems, total)
	}
	book := excelize.NewFile()
	defer book.Close()
	for cell, value := range map[string]any{"A1": "source", "B1": "target", "C1": "weight", "A2": "a", "B2": "b", "C2": "much"} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	b, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	files["in/ties.xlsx"] = &fstest.MapFile{Data: b.Bytes()}
	_, err = c.Import(ctx, "small", client.ImportQuery{Files: files, Paths: []string{"in/actors.csv", "in/ties.xlsx"}})
	if problems, _ = fault.ProblemsOf(err); len(problems) != 1 || problems[0].Sheet != "Sheet1" || problems[0].Cell != "C2" || problems[0].Line != 2 {
		t.Errorf("a bad cell of a workbook: %v, %+v", err, problems)
	}
	r, err = c.Import(ctx, "small", client.ImportQuery{Files: files, Paths: []string{"in/actors.csv", "in/ties.xlsx"}, Columns: map[string]string{"collaborations.weight": "-"}, DryRun: true})
	if err != nil || r.Read.Collaborations != 1 || r.Files[1].Sheet != "Sheet1" || r.Files[1].Format != "xlsx" {
		t.Errorf("a workbook: %+v, %v", r, err)
	}
	if _, err = c.Import(ctx, "small", client.ImportQuery{Files: files, Paths: []string{"in/none.csv"}}); fault.CodeOf(err) != fault.BadInput {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestTokensAndRoles(t *testing.T) {
	s := serve(t, true, nil)
	ctx, stranger := t.Context(), ask(t, s.URL, client.Options{})
	if _, err := stranger.Network(ctx, "demo"); fault.CodeOf(err) != fault.Unauthorized {
		t.Errorf("without a token: %v", err)
	}
	if _, err := ask(t, s.URL, client.Options{Token: "sillat_nonsense"}).Networks(ctx); fault.CodeOf(err) != fault.Unauthorized {
		t.Errorf("with a bad token: %v", err)
	}
	c := ask(t, s.URL, client.Options{Token: s.token(t)})
	if me, err := c.Me(ctx); err != nil || me.Account != "root" || !me.Login || !me.Admin {
		t.Errorf("me: %+v, %v", me, err)
	}
	if err := c.AddAccount(ctx, client.NewAccount{Name: "aino", Password: password}); err != nil {
		t.Fatal(err)
	}
	if err := c.SetRole(ctx, "demo", "aino", "viewer"); err != nil {
		t.Fatal(err)
	}
	if roles, err := c.Roles(ctx, "demo"); err != nil || !slices.Contains(roles, client.Grant{Network: "demo", Account: "aino", Role: "viewer"}) {
		t.Errorf("roles: %+v, %v", roles, err)
	}
	yes := true
	if err := c.ChangeAccount(ctx, "aino", client.AccountChange{Disabled: &yes}); err != nil {
		t.Error(err)
	}
	accounts, err := c.Accounts(ctx)
	if err != nil || len(accounts) != 2 || accounts[0].Name != "aino" || !accounts[0].Disabled {
		t.Errorf("accounts: %+v, %v", accounts, err)
	}
	tokens, err := c.Tokens(ctx)
	if err != nil || len(tokens) != 1 || tokens[0].Label != "test" {
		t.Fatalf("tokens: %+v, %v", tokens, err)
	}
	if err := c.RevokeToken(ctx, tokens[0].ID); err != nil {
		t.Error(err)
	}
	if _, err := c.Networks(ctx); fault.CodeOf(err) != fault.Unauthorized {
		t.Errorf("after revoking: %v", err)
	}
}
