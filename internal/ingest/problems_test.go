package ingest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/pkg/fault"
)

func TestEachFaultIsToldWithPlaceValueAndRemedy(t *testing.T) {
	const (
		actors = "id,name\nHEL,Helsinki\nTRE,Tampere\nESP,Espoo\n"
		dates  = "write 2024-03-31, 31.3.2024, 2024-03 or 2024, or leave it empty"
		number = "write it with digits and a decimal point or comma, without unit and parts of thousands: 1234.5"
	)
	long := strings.Repeat("ä", 100)
	ties := func(rows string) files { return files{"actors.csv": actors, "collaborations.csv": rows} }
	for _, c := range []struct {
		promise string
		files   files
		want    fault.Problem
	}{
		{"capitals decide, and the likely one is suggested", ties("source,target\nHEL,TRE\nHEL,Tre\n"),
			fault.Problem{File: "collaborations.csv", Line: 3, Column: "target", Value: "Tre", Expected: "the id of one of the actors", Remedy: `did you mean "TRE"? Correct it here, or add it to the actors`}},
		{"one letter wrong", ties("source,target\nHEL,TRA\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Column: "target", Value: "TRA", Expected: "the id of one of the actors", Remedy: `did you mean "TRE"? Correct it here, or add it to the actors`}},
		{"two letters wrong in a long name", ties("Lähde,Kohde\nHelsingi,TRE\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Column: "Lähde", Value: "Helsingi", Expected: "the id of one of the actors", Remedy: `did you mean "HEL"? Correct it here, or add it to the actors`}},
		{"nothing like it", ties("source,target\nHEL,Kuopio\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Column: "target", Value: "Kuopio", Expected: "the id of one of the actors", Remedy: "add it to the actors, or correct it here"}},
		{"several as likely: none is suggested", files{"actors.csv": "id\n101\n102\n", "ties.csv": "source,target\n101,103\n"},
			fault.Problem{File: "ties.csv", Line: 2, Column: "target", Value: "103", Expected: "the id of one of the actors", Remedy: "add it to the actors, or correct it here"}},
		{"one of several targets is unknown", ties("from,to\nHEL,TRE|Kuopio\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Column: "to", Value: "TRE|Kuopio", Expected: "the id of one of the actors", Remedy: "add it to the actors, or correct it here"}},
		{"a name that two have", files{"actors.csv": "id,name\n1,Oy\n2,Oy\n", "ties.csv": "source,target\n1,Oy\n"},
			fault.Problem{File: "ties.csv", Line: 2, Column: "target", Value: "Oy", Expected: "the id of one of the actors", Remedy: "several actors have this name: write the id of the one that is meant"}},
		{"an unknown activity", files{"actors.csv": actors, "projects.csv": "id\nP1\n", "participations.csv": "actor,project\nHEL,Q99\n"},
			fault.Problem{File: "participations.csv", Line: 2, Column: "project", Value: "Q99", Expected: "the id of one of the activities", Remedy: "add it to the activities, or correct it here"}},
		{"a weight that is no number", ties("source,target,Weight\nHEL,TRE,\"1,234.5\"\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Column: "Weight", Value: "1,234.5", Expected: "a number", Remedy: number}},
		{"a weight that is NaN", ties("source,target,weight\nHEL,TRE,NaN\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Column: "weight", Value: "NaN", Expected: "a number", Remedy: number}},
		{"a weight without end", ties("source,target,weight\nHEL,TRE,1e999\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Column: "weight", Value: "1e999", Expected: "a number", Remedy: number}},
		{"a negative weight", ties("source,target,weight\n\nHEL,TRE,-2\n"),
			fault.Problem{File: "collaborations.csv", Line: 3, Column: "weight", Value: "-2", Expected: "a weight of zero or more", Remedy: "write how strong the tie is, or leave it empty for 1"}},
		{"a confidence in percent", ties("source,target,confidence\nHEL,TRE,80\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Column: "confidence", Value: "80", Expected: "a confidence from 0 to 1", Remedy: "write 0.8 for 80 %, or leave it empty for 1"}},
		{"a direction that is no word for it", ties("source,target,directed\nHEL,TRE,maybe\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Column: "directed", Value: "maybe", Expected: "1 or 0, true or false", Remedy: "write 1 when the tie goes only from the first actor to the second, else 0"}},
		{"a date that is none", ties("source,target,start\nHEL,TRE,31.2.2024\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Column: "start", Value: "31.2.2024", Expected: "a date", Remedy: dates}},
		{"funding that is no number", files{"participations.csv": "actor,project,funding\nHEL,P,1 milj. €\n"},
			fault.Problem{File: "participations.csv", Line: 2, Column: "funding", Value: "1 milj. €", Expected: "a number", Remedy: number}},
		{"an empty id without a name", files{"actors.csv": "id,name,sector\n1,A,x\n ,,y\n"},
			fault.Problem{File: "actors.csv", Line: 3, Column: "id", Expected: "an id in every row", Remedy: "fill it in, or take the row out"}},
		{"one id, two meanings", files{"actors.csv": "id,name\n1,A\n2,B\n1,C\n"},
			fault.Problem{File: "actors.csv", Line: 4, Column: "id", Value: "1", Expected: "every id once", Remedy: "actors.csv:2 says something else of it: keep the row that is right, or give this one its own id"}},
		{"one activity, two meanings", files{"activities.csv": "id,theme\n1,A\n1,B\n", "actors.csv": actors},
			fault.Problem{File: "activities.csv", Line: 3, Column: "id", Value: "1", Expected: "every id once", Remedy: "activities.csv:2 says something else of it: keep the row that is right, or give this one its own id"}},
		{"no column for an end", ties("source,weight\nHEL,1\n"),
			fault.Problem{File: "collaborations.csv", Line: 1, Value: "source, weight", Expected: "a column target for the collaborations", Remedy: "add a first line that names the columns, or say which column it is: collaborations.target"}},
		{"an unclosed quote; what its file hides is not told as well", files{"actors.csv": "id,name\nHEL,\"Hel\nTRE,T\n", "ties.csv": "source,target\nHEL,TRE\n"},
			fault.Problem{File: "actors.csv", Line: 2, Value: "Hel\nTRE,T", Expected: "a closing quote", Remedy: `the quote opened on this line is never closed: close it, or write a quote that belongs to the text twice, in quotes: """"`}},
		{"a ragged row", ties("source,target\nHEL,TRE,2\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Value: "HEL,TRE,2", Expected: "2 values, as in the header, not 3", Remedy: "put a value that holds a comma in quotes, and keep a place for every empty one"}},
		{"a long value is shortened", ties("source,target,weight\nHEL,TRE," + long + "\n"),
			fault.Problem{File: "collaborations.csv", Line: 2, Column: "weight", Value: strings.Repeat("ä", 79) + "…", Expected: "a number", Remedy: number}},
		{"an empty file", ties(""),
			fault.Problem{File: "collaborations.csv", Expected: "a first line with the names of the columns", Remedy: "the file is empty: add the header and the rows"}},
		{"a damaged archive", ties("\x1f\x8bxx"),
			fault.Problem{File: "collaborations.csv", Expected: "a whole gzip file", Remedy: "it is cut short or damaged (unexpected EOF): pack or copy it again"}},
	} {
		t.Run(c.promise, func(t *testing.T) {
			d, err := ingest.ReadFS(t.Context(), c.files.fs(), []string{"."}, ingest.Options{})
			if fault.CodeOf(err) != fault.BadInput || d == nil || !d.Fatal {
				t.Fatalf("expected a draft that is fatal and fault.BadInput, got %v", err)
			}
			c.want.Fatal = true
			var fatal []fault.Problem
			for _, p := range problemsOf(err) {
				if p.Fatal {
					fatal = append(fatal, p)
				}
			}
			if diff := cmp.Diff([]fault.Problem{c.want}, fatal); diff != "" {
				t.Error(diff)
			}
			if want := "1 problem stops the import: " + c.want.String(); err.Error() != want {
				t.Errorf("the message is\n%s\nnot\n%s", err, want)
			}
		})
	}
}

func TestWarningsDoNotStop(t *testing.T) {
	for _, c := range []struct {
		promise string
		files   files
		want    fault.Problem
	}{
		{"an end before the start is kept", files{"actors.csv": "id,start,end\na,2020,2019-06\n"},
			fault.Problem{File: "actors.csv", Line: 2, Column: "end", Value: "2019-06", Expected: "an end on or after the start 2020-01-01", Remedy: "mend one of them: until then only date windows that hold both see this row"}},
		{"an empty id beside a name", files{"actors.csv": "id,name\n1,A\n ,B\n", "ties.csv": "source,target\n1,B\n"},
			fault.Problem{File: "actors.csv", Line: 3, Column: "id", Value: "B", Expected: "an id in every row", Remedy: "the name is taken for it: give it one if the name may change"}},
		{"a row of sums", files{"actors.csv": "name,staff\nA,3\nTotal,4\nB,\nSumma,x\n"},
			fault.Problem{File: "actors.csv", Line: 3, Column: "name", Value: "Total", Expected: "a row of its own for each of the actors", Remedy: "it is taken for the row that sums up the others, and passed over"}},
		{"the same row twice", files{"actors.csv": "id,name\na,A\nb,B\na,A\n"},
			fault.Problem{File: "actors.csv", Line: 4, Column: "id", Value: "a", Expected: "every id once", Remedy: "the same row stands in actors.csv:2: take one out"}},
		{"actors made from the ends of ties", files{"ties.csv": "source,target\na,b\nb,c\n"},
			fault.Problem{File: "ties.csv", Line: 2, Expected: "a file that lists the actors", Remedy: "3 actors were made from the rows that name them: add actors.csv to give them names and attributes"}},
		{"names instead of ids", files{"actors.csv": "id,name\n1,Anna\n2,Bo\n", "ties.csv": "source,target\n1,2\n1,Bo\nAnna,Bo\n"},
			fault.Problem{File: "ties.csv", Line: 3, Expected: "ids of actors", Remedy: "values that are no ids were understood as names, from this line on and 3 times in all: check them, or write ids"}},
		{"two ways to write numbers", files{"actors.csv": "id\na\nb\n", "ties.csv": "source;target;weight\na;b;1,234\na;b;1.5\n"},
			fault.Problem{File: "ties.csv", Expected: "one way to write numbers", Remedy: "both 1,5 and 1.5 were met and read as one and a half: if a comma parts thousands, take it out"}},
		{"an empty network", files{"actors.csv": "id,name\n"},
			fault.Problem{File: "actors.csv", Expected: "at least one actor", Remedy: "the network is empty: add rows, if it should not be"}},
		{"one header twice", files{"actors.csv": "id,x,x\na,1,2\n"},
			fault.Problem{File: "actors.csv", Line: 1, Column: "x", Expected: "a name of its own for every column", Remedy: "its values are passed over: name the column, or leave it"}},
		{"a column without a name", files{"actors.csv": ",id\n0,a\n"},
			fault.Problem{File: "actors.csv", Line: 1, Column: "number 1", Expected: "a name of its own for every column", Remedy: "its values are passed over: name the column, or leave it"}},
	} {
		t.Run(c.promise, func(t *testing.T) {
			d := c.files.mustRead(t, ingest.Options{})
			if diff := cmp.Diff([]fault.Problem{c.want}, d.Problems); diff != "" {
				t.Error(diff)
			}
		})
	}
	d := files{"actors.csv": "id,start,end\na,2020,2019-06\n"}.mustRead(t, ingest.Options{})
	if a := d.Picture().Actors[0]; a.Start.String() != "2020-01-01" || a.End.String() != "2019-06-30" {
		t.Errorf("the dates were changed to %s and %s", a.Start, a.End)
	}
}

func TestManyProblemsAreCounted(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("source,target,weight,note\n")
	for i := range 150 {
		fmt.Fprintf(&rows, "a,b,x%d,n\n", i)
	}
	// The warning about the column note comes before all of them and must not take the place of one.
	folder := files{"actors.csv": "id\na\nb\n", "ties.csv": rows.String()}
	for limit, listed := range map[int]int{0: 100, 10: 10, 1000: 151} {
		d, err := ingest.ReadFS(t.Context(), folder.fs(), []string{"."}, ingest.Options{MaxProblems: limit})
		list, total := fault.ProblemsOf(err)
		if len(list) != listed || total != 151 || d.ProblemCount != 151 || len(d.Problems) != listed {
			t.Errorf("limit %d: %d listed of %d, draft %d of %d; expected %d of 151", limit, len(list), total, len(d.Problems), d.ProblemCount, listed)
		}
		if list[0].Line != 2 || list[9].Line != 11 || !list[0].Fatal {
			t.Errorf("limit %d: the first is %v and the tenth %v", limit, list[0], list[9])
		}
		if want := "150 problems stop the import; the first is ties.csv:2: column weight is \"x0\""; !strings.HasPrefix(err.Error(), want) {
			t.Errorf("the message %q does not begin with %q", err, want)
		}
	}
}
