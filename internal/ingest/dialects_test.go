package ingest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/ingest"
)

// spell writes a draft in a few words a line, so that a table can say what is wanted.
func spell(d *ingest.Draft) []string {
	var out []string
	for _, a := range d.Picture().Actors {
		var attributes []string
		for name, value := range a.Attributes {
			attributes = append(attributes, name+"="+value)
		}
		slices.Sort(attributes)
		out = append(out, strings.TrimSpace(fmt.Sprintf("actor %s (%s) %s", a.ID, a.Name, strings.Join(attributes, " "))))
	}
	for _, a := range d.Picture().Activities {
		out = append(out, fmt.Sprintf("activity %s (%s)", a.ID, a.Title))
	}
	for _, c := range d.Picture().Collaborations {
		arrow := "--"
		if c.Directed {
			arrow = "->"
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s%s%s %g %s", c.From, arrow, c.To, c.Weight, c.Type)))
	}
	for _, p := range d.Picture().Participations {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s in %s %s", p.Actor, p.Activity, p.Role)))
	}
	return out
}

func TestDialects(t *testing.T) {
	for _, c := range []struct {
		promise string
		files   files
		paths   []string
		want    []string
		warned  int
	}{
		{"Gephi: Type is the direction and Kind the relation", files{
			"nodes.csv": "Id,Label,Region\na,Anna,North\nb,Bo,\n",
			"edges.csv": "Source,Target,Type,Kind,Weight\na,b,Directed,advice,2\nb,a,Undirected,friendship,\nb,b,,,\n",
		}, nil, []string{"actor a (Anna) Region=North", "actor b (Bo)", "a->b 2 advice", "b--a 1 friendship", "b->b 1"}, 0},
		{"Type with other values is the relation", files{
			"actors.csv": "id\na\nb\n", "ties.csv": "from,to,Type\na,b,Directed\na,b,money\n",
		}, nil, []string{"actor a (a)", "actor b (b)", "a--b 1 Directed", "a--b 1 money"}, 0},
		{"Kumu: elements are known by their labels", files{
			"elements.csv":    "Label,Type,Tags\nAnna,Person,x|y\nSillat ry,NGO,\n",
			"connections.csv": "From,To,Type,Direction,Strength\nAnna,Sillat ry,member,directed,3\nSillat ry,Anna,gives,mutual,\n",
		}, nil, []string{"actor Anna (Anna) Tags=x|y Type=Person", "actor Sillat ry (Sillat ry) Type=NGO", "Anna->Sillat ry 3 member", "Sillat ry--Anna 1 gives"}, 0},
		{"Kumu: several targets in one cell", files{
			"elements.csv": "Label\nAnna\nBo\nC|D\n", "connections.csv": "From,To\nAnna,Bo | Anna\nBo,C|D\n",
		}, nil, []string{"actor Anna (Anna)", "actor Bo (Bo)", "actor C|D (C|D)", "Anna--Bo 1", "Anna--Anna 1", "Bo--C|D 1"}, 0},
		{"Kumu with ids: connections name the labels", files{
			"elements.csv": "Label,ID\nAnna,e1\nBo,e2\n", "connections.csv": "From,To\nAnna,Bo\n",
		}, nil, []string{"actor e1 (Anna)", "actor e2 (Bo)", "e1--e2 1"}, 1},
		{"Finnish", files{
			"toimijat.csv": "Tunnus;Nimi;Toimiala\n1;Hämeen liitto;maakunta\n2;Ketju ry;järjestö\n",
			"yhteydet.csv": "Lähde;Kohde;Tyyppi;Paino;Suunnattu\n1;2;rahoitus;1,5;kyllä\n",
		}, nil, []string{"actor 1 (Hämeen liitto) Toimiala=maakunta", "actor 2 (Ketju ry) Toimiala=järjestö", "1->2 1.5 rahoitus"}, 0},
		{"Finnish, as a coordinator writes it", files{
			"toimijat.csv": "Y-tunnus;Toimijan nimi;Toimiala\n1;Hämeen liitto;maakunta\n2;Ketju ry;järjestö\n",
			"yhteydet.csv": "Toimija A;Toimija B;Yhteistyön laji;Alkoi;Päättyi;Voimakkuus\n1;2;hanke;9.3.2023;31.12.2025;1,5\n",
		}, nil, []string{"actor 1 (Hämeen liitto) Toimiala=maakunta", "actor 2 (Ketju ry) Toimiala=järjestö", "1--2 1.5 hanke"}, 0},
		{"Finnish, with names alone", files{
			"toimijat.csv": "Toimija;Toimiala\nHämeen liitto;maakunta\n",
		}, nil, []string{"actor Hämeen liitto (Hämeen liitto) Toimiala=maakunta"}, 0},
		{"Swedish, as a coordinator writes it", files{
			"aktorer.csv":   "Organisationsnummer;Organisationsnamn;Sektor\n1;Åbo stad;kommun\n2;Bro rf;förening\n",
			"relations.csv": "Aktör A;Aktör B;Samarbetsform;Började;Slutade\n1;2;projekt;2023-03-09;2025-12-31\n",
		}, []string{"aktorer.csv", "relations.csv"}, []string{"actor 1 (Åbo stad) Sektor=kommun", "actor 2 (Bro rf) Sektor=förening", "1--2 1 projekt"}, 0},
		{"Swedish, two-mode", files{
			"x.csv": "Aktör;Projekt;Roll\nÅbo;P1;partner\n",
		}, []string{"x.csv"}, []string{"actor Åbo (Åbo)", "activity P1 (P1)", "Åbo in P1 partner"}, 2},
		{"CORDIS: organization.csv and project.csv, as downloaded", files{
			"organization.csv": "projectID;projectAcronym;organisationID;vatNumber;name;role;ecContribution\n7;SIX;999;;UNI;coordinator;1234,5\n",
			"project.csv":      "id;acronym;title;startDate;endDate\n7;SIX;Six ways;2020-01-01;2021-01-01\n",
		}, []string{"organization.csv", "project.csv"}, []string{"actor 999 (999)", "activity 7 (Six ways)", "999 in 7 coordinator"}, 3},
		{"igraph: from and to come first", files{"g.csv": "from,to\na,b\n"}, []string{"g.csv"}, []string{"actor a (a)", "actor b (b)", "a--b 1"}, 1},
		{"edge list", files{"g.edges": "# a comment\na b 2\nb c\n"}, []string{"g.edges"}, []string{"actor a (a)", "actor b (b)", "actor c (c)", "a--b 2", "b--c 1"}, 1},
		{"GraphML", files{"g.graphml": `<graphml><key id="name" for="node" attr.name="name"/><key id="w" for="edge" attr.name="weight"/><key id="s" for="all" attr.name="sector"/>
			<graph edgedefault="undirected"><node id="n0"><data key="name">Anna</data><data key="s">NGO</data></node><node id="n1"/>
			<edge source="n0" target="n1"><data key="w">2</data></edge><edge source="n1" target="n0" directed="true"/></graph></graphml>`},
			[]string{"g.graphml"}, []string{"actor n0 (Anna) sector=NGO", "actor n1 (n1)", "n0--n1 2", "n1->n0 1"}, 0},
		{"several files make one network, in any order", files{
			"t.csv": "source,target\na,b\n", "p.csv": "actor,project\nb,P\n", "who.csv": "id,name,kind\na,Anna,x\nb,Bo,y\n",
		}, []string{"t.csv", "p.csv", "who.csv"}, []string{"actor a (Anna) kind=x", "actor b (Bo) kind=y", "activity P (P)", "a--b 1", "b in P"}, 1},
		{"an edge list whose header names only the ends", files{"g.txt": "from to\na b 2\n"}, []string{"g.txt"}, []string{"actor a (a)", "actor b (b)", "a--b 2"}, 1},
		{"a title beside a name is a person's", files{"people.csv": "id,name,title\n1,Anna,Director\n"}, []string{"people.csv"}, []string{"actor 1 (Anna) title=Director"}, 0},
		{"a title alone is an activity's", files{"hankelista.csv": "id,title\nP,Silta\n", "t.csv": "actor,hanke\na,P\n"}, []string{"hankelista.csv", "t.csv"},
			[]string{"actor a (a)", "activity P (Silta)", "a in P"}, 1},
		{"actors alone", files{"actors.csv": "id\na\n"}, nil, []string{"actor a (a)"}, 0},
		{"a start that is no date is an attribute", files{"actors.csv": "id,start\na,North gate\nb,2020\nc,South gate\n"}, nil,
			[]string{"actor a (a) start=North gate", "actor b (b) start=2020", "actor c (c) start=South gate"}, 0},
	} {
		t.Run(c.promise, func(t *testing.T) {
			paths := c.paths
			if paths == nil {
				paths = []string{"."}
			}
			d, err := ingest.ReadFS(t.Context(), c.files.fs(), paths, ingest.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, spell(d)); diff != "" {
				t.Error(diff)
			}
			if d.ProblemCount != c.warned {
				t.Errorf("%d warnings, not %d: %v", d.ProblemCount, c.warned, d.Problems)
			}
		})
	}
}
