package neo4j_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"testing"

	"github.com/sillat/sillat/pkg/fault"
)

// scripted is a server that speaks as much of Bolt 5.3 (https://neo4j.com/docs/bolt/current/bolt/message/) as an opening store hears, for what
// Community edition never says: it has no roles, so it forbids nobody anything.
type scripted struct {
	version string // that it says it runs
	refuses string // a word of the statements that it refuses
	code    string // how it refuses them
}

// Tags of messages.
const (
	boltHello, boltRun, boltReset, boltGoodbye          = 0x01, 0x10, 0x0f, 0x02
	boltSuccess, boltRecord, boltIgnored, boltFailure   = 0x70, 0x71, 0x7e, 0x7f
	boltEmptyMap, boltOneInMap, boltTwoInMap, boltAList = 0xa0, 0xa1, 0xa2, 0x91
)

// serve answers connections until the test ends and returns its address.
func (s scripted) serve(t *testing.T) string {
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
			go s.talk(c)
		}
	}()
	return l.Addr().String()
}

// talk is one conversation. When it breaks, so does the store's, which the test sees.
func (s scripted) talk(c net.Conn) {
	defer c.Close()
	if _, err := io.ReadFull(c, make([]byte, 20)); err != nil { // the magic number and four proposals
		return
	}
	say := func(tag byte, parts ...[]byte) {
		m := append([]byte{0xb1, tag}, bytes.Join(parts, nil)...)
		if tag == boltIgnored {
			m[0] = 0xb0
		}
		_, _ = c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(m))), append(m, 0, 0)...))
	}
	_, _ = c.Write([]byte{0, 0, 3, 5})
	failed := false
	var answer []byte // of the statement that was run last
	for {
		m, err := heard(c)
		if err != nil || m[1] == boltGoodbye {
			return
		}
		switch tag := m[1]; {
		case tag == boltReset:
			failed = false
			say(boltSuccess, []byte{boltEmptyMap})
		case failed:
			say(boltIgnored)
		case tag == boltHello:
			say(boltSuccess, []byte{boltTwoInMap}, text("server"), text("Neo4j/"+s.version), text("connection_id"), text("bolt-1"))
		case tag == boltRun && bytes.Contains(m, []byte(s.refuses)):
			failed = true
			say(boltFailure, []byte{boltTwoInMap}, text("code"), text(s.code), text("message"), text("not for user 'reader' with roles [PUBLIC, reader]"))
		case tag == boltRun:
			answer = []byte{0xc0} // null
			if bytes.Contains(m, []byte("dbms.components")) {
				answer = text(s.version)
			}
			say(boltSuccess, []byte{boltOneInMap}, text("fields"), []byte{boltAList}, text("v"))
		default:
			if answer != nil {
				say(boltRecord, []byte{boltAList}, answer)
				answer = nil
			}
			say(boltSuccess, []byte{boltEmptyMap})
		}
	}
}

// heard is the next message, put together from its chunks.
func heard(c net.Conn) (m []byte, err error) {
	for {
		var size uint16
		if err := binary.Read(c, binary.BigEndian, &size); err != nil {
			return nil, err
		}
		if size == 0 && len(m) > 1 {
			return m, nil
		}
		chunk := make([]byte, size)
		if _, err := io.ReadFull(c, chunk); err != nil {
			return nil, err
		}
		m = append(m, chunk...)
	}
}

// text is a string as Bolt writes it.
func text(s string) []byte { return append([]byte{0xd0, byte(len(s))}, s...) }

func TestAUserWithoutRightsAndAnOldServerAreFoundOutAtTheStart(t *testing.T) {
	const forbidden = "Neo.ClientError.Security.Forbidden"
	for _, c := range []struct {
		name   string
		server scripted
		code   fault.Code
		says   string
	}{
		{"a user who may not make constraints", scripted{"5.26.28", "CREATE CONSTRAINT", forbidden}, fault.Unavailable, "to make constraints and indexes"},
		{"a user who may not read", scripted{"5.26.28", "dbms.components", forbidden}, fault.Unavailable, "give the user the right to read and write"},
		{"a server that is too old", scripted{"4.4.40", "nothing", ""}, fault.Invalid, `runs Neo4j "4.4.40"; Sillat needs 5 or newer`},
	} {
		t.Run(c.name, func(t *testing.T) {
			address := c.server.serve(t)
			err, _ := opens(t, "bolt://reader:secret@"+address+"/networks")
			if fault.CodeOf(err) != c.code || !bytes.Contains([]byte(err.Error()), []byte(c.says)) || bytes.Contains([]byte(err.Error()), []byte("secret")) {
				t.Errorf("error is %v (%s); want %s, saying %q", err, fault.CodeOf(err), c.code, c.says)
			}
		})
	}
}
