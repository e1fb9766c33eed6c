package neo4jtest

import (
	"testing"

	"github.com/sillat/sillat/internal/testkit"
)

// FillDisk makes every write of the server to a file fail from now on, as on a disk that is full, until MakeRoom.
func (s *Server) FillDisk(t testing.TB) { t.Helper(); testkit.FillDisk(t, s.pid(t)) }

// MakeRoom lets the server write again.
func (s *Server) MakeRoom(t testing.TB) { t.Helper(); testkit.MakeRoom(t, s.pid(t)) }
