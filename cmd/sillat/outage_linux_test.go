package main

import (
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/sillat/sillat/internal/testkit"
)

// TestTheServiceOutlivesAFullDisk has a real sillat serve unable to write any file for a while: who reads goes on.
func TestTheServiceOutlivesAFullDisk(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "store.db")
	said(t, "--store", store, "import", filepath.Join(testkit.Root(t), "fixtures", "demo"), "--network", "demo")
	p := serves(t, store)
	o := askedThrough(t, p.url, "")
	o.until("everybody is served", answered, twice)
	testkit.FillDisk(t, p.command.Process.Pid)
	o.until("who reads is served, and who writes is refused, while the disk is full", func(c *outageCaller) *atomic.Int64 {
		if c.writes {
			return &c.refused
		}
		return &c.served
	}, once)
	testkit.MakeRoom(t, p.command.Process.Pid)
	o.until("everybody is served once there is room", answered, twice)
	o.compare()
}
