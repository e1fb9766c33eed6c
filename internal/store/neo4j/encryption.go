package neo4j

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/url"
	"strings"
)

// encryption says what stands in the way of an encrypted connection, or of one that is not, and what to do; "" when it is something else.
// The driver hides the kinds of such errors, so their words have to tell.
func (a address) encryption(err error) string {
	scheme, _, _ := strings.Cut(a.target, ":")
	plain, _, encrypted := strings.Cut(scheme, "+")
	text := err.Error()
	is := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(text, w) {
				return true
			}
		}
		return false
	}
	switch {
	case encrypted && is("signed by unknown authority", "certificate is not trusted"):
		return "has a certificate that nobody known here has signed, as one that it made itself: name the certificate's file, or that of who signed it, in the variable " +
			"SSL_CERT_FILE, or write " + plain + "+ssc:// in the address, which encrypts and does not check whose certificate it is"
	case encrypted && is("x509: certificate is valid for", "x509: cannot validate certificate for", "x509: certificate is not valid for any names"):
		_, why, _ := strings.Cut(text, "x509: ")
		return "has a certificate for another name (" + why + "): write the name that the certificate is for in the address, or have one made for this name"
	case encrypted && is("x509: certificate has expired"):
		return "has a certificate that is out of date, or the clock of this machine is wrong: have the server's certificate renewed"
	case encrypted && is("does not look like a TLS handshake", "check that TLS is enabled"):
		return "does not encrypt: set server.bolt.tls_level and dbms.ssl.policy.bolt there, or write " + plain + ":// in the address if the way to the server is safe"
	}
	return ""
}

// encryptedOnly reports whether a server that broke off a plain connection takes an encrypted one. Nothing is told it, so its certificate does
// not matter.
func (a address) encryptedOnly(ctx context.Context, err error) bool {
	u, bad := url.Parse(a.target)
	if bad != nil || strings.Contains(u.Scheme, "+") || !errors.Is(err, io.EOF) && !strings.HasSuffix(err.Error(), "EOF") {
		return false
	}
	dialer := tls.Dialer{Config: &tls.Config{InsecureSkipVerify: true}}
	c, bad := dialer.DialContext(ctx, "tcp", u.Host)
	if bad != nil {
		return false
	}
	_ = c.Close() // the handshake is all that matters
	return true
}
