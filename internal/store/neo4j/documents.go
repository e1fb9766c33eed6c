package neo4j

import (
	"context"

	"github.com/google/uuid"

	"github.com/sillat/sillat/internal/store"
)

var _ store.Documents = (*Store)(nil)

// documentKey finds a document among those of all kinds. A kind holds no slash.
func documentKey(kind, id string) string { return kind + "/" + id }

// Document returns one document; see store.Documents.
func (s *Store) Document(ctx context.Context, kind, id string) (d store.Document, err error) {
	v, err := s.glance(ctx, "MATCH (d:ServiceDocument {key: $key}) RETURN d.id, d.version, d.body", map[string]any{"key": documentKey(kind, id)})
	if err == nil && v == nil {
		err = store.NoDocument(kind, id)
	}
	if err != nil {
		return store.Document{}, err
	}
	return documentIn(kind, v), nil
}

// Documents lists documents by id; see store.Documents.
func (s *Store) Documents(ctx context.Context, kind, prefix, after string, most int) (list []store.Document, err error) {
	err = s.read(ctx, func(tx transaction) error {
		list = []store.Document{}
		query := "MATCH (d:ServiceDocument) WHERE d.key STARTS WITH $prefix AND d.key > $after RETURN d.id, d.version, d.body ORDER BY d.key LIMIT $most"
		params := map[string]any{"prefix": documentKey(kind, prefix), "after": documentKey(kind, after), "most": int64(most)}
		return tx.each(query, params, func(v []any) error {
			list = append(list, documentIn(kind, v))
			return nil
		})
	})
	return list, err
}

func documentIn(kind string, v []any) store.Document {
	body, _ := v[2].([]byte)
	return store.Document{Kind: kind, ID: textIn(v[0]), Version: numberIn(v[1]), Body: body}
}

// PutDocument stores a document; see store.Documents. The driver may repeat a transaction whose answer was lost, so each call signs
// what it wrote and knows it again.
func (s *Store) PutDocument(ctx context.Context, d store.Document) (store.Document, error) {
	if err := store.CheckDocument(d); err != nil {
		return store.Document{}, err
	}
	query := "MERGE (d:ServiceDocument {key: $key}) ON CREATE SET d.kind = $kind, d.id = $id, d.version = 1, d.body = $body, d.signed = $signed " +
		"WITH d WHERE d.signed = $signed RETURN d.version"
	if d.Version != 0 {
		// The first SET takes the lock, so that nobody changes the version between the look at it and the change.
		query = "MATCH (d:ServiceDocument {key: $key}) SET d.kind = $kind " +
			"WITH d WHERE d.version = $version OR d.signed = $signed SET d.version = $version + 1, d.body = $body, d.signed = $signed RETURN d.version"
	}
	params := map[string]any{
		"key": documentKey(d.Kind, d.ID), "kind": d.Kind, "id": d.ID, "version": int64(d.Version), "body": append([]byte{}, d.Body...), "signed": uuid.NewString(),
	}
	err := s.write(ctx, func(tx transaction) error {
		v, err := tx.one(query, params)
		if err == nil && v == nil {
			err = store.StaleDocument(d)
		}
		return err
	})
	if err != nil {
		return store.Document{}, err
	}
	d.Version++
	return d, nil
}

// putReceipt stores a new document in a transaction that makes a revision. The transaction itself is made once; see lease.do.
func putReceipt(tx transaction, d store.Document) error {
	if err := store.CheckDocument(d); err != nil {
		return err
	}
	params := map[string]any{
		"key": documentKey(d.Kind, d.ID), "kind": d.Kind, "id": d.ID, "body": append([]byte{}, d.Body...), "signed": uuid.NewString(),
	}
	v, err := tx.one("MERGE (d:ServiceDocument {key: $key}) ON CREATE SET d.kind = $kind, d.id = $id, d.version = 1, d.body = $body, d.signed = $signed "+
		"WITH d WHERE d.signed = $signed RETURN d.version", params)
	if err == nil && v == nil {
		err = store.StaleDocument(d)
	}
	return err
}

// DropDocument removes a document; see store.Documents.
func (s *Store) DropDocument(ctx context.Context, kind, id string) error {
	tried := false // an earlier attempt of this call may have removed it without being heard
	return s.write(ctx, func(tx transaction) error {
		v, err := tx.one("MATCH (d:ServiceDocument {key: $key}) DELETE d RETURN count(*)", map[string]any{"key": documentKey(kind, id)})
		if err == nil && numberIn(v[0]) == 0 && !tried {
			err = store.NoDocument(kind, id)
		}
		tried = true
		return err
	})
}
