//go:build linux || darwin

package app

import (
	"runtime"
	"syscall"
)

// peakBytes returns the most memory the process has held at once.
func peakBytes() int64 {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss) // bytes there, kibibytes on Linux
	}
	return int64(usage.Maxrss) * 1024
}
