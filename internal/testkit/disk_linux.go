package testkit

import (
	"syscall"
	"testing"
	"unsafe"
)

// FillDisk makes every write of a process to a file fail from now on, as on a disk that is full, until MakeRoom. It is the process's limit
// on the size of files that is lowered, for which no rights are needed; Linux alone lets another process do that.
func FillDisk(t testing.TB, pid int) { t.Helper(); limitFiles(t, pid, 0) }

// MakeRoom lets the process write again.
func MakeRoom(t testing.TB, pid int) { t.Helper(); limitFiles(t, pid, ^uint64(0)) }

// limitFiles sets the soft limit and leaves the hard one as it is.
func limitFiles(t testing.TB, pid int, bytes uint64) {
	t.Helper()
	const sizeOfFiles = 1 // RLIMIT_FSIZE
	var now syscall.Rlimit
	if _, _, e := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(pid), sizeOfFiles, 0, uintptr(unsafe.Pointer(&now)), 0, 0); e != 0 {
		t.Fatal(e)
	}
	now.Cur = min(bytes, now.Max)
	if _, _, e := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(pid), sizeOfFiles, uintptr(unsafe.Pointer(&now)), 0, 0, 0); e != 0 {
		t.Fatal(e)
	}
}
