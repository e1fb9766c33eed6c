package ingest_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/pkg/fault"
)

// FuzzRead reads whatever stands in a folder and holds the result to the promises that stores and metrics build on.
func FuzzRead(f *testing.F) {
	f.Add("id,name,start\na,A,2020\nb,B,\n", "source,target,weight,directed\na,b,1.5,1\n", "id,title\nP,T\n", "actor,project,role,funding\na,P,x,1\n")
	f.Add("Id;Label\na;A\n", "Source;Target;Type\na;a;Directed\n", "", "")
	f.Add("Tunnus\tNimi\n1\tÅbo\n", "from,to\n1,Åbo\n", "id\n", "toimija;hanke\n1;x\n")
	f.Add("id,x,x,\na,1,2,3\n", "source,target,start,end\na,a,2020,2019\na,q,x,y\n", "id\n\"", "pic,event\na,\"b\nc\"\n")
	f.Add("", "a b\nb c 2\n", "", "<graphml><graph><node id='a'/></graph></graphml>")
	f.Fuzz(func(t *testing.T, actors, ties, activities, parts string) {
		folder := files{}
		for name, text := range map[string]string{"actors.csv": actors, "ties.csv": ties, "projects.csv": activities, "participations.csv": parts} {
			if text != "" {
				folder[name] = text
			}
		}
		opt := ingest.Options{MaxBytes: 1 << 20, MaxProblems: 5}
		d, err := ingest.ReadFS(t.Context(), folder.fs(), []string{"."}, opt)
		if code := fault.CodeOf(err); code == fault.Internal || code == fault.Cancelled {
			t.Fatalf("%v", err)
		}
		if d == nil {
			return
		}
		if d.Fatal != (err != nil) || len(d.Problems) > 5 || d.ProblemCount < len(d.Problems) {
			t.Fatalf("fatal %v with error %v; %d problems listed of %d", d.Fatal, err, len(d.Problems), d.ProblemCount)
		}
		for _, p := range d.Problems {
			if p.File == "" || p.Expected == "" || p.Remedy == "" {
				t.Fatalf("a problem without place or remedy: %+v", p)
			}
		}
		if !d.Fatal {
			checkConsistent(t, d)
		}
		again, _ := ingest.ReadFS(t.Context(), folder.fs(), []string{"."}, opt)
		if !reflect.DeepEqual(d.Picture(), again.Picture()) || !reflect.DeepEqual(d.Files, again.Files) || !reflect.DeepEqual(d.Problems, again.Problems) {
			t.Fatalf("the same files read twice differ:\n%+v\n%+v", d.Picture(), again.Picture())
		}
	})
}

// checkConsistent holds a draft that may be imported to what pkg/network and the stores ask of a picture.
func checkConsistent(t *testing.T, d *ingest.Draft) {
	t.Helper()
	actors, activities := map[string]bool{}, map[string]bool{}
	for _, a := range d.Picture().Actors {
		if a.ID == "" || a.Name == "" || actors[a.ID] || a.Source.Line < 1 || a.Source.File == "" {
			t.Fatalf("actor %+v", a)
		}
		for name, value := range a.Attributes {
			if name == "" || value == "" {
				t.Fatalf("actor %+v has an empty attribute", a)
			}
		}
		actors[a.ID] = true
	}
	for _, a := range d.Picture().Activities {
		if a.ID == "" || activities[a.ID] {
			t.Fatalf("activity %+v", a)
		}
		activities[a.ID] = true
	}
	for _, c := range d.Picture().Collaborations {
		if !actors[c.From] || !actors[c.To] || !(c.Weight >= 0 && c.Weight <= math.MaxFloat64) || !(c.Confidence >= 0 && c.Confidence <= 1) {
			t.Fatalf("collaboration %+v", c)
		}
	}
	for _, p := range d.Picture().Participations {
		if !actors[p.Actor] || !activities[p.Activity] {
			t.Fatalf("participation %+v", p)
		}
	}
}
