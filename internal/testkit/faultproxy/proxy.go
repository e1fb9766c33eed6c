// Package faultproxy is a TCP proxy on the loopback address that does on purpose what networks do by themselves: refuse, fall silent,
// break in the middle of a word, crawl. Tests put it before a server and see what its clients make of that.
//
// A fault strikes after a number of bytes, not after a time, so that it hits the same place of a conversation on a fast and on a slow
// machine.
package faultproxy

import (
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

// listenLimit is how long Heal tries to have its port back. Only a connection that happened to be given the same port can stand in the way.
const listenLimit = time.Minute

// Proxy passes connections on to one server. It is safe for concurrent use.
type Proxy struct {
	address, target string

	mu       sync.Mutex
	listener net.Listener // nil while connections are refused
	fault    Fault
	marks    []string      // of the fault, that have not passed yet
	left     int64         // bytes until the fault strikes
	struck   bool          // the fault is in force
	strikes  map[Kind]int  // how often each kind struck
	changed  chan struct{} // closed and replaced whenever something else holds
	lines    map[*line]bool
	closed   bool
	work     sync.WaitGroup
}

// New listens on a free port of the loopback address and passes all on to target, a host and port.
func New(target string) (*Proxy, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("fault proxy: %w", err)
	}
	p := &Proxy{
		address: l.Addr().String(), target: target, listener: l, strikes: map[Kind]int{}, changed: make(chan struct{}), lines: map[*line]bool{},
	}
	p.work.Go(func() { p.accept(l) })
	return p, nil
}

// Address is the host and port that clients connect to. It stays the same.
func (p *Proxy) Address() string { return p.address }

// Inject makes a fault hold from now on, in place of the one before, which is healed first.
func (p *Proxy) Inject(f Fault) error {
	if err := p.Heal(); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault, p.left, p.marks = f, f.After, f.Marks
	if len(f.Marks) == 0 && f.After <= 0 && f.Kind != Reset { // which waits for a connection to break
		p.strike()
	}
	return nil
}

// Heal ends the fault: connections are taken again, and what was held up goes on if both its ends are still there.
func (p *Proxy) Heal() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault, p.left, p.struck, p.marks = Fault{}, 0, false, nil
	p.say()
	if p.listener != nil || p.closed {
		return nil
	}
	for began := time.Now(); ; {
		l, err := net.Listen("tcp", p.address)
		if err == nil {
			p.listener = l
			p.work.Go(func() { p.accept(l) })
			return nil
		}
		if time.Since(began) > listenLimit {
			return fmt.Errorf("fault proxy: %w", err)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// Strikes is how often each kind of fault struck so far. One that was injected and saw too few bytes did not.
func (p *Proxy) Strikes() map[Kind]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	copied := make(map[Kind]int, len(p.strikes))
	for k, n := range p.strikes {
		copied[k] = n
	}
	return copied
}

// Close breaks all connections and waits until nothing of the proxy runs any more. Closing twice is harmless.
func (p *Proxy) Close() error {
	p.mu.Lock()
	p.closed = true
	p.refuse()
	p.breakAll()
	p.say()
	p.mu.Unlock()
	p.work.Wait()
	return nil
}

// strike puts the fault in force. The caller holds the lock.
func (p *Proxy) strike() {
	if p.struck || p.fault.idle() {
		return
	}
	p.struck = true
	p.strikes[p.fault.Kind]++
	switch p.fault.Kind {
	case Refuse:
		p.refuse()
	case Cut:
		p.refuse()
		p.breakAll()
	}
	p.say()
	if p.fault.OnStrike != nil {
		p.work.Go(p.fault.OnStrike)
	}
}

func (p *Proxy) refuse() {
	if p.listener != nil {
		_ = p.listener.Close() // it refuses from now on, whatever it says
		p.listener = nil
	}
}

func (p *Proxy) breakAll() {
	for l := range p.lines {
		l.reset()
	}
}

// say tells all who wait that something else holds.
func (p *Proxy) say() {
	close(p.changed)
	p.changed = make(chan struct{})
}

func (p *Proxy) accept(l net.Listener) {
	for {
		c, err := l.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue // of this one connection
		}
		p.work.Go(func() { p.carry(c.(*net.TCPConn)) })
	}
}

// carry passes one connection on, both ways, until it ends.
func (p *Proxy) carry(client *net.TCPConn) {
	far, err := net.Dial("tcp", p.target)
	if err != nil { // a server that is away refuses; so near to that comes a proxy
		_ = client.SetLinger(0)
		_ = client.Close()
		return
	}
	l := &line{client: client, server: far.(*net.TCPConn), broken: make(chan struct{})}
	p.mu.Lock()
	if p.closed || p.struck && p.fault.Kind == Cut {
		l.reset()
	}
	p.lines[l] = true
	p.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { p.pump(l, ToServer, l.client, l.server) })
	both.Go(func() { p.pump(l, ToClient, l.server, l.client) })
	both.Wait()
	l.close()
	p.mu.Lock()
	delete(p.lines, l)
	p.mu.Unlock()
}
