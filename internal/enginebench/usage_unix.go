//go:build linux || darwin

package main

import (
	"runtime"
	"syscall"
)

// processorSeconds returns how long processors have worked for this process.
func processorSeconds() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(u.Utime) + seconds(u.Stime)
}

// peakMegabytes returns the most memory the process has held at once.
func peakMegabytes() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return float64(u.Maxrss) / (1 << 20) // bytes there, kibibytes on Linux
	}
	return float64(u.Maxrss) / (1 << 10)
}
