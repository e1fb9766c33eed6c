package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/shelf"
)

// keepNothing is what --cache takes for no folder at all.
const keepNothing = "none"

// keptBytes is how much of revisions a service keeps on disk. A million ties take about 15 MB.
const keptBytes = 4 << 30

// openKeeping is open for a service: revisions that it reads from the store are kept in a folder, so that it need not read them
// again when it is started again.
func (s *session) openKeeping(ctx context.Context, folder string) (*app.App, func(), error) {
	if err := s.refuseServer(); err != nil {
		return nil, nil, err
	}
	kept, err := s.shelf(folder)
	if err != nil {
		return nil, nil, err
	}
	return openNamed(ctx, s.storeName(), app.Options{Shelf: kept})
}

// shelf opens the folder that was asked for, or the usual one. Doing without is fine unless a folder was named.
func (s *session) shelf(folder string) (*shelf.Shelf, error) {
	if folder == "" {
		folder = os.Getenv("SILLAT_CACHE")
	}
	if folder == keepNothing {
		return nil, nil
	}
	named := folder != ""
	if !named {
		caches, err := os.UserCacheDir()
		if err != nil {
			fmt.Fprintf(s.stderr, "Revisions are not kept on disk: %v. Name a folder with --cache to keep them.\n", err)
			return nil, nil
		}
		folder = filepath.Join(caches, "sillat")
	}
	kept, err := shelf.Open(filepath.Join(folder, "revisions-"+fingerprint(s.storeName())), keptBytes)
	if err != nil && !named {
		fmt.Fprintf(s.stderr, "Revisions are not kept on disk: %v\n", err)
		return nil, nil
	}
	return kept, err
}

// fingerprint tells stores apart without giving away a password, nor changing with it.
func fingerprint(store string) string {
	kind, rest, _ := strings.Cut(store, ":")
	if kind == "sqlite" {
		if whole, err := filepath.Abs(rest); err == nil {
			rest = whole
		}
	} else if _, host, ok := strings.Cut(rest, "@"); ok {
		rest = host
	}
	sum := sha256.Sum256([]byte(kind + ":" + rest))
	return hex.EncodeToString(sum[:8])
}
