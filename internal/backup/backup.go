// Package backup writes networks with all their revisions into one portable file and reads them back, record by record.
//
// The file is gzip around lines of JSON, so that it can be looked at with zcat and outlives this program:
//
//	{"sillat_backup":{"version":2,"made":"2026-01-31T12:00:00Z","program":"0.1.0"}}
//	{"network":{"name":"north","revisions":1}}
//	{"revision":{"made":"…","by":"aino","message":"import actors.csv","added":{…},"removed":{…}}}
//	{"added":1,"actor":{"id":"espoo","name":"Espoon kaupunki",…}}
//	{"added":1,"collaboration":{"from":"espoo","to":"sitra",…}}
//	{"ledger":{"id":"…","kind":"tie","actors":["espoo","sitra"],"steps":[…],…}}
//	{"end":{"networks":1,"records":2,"sha256":"…"}}
//
// Each network's versions stand in the order of store.CompareVersions, and the entries of its ledger after them. The last line counts networks and versions and holds the
// SHA-256 of all bytes before it, so that a file that was cut or changed is found out.
package backup

import (
	"encoding/json"
	"time"

	"github.com/sillat/sillat/pkg/network"
)

// Version is the newest version of the file that this program writes and reads. Version 1 had no ledgers.
const Version = 2

// Header says where a file comes from.
type Header struct {
	Version int       `json:"version"`
	Made    time.Time `json:"made"`
	Program string    `json:"program"` // the version of Sillat that wrote it
}

// Contents is what a whole file holds.
type Contents struct {
	Header   Header
	Networks []string // by name, in the order of the file
	Records  int64    // versions of records, of all networks together
	SHA256   string   // of the content, in hexadecimal

	Ledgers map[string][]json.RawMessage // the entries of each network's ledger, by the network's name in the file
}

// line is one line of the file. Exactly one of its members is set; added, removed and place belong to the four records.
type line struct {
	Header        *Header         `json:"sillat_backup,omitempty"`
	Network       *networkLine    `json:"network,omitempty"`
	Revision      *revisionLine   `json:"revision,omitempty"`
	Added         int             `json:"added,omitempty"`
	Removed       int             `json:"removed,omitempty"`
	Place         int             `json:"place,omitempty"`
	Actor         *entity         `json:"actor,omitempty"`
	Activity      *entity         `json:"activity,omitempty"`
	Collaboration *collaboration  `json:"collaboration,omitempty"`
	Participation *participation  `json:"participation,omitempty"`
	Ledger        json.RawMessage `json:"ledger,omitempty"`
	End           *end            `json:"end,omitempty"`
}

type networkLine struct {
	Name      string `json:"name"`
	Revisions int    `json:"revisions"`
}

type revisionLine struct {
	Made    time.Time      `json:"made"`
	By      string         `json:"by"`
	Message string         `json:"message"`
	Added   network.Counts `json:"added"`
	Removed network.Counts `json:"removed"`
}

type end struct {
	Networks int    `json:"networks"`
	Records  int64  `json:"records"`
	SHA256   string `json:"sha256"`
}
