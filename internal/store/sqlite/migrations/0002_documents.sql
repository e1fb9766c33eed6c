-- +goose Up

-- Small records of the service itself: accounts, tokens, roles. They belong to no network.
CREATE TABLE documents (
  kind    TEXT    NOT NULL,
  id      TEXT    NOT NULL,
  version INTEGER NOT NULL,
  body    BLOB    NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
