//go:build !linux && !darwin

package main

// processorSeconds is not known on this system.
func processorSeconds() float64 { return 0 }

// peakMegabytes is not known on this system.
func peakMegabytes() float64 { return 0 }
