// Package answers keeps answers as they were sent, so that who asks the same of the same state again is answered without computing,
// encoding or compressing anything.
//
// It decides nothing about who may read what: whoever asks it must have been let in, and must ask with a key that tells apart all
// that decides what an answer holds.
package answers

import (
	"bytes"
	"container/list"
	"context"
	"net/http"
	"strconv"
	"sync"

	"github.com/klauspost/compress/gzip" // the same bytes for whoever reads them, in a third to a sixth of the standard library's time
)

// Key tells an answer from every other: the question, the state of the network that it was asked of, and what tells apart those who see
// more or less of it.
type Key struct{ Network, State, Seen, Question string }

// Answer is what was sent. It is shared and must not be changed.
type Answer struct {
	Header http.Header
	Read   bool // data of persons were read for it: whoever is given it reads them again

	plain Form
	zip   sync.Once
	zipd  *Form
}

// Form is a body as it is sent.
type Form struct {
	Body   []byte
	Length []string // the header Content-Length
	Coding []string // the header Content-Encoding; nil: none
}

func formOf(body []byte, coding []string) Form {
	return Form{Body: body, Length: []string{strconv.Itoa(len(body))}, Coding: coding}
}

// Of makes an answer of a body and its headers.
func Of(header http.Header, body []byte, read bool) *Answer {
	return &Answer{Header: header, Read: read, plain: formOf(body, nil)}
}

var gzipCoding = []string{"gzip"}

// Form is the body to send to who takes gzip, or not. It is compressed when that is first wanted, and left plain where it would not be shorter.
func (a *Answer) Form(zipped bool) *Form {
	const worth = 1000 // bytes; less than a packet is sent in one either way
	if !zipped || len(a.plain.Body) < worth {
		return &a.plain
	}
	a.zip.Do(func() {
		a.zipd = &a.plain
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		// Writing to memory does not fail.
		_, _ = w.Write(a.plain.Body)
		_ = w.Close()
		if b.Len() < len(a.plain.Body) {
			f := formOf(bytes.Clone(b.Bytes()), gzipCoding)
			a.zipd = &f
		}
	})
	return a.zipd
}

// weight bounds what an answer takes, compressed form included, whether that is there yet or not.
func (a *Answer) weight() int64 { return int64(len(a.plain.Body))*2 + 1024 }

// Cache keeps answers up to a number of bytes and lets go of those unused for longest. It is safe for concurrent use.
type Cache struct {
	mu     sync.Mutex
	limit  int64
	held   int64
	kept   map[Key]*list.Element // of entry
	recent *list.List            // the last used in front
	states map[string]*state     // by network
	making map[Key]chan struct{} // closed when the one who makes the answer is done, well or not
}

type entry struct {
	key    Key
	answer *Answer
}

// state is what is kept of one network, all of it of one state.
type state struct {
	name string
	keys map[Key]bool
}

// New returns a cache of at most limit bytes. An answer that would take a quarter of it is given and not kept.
func New(limit int64) *Cache {
	return &Cache{limit: limit, kept: map[Key]*list.Element{}, recent: list.New(), states: map[string]*state{}, making: map[Key]chan struct{}{}}
}

// Peek returns the answer to a question, or nil.
func (c *Cache) Peek(key Key) *Answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.look(key)
}

// look returns what is kept, and lets go of what is kept of other states. The lock is held.
func (c *Cache) look(key Key) *Answer {
	if s := c.states[key.Network]; s != nil && s.name != key.State {
		c.forget(key.Network)
	}
	e, ok := c.kept[key]
	if !ok {
		return nil
	}
	c.recent.MoveToFront(e)
	return e.Value.(entry).answer
}

// Get returns the answer to a question. When there is none, ours is true and the caller makes it
// and calls done with it, or with nil when it cannot be kept; whoever asks the same meanwhile waits for that. Who waited for an answer that
// was not kept makes it alone: ours is false and found is nil. Whatever was kept of other states of the network is let go.
func (c *Cache) Get(ctx context.Context, key Key) (found *Answer, ours bool, done func(*Answer), err error) {
	c.mu.Lock()
	if found := c.look(key); found != nil {
		c.mu.Unlock()
		return found, false, nil, nil
	}
	under, waits := c.making[key]
	if !waits {
		under = make(chan struct{})
		c.making[key] = under
		c.mu.Unlock()
		return nil, true, func(made *Answer) { c.finish(key, under, made) }, nil
	}
	c.mu.Unlock()
	select {
	case <-under:
	case <-ctx.Done():
		return nil, false, nil, ctx.Err()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.look(key), false, nil, nil
}

func (c *Cache) finish(key Key, under chan struct{}, made *Answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer close(under)
	if c.making[key] != under {
		return // the network was forgotten while the answer was made
	}
	delete(c.making, key)
	if _, there := c.kept[key]; there || made == nil || made.weight() > c.limit/4 {
		return
	}
	s := c.states[key.Network]
	if s == nil {
		s = &state{name: key.State, keys: map[Key]bool{}}
		c.states[key.Network] = s
	}
	if s.name != key.State {
		return // it changed meanwhile, and somebody has seen that
	}
	s.keys[key] = true
	c.kept[key] = c.recent.PushFront(entry{key, made})
	c.held += made.weight()
	for c.held > c.limit {
		c.drop(c.recent.Back())
	}
}

// drop lets go of one answer. The lock is held.
func (c *Cache) drop(e *list.Element) {
	gone := c.recent.Remove(e).(entry)
	delete(c.kept, gone.key)
	c.held -= gone.answer.weight()
	if s := c.states[gone.key.Network]; s != nil {
		if delete(s.keys, gone.key); len(s.keys) == 0 {
			delete(c.states, gone.key.Network)
		}
	}
}

// Forget lets go of everything about a network. Answers that are being made are given to who asked, and not kept.
func (c *Cache) Forget(network string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget(network)
	clear(c.making) // their makers still tell those who wait
}

func (c *Cache) forget(network string) {
	if s := c.states[network]; s != nil {
		for key := range s.keys {
			c.drop(c.kept[key])
		}
	}
}

// Bytes bounds what the answers take that are kept now.
func (c *Cache) Bytes() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held
}
