package answers_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/sillat/sillat/internal/answers"
)

func key(network, state, question string) answers.Key {
	return answers.Key{Network: network, State: state, Question: question}
}

func text(s string) *answers.Answer { return answers.Of(http.Header{}, []byte(s), false) }

// keep asks, and answers when it is ours to.
func keep(t *testing.T, c *answers.Cache, k answers.Key, a *answers.Answer) {
	t.Helper()
	found, ours, done, err := c.Get(t.Context(), k)
	if err != nil || found != nil || !ours {
		t.Fatalf("%v: found %v, ours %v, %v", k, found, ours, err)
	}
	done(a)
}

func TestAnswersAreKeptForTheStateTheyAreOf(t *testing.T) {
	c := answers.New(1 << 20)
	a, b := key("north", "1", "map"), key("north", "1", "gaps")
	other := key("south", "1", "map")
	keep(t, c, a, text("the map"))
	keep(t, c, b, text("the gaps"))
	keep(t, c, other, text("another map"))
	if c.Peek(a) == nil || c.Peek(b) == nil || c.Peek(other) == nil {
		t.Fatal("an answer was not kept")
	}
	if c.Peek(key("north", "2", "map")) != nil || c.Peek(answers.Key{Network: "south", State: "1", Seen: "less", Question: "map"}) != nil {
		t.Error("another state, or another reader, was given the answer")
	}
	if c.Peek(a) != nil || c.Peek(b) != nil || c.Peek(other) == nil {
		t.Error("a changed network's answers must go, and others' stay")
	}
	c.Forget("south")
	if c.Peek(other) != nil || c.Bytes() != 0 {
		t.Errorf("a forgotten network still holds %d bytes", c.Bytes())
	}
}

func TestMemoryIsBounded(t *testing.T) {
	const limit = 1 << 20
	c := answers.New(limit)
	for i := range 500 {
		keep(t, c, key("n", "1", fmt.Sprint(i)), text(strings.Repeat("x", 10_000)))
		if c.Bytes() > limit {
			t.Fatalf("after %d answers the cache holds %d bytes", i, c.Bytes())
		}
	}
	if c.Peek(key("n", "1", "499")) == nil || c.Peek(key("n", "1", "0")) != nil {
		t.Error("the one unused for longest must go first")
	}
	keep(t, c, key("n", "1", "huge"), text(strings.Repeat("x", limit/4)))
	if c.Peek(key("n", "1", "huge")) != nil {
		t.Error("one answer took most of the memory")
	}
}

func TestTheSameQuestionIsAnsweredOnce(t *testing.T) {
	c := answers.New(1 << 20)
	var made, given atomic.Int32
	var asking sync.WaitGroup
	for range 50 {
		asking.Go(func() {
			found, ours, done, err := c.Get(t.Context(), key("n", "1", "q"))
			switch {
			case err != nil:
				t.Error(err)
			case ours:
				made.Add(1)
				done(text("answer"))
			case found != nil:
				given.Add(1)
			}
		})
	}
	asking.Wait()
	if made.Load() != 1 || given.Load() != 49 {
		t.Errorf("made %d times and given %d times; want 1 and 49", made.Load(), given.Load())
	}
}

func TestWhoWaitsForWhatFailsMakesItAlone(t *testing.T) {
	c := answers.New(1 << 20)
	k := key("n", "1", "q")
	_, _, done, _ := c.Get(t.Context(), k)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, _, err := c.Get(ctx, k); err == nil {
		t.Error("who left still waits")
	}
	waited := make(chan bool)
	go func() {
		found, ours, _, err := c.Get(t.Context(), k)
		waited <- found == nil && !ours && err == nil
	}()
	done(nil)
	// The other may have come before or after the end: before, it is told to go alone, and after, the question is its own.
	if alone := <-waited; !alone {
		if _, ours, _, _ := c.Get(ctx, k); ours {
			t.Error("two own the same question")
		}
	}
}

func TestNothingIsKeptOfWhatWasForgottenMeanwhile(t *testing.T) {
	c := answers.New(1 << 20)
	k := key("n", "1", "q")
	_, _, done, _ := c.Get(t.Context(), k)
	c.Forget("n")
	done(text("of somebody who was erased"))
	if c.Peek(k) != nil || c.Bytes() != 0 {
		t.Error("an answer that was being made when its network was forgotten is kept")
	}
}

func TestFormsAreOfTheSameBytes(t *testing.T) {
	long := strings.Repeat("the same again ", 1000)
	a := text(long)
	f := a.Form(true)
	if len(f.Body) >= len(long) || f.Coding[0] != "gzip" || f.Length[0] != fmt.Sprint(len(f.Body)) {
		t.Fatalf("the compressed form has %d bytes, headers %v and %v", len(f.Body), f.Coding, f.Length)
	}
	z, err := gzip.NewReader(bytes.NewReader(f.Body))
	if err != nil {
		t.Fatal(err)
	}
	if back, err := io.ReadAll(z); err != nil || string(back) != long || string(a.Form(false).Body) != long {
		t.Errorf("the forms differ (%v)", err)
	}
	if f := text("short").Form(true); f.Coding != nil {
		t.Error("what compression does not shorten was compressed")
	}
}
