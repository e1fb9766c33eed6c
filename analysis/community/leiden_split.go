package community

import "context"

// split parts every community that does not hang together into its pieces: the last moves of a round may take away the node that joined
// them. Pieces without a tie between them are worth no less apart, for either quality. Communities may be numbered in any way
// before; afterwards each has the number of its first node. It returns ctx's error when ctx
// ends first, and leaves the communities as they were.
func (l *level) split(ctx context.Context, of []int32) error {
	seen := make([]bool, len(of))
	piece := make([]int32, len(of))
	var queue []int32
	for root := range int32(len(of)) {
		if root%(1<<16) == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if seen[root] {
			continue
		}
		seen[root], piece[root] = true, root
		queue = append(queue[:0], root)
		for len(queue) > 0 {
			u := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			to, strength := l.row(u)
			for k, v := range to {
				if !seen[v] && of[v] == of[u] && at(strength, k) > 0 {
					seen[v], piece[v] = true, root
					queue = append(queue, v)
				}
			}
		}
	}
	copy(of, piece)
	return nil
}
