package app

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/backup"
	"github.com/sillat/sillat/internal/ledger"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// BackupRequest asks for networks, with all their revisions, in one portable file.
type BackupRequest struct {
	File     string   // where to write it, if it becomes a file; an earlier backup there is replaced, anything else is not
	Networks []string // none: all
	Progress Steps
}

// RestoreRequest asks for the networks of a backup to be stored.
type RestoreRequest struct {
	File     string        // its name
	Content  io.ReadSeeker // what it holds; nil: the file of that name on this machine
	As       string        // another name for the only network in the file; "": the names in the file
	Progress Steps
}

// BackupResult is what a backup holds.
type BackupResult struct {
	File     string    `json:"file"`
	Made     time.Time `json:"made"`
	Networks []string  `json:"networks"` // of a restore: as they are named in the store
	Records  int64     `json:"records"`  // versions of records
	SHA256   string    `json:"sha256"`   // of the content; the file's own differs
	Erased   int       `json:"erased"`   // of a restore: actors that had been erased after the backup was made, and were erased again
}

// Backup writes networks into a file, which is complete or not there. Each network is written as it stands at one moment. A name
// that no network has is a fault.NotFound; a file that is there and is no backup is a fault.Conflict.
func (a *App) Backup(ctx context.Context, r BackupRequest) (*BackupResult, error) {
	var out *BackupResult
	err := replacing(r.File, func(f *os.File) (err error) {
		out, err = a.WriteBackup(ctx, r, f)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// WriteBackup is Backup into a stream. What it has written when it fails is cut short, which whoever reads it notices.
func (a *App) WriteBackup(ctx context.Context, r BackupRequest, w io.Writer) (*BackupResult, error) {
	from, err := a.mover()
	if err != nil {
		return nil, err
	}
	names, err := a.named(ctx, r.Networks)
	if err != nil {
		return nil, err
	}
	contents, err := writeBackup(ctx, w, from, a.ledgerEntries, names, backup.Header{Made: a.now().UTC().Truncate(time.Second), Program: a.version}, r.Progress)
	if err != nil {
		return nil, err
	}
	return resultOf(r.File, contents), nil
}

// TakeBackup keeps a backup that comes from elsewhere as a file, once all of it has come and is whole.
func TakeBackup(ctx context.Context, file string, from func(io.Writer) error) (*BackupResult, error) {
	var contents backup.Contents
	err := replacing(file, func(f *os.File) error {
		if err := from(f); err != nil {
			return err
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		var err error
		contents, err = backup.Check(ctx, f)
		return err
	})
	if err != nil {
		return nil, err
	}
	return resultOf(file, contents), nil
}

// replacing writes a backup's file, which is complete or not there, in place of an earlier one.
func replacing(file string, write func(*os.File) error) (err error) {
	if err := replaceable(file); err != nil {
		return err
	}
	part := file + ".part"
	f, err := os.OpenFile(part, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600) // for this user only: networks name people
	if err != nil {
		return fault.New(fault.Invalid, "the backup %s cannot be written: %v", file, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(part))
		}
	}()
	if err = finish(write(f), f.Sync, f.Close); err != nil {
		return unwritten(file, err)
	}
	if err := os.Rename(part, file); err != nil {
		return unwritten(file, err)
	}
	return nil
}

// writeBackup writes the networks one after the other, each with its ledger.
func writeBackup(ctx context.Context, w io.Writer, from store.Mover, ledgers func(context.Context, string) ([]ledger.Entry, error), names []string, header backup.Header, progress Steps) (backup.Contents, error) {
	b, err := backup.NewWriter(w, header)
	if err != nil {
		return backup.Contents{}, err
	}
	for _, name := range names {
		err := from.History(ctx, name, func(h store.History) error {
			return b.Network(name, h, progress.of("writing "+name, h.Records()))
		})
		if err != nil {
			return backup.Contents{}, err
		}
		entries, err := ledgers(ctx, name)
		if err != nil {
			return backup.Contents{}, err
		}
		for i := range entries {
			text, err := json.Marshal(entries[i])
			if err == nil {
				err = b.Ledger(text)
			}
			if err != nil {
				return backup.Contents{}, err
			}
		}
	}
	return b.Close()
}

// named returns the networks asked for, each once, or all.
func (a *App) named(ctx context.Context, asked []string) ([]string, error) {
	if len(asked) == 0 {
		all, err := a.store.Networks(ctx)
		for _, n := range all {
			asked = append(asked, n.Name)
		}
		return asked, err
	}
	names := slices.Compact(slices.Sorted(slices.Values(asked)))
	for _, name := range names {
		if _, err := a.store.Network(ctx, name); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// replaceable refuses to write over a file that is no backup, such as the store itself.
func replaceable(file string) error {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fault.New(fault.Invalid, "the backup %s cannot be written: %v", file, err)
	}
	defer f.Close()
	if !backup.Is(f) {
		return fault.New(fault.Conflict, "%s is there and is not a backup, so it is left as it is; choose another name", file)
	}
	return nil
}

// Restore stores the networks of a backup, all of them or none. The whole file is checked before anything is stored: one that is
// damaged, cut short or from a newer Sillat is a fault.BadInput, a name that is taken a fault.Conflict.
func (a *App) Restore(ctx context.Context, r RestoreRequest) (*BackupResult, error) {
	to, err := a.mover()
	if err != nil {
		return nil, err
	}
	f := r.Content
	if f == nil {
		file, err := openBackup(r.File)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		f = file
	}
	checked, err := backup.Check(ctx, metered(f, r.Progress, "checking"))
	if err != nil {
		return nil, err
	}
	ledgers, err := ledgersIn(checked)
	if err != nil {
		return nil, err
	}
	as, err := a.free(ctx, checked.Networks, r.As)
	if err != nil {
		return nil, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, fault.New(fault.Unavailable, "the backup cannot be read again: %v; put it where files can be read twice", err)
	}
	var stored []string
	contents, err := backup.Read(metered(f, r.Progress, "restoring"), func(name string, h store.History) error {
		err := to.Adopt(ctx, as[name], h)
		if err == nil {
			stored = append(stored, as[name])
		}
		return err
	})
	if err == nil && contents.SHA256 != checked.SHA256 {
		err = fault.New(fault.BadInput, "the backup %s was changed while it was restored, so nothing of it was kept; try again", r.File)
	}
	for name, entries := range ledgers {
		if err == nil {
			err = a.adoptLedger(ctx, as[name], entries)
		}
	}
	if err != nil {
		for _, name := range stored { // also when ctx ended: all or none
			err = errors.Join(err, a.store.Delete(context.WithoutCancel(ctx), name), a.forgetLedger(context.WithoutCancel(ctx), name))
		}
		return nil, err
	}
	out := resultOf(r.File, contents)
	out.Networks = stored
	for name, given := range as {
		n, err := a.rebury(ctx, given, name, given)
		if err != nil { // rather nothing restored than somebody back who was erased
			for _, name := range stored {
				err = errors.Join(err, a.store.Delete(context.WithoutCancel(ctx), name), a.forgetLedger(context.WithoutCancel(ctx), name))
			}
			return nil, err
		}
		out.Erased += n
	}
	return out, nil
}

func openBackup(file string) (*os.File, error) {
	f, err := os.Open(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.New(fault.NotFound, "there is no file %s", file)
	case err != nil:
		return nil, fault.New(fault.Invalid, "the backup %s cannot be read: %v", file, err)
	}
	return f, nil
}

// free returns the names that the networks of a file get, none of which is taken.
func (a *App) free(ctx context.Context, names []string, as string) (map[string]string, error) {
	if as != "" && len(names) != 1 {
		return nil, fault.New(fault.Invalid, "as gives a name to one network, and the backup holds %d; leave it out", len(names))
	}
	given := map[string]string{}
	for _, name := range names {
		given[name] = name
		if as != "" {
			given[name] = as
		}
		if err := store.CheckName(given[name]); err != nil {
			return nil, err
		}
		_, err := a.store.Network(ctx, given[name])
		switch {
		case err == nil:
			return nil, fault.New(fault.Conflict, "there is a network named %q already, so nothing was restored; delete it first, or restore it under another name (as)", given[name])
		case fault.CodeOf(err) != fault.NotFound:
			return nil, err
		}
	}
	return given, nil
}

func resultOf(file string, c backup.Contents) *BackupResult {
	return &BackupResult{File: file, Made: c.Header.Made, Networks: append([]string{}, c.Networks...), Records: c.Records, SHA256: c.SHA256}
}
