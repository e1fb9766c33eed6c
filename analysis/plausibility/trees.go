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
	treeCount  = 256
	treeDepth  = 4
	treeStep   = 0.05
	treeSample = 0.4  // share of the features that one tree may use
	treeLists  = 0.5  // share of the lists that one tree learns from
	patience   = 40   // trees in a row that do not foretell a later table better, after which no more are tried
	leafRows   = 200  // fewest rows on either side of a split, in tables that are large enough
	leafRidge  = 20.0 // added to the curvature of every leaf
	listsEach  = 12   // lists to learn from for every tree, at least: few lists bear few trees
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

// growTrees fits at most so many trees to the lists of a table by gradient boosting: J. H. Friedman (2001), doi:10.1214/aos/1013203451, each tree on
// some of the lists only (Friedman 2002, doi:10.1016/S0167-9473(01)00065-2), with second-order steps as T. Chen, C. Guestrin (2016),
// doi:10.1145/2939672.2939785. The loss is that of choices from lists; b is the table in steps. With a later table, of the trees it keeps as many as
// foretell that one best, which may be none; nil keeps all.
func growTrees(ctx context.Context, t *table, b *binned, later *table, most int, seed uint64, threads int, report func(done, all int64)) (*trees, error) {
	base, err := fitChoice(ctx, t, outlined, threads)
	if err != nil {
		return nil, err
	}
	made := &trees{base: base}
	w, err := newGrower(ctx, t, b, base, threads)
	if err != nil {
		return nil, err
	}
	var judge *judge
	best, kept := math.Inf(1), most
	if later != nil {
		if judge, err = newJudge(ctx, later, base, threads); err != nil {
			return nil, err
		}
		best, kept = judge.loss(), 0
	}
	random := rand.New(rand.NewPCG(seed, 0x7265657374))
	for i := range most {
		features := random.Perm(t.width)[:max(1, int(treeSample*float64(t.width)))]
		slices.Sort(features)
		splits, leaves, err := w.tree(ctx, features, random)
		if err != nil {
			return nil, err
		}
		made.splits, made.leaves = append(made.splits, splits), append(made.leaves, leaves)
		if judge != nil {
			if err := judge.add(ctx, made, i, threads); err != nil {
				return nil, err
			}
			if loss := judge.loss(); loss < best {
				best, kept = loss, i+1
			}
			if i+1-kept >= patience {
				break
			}
		}
		if report != nil {
			report(int64(i+1), int64(most))
		}
	}
	kept = min(kept, len(made.splits))
	made.splits, made.leaves = made.splits[:kept], made.leaves[:kept]
	return made, nil
}

// judge follows how well growing trees foretell a table that they do not learn from.
type judge struct {
	t     *table
	score []float64
}

func newJudge(ctx context.Context, t *table, base *outline, threads int) (*judge, error) {
	score, err := base.all(ctx, t, threads)
	return &judge{t, score}, err
}

func (j *judge) add(ctx context.Context, made *trees, tree, threads int) error {
	return parallel.Blocks(ctx, len(j.score), 1<<12, threads, nil, func(_, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			j.score[i] += made.leaf(tree, j.t.row(i))
		}
	})
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
		weight := listWeight(found)
		for r := lo; r < hi; r++ {
			if j.t.came[r] {
				loss += weight * (sum - j.score[r])
			}
		}
	}
	return loss
}
