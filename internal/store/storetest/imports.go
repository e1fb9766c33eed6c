package storetest

import (
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

var importPromises = []promise{
	{"an import creates the network", func(k kept) {
		p := ecosystem()
		rev, changed, err := k.Import(k.Context(), "new", &p, network.Change{By: "anna", Message: "import ./data"})
		if err != nil || !changed {
			k.Fatalf("changed %v, error %v; want true and none", changed, err)
		}
		want := network.Revision{
			Number: 1, Made: rev.Made, By: "anna", Message: "import ./data",
			Added: network.Counts{Actors: 3, Collaborations: 2, Activities: 1, Participations: 2},
		}
		if rev != want {
			k.Errorf("revision is %+v, want %+v", rev, want)
		}
		if list := k.revisions("new"); len(list) != 1 || list[0] != rev {
			k.Errorf("listed revisions are %+v, want only the one returned, %+v", list, rev)
		}
		k.holds("new", store.Latest, ecosystem())
	}},
	{"the same import twice changes nothing and makes no revision", func(k kept) {
		first := k.imports("n", ecosystem())
		k.importsNothing("n", ecosystem())
		if list := k.revisions("n"); len(list) != 1 || list[0] != first {
			k.Errorf("revisions are %+v, want only %+v", list, first)
		}
	}},
	{"the same records from another place change nothing", func(k kept) {
		k.imports("n", ecosystem())
		moved := ecosystem()
		for i := range moved.Actors {
			moved.Actors[i].Source = network.Source{File: "elsewhere.csv", Line: 100 + i}
		}
		for i := range moved.Collaborations {
			moved.Collaborations[i].Source.Line += 7
		}
		moved.Activities[0].Source.Line, moved.Participations[0].Source.File = 9, "other.csv"
		k.importsNothing("n", moved)
		k.holds("n", store.Latest, ecosystem())
	}},
	{"records in another order change nothing", func(k kept) {
		k.imports("n", ecosystem())
		p := ecosystem()
		p.Actors[0], p.Actors[2] = p.Actors[2], p.Actors[0]
		p.Collaborations[0], p.Collaborations[1] = p.Collaborations[1], p.Collaborations[0]
		p.Participations[0], p.Participations[1] = p.Participations[1], p.Participations[0]
		k.importsNothing("n", p)
	}},
	{"a changed record of each kind makes one revision that counts it once as added and once as removed", func(k kept) {
		k.imports("n", ecosystem())
		p := ecosystem()
		p.Actors[0].Attributes["region"] = "Kainuu"
		p.Activities[0].End++
		p.Collaborations[0].Weight = 3
		p.Participations[1].Funding = network.Amount{Value: 0, Known: true} // known to be nothing is not the same as unknown
		rev := k.imports("n", p)
		each := network.Counts{Actors: 1, Collaborations: 1, Activities: 1, Participations: 1}
		if rev.Number != 2 || rev.Added != each || rev.Removed != each {
			k.Errorf("revision is %+v, want number 2 with one of each added and removed", rev)
		}
		k.holds("n", 1, ecosystem())
		k.holds("n", 2, p)
		if got, want := k.network("n").Counts, (network.Counts{Actors: 3, Collaborations: 2, Activities: 1, Participations: 2}); got != want {
			k.Errorf("counts are %+v, want %+v as before", got, want)
		}
	}},
	{"every field of content counts as a change", func(k kept) {
		for _, mend := range []func(*network.Picture){
			func(p *network.Picture) { p.Actors[2].Name = "Terveyden ja hyvinvoinnin laitos" },
			func(p *network.Picture) { p.Actors[2].Attributes = map[string]string{"kind": "institute"} },
			func(p *network.Picture) { delete(p.Actors[1].Attributes, "themes") },
			func(p *network.Picture) { p.Actors[2].Start++ },
			func(p *network.Picture) { p.Actors[2].End-- },
			func(p *network.Picture) { p.Activities[0].Title = "Silta" },
			func(p *network.Picture) { p.Activities[0].Attributes["programme"] = "EAKR" },
			func(p *network.Picture) { p.Activities[0].Start++ },
			func(p *network.Picture) { p.Collaborations[0].Confidence = 0.5 },
			func(p *network.Picture) { p.Collaborations[0].End = 0 },
			func(p *network.Picture) { p.Participations[0].Funding.Value++ },
			func(p *network.Picture) { p.Participations[0].Funding = network.Amount{} },
			func(p *network.Picture) { p.Participations[0].End++ },
		} {
			p := k.latest(ecosystem())
			mend(&p)
			rev := k.imports("n", p)
			if total(rev.Added) != 1 || total(rev.Removed) != 1 {
				k.Errorf("revision %+v, want one record added and one removed", rev)
			}
			k.holds("n", store.Latest, p)
		}
	}},
	{"records that an import does not name stay as they are", func(k kept) {
		k.imports("n", ecosystem())
		rev := k.imports("n", actorsOnly("a new one"))
		if rev.Added != (network.Counts{Actors: 1}) || rev.Removed != (network.Counts{}) {
			k.Errorf("revision is %+v, want one actor added", rev)
		}
		want := ecosystem()
		want.Actors = append(actorsOnly("a new one").Actors, want.Actors...)
		k.holds("n", store.Latest, want)
		k.holds("n", 1, ecosystem())
	}},
	{"a new network to which nothing is added stands at revision 0", func(k kept) {
		rev, changed, err := k.Import(k.Context(), "empty", &network.Picture{}, change)
		if err != nil || changed || rev != (network.Revision{}) {
			k.Fatalf("revision %+v, changed %v, error %v; want the zero revision, false and none", rev, changed, err)
		}
		if n := k.network("empty"); n.Revision != 0 || n.Counts != (network.Counts{}) {
			k.Errorf("network is %+v, want revision 0 and no records", n)
		}
		if list := k.revisions("empty"); len(list) != 0 {
			k.Errorf("revisions are %+v, want none", list)
		}
		k.holds("empty", store.Latest, network.Picture{})
	}},
}

// latest returns the newest revision of network n, which starts as p.
func (k kept) latest(p network.Picture) network.Picture {
	k.Helper()
	if _, err := k.Network(k.Context(), "n"); err != nil {
		k.imports("n", p)
	}
	return k.reads("n", store.Latest)
}

func total(c network.Counts) int {
	return c.Actors + c.Collaborations + c.Activities + c.Participations
}
