package community

import (
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// karate is Zachary's club (1977, An information flow model for conflict and fission in small groups), members from 0.
func karate() *snapshot.Graph {
	return graphs.Of(34, false, snapshot.Unweighted, graphs.Pairs(
		0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0, 10, 0, 11, 0, 12, 0, 13, 0, 17, 0, 19, 0, 21, 0, 31,
		1, 2, 1, 3, 1, 7, 1, 13, 1, 17, 1, 19, 1, 21, 1, 30, 2, 3, 2, 7, 2, 8, 2, 9, 2, 13, 2, 27, 2, 28, 2, 32,
		3, 7, 3, 12, 3, 13, 4, 6, 4, 10, 5, 6, 5, 10, 5, 16, 6, 16, 8, 30, 8, 32, 8, 33, 9, 33, 13, 33,
		14, 32, 14, 33, 15, 32, 15, 33, 18, 32, 18, 33, 19, 33, 20, 32, 20, 33, 22, 32, 22, 33,
		23, 25, 23, 27, 23, 29, 23, 32, 23, 33, 24, 25, 24, 27, 24, 31, 25, 31, 26, 29, 26, 33, 27, 33,
		28, 31, 28, 33, 29, 32, 29, 33, 30, 32, 30, 33, 31, 32, 31, 33, 32, 33)...)
}

// karateDivision is a division of the club whose modularity is published for one resolution.
type karateDivision struct {
	resolution float64
	groups     [][]int32
}

// karateDivisions are those of published_figures.json, entry karate-modularity: for resolution 1 the optimum (doi
// 10.1140/epjb/e2013-40829-0), for the others what the Java reference implementation of Louvain found.
var karateDivisions = map[string]karateDivision{
	"1": {1, [][]int32{
		{0, 1, 2, 3, 7, 11, 12, 13, 17, 19, 21}, {4, 5, 6, 10, 16},
		{8, 9, 14, 15, 18, 20, 22, 26, 29, 30, 32, 33}, {23, 24, 25, 27, 28, 31}}},
	"0.5": {0.5, [][]int32{
		{0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 16, 17, 19, 21},
		{8, 14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33}}},
	"2": {2, [][]int32{
		{14, 18, 20, 22, 32, 33, 15}, {0, 1, 11, 17, 19, 21}, {2, 3, 7, 9, 12, 13}, {4, 5, 6, 10, 16},
		{24, 25, 28, 31}, {23, 26, 27, 29}, {8, 30}}},
}

func (d karateDivision) of() []int32 {
	of := make([]int32, 34)
	for c, group := range d.groups {
		for _, u := range group {
			of[u] = int32(c)
		}
	}
	return of
}
