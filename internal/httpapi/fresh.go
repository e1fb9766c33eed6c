package httpapi

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/answers"
	"github.com/sillat/sillat/internal/auth"
)

// changing are the operations on a network whose answers are not settled by its revision and their arguments.
var changing = map[string]bool{"list-ledger": true, "get-ledger-entry": true, "list-duplicates": true}

// fresh answers 304 to who holds what a network's present state and the same request gave before, without computing it again. Every
// figure is settled by the revision, the arguments and the version of the program, so its tag is known before the figure is.
// What a run took is part of an answer and of no tag, which makes the tags weak.
func (a *api) fresh(c huma.Context, next func(huma.Context)) {
	o := c.Operation()
	network := c.Param("name")
	if o.Method != http.MethodGet || !viewing(needs[o.OperationID]) || changing[o.OperationID] || network == "" || c.Header("Prefer") != "" {
		next(c)
		return
	}
	state, seen, err := a.stateOf(c.Context(), network)
	if err != nil {
		next(c) // and let the use case say what is wrong
		return
	}
	u := c.URL()
	key := answers.Key{Network: network, State: state, Seen: seenAs(c.Context(), seen), Question: u.RequestURI()}
	tag := a.tag(key)
	c.SetHeader("ETag", tag)
	c.SetHeader("Cache-Control", freshness[0])
	c.SetHeader("Vary", variety[0])
	if matches(c.Header("If-None-Match"), tag) {
		c.SetStatus(http.StatusNotModified)
		return
	}
	if !again[o.OperationID] {
		next(c)
		return
	}
	a.answer(c, key, tag, next)
}

// stateOf is a network's state, which is not asked for twice.
func (a *api) stateOf(ctx context.Context, network string) (state, seen string, err error) {
	if s := settledOf(ctx); s != nil {
		return s.state, s.seen, nil
	}
	return a.app.State(ctx, network)
}

// What goes with a tag.
var (
	freshness = []string{"private, no-cache"} // keep it, and ask each time whether it still holds
	variety   = []string{"Authorization, Cookie, Accept-Encoding"}
)

// seenAs adds to what a reader sees by which link, if any: answers name pseudonyms of their own for each.
func seenAs(ctx context.Context, seen string) string {
	if link := auth.From(ctx).Link; link != "" {
		return seen + "\n" + link
	}
	return seen
}

func (a *api) tag(k answers.Key) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{a.version, k.State, k.Seen, k.Question}, "\n")))
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// viewing reports whether a need is that of looking at a network.
func viewing(n auth.Need) bool { return n == auth.View || n == auth.ViewSilos }

// matches reports whether a header If-None-Match names a tag, by the weak comparison of RFC 9110.
func matches(header, tag string) bool {
	if header == "" {
		return false
	}
	for one := range strings.SplitSeq(header, ",") {
		one = strings.TrimSpace(one)
		if one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// headAsGet lets what can be read also be asked for without its body, which the server leaves out.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead && strings.HasPrefix(r.URL.Path, "/api/") {
			get := r.Clone(r.Context())
			get.Method = http.MethodGet
			r = get
		}
		next.ServeHTTP(w, r)
	})
}
