package store

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Checked walks a history's versions and stops with a fault.BadInput where the history could not be that of a network: revisions
// that are not numbered from 1 or take away more than there is, versions out of order or of two records at once, a record that
// reads in two ways at one revision or cannot be stored (see CheckPicture), an end that is not there while its tie is, versions
// that their revisions do not count. What is missing or too much at the end is said after the last version.
//
// It keeps the ids and lifetimes of actors and activities in memory, and nothing of the ties.
func Checked(h History) iter.Seq2[Version, error] {
	return func(yield func(Version, error) bool) {
		in := inspection{lives: map[kind]map[string][]life{anActor: {}, anActivity: {}}}
		if err := in.revisions(h.Revisions); err != nil {
			yield(Version{}, err)
			return
		}
		for v, err := range h.Versions {
			if err == nil {
				err = in.version(&v)
			}
			if err != nil {
				yield(Version{}, err)
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err := in.end(); err != nil {
			yield(Version{}, err)
		}
	}
}

// life is a time during which an actor or activity is there, whatever it says: from one revision until another.
type life struct{ from, until int }

// inspection is one walk of Checked.
type inspection struct {
	newest   int
	total    network.Counts   // the size at the newest revision, as the revisions say
	visible  network.Counts   // the versions seen that read so at the newest revision
	added    []network.Counts // by revision, what they say less the versions seen
	removed  []network.Counts
	lives    map[kind]map[string][]life
	previous Version
}

func inconsistent(format string, args ...any) error {
	return fault.New(fault.BadInput, "the history of the network does not hold together: %s; take it again from the store that holds the network",
		fmt.Sprintf(format, args...))
}

func (in *inspection) revisions(list []network.Revision) error {
	in.newest = len(list)
	in.added, in.removed = make([]network.Counts, len(list)+1), make([]network.Counts, len(list)+1)
	for i, r := range list {
		if r.Number != i+1 {
			return inconsistent("revision %d stands in place %d", r.Number, i+1)
		}
		if made := r.Made; made.Location() != time.UTC || !made.Truncate(time.Millisecond).Equal(made) || made.Year() < 1 || made.Year() > 9999 {
			return inconsistent("revision %d was made at %v, which is not a time in UTC and whole milliseconds", r.Number, made)
		}
		if !utf8.ValidString(r.By) || !utf8.ValidString(r.Message) {
			return inconsistent("the author and message of revision %d are not UTF-8 text", r.Number)
		}
		for k := anActor; k <= aParticipation; k++ {
			a, d, total := *count(&r.Added, k), *count(&r.Removed, k), count(&in.total, k)
			if a < 0 || d < 0 || a > math.MaxInt32 || d > *total+a {
				return inconsistent("revision %d counts %d %s added and %d removed, of %d", r.Number, a, k, d, *total)
			}
			*total += a - d
		}
		in.added[r.Number], in.removed[r.Number] = r.Added, r.Removed
	}
	return nil
}

func (in *inspection) version(v *Version) error {
	k := v.kind()
	if k == none {
		return inconsistent("a version is of no record, or of several")
	}
	if v.Added < 1 || v.Added > in.newest || v.Removed != 0 && (v.Removed <= v.Added || v.Removed > in.newest) || v.Place < 0 {
		return inconsistent("%s reads so from revision %d until %d, of %d", v, v.Added, v.Removed, in.newest)
	}
	if before := &in.previous; before.kind() != none {
		if CompareVersions(before, v) >= 0 {
			return inconsistent("%s follows %s", v, before)
		}
		if compareRecords(before, v) == 0 && (before.Removed == 0 || before.Removed > v.Added) {
			return inconsistent("%s reads in two ways at revision %d", v, v.Added)
		}
	}
	if err := in.content(v); err != nil {
		return err
	}
	if *count(&in.added[v.Added], k)--; *count(&in.added[v.Added], k) < 0 {
		return inconsistent("revision %d added more %s than it counts", v.Added, k)
	}
	if v.Removed == 0 {
		*count(&in.visible, k)++
	} else if *count(&in.removed[v.Removed], k)--; *count(&in.removed[v.Removed], k) < 0 {
		return inconsistent("revision %d removed more %s than it counts", v.Removed, k)
	}
	in.previous = *v
	return nil
}

// content checks what a version says and that its ends are there as long as it says so.
func (in *inspection) content(v *Version) error {
	var f findings
	var missing error
	switch v.kind() {
	case anActor:
		f.actor(v.Actor)
		missing = in.live(v, v.Actor.ID)
	case anActivity:
		f.activity(v.Activity)
		missing = in.live(v, v.Activity.ID)
	case aCollaboration:
		c := v.Collaboration
		f.collaboration(c)
		if !c.Directed && c.From > c.To {
			return inconsistent("%s has no direction and its ends are not in order", v)
		}
		missing = cmp.Or(in.there(v, anActor, c.From), in.there(v, anActor, c.To))
	case aParticipation:
		f.participation(v.Participation)
		missing = cmp.Or(in.there(v, anActor, v.Participation.Actor), in.there(v, anActivity, v.Participation.Activity))
	}
	return cmp.Or(missing, f.fault())
}

// live remembers for how long an actor or activity is there.
func (in *inspection) live(v *Version, id string) error {
	if id == "" {
		return inconsistent("there is a version of a record without id")
	}
	now := life{v.Added, until(v)}
	lives := in.lives[v.kind()]
	if before := lives[id]; len(before) > 0 && before[len(before)-1].until == now.from {
		before[len(before)-1].until = now.until // it only changed
		return nil
	}
	lives[id] = append(lives[id], now)
	return nil
}

// there checks that an end lives as long as a version that names it.
func (in *inspection) there(v *Version, k kind, id string) error {
	if slices.ContainsFunc(in.lives[k][id], func(l life) bool { return l.from <= v.Added && until(v) <= l.until }) {
		return nil
	}
	return inconsistent("%s names one of the %s, %q, that is not there as long", v, k, shorten(id))
}

func (in *inspection) end() error {
	for k := anActor; k <= aParticipation; k++ {
		if want, are := *count(&in.total, k), *count(&in.visible, k); want != are {
			return inconsistent("the newest revision counts %d %s and there are %d", want, k, are)
		}
	}
	return nil
}

// until is the revision at which a version ends, greater than any for one that does not.
func until(v *Version) int {
	if v.Removed == 0 {
		return math.MaxInt
	}
	return v.Removed
}

func count(c *network.Counts, k kind) *int {
	switch k {
	case anActor:
		return &c.Actors
	case anActivity:
		return &c.Activities
	case aCollaboration:
		return &c.Collaborations
	default:
		return &c.Participations
	}
}

// String is the plural.
func (k kind) String() string {
	return [...]string{"records", "actors", "activities", "collaborations", "participations"}[k]
}

// String names the record of which v is a version.
func (v *Version) String() string {
	switch v.kind() {
	case anActor:
		return fmt.Sprintf("actor %q", shorten(v.Actor.ID))
	case anActivity:
		return fmt.Sprintf("activity %q", shorten(v.Activity.ID))
	case aCollaboration:
		return fmt.Sprintf("collaboration %q – %q", shorten(v.Collaboration.From), shorten(v.Collaboration.To))
	case aParticipation:
		return fmt.Sprintf("participation of %q in %q", shorten(v.Participation.Actor), shorten(v.Participation.Activity))
	}
	return "nothing"
}
