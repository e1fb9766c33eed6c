package main

import (
	"context"
	"crypto/tls"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/pkg/fault"
)

// exposure is who can reach a service and how.
type exposure struct {
	address        string
	login          bool
	cert, key      string   // files
	public         string   // the address that people type, when it is not this one
	proxies        []string // networks of proxies that may say whom they speak for
	issuer, client string
	publicURL      *url.URL
	trusted        []*net.IPNet
}

func exposureFlags(c *cobra.Command) *exposure {
	e := &exposure{}
	f := c.Flags()
	f.StringVar(&e.address, "addr", usualAddress, "the address to listen on; port 0 takes a free one")
	f.BoolVar(&e.login, "login", false, "ask for a login on a loopback address, too")
	f.StringVar(&e.cert, "tls-cert", "", "file of the certificate, with those that lead to it (PEM)")
	f.StringVar(&e.key, "tls-key", "", "file of the certificate's key (PEM)")
	f.StringVar(&e.public, "public-url", "", "the address that people type, such as https://sillat.example.org, when a proxy stands before the service")
	f.StringSliceVar(&e.proxies, "trust-proxy", nil, "networks (CIDR) of proxies that encrypt for this service and may say whom they speak for")
	f.StringVar(&e.issuer, "issuer", "", "address of an OpenID Connect issuer with which people may sign in; SILLAT_ISSUER_SECRET is this client's secret there")
	f.StringVar(&e.client, "issuer-client", "sillat", "what this service is called at the issuer")
	return e
}

// check refuses what would let strangers in or let others listen.
func (e *exposure) check() (err error) {
	host, _, err := net.SplitHostPort(e.address)
	if err != nil {
		return fault.New(fault.Invalid, "--addr is %q; expected HOST:PORT, such as %s", e.address, usualAddress)
	}
	if (e.cert == "") != (e.key == "") {
		return fault.New(fault.Invalid, "--tls-cert and --tls-key belong together; give both")
	}
	if e.public != "" {
		e.publicURL, err = url.Parse(e.public)
		if err != nil || e.publicURL.Scheme != "https" || e.publicURL.Host == "" || strings.Trim(e.publicURL.Path, "/") != "" {
			return fault.New(fault.Invalid, "--public-url is %q; expected https:// and a host, such as https://sillat.example.org", e.public)
		}
	}
	for _, text := range e.proxies {
		_, network, err := net.ParseCIDR(text)
		if err != nil {
			return fault.New(fault.Invalid, "--trust-proxy is %q; expected a network such as 10.0.0.0/24 or 10.0.0.7/32", text)
		}
		e.trusted = append(e.trusted, network)
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	encrypted := e.cert != "" || e.publicURL != nil && len(e.trusted) > 0
	if !encrypted {
		return fault.New(fault.Invalid, "--addr is %q, which others can reach, and what they send would not be encrypted; give --tls-cert and --tls-key, or name the proxy "+
			"that encrypts with --public-url and --trust-proxy, or listen on 127.0.0.1 or [::1]", e.address)
	}
	if ip := net.ParseIP(host); e.publicURL == nil && (host == "" || ip != nil && ip.IsUnspecified()) {
		return fault.New(fault.Invalid, "--addr is %q, every address of this machine; say with --public-url which of its names people type, because requests for "+
			"other names are refused", e.address)
	}
	e.login = true
	return nil
}

// access is how the service knows who asks; nil when it asks nobody.
func (e *exposure) access(ctx context.Context, a *app.App) (*httpapi.Access, error) {
	if !e.login && e.issuer == "" && e.publicURL == nil {
		return nil, nil
	}
	book, err := a.Book()
	if err != nil {
		return nil, err
	}
	admitted, err := book.HasAdmin(ctx)
	if err != nil {
		return nil, err
	}
	if !admitted {
		return nil, fault.New(fault.Conflict, "there is no admin account, so nobody could sign in and let others in; make one with sillat access add NAME --admin")
	}
	x := &httpapi.Access{Book: book, Host: e.host(), Proxies: e.trusted}
	if e.issuer == "" {
		return x, nil
	}
	if e.publicURL == nil {
		return nil, fault.New(fault.Invalid, "--issuer needs --public-url, the address to which the issuer sends people back")
	}
	x.Issuer, err = auth.NewIssuer(ctx, book, auth.IssuerConfig{
		URL: e.issuer, ClientID: e.client, ClientSecret: os.Getenv("SILLAT_ISSUER_SECRET"), Callback: e.publicURL.JoinPath("sign-in", "callback").String(),
	})
	return x, err
}

// host is the name under which people reach the service.
func (e *exposure) host() string {
	if e.publicURL != nil {
		return e.publicURL.Hostname()
	}
	host, _, _ := net.SplitHostPort(e.address) // check has seen that it can be split
	return host
}

// encrypted wraps a listener in TLS when there is a certificate.
func (e *exposure) encrypted(l net.Listener) (net.Listener, error) {
	if e.cert == "" {
		return l, nil
	}
	pair, err := tls.LoadX509KeyPair(e.cert, e.key)
	if err != nil {
		l.Close()
		return nil, fault.New(fault.Invalid, "the certificate cannot be used: %v; --tls-cert and --tls-key name PEM files that belong together", err)
	}
	if until := pair.Leaf.NotAfter; time.Now().After(until) {
		l.Close()
		return nil, fault.New(fault.Invalid, "the certificate %s was good until %s; get a new one", e.cert, until.Format(time.DateOnly))
	}
	return tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}}), nil
}

// where is the address to tell people.
func (e *exposure) where(l net.Listener) string {
	switch {
	case e.publicURL != nil:
		return e.publicURL.String()
	case e.cert != "":
		return "https://" + l.Addr().String()
	}
	return "http://" + l.Addr().String()
}
