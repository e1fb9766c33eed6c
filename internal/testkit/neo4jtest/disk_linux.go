package neo4jtest

import (
	"syscall"
	"testing"
	"unsafe"
)

// FillDisk makes every write of the server to a file fail from now on, as on a disk that is full, until MakeRoom. It is the server's limit
// on the size of files that is lowered, for which no rights are needed; Linux alone lets another process do that.
func (s *Server) FillDisk(t testing.TB) { t.Helper(); s.limitFiles(t, 0) }

// MakeRoom lets the server write again.
func (s *Server) MakeRoom(t testing.TB) { t.Helper(); s.limitFiles(t, ^uint64(0)) }

// limitFiles sets the soft limit and leaves the hard one as it is.
func (s *Server) limitFiles(t testing.TB, bytes uint64) {
	t.Helper()
	const sizeOfFiles = 1 // RLIMIT_FSIZE
	var now syscall.Rlimit
	pid := uintptr(s.pid(t))
	if _, _, e := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, pid, sizeOfFiles, 0, uintptr(unsafe.Pointer(&now)), 0, 0); e != 0 {
		t.Fatal(e)
	}
	now.Cur = min(bytes, now.Max)
	if _, _, e := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, pid, sizeOfFiles, uintptr(unsafe.Pointer(&now)), 0, 0, 0); e != 0 {
		t.Fatal(e)
	}
}
