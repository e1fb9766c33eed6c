-- +goose Up

-- The file says whose it is: "Sill" in ASCII. Open refuses a file with another number.
PRAGMA application_id = 0x53696c6c;

CREATE TABLE networks (
  key  INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  made TEXT NOT NULL
);

-- One row per atomic change. Totals are the network's size once the change was made.
CREATE TABLE revisions (
  network                INTEGER NOT NULL REFERENCES networks (key),
  number                 INTEGER NOT NULL,
  made                   TEXT    NOT NULL,
  made_by                TEXT    NOT NULL,
  message                TEXT    NOT NULL,
  added_actors           INTEGER NOT NULL,
  added_collaborations   INTEGER NOT NULL,
  added_activities       INTEGER NOT NULL,
  added_participations   INTEGER NOT NULL,
  removed_actors         INTEGER NOT NULL,
  removed_collaborations INTEGER NOT NULL,
  removed_activities     INTEGER NOT NULL,
  removed_participations INTEGER NOT NULL,
  total_actors           INTEGER NOT NULL,
  total_collaborations   INTEGER NOT NULL,
  total_activities       INTEGER NOT NULL,
  total_participations   INTEGER NOT NULL,
  PRIMARY KEY (network, number)
) WITHOUT ROWID;

-- Types, roles and source files are few and repeat on every row, so rows hold their key.
CREATE TABLE texts (
  key     INTEGER PRIMARY KEY,
  network INTEGER NOT NULL REFERENCES networks (key),
  text    TEXT    NOT NULL,
  UNIQUE (network, text)
);

-- Identity of actors and activities. It outlives their versions' changes, so that ties stay small and need not change with them.
CREATE TABLE actors (
  key     INTEGER PRIMARY KEY,
  network INTEGER NOT NULL REFERENCES networks (key),
  id      TEXT    NOT NULL,
  UNIQUE (network, id)
);

CREATE TABLE activities (
  key     INTEGER PRIMARY KEY,
  network INTEGER NOT NULL REFERENCES networks (key),
  id      TEXT    NOT NULL,
  UNIQUE (network, id)
);

-- Every table below holds versions of records: visible from revision added until revision removed (NULL: still visible).
-- A change closes one row and adds another, so any revision can be read again. Days count from 1 = 0001-01-01; 0 is unknown.

CREATE TABLE actor_versions (
  actor      INTEGER NOT NULL REFERENCES actors (key),
  added      INTEGER NOT NULL,
  removed    INTEGER,
  name       TEXT    NOT NULL,
  attributes TEXT    NOT NULL, -- a JSON object with sorted keys; '' when there are none
  start_day  INTEGER NOT NULL,
  end_day    INTEGER NOT NULL,
  file       INTEGER NOT NULL REFERENCES texts (key),
  line       INTEGER NOT NULL,
  PRIMARY KEY (actor, added)
) WITHOUT ROWID;

CREATE TABLE activity_versions (
  activity   INTEGER NOT NULL REFERENCES activities (key),
  added      INTEGER NOT NULL,
  removed    INTEGER,
  name       TEXT    NOT NULL,
  attributes TEXT    NOT NULL,
  start_day  INTEGER NOT NULL,
  end_day    INTEGER NOT NULL,
  file       INTEGER NOT NULL REFERENCES texts (key),
  line       INTEGER NOT NULL,
  PRIMARY KEY (activity, added)
) WITHOUT ROWID;

-- The primary keys put a whole network's ties in the order in which they are read: one scan, no sorting in the database.
CREATE TABLE collaborations (
  from_actor INTEGER NOT NULL REFERENCES actors (key), -- undirected: the end whose id comes first
  to_actor   INTEGER NOT NULL REFERENCES actors (key),
  type       INTEGER NOT NULL REFERENCES texts (key),
  directed   INTEGER NOT NULL,
  start_day  INTEGER NOT NULL,
  place      INTEGER NOT NULL, -- among equals, from 0
  added      INTEGER NOT NULL,
  removed    INTEGER,
  weight     REAL    NOT NULL,
  confidence REAL    NOT NULL,
  end_day    INTEGER NOT NULL,
  file       INTEGER NOT NULL REFERENCES texts (key),
  line       INTEGER NOT NULL,
  PRIMARY KEY (from_actor, to_actor, type, directed, start_day, place, added)
) WITHOUT ROWID;

CREATE TABLE participations (
  actor      INTEGER NOT NULL REFERENCES actors (key),
  activity   INTEGER NOT NULL REFERENCES activities (key),
  role       INTEGER NOT NULL REFERENCES texts (key),
  start_day  INTEGER NOT NULL,
  place      INTEGER NOT NULL,
  added      INTEGER NOT NULL,
  removed    INTEGER,
  funding    REAL, -- NULL when not known
  end_day    INTEGER NOT NULL,
  file       INTEGER NOT NULL REFERENCES texts (key),
  line       INTEGER NOT NULL,
  PRIMARY KEY (actor, activity, role, start_day, place, added)
) WITHOUT ROWID;

-- +goose Down
DROP TABLE participations;
DROP TABLE collaborations;
DROP TABLE activity_versions;
DROP TABLE actor_versions;
DROP TABLE activities;
DROP TABLE actors;
DROP TABLE texts;
DROP TABLE revisions;
DROP TABLE networks;
PRAGMA application_id = 0;
