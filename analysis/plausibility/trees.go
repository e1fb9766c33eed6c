package plausibility

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// The shape of the boosted trees. Shallow trees, small steps and many rows to a leaf, because the years differ more than the rows.
const (
	treeCount  = 160
	treeDepth  = 4
	treeStep   = 0.08
	treeSample = 0.4 // share of the features that one tree may use
	leafRows   = 200 // fewest rows on either side of a split, in tables that are large enough
	leafRidge  = 5.0 // added to the curvature of every leaf
)

// trees is a sum of small decision trees on top of an outline; it gives a score that ranks the candidates of one source.
type trees struct {
	base   *outline
	splits [][]split   // per tree its inner nodes: the children of node i are 2i+1 and 2i+2
	leaves [][]float64 // per tree the value of every leaf, from left to right
}

// split sends a row left when its feature is at most the limit. A node that is not split has an infinite limit.
type split struct {
	feature int
	limit   float32
}

// score returns the score of a row.
func (t *trees) score(row []float32) float64 {
	sum := t.base.logOdds(row)
	for i := range t.splits {
		sum += t.leaf(i, row)
	}
	return sum
}

// leaf returns what one tree adds for a row.
func (t *trees) leaf(i int, row []float32) float64 {
	tree := t.splits[i]
	node := 0
	for node < len(tree) {
		if s := tree[node]; row[s.feature] <= s.limit {
			node = 2*node + 1
		} else {
			node = 2*node + 2
		}
	}
	return t.leaves[i][node-len(tree)]
}

// slope is the sum of first and second derivatives of the loss over some rows, and how many they are.
type slope struct{ g, h, n float64 }

func (s *slope) add(o slope) { s.g, s.h, s.n = s.g+o.g, s.h+o.h, s.n+o.n }

func (s slope) less(o slope) slope { return slope{s.g - o.g, s.h - o.h, s.n - o.n} }

// worth is twice the loss that the best single value for the rows saves.
func (s slope) worth() float64 { return s.g * s.g / (s.h + leafRidge) }

// grower fits trees one after the other.
type grower struct {
	t         *table
	b         *binned
	threads   int
	score     []float64
	g, h      []float64
	node      []uint8 // per row the node it has come to, numbered from the left within its level
	leastRows float64
}

// growTrees fits at most so many trees to the lists of a table by gradient boosting: J. H. Friedman (2001), doi:10.1214/aos/1013203451, with
// second-order steps as T. Chen, C. Guestrin (2016), doi:10.1145/2939672.2939785. The loss is that of choices from lists. With a later table, of the
// trees it keeps as many as foretell that one best, which may be none; nil keeps all.
func growTrees(ctx context.Context, t, later *table, most int, seed uint64, threads int, report func(done, all int64)) (*trees, error) {
	b, err := t.bin(ctx, threads)
	if err != nil {
		return nil, err
	}
	n := t.len()
	w := &grower{
		t: t, b: b, threads: threads, score: make([]float64, n), g: make([]float64, n), h: make([]float64, n), node: make([]uint8, n),
		leastRows: min(leafRows, float64(n)/50),
	}
	base, err := fitChoice(ctx, t, outlined, threads)
	if err != nil {
		return nil, err
	}
	made := &trees{base: base}
	for i := range w.score {
		w.score[i] = base.logOdds(t.row(i))
	}
	var judge *judge
	best, kept := math.Inf(1), most
	if later != nil {
		judge = newJudge(later, base)
		best, kept = judge.loss(), 0
	}
	random := rand.New(rand.NewPCG(seed, 0x7265657374))
	for i := range most {
		features := random.Perm(t.width)[:max(1, int(treeSample*float64(t.width)))]
		slices.Sort(features)
		splits, leaves, err := w.tree(ctx, features)
		if err != nil {
			return nil, err
		}
		made.splits, made.leaves = append(made.splits, splits), append(made.leaves, leaves)
		if judge != nil {
			judge.add(made, i)
			if loss := judge.loss(); loss < best {
				best, kept = loss, i+1
			}
		}
		if report != nil {
			report(int64(i+1), int64(most))
		}
	}
	made.splits, made.leaves = made.splits[:kept], made.leaves[:kept]
	return made, nil
}

// judge follows how well growing trees foretell a table that they do not learn from.
type judge struct {
	t     *table
	score []float64
}

func newJudge(t *table, base *outline) *judge {
	j := &judge{t, make([]float64, t.len())}
	for i := range j.score {
		j.score[i] = base.logOdds(t.row(i))
	}
	return j
}

func (j *judge) add(made *trees, tree int) {
	for i := range j.score {
		j.score[i] += made.leaf(tree, j.t.row(i))
	}
}

// loss is that of choices from the table's lists.
func (j *judge) loss() float64 {
	var loss float64
	share := make([]float64, j.t.len())
	for i := range j.t.ends {
		lo, hi, found := j.t.list(i)
		if found == 0 {
			continue
		}
		sum := shares(j.score[lo:hi], share[lo:hi])
		weight := 1 / math.Sqrt(found)
		for r := lo; r < hi; r++ {
			if j.t.came[r] {
				loss += weight * (sum - j.score[r])
			}
		}
	}
	return loss
}

// tree grows one tree level by level and moves the rows' scores by it.
func (w *grower) tree(ctx context.Context, features []int) ([]split, []float64, error) {
	clear(w.node)
	clear(w.g)
	clear(w.h)
	err := w.t.lists(ctx, w.threads, func(lo, hi int, found, weight float64) {
		shares(w.score[lo:hi], w.h[lo:hi])
		for i := lo; i < hi; i++ {
			p := w.h[i]
			if w.g[i] = weight * found * p; w.t.came[i] {
				w.g[i] -= weight
			}
			w.h[i] = weight * found * p * (1 - p)
		}
	})
	if err != nil {
		return nil, nil, err
	}
	splits := make([]split, 0, 1<<treeDepth-1)
	for level := range treeDepth {
		found, err := w.level(ctx, features, 1<<level)
		if err != nil {
			return nil, nil, err
		}
		splits = append(splits, found...)
	}
	total := make([]slope, 1<<treeDepth)
	for i, node := range w.node {
		total[node].add(slope{w.g[i], w.h[i], 1})
	}
	leaves := make([]float64, len(total))
	for i, s := range total {
		leaves[i] = -treeStep * s.g / (s.h + leafRidge)
	}
	for i, node := range w.node {
		w.score[i] += leaves[node]
	}
	return splits, leaves, nil
}

// level finds the best split of every node of a level and sends the rows on.
func (w *grower) level(ctx context.Context, features []int, nodes int) ([]split, error) {
	type choice struct {
		worth float64
		step  int
	}
	choices := make([][]choice, len(features))
	err := parallel.Blocks(ctx, len(features), 1, w.threads, nil, func(_, at, _, _ int) {
		column := w.b.column[features[at]]
		steps := make([]slope, nodes*bins)
		for i, node := range w.node {
			s := &steps[int(node)*bins+int(column[i])]
			s.g += w.g[i]
			s.h += w.h[i]
			s.n++
		}
		choices[at] = make([]choice, nodes)
		for node := range nodes {
			row := steps[node*bins : (node+1)*bins]
			var all, left slope
			for _, s := range row {
				all.add(s)
			}
			best := &choices[at][node]
			for step := range len(w.b.cut[features[at]]) {
				left.add(row[step])
				right := all.less(left)
				if left.n < w.leastRows || right.n < w.leastRows {
					continue
				}
				if worth := left.worth() + right.worth() - all.worth(); worth > best.worth {
					*best = choice{worth, step}
				}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	splits := make([]split, nodes)
	step := make([]uint8, nodes)
	for node := range splits {
		splits[node], step[node] = split{features[0], float32(math.Inf(1))}, bins
		worth := 0.0
		for at, f := range features {
			if c := choices[at][node]; c.worth > worth {
				worth = c.worth
				splits[node], step[node] = split{f, w.b.cut[f][c.step]}, uint8(c.step)
			}
		}
	}
	return splits, parallel.Blocks(ctx, w.t.len(), 1<<14, w.threads, nil, func(_, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			node := w.node[i]
			w.node[i] = 2 * node
			if w.b.column[splits[node].feature][i] > step[node] {
				w.node[i]++
			}
		}
	})
}
