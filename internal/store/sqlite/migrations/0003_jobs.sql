-- +goose Up

-- Background work. Moments are milliseconds since 1970, by the clock of the machine that holds the file; 0 is not yet.
CREATE TABLE jobs (
  number    INTEGER PRIMARY KEY AUTOINCREMENT, -- the order of asking; never given twice
  id        TEXT    NOT NULL UNIQUE,
  key       TEXT    NOT NULL,
  asker     TEXT    NOT NULL,
  analysis  TEXT    NOT NULL,
  network   TEXT    NOT NULL, -- its name: a job may outlive its network
  revision  INTEGER NOT NULL,
  arguments TEXT    NOT NULL,
  memory    INTEGER NOT NULL,
  state     TEXT    NOT NULL,
  progress  REAL    NOT NULL DEFAULT 0,
  doing     TEXT    NOT NULL DEFAULT '',
  version   INTEGER NOT NULL DEFAULT 1,
  created   INTEGER NOT NULL,
  started   INTEGER NOT NULL DEFAULT 0,
  ended     INTEGER NOT NULL DEFAULT 0,
  worker    TEXT    NOT NULL DEFAULT '',
  lease     INTEGER NOT NULL DEFAULT 0,
  fence     INTEGER NOT NULL DEFAULT 0,
  attempts  INTEGER NOT NULL DEFAULT 0,
  turn      INTEGER NOT NULL DEFAULT 0, -- which claim of all it was claimed by last
  fault     TEXT    NOT NULL DEFAULT '', -- JSON
  bytes     INTEGER NOT NULL DEFAULT 0,
  result    BLOB
);

-- One run for identical requests: of the jobs with one key only one may lead to a result.
CREATE UNIQUE INDEX jobs_live_key ON jobs (key) WHERE state IN ('queued', 'running', 'done');
CREATE INDEX jobs_waiting ON jobs (state, asker, number);
CREATE INDEX jobs_network ON jobs (network);

-- +goose Down
DROP TABLE jobs;
