package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
)

// certificate writes a certificate for this machine and its key, and returns who vouches for it.
func certificate(t *testing.T, until time.Time) (cert, key string, trusted *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-24 * time.Hour), NotAfter: until, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: raw}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	trusted = x509.NewCertPool()
	trusted.AppendCertsFromPEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	return cert, key, trusted
}

// TestAServiceWithTLSAndALogin starts one as users would, and signs in as a browser does.
func TestAServiceWithTLSAndALogin(t *testing.T) {
	cert, key, trusted := certificate(t, time.Now().Add(time.Hour))
	s := &session{stdout: io.Discard, stderr: io.Discard, store: "sqlite:" + filepath.Join(t.TempDir(), "store.db")}
	a, done, err := s.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	book, err := a.Book()
	if err != nil {
		t.Fatal(err)
	}
	if err := book.AddAccount(t.Context(), auth.NewAccount{Name: "root", Password: "four words make sense", Admin: true}); err != nil {
		t.Fatal(err)
	}
	e := &exposure{address: "127.0.0.1:0", login: true, cert: cert, key: key}
	ctx, stop := context.WithCancel(t.Context())
	url, ended := start(ctx, t, s, e, a)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}, ForceAttemptHTTP2: true}}
	defer browser.CloseIdleConnections()
	ask := func(method, path, body string) (int, string, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(ctx, method, url+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		answer, err := browser.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		b, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, answer.Proto, string(b)
	}
	if !strings.HasPrefix(url, "https://127.0.0.1:") {
		t.Errorf("the service says that it is at %s", url)
	}
	if status, proto, _ := ask("GET", "/api/v1/networks", ""); status != 401 || proto != "HTTP/2.0" {
		t.Errorf("without a login: %d by %s", status, proto)
	}
	if status, _, said := ask("POST", "/api/v1/sign-in", `{"account":"root","password":"four words make sense"}`); status != 200 {
		t.Fatalf("signing in: %d %s", status, said)
	}
	if status, _, said := ask("GET", "/api/v1/networks", ""); status != 200 || !strings.Contains(said, `"networks":[]`) {
		t.Errorf("signed in: %d %s", status, said)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("the service ended with %v", err)
	}
}

// start serves as serveCommand does and returns the address and how it ends.
func start(ctx context.Context, t *testing.T, s *session, e *exposure, a *app.App) (string, chan error) {
	t.Helper()
	if err := e.check(); err != nil {
		t.Fatal(err)
	}
	access, err := e.access(ctx, a)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := listen(ctx, e.address)
	if err != nil {
		t.Fatal(err)
	}
	if listener, err = e.encrypted(listener); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	work, err := (&jobSettings{}).of(a, plain(io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	go func() { ended <- s.serve(ctx, listener, a, access, work, plain(io.Discard)) }()
	return e.where(listener), ended
}

func TestACertificateThatHasRunOutIsRefused(t *testing.T) {
	cert, key, _ := certificate(t, time.Now().Add(-time.Hour))
	listener, err := listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&exposure{cert: cert, key: key}).encrypted(listener); err == nil || !strings.Contains(err.Error(), "get a new one") {
		t.Errorf("error is %v; want it refused", err)
	}
}

func TestWhereAServiceMayListen(t *testing.T) {
	for _, c := range []struct {
		e      exposure
		login  bool
		refuse string
	}{
		{exposure{address: "127.0.0.1:8080"}, false, ""},
		{exposure{address: "[::1]:8080"}, false, ""},
		{exposure{address: "localhost:8080", login: true}, true, ""},
		{exposure{address: "127.0.0.1:8080", public: "https://sillat.example", proxies: []string{"127.0.0.1/32"}}, false, ""},
		{exposure{address: "192.0.2.1:443", cert: "c", key: "k"}, true, ""},
		{exposure{address: "0.0.0.0:443", cert: "c", key: "k", public: "https://sillat.example"}, true, ""},
		{exposure{address: "10.0.0.5:8080", public: "https://sillat.example", proxies: []string{"10.0.0.0/24"}}, true, ""},
		{exposure{address: "10.0.0.5:8080", public: "https://sillat.example"}, false, "would not be encrypted"},
		{exposure{address: "10.0.0.5:8080", login: true}, false, "would not be encrypted"},
		{exposure{address: ":8080"}, false, "would not be encrypted"},
		{exposure{address: ":443", cert: "c", key: "k"}, false, "which of its names"},
		{exposure{address: "8080"}, false, "expected HOST:PORT"},
		{exposure{address: "127.0.0.1:8080", public: "https://sillat.example/below"}, false, "expected https://"},
	} {
		err := c.e.check()
		said := ""
		if err != nil {
			said = err.Error()
		}
		if (c.refuse == "") != (err == nil) || !strings.Contains(said, c.refuse) {
			t.Errorf("%+v: %v; want it to say %q", c.e, err, c.refuse)
		}
		if err == nil && c.e.login != c.login {
			t.Errorf("%s: asks for a login: %v; want %v", c.e.address, c.e.login, c.login)
		}
	}
}

func TestAPublicAddressAsksForALogin(t *testing.T) {
	s := &session{stdout: io.Discard, stderr: io.Discard, store: "sqlite:" + filepath.Join(t.TempDir(), "store.db")}
	a, done, err := s.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	for _, e := range []*exposure{{address: "127.0.0.1:0", public: "https://sillat.example"}, {address: "127.0.0.1:0", login: true}} {
		if err := e.check(); err != nil {
			t.Fatal(err)
		}
		if _, err := e.access(t.Context(), a); err == nil || !strings.Contains(err.Error(), "no admin account") {
			t.Errorf("%s: %v; want it refused until somebody can sign in", fmt.Sprint(e.public, e.login), err)
		}
	}
	if access, err := (&exposure{address: "127.0.0.1:0"}).access(t.Context(), a); access != nil || err != nil {
		t.Errorf("a loopback address asks for a login: %v, %v", access, err)
	}
}
