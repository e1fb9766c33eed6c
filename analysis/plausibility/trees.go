package plausibility

import (
	"context"
	"math/rand/v2"
	"slices"
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
	base *outline
	each []tree
}

// inner is the number of nodes of a tree that are no leaves.
const inner = 1<<treeDepth - 1

// tree is one of them.
type tree struct {
	splits [inner]split       // the children of node i are 2i+1 and 2i+2
	leaves [inner + 1]float64 // from left to right
}

// split sends a row left when its feature is at most the limit. A node that is not split has an infinite limit.
type split struct {
	feature uint32
	limit   float32
}

// score returns the score of a row.
func (t *trees) score(row []float32) float64 {
	sum := t.base.logOdds(row)
	for i := range t.each {
		sum += t.each[i].leaf(row)
	}
	return sum
}

// leaf returns what the tree adds for a row. Which way a row goes cannot be guessed, so it is reckoned instead of branched upon.
func (t *tree) leaf(row []float32) float64 {
	node := uint(0)
	for range treeDepth {
		s := &t.splits[node]
		right := uint(1)
		if row[s.feature] <= s.limit {
			right = 0
		}
		node += node + 1 + right
	}
	return t.leaves[node-inner]
}

// growTrees fits at most so many trees to the lists of a table by gradient boosting: J. H. Friedman (2001), doi:10.1214/aos/1013203451, each tree on
// some of the lists only (Friedman 2002, doi:10.1016/S0167-9473(01)00065-2), with second-order steps as T. Chen, C. Guestrin (2016),
// doi:10.1145/2939672.2939785. The loss is that of choices from lists; b is the table in steps. With a judge, of the trees it keeps as many as
// foretell the judge's table best, which may be none; nil keeps all.
func growTrees(ctx context.Context, t *table, b *binned, by *judge, most int, seed uint64, threads int, report func(done, all int64)) (*trees, error) {
	base, score, err := fitChoice(ctx, t, outlined, threads)
	if err != nil {
		return nil, err
	}
	made := &trees{base: base}
	w := newGrower(t, b, score, threads)
	kept := most
	if by != nil {
		if err := by.begin(ctx, base, threads); err != nil {
			return nil, err
		}
		kept = 0
	}
	random := rand.New(rand.NewPCG(seed, 0x7265657374))
	for i := range most {
		features := random.Perm(t.width)[:max(1, int(treeSample*float64(t.width)))]
		slices.Sort(features)
		tree, err := w.tree(ctx, features, random)
		if err != nil {
			return nil, err
		}
		made.each = append(made.each, tree.tree)
		if by != nil {
			better, err := by.add(ctx, tree, threads)
			if err != nil {
				return nil, err
			}
			if better {
				kept = i + 1
			}
			if i+1-kept >= patience {
				break
			}
		}
		if report != nil {
			report(int64(i+1), int64(most))
		}
	}
	made.each = made.each[:min(kept, len(made.each))]
	return made, nil
}
