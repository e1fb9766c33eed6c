package sqlite

import (
	"context"
	"database/sql"
	"strings"
)

// rowsPerInsert is where inserts stop getting faster: a statement of 50 rows costs less than half of 50 statements.
const rowsPerInsert = 50

// inserter adds rows to one table, many per statement. Rows are fastest in the order of the primary key.
type inserter struct {
	tx      *sql.Tx
	table   string
	columns []string
	full    *sql.Stmt
	args    []any
}

func newInserter(tx *sql.Tx, table string, columns ...string) *inserter {
	return &inserter{tx: tx, table: table, columns: columns}
}

// add takes one row's values in the order of the columns.
func (in *inserter) add(ctx context.Context, values ...any) error {
	in.args = append(in.args, values...)
	if len(in.args) < rowsPerInsert*len(in.columns) {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// Statements on their own are too short to be worth a watcher each; the check above is what heeds the context.
	ctx = context.WithoutCancel(ctx)
	if in.full == nil {
		var err error
		if in.full, err = in.tx.PrepareContext(ctx, in.statement(rowsPerInsert)); err != nil {
			return err
		}
	}
	_, err := in.full.ExecContext(ctx, in.args...)
	in.args = in.args[:0]
	return err
}

// flush stores the rows that do not fill a statement. The inserter can go on after it.
func (in *inserter) flush(ctx context.Context) error {
	if len(in.args) == 0 {
		return nil
	}
	_, err := in.tx.ExecContext(ctx, in.statement(len(in.args)/len(in.columns)), in.args...)
	in.args = in.args[:0]
	return err
}

func (in *inserter) statement(rows int) string {
	row := "(" + strings.Repeat("?, ", len(in.columns)-1) + "?)"
	return "INSERT INTO " + in.table + " (" + strings.Join(in.columns, ", ") + ") VALUES " + strings.Repeat(row+", ", rows-1) + row
}
