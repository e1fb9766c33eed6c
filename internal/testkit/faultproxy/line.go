package faultproxy

import (
	"bytes"
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// line is one connection through the proxy.
type line struct {
	client, server *net.TCPConn
	once           sync.Once
	broken         chan struct{} // closed when it was reset
}

// reset breaks both ends, so that they see a reset and not an end.
func (l *line) reset() {
	l.once.Do(func() {
		for _, c := range []*net.TCPConn{l.client, l.server} {
			_ = c.SetLinger(0)
			_ = c.Close()
		}
		close(l.broken)
	})
}

func (l *line) close() {
	_ = l.client.Close()
	_ = l.server.Close()
}

// verdict is what happens to the next bytes of a line.
type verdict struct {
	pass  int             // so many pass
	reset bool            // then the line breaks
	pause time.Duration   // then the line rests
	until <-chan struct{} // nothing passes before this is closed, and a rest ends with it
}

// judge decides on words that want to pass.
func (p *Proxy) judge(d Direction, words []byte) verdict {
	p.mu.Lock()
	defer p.mu.Unlock()
	f, n := p.fault, len(words)
	if len(p.marks) > 0 {
		at := -1
		if d == ToServer {
			at = bytes.Index(words, []byte(p.marks[0]))
		}
		if at < 0 {
			return verdict{pass: n}
		}
		pass := at + len(p.marks[0])
		p.marks = p.marks[1:]
		return verdict{pass: pass}
	}
	if !p.struck && !f.idle() && f.Direction == d {
		if pass := min(int64(n), p.left); pass > 0 { // the last byte before it strikes still passes
			p.left -= pass
			return verdict{pass: int(pass)}
		}
		p.strike()
		if f.Kind == Reset {
			p.fault, p.struck = Fault{}, false // it was for this line alone
			return verdict{reset: true}
		}
	}
	switch {
	case p.struck && f.Kind == Hang:
		return verdict{until: p.changed}
	case p.struck && f.Kind == Slow:
		return verdict{pass: min(n, max(1, f.Piece)), pause: f.Pause, until: p.changed}
	case p.struck && f.Kind == Cut:
		return verdict{reset: true}
	}
	return verdict{pass: n}
}

// pump passes on what comes from one end until that ends, then says so to the other.
func (p *Proxy) pump(l *line, d Direction, from, to *net.TCPConn) {
	buffer := make([]byte, 16<<10)
	for {
		n, err := from.Read(buffer)
		if !p.push(l, d, to, buffer[:n]) {
			l.reset()
			return
		}
		if errors.Is(err, io.EOF) {
			_ = to.CloseWrite()
			return
		}
		if err != nil {
			l.reset()
			return
		}
	}
}

// push passes bytes on as far as the fault lets it; false when the line is broken.
func (p *Proxy) push(l *line, d Direction, to *net.TCPConn, words []byte) bool {
	for len(words) > 0 {
		v := p.judge(d, words)
		if _, err := to.Write(words[:v.pass]); err != nil {
			return false
		}
		words = words[v.pass:]
		if v.reset {
			return false
		}
		if v.until == nil {
			continue
		}
		var rested <-chan time.Time
		if v.pass > 0 {
			rested = time.After(v.pause)
		}
		select {
		case <-rested:
		case <-v.until:
		case <-l.broken:
			return false
		}
	}
	return true
}
