// Package client speaks to a Sillat service: networks, metrics, gaps, bridges, what-ifs, background jobs and who may do what.
//
//	c, err := client.New("https://sillat.example.org", client.Options{Token: os.Getenv("SILLAT_TOKEN")})
//	gaps, err := c.Gaps(ctx, "north", client.GapsQuery{Silo: "sector"})
//
// Every call takes a context and ends when it does. What the service refuses comes back as a *fault.Error with the code, the sentence and, for
// files, the places (fault.CodeOf, fault.MessageOf, fault.ProblemsOf). A service that is busy or whose store is away for a moment is asked again,
// where asking twice does no harm. A Client is safe for concurrent use.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/sillat/sillat/pkg/fault"
)

// Options are what a client is made of. The zero Options are for a service on this machine.
type Options struct {
	Token   string        // made with POST /api/v1/tokens or sillat access token; "" where no login is asked
	HTTP    *http.Client  // nil: one without a time limit of its own, as contexts have theirs
	Retries int           // how often a busy service is asked again; 0: four times, negative: never
	Pause   time.Duration // before the first of these, doubled each time, unless the service says when; 0: half a second
}

// Client is one service, asked in the name of one token.
type Client struct {
	base    *url.URL
	token   string
	http    *http.Client
	retries int
	pause   time.Duration
}

// longestPause is the most that one pause takes, whatever the service says: a person waits.
const longestPause = time.Minute

// New makes a client of the service at an address such as https://sillat.example.org. A token is sent only over TLS or to this machine; an address
// that cannot be used is a fault.Invalid.
func New(address string, o Options) (*Client, error) {
	base, err := url.Parse(address)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fault.New(fault.Invalid, "the server's address is %q; expected one such as https://sillat.example.org or http://127.0.0.1:8080", address)
	}
	if o.Token != "" && base.Scheme == "http" && !loopback(base.Hostname()) {
		return nil, fault.New(fault.Invalid, "the server's address %s is not encrypted, and everybody on the way could read the token; use https", address)
	}
	base.Path = strings.TrimSuffix(strings.TrimSuffix(base.Path, "/"), "/api/v1")
	base.RawQuery, base.Fragment = "", ""
	c := &Client{base: base, token: o.Token, http: o.HTTP, retries: o.Retries, pause: o.Pause}
	if c.http == nil {
		c.http = &http.Client{}
	}
	switch {
	case c.retries == 0:
		c.retries = 4
	case c.retries < 0:
		c.retries = 0
	}
	if c.pause <= 0 {
		c.pause = time.Second / 2
	}
	return c, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Call is one request below /api/v1, for what has no method of its own.
type Call struct {
	Method string     // "": GET
	Path   string     // such as /networks/north/gaps; escape parts with url.PathEscape
	Query  url.Values // may be nil
	Body   any        // sent as JSON; nil: none
	Once   bool       // never sent a second time: what it does would be done twice
}

// Do makes a call and reads the JSON of the answer into a pointer; nil throws it away.
func (c *Client) Do(ctx context.Context, call Call, into any) error {
	return c.do(ctx, call, nil, into)
}

// do is Do with headers.
func (c *Client) do(ctx context.Context, call Call, header http.Header, into any) error {
	r := request{Call: call, header: header}
	if call.Body != nil {
		text, err := json.Marshal(call.Body)
		if err != nil {
			return fmt.Errorf("write a request: %w", err)
		}
		r.kind, r.body = "application/json", func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }
	}
	answer, err := c.send(ctx, r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if into == nil {
		_, err = io.Copy(io.Discard, answer.Body)
	} else {
		err = json.NewDecoder(answer.Body).Decode(into)
	}
	if err != nil {
		return broken(ctx, call, err)
	}
	return nil
}

// request is a call whose body can be made as often as it is sent.
type request struct {
	Call
	kind   string
	body   func() (io.ReadCloser, error)
	accept string
	header http.Header
}

// send sends a request, more than once where that may help, and returns an answer that is no refusal.
func (c *Client) send(ctx context.Context, r request) (*http.Response, error) {
	pause := c.pause
	for attempt := 0; ; attempt++ {
		answer, err := c.once(ctx, r)
		var refusal error
		wait := pause
		switch {
		case err != nil:
			refusal = unreachable(ctx, c.base, err)
		case answer.StatusCode < 400:
			return answer, nil
		default:
			refusal = problemOf(answer)
			if told, ok := retryAfter(answer.Header); ok {
				wait = told
			}
			answer.Body.Close()
		}
		if attempt >= c.retries || r.Once || !passing(answer, refusal) {
			return nil, refusal
		}
		select {
		case <-ctx.Done():
			return nil, refusal
		case <-time.After(min(wait, longestPause)):
		}
		pause *= 2
	}
}

func (c *Client) once(ctx context.Context, r request) (*http.Response, error) {
	address := *c.base
	address.RawQuery = r.Query.Encode()
	text := strings.TrimSuffix(address.String(), "?"+address.RawQuery) + "/api/v1" + r.Path
	if address.RawQuery != "" {
		text += "?" + address.RawQuery
	}
	var body io.ReadCloser
	if r.body != nil {
		var err error
		if body, err = r.body(); err != nil {
			return nil, err
		}
	}
	method := r.Method
	if method == "" {
		method = http.MethodGet
	}
	sent, err := http.NewRequestWithContext(ctx, method, text, nil)
	if err != nil {
		return nil, err
	}
	if body != nil {
		sent.Body = body
	}
	for name, values := range r.header {
		sent.Header[name] = values
	}
	if r.kind != "" {
		sent.Header.Set("Content-Type", r.kind)
	}
	if r.accept != "" {
		sent.Header.Set("Accept", r.accept)
	}
	if c.token != "" {
		sent.Header.Set("Authorization", "Bearer "+c.token)
	}
	return c.http.Do(sent)
}
