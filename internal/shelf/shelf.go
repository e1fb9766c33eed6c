// Package shelf keeps revisions of networks on the disk beside the service, compressed and as the store gave them, so that a
// restarted service need not read them from the store again.
//
// A shelf only ever saves time: a file that is missing, damaged or of another make is as good as none, and a disk that is full
// stops nothing. It holds names of actors, so its files are readable by their owner alone, and what a network no longer is, after
// an import, an erasure or its end, leaves the shelf at the next look at that network.
package shelf

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Shelf is a folder of revisions. It is safe for concurrent use, also by several processes. A nil Shelf keeps nothing.
type Shelf struct {
	folder string
	limit  int64
	mu     sync.Mutex // one change of what is kept at a time
}

// Revision names what is kept: one revision of a network in one state. The state tells whether what the network's older revisions
// hold may have changed, which an erasure does.
type Revision struct {
	Network string
	State   string
	Number  int
}

// partial marks files that are being written. One that is older than stale is a killed service's.
const (
	partial = ".partial"
	stale   = 24 * time.Hour
)

// Open makes a shelf of a folder, which it creates if need be. It keeps at most limit bytes, those that were used last.
func Open(folder string, limit int64) (*Shelf, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fault.New(fault.Invalid, "revisions cannot be kept in %s: %v; name another folder, or none", folder, err)
	}
	return &Shelf{folder: folder, limit: limit}, nil
}

// Read hands a revision to v: from the shelf when it is there, else from fetch, and then it is kept. Errors of fetch and v are
// returned unchanged. v sees nothing of a damaged file.
func (s *Shelf) Read(ctx context.Context, r Revision, fetch func(network.Visitor) error, v network.Visitor) error {
	if s == nil {
		return fetch(v)
	}
	path := s.path(r)
	if file := openWhole(path); file != nil {
		defer file.Close()
		now := time.Now()
		_ = os.Chtimes(path, now, now) // used last: when it fails, the file is let go of a little early
		return file.hand(ctx, v)
	}
	w := newWriter(filepath.Dir(path))
	defer w.discard()
	if err := fetch(tee{v, w}); err != nil {
		return err
	}
	if w.finish(path) {
		s.tidy(r)
	}
	return nil
}

// Sweep lets go of all that is not of one of the given networks in their present states.
func (s *Shelf) Sweep(present []Revision) {
	if s == nil {
		return
	}
	kept := make(map[string]string, len(present)) // folder of a network: how its files begin
	for _, r := range present {
		kept[networkFolder(r.Network)] = statePrefix(r.State)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.files() {
		begin, ok := kept[filepath.Base(filepath.Dir(f.path))]
		if !ok || !strings.HasPrefix(filepath.Base(f.path), begin) {
			f.remove()
		}
	}
}

// Forget lets go of a network.
func (s *Shelf) Forget(name string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.files() {
		if filepath.Base(filepath.Dir(f.path)) == networkFolder(name) {
			f.remove()
		}
	}
}

// tidy lets go of earlier states of a network and of what was not used for longest.
func (s *Shelf) tidy(r Revision) {
	s.mu.Lock()
	defer s.mu.Unlock()
	own, begin := networkFolder(r.Network), statePrefix(r.State)
	var held int64
	files := s.files()
	slices.SortFunc(files, func(a, b file) int { return cmp.Or(b.used.Compare(a.used), cmp.Compare(a.path, b.path)) })
	for _, f := range files {
		if filepath.Base(filepath.Dir(f.path)) == own && !strings.HasPrefix(filepath.Base(f.path), begin) {
			f.remove()
			continue
		}
		if held += f.bytes; held > s.limit {
			f.remove()
		}
	}
}

// file is one kept revision.
type file struct {
	path  string
	bytes int64
	used  time.Time
}

// remove lets go of a file. One that another process let go of before is gone as well.
func (f file) remove() { _ = os.Remove(f.path) }

// files lists what is kept, without files that are being written.
func (s *Shelf) files() []file {
	var list []file
	_ = filepath.WalkDir(s.folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // what cannot be seen is not kept
		}
		info, err := d.Info()
		switch {
		case err != nil:
		case !strings.HasSuffix(path, partial):
			list = append(list, file{path, info.Size(), info.ModTime()})
		case time.Since(info.ModTime()) > stale:
			_ = os.Remove(path)
		}
		return nil
	})
	return list
}

func (s *Shelf) path(r Revision) string {
	return filepath.Join(s.folder, networkFolder(r.Network), fmt.Sprintf("%s%d", statePrefix(r.State), r.Number))
}

// networkFolder and statePrefix make names that any file system takes and that tell nobody what a network is called.
func networkFolder(name string) string { return digest(name) }

func statePrefix(state string) string { return digest(state) + "-" }

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:12])
}
