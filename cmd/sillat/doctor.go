package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/fault"
)

// finding is what the doctor says of one thing.
type finding struct {
	Check string `json:"check"`
	State string `json:"state"` // ok, warning or failed
	Found string `json:"found"`
	Cure  string `json:"cure,omitempty"`
}

// The states of findings.
const (
	fine    = "ok"
	warning = "warning"
	failed  = "failed"
)

// errUnwell makes the doctor's exit status say that something failed.
var errUnwell = fault.New(fault.Unavailable, "something has to be mended: see what failed above")

func doctorCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "doctor", Short: "Look whether the store, the disk, rights, versions, the clock and settings are as a service needs them", Args: exactArgs(0, "no arguments"),
		Long: `Looks at everything that a service on this machine needs and says in clear words what is wrong and what to do. It changes nothing but
one small record, which it writes into the store and removes again. Exit status: 0 when nothing failed, also with warnings; 1 otherwise.`,
	}
	address := c.Flags().String("addr", usualAddress, "where a running service listens; it is asked when something answers there")
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := out.check(); err != nil {
			return err
		}
		list := s.examine(c.Context(), *address)
		sheet := &export.Sheet{Header: []string{"check", "state", "found", "cure"}}
		unwell := false
		for _, f := range list {
			sheet.Rows = append(sheet.Rows, []string{f.Check, f.State, f.Found, f.Cure})
			unwell = unwell || f.State == failed
		}
		err := out.write(shown{value: list, sheet: func() *export.Sheet { return sheet }, table: func(w io.Writer) error { return spoken(w, list) }})
		if err == nil && unwell {
			err = errUnwell
		}
		return err
	}
	return c
}

// spoken writes findings for people.
func spoken(w io.Writer, list []finding) error {
	var err error
	for _, f := range list {
		_, err = fmt.Fprintf(w, "%-8s %s: %s\n", f.State, f.Check, f.Found)
		if f.Cure != "" {
			_, err = fmt.Fprintf(w, "         → %s\n", f.Cure)
		}
	}
	return err
}

// examine looks at one thing after the other.
func (s *session) examine(ctx context.Context, address string) []finding {
	list := []finding{{"program", fine, fmt.Sprintf("Sillat %s, %s, %s/%s, %d processors", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0)), ""}}
	list = append(list, runningAs(), examineClock(time.Now()))
	list = append(list, s.examineStore(ctx)...)
	list = append(list, s.examineFolders()...)
	return append(append(list, examineSettings()...), examineTraces(ctx), examineService(ctx, address))
}

// examineStore opens the store, which brings its tables up to date, and tries what a service does with it.
func (s *session) examineStore(ctx context.Context) []finding {
	name, _, _ := strings.Cut(s.storeName(), ":") // the rest may hold a password
	if path, ok := strings.CutPrefix(s.storeName(), "sqlite:"); ok {
		name = "SQLite file " + path
	}
	brief, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	began := time.Now()
	a, done, err := s.open(brief)
	if err != nil {
		return []finding{{"store", failed, fmt.Sprintf("%s: %s", name, fault.MessageOf(err)), "mend that first: nothing works without a store; operations.md lists what it may say"}}
	}
	defer done()
	networks, err := a.Networks(brief)
	if err != nil {
		return []finding{{"store", failed, fmt.Sprintf("%s opens and does not answer: %s", name, fault.MessageOf(err)), "look at the store's own log"}}
	}
	list := []finding{{"store", fine, fmt.Sprintf("%s answers in %d ms with %d networks; its tables are at this program's version", name, time.Since(began).Milliseconds(), len(networks.Networks)), ""}}
	list = append(list, tryWriting(brief, a))
	return append(list, admins(brief, a))
}

// tryWriting writes a small record into the store and removes it.
func tryWriting(ctx context.Context, a *app.App) finding {
	if err := a.TryWriting(ctx); err != nil {
		return finding{"writing to the store", failed, fault.MessageOf(err), "give this user the right to write to the store, and the disk some room"}
	}
	return finding{"writing to the store", fine, "a small record was written, read and removed", ""}
}

// admins says whether others could be let in.
func admins(ctx context.Context, a *app.App) finding {
	b, err := a.Book()
	if err != nil {
		return finding{"accounts", warning, fault.MessageOf(err), ""}
	}
	admin, err := b.HasAdmin(ctx)
	switch {
	case err != nil:
		return finding{"accounts", failed, fault.MessageOf(err), "look at the store"}
	case !admin:
		return finding{"accounts", fine, "there is no admin, so the service can be used on this machine only", "to let others in: sillat access add NAME --admin"}
	}
	return finding{"accounts", fine, "there is an admin who can let others in", ""}
}

// runningAs warns of a service that runs with more rights than it needs.
func runningAs() finding {
	if os.Geteuid() == 0 {
		return finding{"user", warning, "this is root, which a service does not need to be", "run it as a user of its own"}
	}
	return finding{"user", fine, whoAmI(), ""}
}

// examineClock warns of a clock by which nothing that expires could be right. built is a time that has passed for certain.
func examineClock(now time.Time) finding {
	built := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	if now.Before(built) || now.Year() > 2100 {
		return finding{"clock", failed, "this machine's clock says " + now.UTC().Format(time.RFC3339), "set it: sessions, tokens and certificates expire by it"}
	}
	return finding{"clock", fine, now.UTC().Format(time.RFC3339), ""}
}

// leastRoom is how much room a folder should have: an import of a large network and its copy in the cache.
const leastRoom = 1 << 30

// examineFolders looks at the disk and at who may read what names people.
func (s *session) examineFolders() (list []finding) {
	folders := map[string]string{"temporary files": os.TempDir()}
	if path, ok := strings.CutPrefix(s.storeName(), "sqlite:"); ok {
		folders["the store's folder"] = filepath.Dir(path)
		if i, err := os.Stat(path); err == nil && runtime.GOOS != "windows" && i.Mode().Perm()&0o077 != 0 {
			list = append(list, finding{"rights", warning, fmt.Sprintf("others on this machine may read the store: %s", i.Mode().Perm()), "chmod 600 " + path})
		}
	}
	for _, name := range []string{"the store's folder", "temporary files"} {
		folder, ok := folders[name]
		if !ok {
			continue
		}
		free, err := freeBytes(folder)
		switch {
		case errors.Is(err, errors.ErrUnsupported):
		case err != nil:
			list = append(list, finding{name, failed, fmt.Sprintf("%s: %v", folder, err), "make the folder, or name another"})
		case free < leastRoom:
			list = append(list, finding{name, warning, fmt.Sprintf("%s has %d MiB of room", folder, free>>20), "make room: an import needs as much as its files, several times over"})
		default:
			list = append(list, finding{name, fine, fmt.Sprintf("%s has %d GiB of room", folder, free>>30), ""})
		}
	}
	return list
}

// known are the settings that are read from the environment.
var known = []string{"SILLAT_STORE", "SILLAT_CACHE", "SILLAT_SERVER", "SILLAT_TOKEN", "SILLAT_ISSUER_SECRET"}

// examineSettings warns of variables that look like ours and are not. Values are not shown: they may be secrets.
func examineSettings() []finding {
	var set []string
	for _, one := range os.Environ() {
		name, _, _ := strings.Cut(one, "=")
		if !strings.HasPrefix(name, "SILLAT_") {
			continue
		}
		if !slices.Contains(known, name) {
			return []finding{{"settings", warning, name + " is set, and nothing reads it", "it may be misspelt; there are " + strings.Join(known, ", ")}}
		}
		set = append(set, name)
	}
	if len(set) == 0 {
		return []finding{{"settings", fine, "none in the environment", ""}}
	}
	return []finding{{"settings", fine, "from the environment: " + strings.Join(set, ", "), ""}}
}

// examineTraces sends a trace to the collector that the environment names. That it names none is no fault.
func examineTraces(ctx context.Context) finding {
	brief, cancel := context.WithTimeout(ctx, healthWait)
	defer cancel()
	on, err := tracing.Try(brief, version())
	switch {
	case err != nil && !on:
		return finding{"traces", failed, fault.MessageOf(err), "serve does not start until that is mended"}
	case err != nil:
		return finding{"traces", warning, "the collector takes none: " + err.Error(), "the service works without; look at the collector and at OTEL_EXPORTER_OTLP_ENDPOINT"}
	case !on:
		return finding{"traces", fine, "none are sent; OTEL_EXPORTER_OTLP_ENDPOINT names no collector", ""}
	}
	return finding{"traces", fine, "the collector took one", ""}
}

// examineService asks a running service how it is. That none runs is no fault.
func examineService(ctx context.Context, address string) finding {
	brief, cancel := context.WithTimeout(ctx, healthWait)
	defer cancel()
	r, err := http.NewRequestWithContext(brief, http.MethodGet, "http://"+address+"/api/v1/live", nil)
	if err != nil {
		return finding{"service", failed, fmt.Sprintf("--addr is %q", address), "write HOST:PORT, such as " + usualAddress}
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return finding{"service", fine, "none answers at " + address, ""}
	}
	answer.Body.Close()
	if err := askHealth(ctx, address); err != nil {
		return finding{"service", failed, fault.MessageOf(err), "its log says more"}
	}
	return finding{"service", fine, "the one at " + address + " is ready", ""}
}
