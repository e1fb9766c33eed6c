package webhooks

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"

	"github.com/sillat/sillat/pkg/fault"
)

// longestURL bounds where messages can be sent.
const longestURL = 2000

// checkURL refuses what no message can be sent to. Where it leads is looked at when it is sent, because a name can lead elsewhere by then.
func checkURL(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Hostname() == "" || u.User != nil || u.Fragment != "" || len(text) > longestURL || u.Scheme != "https" && u.Scheme != "http" {
		return fault.New(fault.Invalid, "the address of the webhook cannot be used; expected https:// and a host, without a user's name and without #, of at most %d characters", longestURL)
	}
	if u.Scheme == "http" {
		a, err := netip.ParseAddr(u.Hostname())
		if (err != nil || public(a)) && u.Hostname() != "localhost" {
			return fault.New(fault.Invalid, "the address of the webhook is not encrypted; write https:// (http:// is for addresses of your own network, which the service must allow)")
		}
	}
	return nil
}

// guarded are networks that are no part of the internet, beside those that the standard library knows.
var guarded = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("fec0::/10"),
}

// public reports whether an address is of the internet, and not of this machine or a network around it.
func public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.Zone() != "" {
		return false
	}
	for _, p := range guarded {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// errGuarded is why nothing is sent to an address.
var errGuarded = errors.New("the address leads to this machine or a network around it, which the service does not allow (serve --webhook-allow)")

// errPlain is why nothing is sent to an address of the internet without encryption.
var errPlain = errors.New("the address is not encrypted and leads to the internet")

type plainKey struct{}

// client sends messages to the internet, and to the networks that are allowed. It looks at the address that it is about to connect to, after
// the name was looked up, so that no answer of a name server can lead it elsewhere. It follows no redirects and uses no proxy.
func client(allow []netip.Prefix, most time.Duration) *http.Client {
	allowed := func(a netip.Addr) bool {
		for _, p := range allow {
			if p.Contains(a.Unmap()) {
				return true
			}
		}
		return false
	}
	dial := &net.Dialer{Timeout: most, ControlContext: func(ctx context.Context, _, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		plain, _ := ctx.Value(plainKey{}).(bool)
		switch {
		case err != nil:
			return err
		case allowed(at.Addr()):
			return nil
		case !public(at.Addr()):
			return errGuarded
		case plain:
			return errPlain
		}
		return nil
	}}
	return &http.Client{
		Timeout:       most,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: dial.DialContext, TLSHandshakeTimeout: most, ResponseHeaderTimeout: most, MaxResponseHeaderBytes: 16 << 10,
			DisableKeepAlives: true, // each message is looked at anew
		},
	}
}
