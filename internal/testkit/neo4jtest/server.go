// Package neo4jtest gives tests a real Neo4j server: the one that NEO4J_URI names, else one of their own that .ci/neo4j fetches,
// starts on a free port of the loopback address and removes.
//
// One server serves all tests of a test binary, because starting it takes seconds. The binary's TestMain calls Run.
package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/sillat/sillat/internal/testkit"
)

// startLimit is how long a server may take until it answers: seconds on an idle machine, and some minutes on a busy one that has to
// fetch the server first.
const startLimit = 5 * time.Minute

// Server is a Neo4j server that tests may fill and empty.
type Server struct {
	Address        string // host:port of its Bolt connector
	User, Password string
	Database       string
	scheme         string // of the addresses that tests get
	asks           string // of the connections of this package, which are right however the server is set up
	home           string // "" for a server that is not ours
	port           int
	script         string
	lifeline       io.Closer     // the server lives while it is open
	ended          chan struct{} // closed when it has ended
	asking         *asking
}

// asking is the connection of Query, made when it is needed.
type asking struct {
	once   sync.Once
	driver neo4j.DriverWithContext
	err    error
}

func (a *asking) end() {
	if a.driver != nil {
		_ = a.driver.Close(context.Background()) // the server goes, too
	}
}

// shared is the server of this test binary.
var shared struct {
	once   sync.Once
	server *Server
	err    error
}

// Run runs a binary's tests and stops the server that they started. It returns the exit status for os.Exit.
func Run(m *testing.M) int {
	code := m.Run()
	if s := shared.server; s != nil {
		s.asking.end()
	}
	if s := shared.server; s != nil && s.home != "" {
		s.stop()
		if err := os.RemoveAll(s.home); err != nil {
			fmt.Fprintln(os.Stderr, "neo4jtest:", err)
			code = max(code, 1)
		}
	}
	return code
}

// Start returns the server of this test binary, running. Where none can be had the test is skipped and says what is missing; in CI
// it fails, because there nothing may skip.
func Start(t testing.TB) *Server {
	t.Helper()
	root := testkit.Root(t)
	shared.once.Do(func() { shared.server, shared.err = begin(root) })
	if shared.err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("a Neo4j server is needed: %v", shared.err)
		}
		t.Skipf("SKIPPED: a Neo4j server is needed: %v", shared.err)
	}
	return shared.server
}

func begin(root string) (*Server, error) {
	if uri := os.Getenv("NEO4J_URI"); uri != "" {
		return foreign(uri)
	}
	script := filepath.Join(root, ".ci", "neo4j")
	fetch := exec.Command(script, "fetch")
	if out, err := fetch.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s (%w)", strings.TrimSpace(string(out)), err)
	}
	home, err := os.MkdirTemp("", "sillat-neo4j-")
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	s := &Server{
		Address: net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), User: "neo4j", Password: "first/pass:word@test",
		scheme: "bolt", asks: "bolt+ssc", Database: "sillat", home: home, port: port, script: script,
		asking: new(asking),
	}
	if err := errors.Join(s.certify(), s.run()); err != nil {
		return nil, errors.Join(err, os.RemoveAll(home))
	}
	if err := s.setPassword(); err != nil {
		s.stop()
		return nil, errors.Join(err, os.RemoveAll(home))
	}
	return s, nil
}

// settings are those that the tests' own server has unless told otherwise: the database has a name of its own, and connections may be
// encrypted or not.
func (s *Server) settings(told []string) []string {
	usual := []string{
		"initial.dbms.default_database=" + s.Database, "server.bolt.tls_level=OPTIONAL", "dbms.ssl.policy.bolt.enabled=true",
		"dbms.ssl.policy.bolt.base_directory=" + certificates, "dbms.ssl.policy.bolt.client_auth=NONE",
	}
	usual = slices.DeleteFunc(usual, func(u string) bool {
		name, _, _ := strings.Cut(u, "=")
		return slices.ContainsFunc(told, func(t string) bool { return strings.HasPrefix(t, name+"=") })
	})
	return append(usual, told...)
}

// run starts the server's process on its home, with settings such as in neo4j.conf, and waits until its port is open.
func (s *Server) run(settings ...string) error {
	log, err := os.Create(filepath.Join(s.home, "start.log"))
	if err != nil {
		return err
	}
	defer log.Close()
	process := exec.Command(s.script, append([]string{"serve", s.home, strconv.Itoa(s.port)}, s.settings(settings)...)...)
	process.Stderr = log // a file, not a pipe: waiting for the process must not wait for its children
	lifeline, err := process.StdinPipe()
	if err != nil {
		return err
	}
	if err := process.Start(); err != nil {
		return err
	}
	s.lifeline, s.ended = lifeline, make(chan struct{})
	go func() {
		defer close(s.ended)
		_ = process.Wait() // how it ended does not matter: a server that was killed ends badly
	}()
	limit := time.After(startLimit)
	for {
		select {
		case <-s.ended:
			return fmt.Errorf("the server ended: %s", s.lastWords())
		case <-limit:
			s.stop()
			return fmt.Errorf("the server did not answer within %v: %s", startLimit, s.lastWords())
		case <-time.After(100 * time.Millisecond):
		}
		if c, err := net.DialTimeout("tcp", s.Address, time.Second); err == nil {
			return c.Close()
		}
	}
}

// lastWords is the end of what the server and its script wrote.
func (s *Server) lastWords() string {
	var words []string
	for _, name := range []string{"start.log", filepath.Join("logs", "output.log"), filepath.Join("logs", "neo4j.log")} {
		text, err := os.ReadFile(filepath.Join(s.home, name))
		if err == nil && len(text) > 0 {
			words = append(words, string(text[max(0, len(text)-2000):]))
		}
	}
	return strings.Join(words, "\n")
}

// stop lets the server end in order and waits for that.
func (s *Server) stop() {
	_ = s.lifeline.Close()
	<-s.ended
}

// freePort is a port that nobody uses at the moment.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	port := l.Addr().(*net.TCPAddr).Port
	return port, l.Close()
}
