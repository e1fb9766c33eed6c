package neo4jtest

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Own reports whether the server is the tests' own, so that they may kill it. One that NEO4J_URI names is not.
func (s *Server) Own() bool { return s.home != "" }

// Kill ends the server at once, as a power cut would. It panics for a server that is not the tests' own.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	s.signal(t, syscall.SIGKILL)
	<-s.ended
	_ = s.lifeline.Close()
}

// Freeze stops the server from doing anything, without closing its connections, until Thaw.
func (s *Server) Freeze(t testing.TB) { t.Helper(); s.signal(t, syscall.SIGSTOP) }

// Thaw lets a frozen server go on.
func (s *Server) Thaw(t testing.TB) { t.Helper(); s.signal(t, syscall.SIGCONT) }

// Stop lets the server end in order. It panics for a server that is not the tests' own.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	s.signal(t, syscall.SIGTERM)
	<-s.ended
	_ = s.lifeline.Close()
}

// Restart starts the server again after Kill or Stop, on the same port with the same data and perhaps other settings, "name=value" as in
// neo4j.conf, and waits until it answers.
func (s *Server) Restart(t testing.TB, settings ...string) {
	t.Helper()
	if err := s.run(settings...); err != nil {
		t.Fatal(err)
	}
	if err := s.ready(); err != nil {
		t.Fatal(err)
	}
}

func (s *Server) signal(t testing.TB, sig syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(s.pid(t), sig); err != nil {
		t.Fatal(err)
	}
}

// pid is the number of the server's process.
func (s *Server) pid(t testing.TB) int {
	t.Helper()
	if !s.Own() {
		panic("neo4jtest: a server that NEO4J_URI names is not ours to stop")
	}
	text, err := os.ReadFile(filepath.Join(s.home, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	return pid
}
