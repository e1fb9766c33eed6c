package sqlite

import (
	"context"
	"database/sql"
)

// texts interns the types, roles and file names of one network: few, and repeated on every row.
type texts struct {
	network int64
	keys    map[string]int64
	text    map[int64]string
}

func loadTexts(ctx context.Context, tx *sql.Tx, network int64) (*texts, error) {
	t := &texts{network: network, keys: map[string]int64{}, text: map[int64]string{}}
	rows, err := tx.QueryContext(ctx, "SELECT key, text FROM texts WHERE network = ?", network)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var key int64
		var s string
		if err := rows.Scan(&key, &s); err != nil {
			return nil, err
		}
		t.keys[s], t.text[key] = key, s
	}
	return t, rows.Err()
}

// key returns the key of a text and stores the text when it is new.
func (t *texts) key(ctx context.Context, tx *sql.Tx, s string) (int64, error) {
	if key, known := t.keys[s]; known {
		return key, nil
	}
	r, err := tx.ExecContext(ctx, "INSERT INTO texts (network, text) VALUES (?, ?)", t.network, s)
	if err != nil {
		return 0, err
	}
	key, err := r.LastInsertId()
	t.keys[s], t.text[key] = key, s
	return key, err
}
