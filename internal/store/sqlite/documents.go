package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/sillat/sillat/internal/store"
)

var _ store.Documents = (*Store)(nil)

const selectDocument = "SELECT version, body FROM documents WHERE kind = ? AND id = ?"

// Document returns one document; see store.Documents.
func (s *Store) Document(ctx context.Context, kind, id string) (store.Document, error) {
	d := store.Document{Kind: kind, ID: id}
	err := s.find(ctx, s.findDocument, func(row scanner) error {
		err := row.Scan(&d.Version, &d.Body)
		if errors.Is(err, sql.ErrNoRows) {
			return store.NoDocument(kind, id)
		}
		return err
	}, kind, id)
	return d, err
}

// Documents lists documents by id; see store.Documents.
func (s *Store) Documents(ctx context.Context, kind, prefix, after string, most int) (list []store.Document, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		list = []store.Document{}
		// "\x7f" comes after every character that an id may hold.
		rows, err := tx.QueryContext(ctx, "SELECT id, version, body FROM documents WHERE kind = ? AND id > ? AND id >= ? AND id < ? ORDER BY id LIMIT ?",
			kind, after, prefix, prefix+"\x7f", most)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			d := store.Document{Kind: kind}
			if err := rows.Scan(&d.ID, &d.Version, &d.Body); err != nil {
				return err
			}
			list = append(list, d)
		}
		return rows.Err()
	})
	return list, err
}

// PutDocument stores a document; see store.Documents.
func (s *Store) PutDocument(ctx context.Context, d store.Document) (store.Document, error) {
	if err := store.CheckDocument(d); err != nil {
		return store.Document{}, err
	}
	err := s.write(ctx, func(tx *sql.Tx) error { return putDocument(ctx, tx, d) })
	if err != nil {
		return store.Document{}, err
	}
	d.Version++
	return d, nil
}

func putDocument(ctx context.Context, tx *sql.Tx, d store.Document) error {
	if err := store.CheckDocument(d); err != nil {
		return err
	}
	body := append([]byte{}, d.Body...) // an empty one is not NULL
	query, args := "INSERT INTO documents (body, kind, id, version) VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING", []any{body, d.Kind, d.ID}
	if d.Version != 0 {
		query, args = "UPDATE documents SET body = ?, version = version + 1 WHERE kind = ? AND id = ? AND version = ?", append(args, d.Version)
	}
	done, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return store.StaleDocument(d)
}

// DropDocument removes a document; see store.Documents.
func (s *Store) DropDocument(ctx context.Context, kind, id string) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "DELETE FROM documents WHERE kind = ? AND id = ?", kind, id)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 1 {
			return err
		}
		return store.NoDocument(kind, id)
	})
}
