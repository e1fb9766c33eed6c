//go:build !linux && !darwin

package app

// peakBytes is not known on this system.
func peakBytes() int64 { return 0 }
