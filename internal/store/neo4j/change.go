package neo4j

import (
	"context"
	"fmt"
	"slices"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

// batchBytes is how many bytes of text a transaction holds, about, when its rows are long.
const batchBytes = 8 << 20

// change is one change of a network under way: what it writes is gathered into batches, and the last transaction makes the revision.
type change struct {
	*lease
	before         standing
	number         int // the revision that it makes
	added, removed network.Counts
	batch          []statement
	rows, bytes    int
	aside          asides
	receipt        func(network.Revision) store.Document // nil: none
}

// statement is one query for many rows, which it takes as $rows. It returns how many it found work for: all, or something is wrong.
type statement struct {
	query string
	rows  []any
}

func begin(l *lease, before standing) *change {
	return &change{
		lease: l, before: before, number: before.Revision + 1,
		aside: asides{entities: map[string][]string{}, links: map[string][]string{}},
	}
}

// add gathers one row for a query and stores the batch when it is full. Within a batch, queries run in the order of their first rows:
// what links hang on comes before them. bytes is about how much text the row holds.
func (c *change) add(query string, row any, bytes int) error {
	at := slices.IndexFunc(c.batch, func(s statement) bool { return s.query == query })
	if at < 0 {
		at = len(c.batch)
		c.batch = append(c.batch, statement{query: query})
	}
	c.batch[at].rows = append(c.batch[at].rows, row)
	c.rows++
	if c.bytes += bytes; c.rows < c.store.limits.rows && c.bytes < batchBytes {
		return nil
	}
	return c.flush()
}

// flush stores what is gathered. Nobody sees it before the revision is made.
func (c *change) flush() error {
	if len(c.batch) == 0 {
		return nil
	}
	c.pending = c.number
	err := c.do(c.ctx, func(tx transaction) error { return c.write(tx, c.batch) })
	c.batch, c.rows, c.bytes = nil, 0, 0
	return err
}

// write runs statements and checks that each did its work for every row.
func (l *lease) write(tx transaction, batch []statement) error {
	for _, s := range batch {
		v, err := tx.one(s.query, map[string]any{"rows": s.rows, "network": l.network, "revision": int64(l.pending)})
		if err != nil {
			return err
		}
		if len(v) != 1 || numberIn(v[0]) != len(s.rows) {
			return fmt.Errorf("network %s: a statement for %d rows did its work for %v:%s", l.network, len(s.rows), v, s.query)
		}
	}
	return nil
}

// deafened is the change's context, bounded, without the caller's say: once a revision may be visible, a caller who gives up must
// not hide it.
func (l *lease) deafened() (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(context.WithoutCancel(l.ctx), l.store.limits.call, l.store.slow())
}

// finish makes the revision, in a transaction of its own: in Neo4j a reader can see part of a transaction while the server is still
// writing it down, and what makes the rest visible must come after the rest. Then it moves aside what the revision replaced.
func (c *change) finish(by network.Change) (r network.Revision, err error) {
	if err := c.flush(); err != nil {
		return r, err
	}
	if err := c.ctx.Err(); err != nil {
		return r, c.store.explain(c.ctx, err)
	}
	r = network.Revision{Number: c.number, Made: now(), By: by.By, Message: by.Message, Added: c.added, Removed: c.removed}
	deaf, cancel := c.deafened()
	defer cancel()
	err = c.do(deaf, func(tx transaction) error {
		if !c.before.exists {
			if err := makeNetwork(tx, c.network); err != nil {
				return err
			}
		}
		if err := publish(tx, c.network, r); err != nil || c.receipt == nil {
			return err
		}
		return putReceipt(tx, c.receipt(r))
	})
	if err != nil {
		return network.Revision{}, c.unsure(err)
	}
	if c.aside.empty() || c.settle(c.aside) == nil { // what could not be moved is left to the sweeper
		c.pending = 0
	}
	return r, nil
}

// unsure says of a revision whose making got no answer that it may be there.
func (c *change) unsure(err error) error {
	return c.inDoubt(err, fmt.Sprintf("revision %d of network %s was made", c.number, c.network))
}
