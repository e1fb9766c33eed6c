package neo4j_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// outcome is what the caller of a change was told.
type outcome int

const (
	acknowledged outcome = iota // it is stored
	refused                     // nothing of it is stored
	uncertain                   // the answer was lost: it is stored whole, or not at all
)

// doubt is how the store says that a change may be there.
const doubt = "look whether it is there"

// String says it in a summary.
func (o outcome) String() string { return [...]string{"acknowledged", "refused", "uncertain"}[o] }

func outcomeOf(err error) outcome {
	switch {
	case err == nil:
		return acknowledged
	case strings.Contains(err.Error(), doubt):
		return uncertain
	}
	return refused
}

// deed is one change that a run asked for. Its place in the ledger is the message of its revision.
type deed struct {
	apply    func(history []content) content // from all revisions so far to the one that it makes
	erases   string                          // the actor that it erases from all of them; "" for none
	outcome  outcome
	revision int  // that was acknowledged
	nothing  bool // acknowledged: the newest revision said all of it already
}

// sight is what one reading showed while faults were about.
type sight struct {
	asked, got int // revisions; 0 asks for the newest
	known      int // the newest revision that had been acknowledged when it began
	picture    network.Picture
}

// ledger is all that a run asked of its network and was told.
type ledger struct {
	deeds  []deed
	sights []sight
}

// known is the newest revision that was acknowledged.
func (l *ledger) known() (n int) {
	for i := range l.deeds {
		if l.deeds[i].outcome == acknowledged {
			n = max(n, l.deeds[i].revision)
		}
	}
	return n
}

// found is what a network holds once all is healed.
type found struct {
	now       network.Network
	revisions []network.Revision
	pictures  []network.Picture // by revision, from 0
}

// differences compares what was told with what is there and says every difference in words.
func (l *ledger) differences(f found) (bad []string) {
	say := func(format string, args ...any) { bad = append(bad, fmt.Sprintf(format, args...)) }
	history := []content{contentOf(&network.Picture{})}
	looks := [][]network.Picture{{{}}} // by revision, all that a reader may have seen: erasing changes the past
	at := -1
	for i, rev := range f.revisions {
		var message int
		if _, err := fmt.Sscan(rev.Message, &message); err != nil || rev.Number != i+1 || message <= at || message >= len(l.deeds) {
			say("revision %d in place %d is of deed %q, after deed %d of %d", rev.Number, i+1, rev.Message, at, len(l.deeds))
			return bad
		}
		bad = append(bad, l.unchanging(at, message, history)...)
		at = message
		switch d := &l.deeds[at]; {
		case d.outcome == refused:
			say("revision %d is there, and deed %d was told that nothing was stored", rev.Number, at)
		case d.outcome == acknowledged && d.revision != rev.Number:
			say("deed %d is revision %d, and was acknowledged as %d", at, rev.Number, d.revision)
		}
		next := l.deeds[at].apply(history)
		if gone := l.deeds[at].erases; gone != "" {
			for r := range history {
				history[r] = history[r].without(gone)
				looks[r] = append(looks[r], history[r].picture())
			}
		}
		history = append(history, next)
		looks = append(looks, []network.Picture{next.picture()})
	}
	bad = append(bad, l.unchanging(at, len(l.deeds), history)...)
	newest := len(f.revisions)
	if f.now.Revision != newest || f.now.Counts != history[newest].counts() {
		say("the network stands at revision %d with %+v; want %d with %+v", f.now.Revision, f.now.Counts, newest, history[newest].counts())
	}
	for r, got := range f.pictures {
		if diff := differing(history[r].picture(), got); diff != "" {
			say("revision %d of %d is not whole (- want, + got):\n%s", r, newest, diff)
		}
	}
	return append(bad, l.blurred(looks)...)
}

// unchanging checks the deeds between two that made revisions: none of them may have been told that it made one.
func (l *ledger) unchanging(after, before int, history []content) (bad []string) {
	for i := after + 1; i < before; i++ {
		d := &l.deeds[i]
		if d.outcome != acknowledged {
			continue
		}
		newest := len(history) - 1
		if !d.nothing {
			bad = append(bad, fmt.Sprintf("deed %d was acknowledged as revision %d, which is not there", i, d.revision))
		} else if diff := differing(history[newest].picture(), d.apply(history).picture()); d.revision != newest || diff != "" {
			bad = append(bad, fmt.Sprintf("deed %d was told that revision %d said all of it already; the newest is %d and differs:\n%s", i, d.revision, newest, diff))
		}
	}
	return bad
}

// blurred are the sights that show no revision exactly, or one that was superseded when they began.
func (l *ledger) blurred(looks [][]network.Picture) (bad []string) {
	for _, s := range l.sights {
		if s.asked != 0 && s.got != s.asked || s.got < s.known && s.asked == 0 || s.got >= len(looks) {
			bad = append(bad, fmt.Sprintf("a reading of revision %d showed %d; known were %d, and there are %d", s.asked, s.got, s.known, len(looks)-1))
			continue
		}
		if !slices.ContainsFunc(looks[s.got], func(p network.Picture) bool { return differing(p, s.picture) == "" }) {
			bad = append(bad, fmt.Sprintf("a reading of revision %d during faults was not whole (- want, + got):\n%s", s.got, differing(looks[s.got][0], s.picture)))
		}
	}
	return bad
}

func differing(want, got network.Picture) string {
	if reflect.DeepEqual(want, got) { // most are, and this is a hundred times as fast
		return ""
	}
	diff := cmp.Diff(want, got, cmpopts.EquateEmpty())
	return diff[:min(len(diff), 1500)]
}

// unclear says what is wrong with an error that a fault led to; "" when it tells who failed, how, and what to do, and no secret.
// ended: the caller had given up.
func unclear(err error, address, secret string, ended bool) string {
	code, text := fault.CodeOf(err), err.Error()
	remedy := strings.Contains(text, ";") || strings.Contains(text, doubt)
	switch {
	case strings.Contains(text, secret):
		return "it tells the password"
	case code == fault.Cancelled && ended:
		return ""
	case code != fault.Unavailable:
		return fmt.Sprintf("it is %s, want unavailable", code)
	case !strings.Contains(text, address) && !strings.Contains(text, "network"):
		return "it does not say which store or network"
	case !remedy:
		return "it does not say what to do"
	}
	return ""
}
