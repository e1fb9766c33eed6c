package neo4j_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

// The server of the tests takes connections with and without encryption, and has a certificate that it signed itself.
func TestConnectionsAreEncryptedAsTheAddressAsks(t *testing.T) {
	server := neo4jtest.Start(t)
	if !server.Own() {
		t.Log("how the server that NEO4J_URI names encrypts is not ours to say; the rest of the tests is the same without")
		return
	}
	server.Empty(t)
	for _, plain := range []string{"bolt", "neo4j"} {
		t.Run(plain+"+ssc takes any certificate", func(t *testing.T) {
			s := openAt(t, server.URIBy(plain+"+ssc"))
			p := roundOf(1)
			if _, _, err := s.Import(t.Context(), plain, &p, network.Change{}); err != nil {
				t.Fatal(err)
			}
			var c network.Collector
			if _, err := s.Read(t.Context(), plain, store.Latest, &c); err != nil || len(c.Picture.Collaborations) != roundActors {
				t.Errorf("%d ties are read, error %v", len(c.Picture.Collaborations), err)
			}
		})
		t.Run(plain+"+s refuses one that nobody known signed, and says what to do", func(t *testing.T) {
			err, _ := opens(t, server.URIBy(plain+"+s"))
			clearly(t, server, err, "nobody known here has signed")
			clearly(t, server, err, "SSL_CERT_FILE, or write "+plain+"+ssc:// in the address")
		})
		t.Run(plain+"+s refuses one for another name", func(t *testing.T) {
			elsewhere := *server
			elsewhere.Address = strings.Replace(server.Address, "127.0.0.1", "localhost", 1)
			err, _ := opens(t, elsewhere.URIBy(plain+"+s"))
			clearly(t, server, err, "has a certificate for another name")
		})
		t.Run(plain+"+s takes the certificate that it was told of", func(t *testing.T) {
			child := exec.CommandContext(t.Context(), os.Args[0]) // a program reads this variable once
			child.Env = append(os.Environ(), openOnce+"="+server.URIBy(plain+"+s"), "SSL_CERT_FILE="+server.Certificate())
			if said, err := child.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, said)
			}
		})
	}
}
