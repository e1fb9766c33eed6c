package httpapi

import (
	"sync"

	"golang.org/x/time/rate"
)

// How many tokens that are not valid an address may send: one that has expired in some program is forgiven, a search is not.
const (
	guessRate  = 1. // a second, in the long run
	guessBurst = 60
)

// mostGuessers bounds how many addresses are remembered; whoever has so many finds out little more with one guess a second from each.
const mostGuessers = 10_000

// guesses counts tokens that were not valid by address, so that guessing costs the store nothing.
type guesses struct {
	mu sync.Mutex
	of map[string]*rate.Limiter
}

// may reports whether an address may show another token.
func (g *guesses) may(address string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	l := g.of[address]
	if l == nil {
		return true
	}
	left := l.Tokens()
	if left >= guessBurst {
		delete(g.of, address)
	}
	return left >= 1
}

// missed counts a token that was not valid.
func (g *guesses) missed(address string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	l := g.of[address]
	if l == nil {
		if g.of == nil || len(g.of) >= mostGuessers {
			g.of = map[string]*rate.Limiter{}
		}
		l = rate.NewLimiter(guessRate, guessBurst)
		g.of[address] = l
	}
	l.Allow()
}
