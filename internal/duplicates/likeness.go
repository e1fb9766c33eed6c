package duplicates

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// closeWords is from when on two words count as one that is spelt in two ways, by the measure of Jaro and Winkler.
const closeWords = 0.92

// shortestTypo is from how many letters on two words may differ at all: of short ones every letter counts.
const shortestTypo = 5

// longestSlip is how many letters a slip of the pen adds or leaves out at most; it spares the first letter.
const longestSlip = 3

// weights tell how much a word says: one that many names hold says little. A word in a share p of all names weighs ln(1 + 1/p).
type weights struct {
	names float64
	in    map[string]int // how many names hold a word
}

func weigh(names [][]string) weights {
	w := weights{names: float64(len(names)), in: map[string]int{}}
	for _, words := range names {
		for i, word := range words {
			if !slices.Contains(words[:i], word) {
				w.in[word]++
			}
		}
	}
	return w
}

func (w weights) of(word string) float64 { return math.Log1p(w.names / float64(max(1, w.in[word]))) }

// placeWord is how much of its weight a word keeps that names where the actors are: all the others there may have it too.
const placeWord = 0.5

// likeness compares two names word by word, from 0 to 1: the weight of the words that they share, also in other order or with a slip of the
// pen, against that of all their words (Cohen, Ravikumar and Fienberg 2003, soft TF-IDF). Names that are the same but for the spaces between
// their words are as good as the same; those whose numbers differ are of two that are numbered.
//
// places are the words for where they are.
func (w weights) likeness(a, b, places []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	if strings.Join(a, "") == strings.Join(b, "") {
		return 1
	}
	weight := func(word string) float64 {
		if slices.Contains(places, word) {
			return w.of(word) * placeWord
		}
		return w.of(word)
	}
	type pair struct {
		i, j int
		sim  float64
	}
	var pairs []pair
	for i, x := range a {
		for j, y := range b {
			if s := alike(x, y); s > 0 {
				pairs = append(pairs, pair{i, j, s})
			}
		}
	}
	slices.SortStableFunc(pairs, func(x, y pair) int { return cmp.Compare(y.sim, x.sim) })
	usedA, usedB := make([]bool, len(a)), make([]bool, len(b))
	shared := 0.0
	for _, p := range pairs {
		if !usedA[p.i] && !usedB[p.j] {
			usedA[p.i], usedB[p.j] = true, true
			x, y := weight(a[p.i]), weight(b[p.j])
			if p.sim < 1 { // a slip of the pen is rare and would weigh much
				x = min(x, y)
				y = x
			}
			shared += p.sim * x * y
		}
	}
	norm := func(words []string) (sum float64) {
		for _, word := range words {
			sum += weight(word) * weight(word)
		}
		return math.Sqrt(sum)
	}
	like := min(1, shared/(norm(a)*norm(b)))
	if numbers(a) != numbers(b) {
		like /= 2
	}
	return like
}

// alike is 1 for equal words, more than closeWords for those that differ by a slip of the pen, else 0.
func alike(x, y string) float64 {
	if x == y {
		return 1
	}
	if len(x) < shortestTypo || len(y) < shortestTypo || x[0] != y[0] || max(len(x), len(y))-min(len(x), len(y)) > longestSlip || hasDigit(x) || hasDigit(y) {
		return 0
	}
	if s := jaroWinkler(x, y); s >= closeWords {
		return s
	}
	return 0
}

func hasDigit(word string) bool { return strings.ContainsFunc(word, unicode.IsDigit) }

// numbers are the words with digits, in order.
func numbers(words []string) string {
	var list []string
	for _, w := range words {
		if hasDigit(w) {
			list = append(list, w)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// jaroWinkler compares two words, from 0 to 1 (Winkler 1990): letters that both have within half the longer one's length, less those out of
// order, and more for up to four letters that begin both.
func jaroWinkler(x, y string) float64 {
	a, b := []rune(x), []rune(y)
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	window := max(0, max(len(a), len(b))/2-1)
	metA, metB := make([]bool, len(a)), make([]bool, len(b))
	matches := 0
	for i := range a {
		for j := max(0, i-window); j < min(len(b), i+window+1); j++ {
			if !metB[j] && a[i] == b[j] {
				metA[i], metB[j] = true, true
				matches++
				break
			}
		}
	}
	if matches == 0 {
		return 0
	}
	swapped, j := 0, 0
	for i := range a {
		if !metA[i] {
			continue
		}
		for !metB[j] {
			j++
		}
		if a[i] != b[j] {
			swapped++
		}
		j++
	}
	m := float64(matches)
	jaro := (m/float64(len(a)) + m/float64(len(b)) + (m-float64(swapped)/2)/m) / 3
	prefix := 0
	for prefix < min(4, len(a), len(b)) && a[prefix] == b[prefix] {
		prefix++
	}
	return jaro + 0.1*float64(prefix)*(1-jaro)
}
