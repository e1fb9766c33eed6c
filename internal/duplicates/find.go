package duplicates

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/network"
)

// Pair is two actors that may be one.
type Pair struct {
	A, B     network.Actor // A's id comes first
	Score    float64       // from 0 to 1; an order for people who decide, no probability
	Evidence []Evidence    // what speaks for it first
}

// Options choose which pairs are found.
type Options struct {
	Least float64                  // the lowest score
	Skip  func(a, b string) bool   // pairs that people have decided on; nil: none
	Tell  func(done, actors int64) // progress; nil: nobody asks
}

// What brings two actors together, so that not everybody is compared with everybody.
const (
	rareWord     = 40  // a word that at most so many names hold
	rarePieces   = 8   // how many of a name's rarest pieces of three letters count
	rarePiece    = 120 // a piece that at most so many names hold
	sharedPieces = 3   // that two names must share
	mostAlike    = 500 // of actors with the very same name; of more, each meets only so many
)

// worthALook is the likeness of names below which nothing else is looked at: with nothing alike but the place, nobody is the same.
const worthALook = 0.5

// Find proposes pairs of actors that may be one, the likeliest first. Records are compared when they share a rare word, three rare pieces of
// three letters, the whole name or an official id. It takes time in proportion to the number of actors, and stops when ctx ends.
func Find(ctx context.Context, p *network.Picture, o Options) ([]Pair, error) {
	actors := p.Actors
	place := make(map[string]int, len(actors))
	names, known := make([][]string, len(actors)), make([]facts, len(actors))
	for i := range actors {
		place[actors[i].ID] = i
		names[i], known[i] = Words(actors[i].Name), factsOf(&actors[i])
	}
	w, with := weigh(names), partnersOf(p, place)
	index := indexOf(names, known, w)
	var pairs []Pair
	met := make(map[int32]int, 64)
	for i := range actors {
		if i%64 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if o.Tell != nil {
				o.Tell(int64(i), int64(len(actors)))
			}
		}
		clear(met)
		index.meet(i, met)
		for other, weight := range met {
			j := int(other)
			if weight < sharedPieces || o.Skip != nil && o.Skip(actors[i].ID, actors[j].ID) {
				continue
			}
			if pair, ok := judge(actors, names, known, w, with, i, j); ok && pair.Score >= o.Least {
				pairs = append(pairs, pair)
			}
		}
	}
	slices.SortFunc(pairs, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.A.ID, y.A.ID), cmp.Compare(x.B.ID, y.B.ID))
	})
	return pairs, nil
}

// judge weighs all evidence for and against two actors being one.
func judge(actors []network.Actor, names [][]string, known []facts, w weights, with *partners, i, j int) (Pair, bool) {
	if actors[j].ID < actors[i].ID {
		i, j = j, i
	}
	like := w.likeness(names[i], names[j], append(known[i].places(), known[j].places()...))
	named := Evidence{Kind: LikeName}
	if strings.Join(names[i], "") == strings.Join(names[j], "") {
		named.Kind = SameName
	}
	score, list := attributes(like, known[i], known[j])
	if max(like, score) < worthALook {
		return Pair{}, false
	}
	if like >= worthALook {
		list = append([]Evidence{named}, list...)
	}
	score, more := with.weigh(score, i, j)
	list = append(list, more...)
	slices.SortStableFunc(list, func(x, y Evidence) int {
		if x.For() == y.For() {
			return 0
		}
		if x.For() {
			return -1
		}
		return 1
	})
	return Pair{A: actors[i], B: actors[j], Score: score, Evidence: list}, true
}

// index finds who shares what brings two together.
type index struct {
	keys [][]key // by actor
	with map[string][]int32
}

// key is one thing that others may share. Its weight says how much of a meeting it is.
type key struct {
	text   string
	weight int
}

func indexOf(names [][]string, known []facts, w weights) *index {
	x := &index{keys: make([][]key, len(names)), with: map[string][]int32{}}
	pieces := map[string]int{}
	for i := range names {
		for _, piece := range piecesOf(names[i]) {
			pieces[piece]++
		}
	}
	for i := range names {
		own := []key{{"=" + strings.Join(names[i], ""), sharedPieces}}
		for _, f := range idFields {
			if id := officialID(known[i][f]); id != "" {
				own = append(own, key{"#" + f + id, sharedPieces})
			}
		}
		for k, word := range names[i] {
			if n := w.in[word]; n > 1 && n <= rareWord && !slices.Contains(names[i][:k], word) {
				own = append(own, key{"w" + word, sharedPieces})
			}
		}
		rare := piecesOf(names[i])
		rare = slices.DeleteFunc(rare, func(s string) bool { return pieces[s] < 2 || pieces[s] > rarePiece })
		slices.SortFunc(rare, func(a, b string) int { return cmp.Or(cmp.Compare(pieces[a], pieces[b]), strings.Compare(a, b)) })
		for _, piece := range rare[:min(rarePieces, len(rare))] {
			own = append(own, key{"3" + piece, 1})
		}
		x.keys[i] = own
		for _, k := range own {
			x.with[k.text] = append(x.with[k.text], int32(i))
		}
	}
	return x
}

// meet adds up what an actor shares with those that come after it.
func (x *index) meet(i int, met map[int32]int) {
	for _, k := range x.keys[i] {
		list := x.with[k.text]
		at, _ := slices.BinarySearch(list, int32(i))
		for _, other := range list[at+1 : min(len(list), at+1+mostAlike)] {
			met[other] += k.weight
		}
	}
}

// piecesOf are the different pieces of three letters in a name, ordered.
func piecesOf(words []string) []string {
	letters := []rune(strings.Join(words, ""))
	var out []string
	for i := 0; i+3 <= len(letters); i++ {
		out = append(out, string(letters[i:i+3]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
