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

// Restart starts the server again after Kill, on the same port with the same data, and waits until it answers.
func (s *Server) Restart(t testing.TB) {
	t.Helper()
	if err := s.run(); err != nil {
		t.Fatal(err)
	}
	if err := s.ready(); err != nil {
		t.Fatal(err)
	}
}

func (s *Server) signal(t testing.TB, sig syscall.Signal) {
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
	if err := syscall.Kill(pid, sig); err != nil {
		t.Fatal(err)
	}
}
