package ingest

import (
	"sort"

	"github.com/sillat/sillat/pkg/network"
)

// ties are the collaborations read so far, in columns: a tie takes eight bytes and what is said of it beyond its two actors, where a
// record takes over a hundred. Millions of them are read and handed on without ever being records all at once.
type ties struct {
	from, to   column[int32] // numbers of texts
	tieType    rare[int32]   // number of a text; noType for none
	directed   rare[bool]
	weight     rare[float64]
	confidence rare[float64]
	start, end rare[network.Date]
	count      int
	runs       []run
}

// noType stands for a tie's type when there is none.
const noType = -1

// run is ties that stand on lines which follow one another.
type run struct {
	first int // tie
	origin
}

// origin is where a record that names others was read.
type origin struct {
	table *table
	line  int
}

func newTies() ties {
	return ties{tieType: rare[int32]{usual: noType}, weight: rare[float64]{usual: 1}, confidence: rare[float64]{usual: 1}}
}

// add appends a tie between the texts of two numbers; what t says of its ends and its type is not looked at.
func (k *ties) add(from, to, tieType int32, t network.Collaboration, o origin) {
	i := k.count
	k.from.add(from)
	k.to.add(to)
	k.tieType.add(i, tieType)
	k.directed.add(i, t.Directed)
	k.weight.add(i, t.Weight)
	k.confidence.add(i, t.Confidence)
	k.start.add(i, t.Start)
	k.end.add(i, t.End)
	if i == 0 || k.origin(i) != o {
		k.runs = append(k.runs, run{i, o})
	}
	k.count++
}

// origin returns where a tie was read; of the one to come, where it would stand on the line after the last.
func (k *ties) origin(i int) origin {
	r := k.runs[len(k.runs)-1]
	if i < r.first {
		r = k.runs[sort.Search(len(k.runs), func(j int) bool { return k.runs[j].first > i })-1]
	}
	return origin{r.table, r.line + i - r.first}
}

// record makes the record of a tie.
func (k *ties) record(i int, all []string) network.Collaboration {
	t := k.said(i, all)
	t.From, t.To = all[*k.from.at(i)], all[*k.to.at(i)]
	return t
}

// said is the record of a tie without its ends.
func (k *ties) said(i int, all []string) network.Collaboration {
	o := k.origin(i)
	t := network.Collaboration{
		Directed: k.directed.of(i), Weight: k.weight.of(i), Confidence: k.confidence.of(i),
		Start: k.start.of(i), End: k.end.of(i), Source: network.Source{File: o.table.record, Line: o.line},
	}
	if kind := k.tieType.of(i); kind != noType {
		t.Type = all[kind]
	}
	return t
}
