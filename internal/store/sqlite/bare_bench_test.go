package sqlite_test

import (
	"database/sql"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

// BenchmarkAgainstBareDriver writes and reads the large network by the store and by what one writes first with the same driver and settings:
// prepared inserts in one transaction, and two queries whose rows are taken one by one.
func BenchmarkAgainstBareDriver(b *testing.B) {
	p := scenes[1].picture()
	var wrote, bareWrote, read, bareRead time.Duration
	timed := func(sum *time.Duration, work func()) {
		began := time.Now()
		work()
		*sum += time.Since(began)
	}
	for b.Loop() {
		db := bareFile(b)
		timed(&bareWrote, func() { writeBare(b, db, p) })
		s := openBench(b)
		timed(&wrote, func() { importInto(b, s, p) })
		timed(&bareRead, func() { readBare(b, db, p) })
		timed(&read, func() {
			var c network.Collector
			if _, err := s.Read(b.Context(), "n", store.Latest, &c); err != nil || len(c.Picture.Collaborations) != len(p.Collaborations) {
				b.Fatalf("read %d ties, error %v", len(c.Picture.Collaborations), err)
			}
		})
	}
	b.ReportMetric(wrote.Seconds()/float64(b.N), "write-s")
	b.ReportMetric(wrote.Seconds()/bareWrote.Seconds(), "write/bare")
	b.ReportMetric(read.Seconds()/float64(b.N), "read-s")
	b.ReportMetric(bareRead.Seconds()/read.Seconds(), "naive/read")
}

// bareFile is a new file with two tables, for readers by id as such tables have it.
func bareFile(b *testing.B) *sql.DB {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "bare.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=cache_size(-32768)&_pragma=temp_store(MEMORY)")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	for _, table := range []string{
		"CREATE TABLE actors (id TEXT PRIMARY KEY, name TEXT, attributes TEXT, file TEXT, line INTEGER)",
		"CREATE TABLE ties (source TEXT REFERENCES actors, target TEXT REFERENCES actors, type TEXT, directed INTEGER, weight REAL, confidence REAL, file TEXT, line INTEGER)",
		"CREATE INDEX ties_source ON ties (source)",
	} {
		if _, err := db.ExecContext(b.Context(), table); err != nil {
			b.Fatal(err)
		}
	}
	return db
}

func writeBare(b *testing.B, db *sql.DB, p *network.Picture) {
	tx, err := db.BeginTx(b.Context(), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }() // after the commit it does nothing
	insert := func(statement string, n int, row func(i int) []any) {
		prepared, err := tx.PrepareContext(b.Context(), statement)
		if err != nil {
			b.Fatal(err)
		}
		defer prepared.Close()
		for i := range n {
			if _, err := prepared.ExecContext(b.Context(), row(i)...); err != nil {
				b.Fatal(err)
			}
		}
	}
	insert("INSERT INTO actors VALUES (?, ?, ?, ?, ?)", len(p.Actors), func(i int) []any {
		a := &p.Actors[i]
		attributes, err := json.Marshal(a.Attributes)
		if err != nil {
			b.Fatal(err)
		}
		return []any{a.ID, a.Name, string(attributes), a.Source.File, a.Source.Line}
	})
	insert("INSERT INTO ties VALUES (?, ?, ?, ?, ?, ?, ?, ?)", len(p.Collaborations), func(i int) []any {
		c := &p.Collaborations[i]
		return []any{c.From, c.To, c.Type, c.Directed, c.Weight, c.Confidence, c.Source.File, c.Source.Line}
	})
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}

func readBare(b *testing.B, db *sql.DB, p *network.Picture) {
	var got network.Picture
	each := func(query string, take func(rows *sql.Rows) error) {
		rows, err := db.QueryContext(b.Context(), query)
		if err != nil {
			b.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			if err := take(rows); err != nil {
				b.Fatal(err)
			}
		}
		if err := rows.Err(); err != nil {
			b.Fatal(err)
		}
	}
	each("SELECT id, name, attributes, file, line FROM actors ORDER BY id", func(rows *sql.Rows) error {
		var a network.Actor
		var attributes string
		if err := rows.Scan(&a.ID, &a.Name, &attributes, &a.Source.File, &a.Source.Line); err != nil {
			return err
		}
		got.Actors = append(got.Actors, a)
		return json.Unmarshal([]byte(attributes), &got.Actors[len(got.Actors)-1].Attributes)
	})
	each("SELECT source, target, type, directed, weight, confidence, file, line FROM ties ORDER BY source, target, type", func(rows *sql.Rows) error {
		var c network.Collaboration
		err := rows.Scan(&c.From, &c.To, &c.Type, &c.Directed, &c.Weight, &c.Confidence, &c.Source.File, &c.Source.Line)
		got.Collaborations = append(got.Collaborations, c)
		return err
	})
	if len(got.Actors) != len(p.Actors) || len(got.Collaborations) != len(p.Collaborations) {
		b.Fatalf("read %d actors and %d ties", len(got.Actors), len(got.Collaborations))
	}
}
