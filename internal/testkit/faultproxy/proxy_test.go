package faultproxy

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for what must happen. Nothing is measured against it.
const patience = time.Minute

// echo is a server that sends back what it gets.
func echo(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_, _ = io.Copy(c, c)
			}()
		}
	}()
	return l.Addr().String()
}

func proxyTo(t *testing.T, target string) *Proxy {
	t.Helper()
	p, err := New(target)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

func inject(t *testing.T, p *Proxy, f Fault) {
	t.Helper()
	if err := p.Inject(f); err != nil {
		t.Fatal(err)
	}
}

func heal(t *testing.T, p *Proxy) {
	t.Helper()
	if err := p.Heal(); err != nil {
		t.Fatal(err)
	}
}

func dial(t *testing.T, p *Proxy) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", p.Address())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return c
}

// words are n bytes that do not repeat soon.
func words(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i * i / 7)
	}
	return b
}

// answered sends bytes and demands the same back.
func answered(t *testing.T, c net.Conn, sent []byte) {
	t.Helper()
	go func() { _, _ = c.Write(sent) }()
	got := make([]byte, len(sent))
	if _, err := io.ReadFull(c, got); err != nil || !bytes.Equal(got, sent) {
		t.Fatalf("what came back differs from what was sent, error %v", err)
	}
}

// silent checks that nothing comes back. A moment is enough to find out about bytes that do pass.
func silent(t *testing.T, c net.Conn) {
	t.Helper()
	if err := c.SetReadDeadline(time.Now().Add(50 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	var timeout net.Error
	if n, err := c.Read(make([]byte, 1)); n > 0 || !errors.As(err, &timeout) || !timeout.Timeout() {
		t.Fatalf("%d bytes came back, error %v; want silence", n, err)
	}
	if err := c.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
}

func TestWithoutAFaultAllPasses(t *testing.T) {
	p := proxyTo(t, echo(t))
	for range 3 {
		c := dial(t, p)
		answered(t, c, words(200_000))
		if err := c.(*net.TCPConn).CloseWrite(); err != nil {
			t.Fatal(err)
		}
		if n, err := c.Read(make([]byte, 1)); n != 0 || err != io.EOF {
			t.Errorf("after its end the client reads %d bytes, error %v; want the server's end", n, err)
		}
	}
}

func TestRefusedConnectionsAreTakenAgainOnceHealed(t *testing.T) {
	p := proxyTo(t, echo(t))
	open := dial(t, p)
	answered(t, open, words(10))
	inject(t, p, Fault{Kind: Refuse})
	if c, err := net.Dial("tcp", p.Address()); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("connection %v, error %v; want it refused", c, err)
	}
	answered(t, open, words(1000))
	heal(t, p)
	answered(t, dial(t, p), words(10))
	if got := p.Strikes()[Refuse]; got != 1 {
		t.Errorf("%d strikes, want 1", got)
	}
}

func TestWhatHungGoesOnOnceHealed(t *testing.T) {
	p := proxyTo(t, echo(t))
	before := dial(t, p)
	inject(t, p, Fault{Kind: Hang, After: 5})
	answered(t, before, words(5))
	sent := words(100)
	if _, err := before.Write(sent); err != nil {
		t.Fatal(err)
	}
	silent(t, before)
	after := dial(t, p) // taken, and never answered
	if _, err := after.Write(sent); err != nil {
		t.Fatal(err)
	}
	silent(t, after)
	heal(t, p)
	for _, c := range []net.Conn{before, after} {
		got := make([]byte, len(sent))
		if _, err := io.ReadFull(c, got); err != nil || !bytes.Equal(got, sent) {
			t.Errorf("what hung came back as %v, error %v", got, err)
		}
	}
}

func TestAResetBreaksOneConnectionAfterItsBytes(t *testing.T) {
	for _, direction := range []Direction{ToServer, ToClient} {
		for _, after := range []int64{0, 1, 777, 50_000} {
			p := proxyTo(t, echo(t))
			inject(t, p, Fault{Kind: Reset, Direction: direction, After: after})
			c := dial(t, p)
			go func() { _, _ = c.Write(words(200_000)) }()
			got, err := io.ReadAll(c)
			if !errors.Is(err, syscall.ECONNRESET) || int64(len(got)) > after || !bytes.Equal(got, words(200_000)[:len(got)]) {
				t.Errorf("%v, %d bytes: %d came back, error %v; want no more, and a reset", direction, after, len(got), err)
			}
			answered(t, dial(t, p), words(1000)) // the next one is well without being healed
			if got := p.Strikes()[Reset]; got != 1 {
				t.Errorf("%d strikes, want 1", got)
			}
		}
	}
}

func TestSlowBytesAllArriveAndAreFastOnceHealed(t *testing.T) {
	p := proxyTo(t, echo(t))
	inject(t, p, Fault{Kind: Slow, Pause: time.Millisecond, Piece: 100})
	c := dial(t, p)
	answered(t, c, words(5000))
	inject(t, p, Fault{Kind: Slow, Pause: time.Hour})
	if _, err := c.Write(words(10)); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 10)
	if _, err := io.ReadFull(c, got[:1]); err != nil { // one passes, then comes an hour's rest
		t.Fatal(err)
	}
	silent(t, c)
	heal(t, p)
	if _, err := io.ReadFull(c, got[1:]); err != nil || !bytes.Equal(got, words(10)) {
		t.Errorf("once healed %v came back, error %v", got, err)
	}
}

func TestACutBreaksAllUntilItIsHealed(t *testing.T) {
	p := proxyTo(t, echo(t))
	struck := make(chan bool)
	one, two := dial(t, p), dial(t, p)
	answered(t, one, words(10))
	answered(t, two, words(10))
	inject(t, p, Fault{Kind: Cut, After: 100, OnStrike: func() { close(struck) }})
	answered(t, one, words(60))
	go func() { _, _ = two.Write(words(60)) }()
	<-struck
	for _, c := range []net.Conn{one, two} {
		if _, err := io.ReadAll(c); !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("error is %v, want a reset", err)
		}
	}
	if c, err := net.Dial("tcp", p.Address()); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("connection %v, error %v; want it refused", c, err)
	}
	heal(t, p)
	answered(t, dial(t, p), words(10))
}

func TestAServerThatIsAwayIsAResetAndClosingBreaksAll(t *testing.T) {
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := gone.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := net.Dial("tcp", proxyTo(t, gone.Addr().String()).Address())
	if err == nil { // the reset may come before the connection is had
		_, err = io.ReadAll(c)
	}
	if !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("error is %v, want a reset", err)
	}
	p := proxyTo(t, echo(t))
	open := dial(t, p)
	answered(t, open, words(10))
	inject(t, p, Fault{Kind: Hang})
	if _, err := open.Write(words(10)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := io.ReadAll(open); !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("error is %v, want a reset", err)
	}
}

func TestAFaultWaitsForItsMarks(t *testing.T) {
	p := proxyTo(t, echo(t))
	inject(t, p, Fault{Kind: Reset, Marks: []string{"now", "go"}, After: 4, Direction: ToClient})
	c := dial(t, p)
	answered(t, c, []byte("go later or sooner or never"))
	go func() { _, _ = c.Write([]byte("say now and go")) }()
	// What stands before the second mark may be back before that passes; after it come four bytes at most.
	if got, err := io.ReadAll(c); !errors.Is(err, syscall.ECONNRESET) || !bytes.HasPrefix([]byte("say now and"), got) {
		t.Errorf("%q came back, error %v; want at most %q, and a reset", got, err, "say now and")
	}
}

func TestACallAfterSomeBytesDisturbsNothing(t *testing.T) {
	p := proxyTo(t, echo(t))
	called := make(chan bool)
	inject(t, p, Fault{Kind: Pass, After: 100, OnStrike: func() { called <- true }})
	c := dial(t, p)
	answered(t, c, words(100))
	select {
	case <-called:
		t.Fatal("it was called before its bytes had passed")
	default:
	}
	answered(t, c, words(100))
	<-called
	answered(t, c, words(1000))
}

func TestTheSameSeedDrawsTheSameFaults(t *testing.T) {
	kinds := []Kind{Refuse, Hang, Reset, Slow, Cut}
	one, two := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
	met := map[Kind]bool{}
	for range 200 {
		a, b := Random(one, kinds, 5000), Random(two, kinds, 5000)
		if a.String() != b.String() || a.Pause != b.Pause || a.Piece != b.Piece {
			t.Fatalf("%v and %v from one seed", a, b)
		}
		if a.After < 0 || a.After > 5000 {
			t.Fatalf("%v is out of bounds", a)
		}
		met[a.Kind] = true
	}
	if len(met) != len(kinds) {
		t.Errorf("only %d of %d kinds were drawn", len(met), len(kinds))
	}
}
