package neo4j

import (
	"net/url"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/sillat/sillat/pkg/fault"
)

// schemes are those of the driver: neo4j asks the cluster who leads, bolt speaks to the one server named; +s checks the server's
// certificate, +ssc takes any.
var schemes = []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}

// usualDatabase is the one that Community edition has unless its settings say otherwise; systemDatabase is of the server itself.
const (
	usualDatabase  = "neo4j"
	systemDatabase = "system"
)

// address says where a database is and who asks.
type address struct {
	target   string // for the driver: scheme, host and port
	database string
	auth     driver.AuthToken
}

// String is the address without user and password.
func (a address) String() string { return a.target + "/" + a.database }

func parseAddress(uri string) (address, error) {
	u, err := url.Parse(uri)
	if err != nil || !slices.Contains(schemes, u.Scheme) || u.Hostname() == "" || u.Fragment != "" {
		scheme, _, _ := strings.Cut(uri, ":") // no more than that: the rest may hold a password
		return address{}, badAddress(scheme + ":…")
	}
	a := address{database: strings.Trim(u.Path, "/"), auth: driver.NoAuth()}
	if a.database == "" {
		a.database = usualDatabase
	}
	if strings.Contains(a.database, "/") || a.database == systemDatabase {
		return address{}, badAddress(u.Scheme + "://" + u.Host + u.Path)
	}
	if u.User != nil {
		password, _ := u.User.Password()
		a.auth = driver.BasicAuth(u.User.Username(), password, "")
	}
	a.target = (&url.URL{Scheme: u.Scheme, Host: u.Host, RawQuery: u.RawQuery}).String()
	return a, nil
}

func badAddress(found string) error {
	return fault.New(fault.Invalid, "the store's address %q cannot be used: write neo4j://user:password@host:port/database, or bolt://, "+
		"+s or +ssc for encryption; signs such as / and @ in the password are written as %%2F and %%40", found)
}
