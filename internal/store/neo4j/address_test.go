package neo4j

import (
	"strings"
	"testing"

	"github.com/sillat/sillat/pkg/fault"
)

func TestAddressesNameServerDatabaseAndUser(t *testing.T) {
	for uri, want := range map[string]string{
		"neo4j://anna:secret@db.example:7687/networks":  "neo4j://db.example:7687/networks",
		"bolt://anna:secret@127.0.0.1:7687":             "bolt://127.0.0.1:7687/neo4j",
		"neo4j+s://anna:se%2Fcr%40et@cloud.example/abc": "neo4j+s://cloud.example/abc",
		"bolt+ssc://[::1]:7687/":                        "bolt+ssc://[::1]:7687/neo4j",
	} {
		a, err := parseAddress(uri)
		if err != nil || a.String() != want {
			t.Errorf("%s is %s, error %v; want %s", uri, a, err, want)
		}
	}
	a, err := parseAddress("neo4j+s://anna:se%2Fcr%40et@cloud.example/abc")
	if err != nil || a.auth.Tokens["principal"] != "anna" || a.auth.Tokens["credentials"] != "se/cr@et" {
		t.Errorf("user and password are %v, error %v; want anna and se/cr@et", a.auth.Tokens, err)
	}
}

func TestAddressesThatCannotBeOnesAreRefusedWithoutThePassword(t *testing.T) {
	for _, uri := range []string{
		"", "neo4j:", "neo4j://", "http://anna:secret@host/db", "neo4j://anna:secret@host:port/db", "neo4j://anna:sec/ret@host/db",
		"bolt://anna:secret@host/a/b", "bolt://anna:secret@host/system", "bolt://anna:secret@host/db#x", "neo4j://anna:secret%zz@host/db",
	} {
		_, err := parseAddress(uri)
		if fault.CodeOf(err) != fault.Invalid || !strings.Contains(err.Error(), "neo4j://user:password@host:port/database") {
			t.Errorf("%q: error is %v, want the rule", uri, err)
		}
		if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "ret@") {
			t.Errorf("%q: the refusal tells the password: %v", uri, err)
		}
	}
}
