package httpapi_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/coreos/go-oidc/v3/oidc/oidctest"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
)

// issuer is a fake OpenID Connect issuer that signs in whoever it is told, and keeps to PKCE.
type issuer struct {
	*httptest.Server
	key  *rsa.PrivateKey
	mu   sync.Mutex
	code map[string]url.Values // what was asked with the login that a code answers
	says map[string]any        // of the person; "nonce" and "aud" override what is right
}

func newIssuer(t *testing.T) *issuer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	i := &issuer{key: key, code: map[string]url.Values{}}
	described := &oidctest.Server{PublicKeys: []oidctest.PublicKey{{PublicKey: key.Public(), KeyID: "one", Algorithm: oidc.RS256}}}
	mux := http.NewServeMux()
	mux.Handle("/", described)
	mux.HandleFunc("/token", i.token)
	i.Server = httptest.NewServer(mux)
	t.Cleanup(i.Close)
	described.SetIssuer(i.URL)
	return i
}

// logsIn is what the issuer's own pages do: it takes the address that the browser was sent to and returns where it sends it back.
func (i *issuer) logsIn(t *testing.T, address, code string, says map[string]any) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	asked := u.Query()
	if asked.Get("code_challenge_method") != "S256" || asked.Get("code_challenge") == "" || asked.Get("nonce") == "" || asked.Get("state") == "" ||
		!strings.Contains(asked.Get("scope"), "openid") || asked.Get("client_id") != "sillat" {
		t.Errorf("the login asks with %v; want state, nonce and a PKCE challenge", asked)
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.code[code], i.says = asked, says
	return "/sign-in/callback?" + url.Values{"state": {asked.Get("state")}, "code": {code}}.Encode()
}

func (i *issuer) token(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	asked, ok := i.code[r.FormValue("code")]
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if !ok || base64.RawURLEncoding.EncodeToString(sum[:]) != asked.Get("code_challenge") {
		http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	delete(i.code, r.FormValue("code"))
	claims := map[string]any{"iss": i.URL, "aud": "sillat", "nonce": asked.Get("nonce"), "exp": time.Now().Add(time.Hour).Unix(), "iat": time.Now().Unix()}
	for name, value := range i.says {
		claims[name] = value
	}
	raw, err := json.Marshal(claims)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"access_token": "unused", "token_type": "Bearer", "id_token": oidctest.SignIDToken(i.key, "one", oidc.RS256, string(raw))})
}

// withIssuer is an office that also trusts the issuer.
func withIssuer(t *testing.T, i *issuer) *office {
	t.Helper()
	o := newOffice(t, httpapi.Access{})
	trusted, err := auth.NewIssuer(t.Context(), o.book, auth.IssuerConfig{URL: i.URL, ClientID: "sillat", Callback: o.URL + "/sign-in/callback"})
	if err != nil {
		t.Fatal(err)
	}
	o.Server.Config.Handler = httpapi.New(httpapi.Options{App: o.app, Version: "test", Access: &httpapi.Access{Book: o.book, Issuer: trusted}})
	return o
}

// goes sends a browser to a path with cookies and returns the answer's status, where it leads and its cookies.
func (o *office) goes(path string, cookies ...*http.Cookie) (int, string, []*http.Cookie) {
	o.Helper()
	r, err := http.NewRequestWithContext(o.Context(), "GET", o.URL+path, nil)
	if err != nil {
		o.Fatal(err)
	}
	for _, c := range cookies {
		r.AddCookie(c)
	}
	answer, err := o.Client().Do(r)
	if err != nil {
		o.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode, answer.Header.Get("Location"), answer.Cookies()
}

// session returns the session among cookies; nil when there is none.
func session(cookies []*http.Cookie) *http.Cookie {
	for _, c := range cookies {
		if c.Name == "__Host-sillat" && c.Value != "" {
			return c
		}
	}
	return nil
}

func (o *office) accountOf(c *http.Cookie) string {
	o.Helper()
	who, err := o.book.BySession(o.Context(), c.Value)
	if err != nil {
		o.Fatal(err)
	}
	return who.Account
}

func TestSigningInWithAnIssuer(t *testing.T) {
	i := newIssuer(t)
	o := withIssuer(t, i)
	if err := o.book.AddAccount(t.Context(), auth.NewAccount{Name: "aino@city.example"}); err != nil {
		t.Fatal(err)
	}
	for n, c := range []struct {
		says    map[string]any
		account string // "person-" is any of those
	}{
		{map[string]any{"sub": "1", "email": "Aino@City.example", "email_verified": true}, "aino@city.example"},              // made for her beforehand
		{map[string]any{"sub": "1", "email": "moved@else.example", "email_verified": true}, "aino@city.example"},             // the same person
		{map[string]any{"sub": "2", "preferred_username": "pekka"}, "pekka"},                                                 // new here
		{map[string]any{"sub": "3", "preferred_username": "root"}, "person-"},                                                // the name is another's
		{map[string]any{"sub": "4", "email": "root", "email_verified": true}, "person-"},                                     // also this way
		{map[string]any{"sub": "5", "email": "boss@city.example", "email_verified": false}, "person-"},                       // anybody could say that
		{map[string]any{"sub": "6", "preferred_username": "boss@city.example"}, "person-"},                                   // and that
		{map[string]any{"sub": "7", "email": "new@city.example", "email_verified": true, "name": "New"}, "new@city.example"}, // confirmed
	} {
		_, to, cookies := o.goes("/sign-in/issuer?next=/%3Fnetwork%3Dours")
		back := i.logsIn(t, to, string(rune('a'+n)), c.says)
		status, next, got := o.goes(back, cookies...)
		s := session(got)
		if status != http.StatusSeeOther || next != "/?network=ours" || s == nil {
			t.Fatalf("%v: %d to %q, cookies %v", c.says, status, next, got)
		}
		if account := o.accountOf(s); account != c.account && (c.account != "person-" || !strings.HasPrefix(account, "person-")) {
			t.Errorf("%v signed in as %q; want %q", c.says, account, c.account)
		}
		if status, _, again := o.goes(back, cookies...); status == http.StatusSeeOther || session(again) != nil {
			t.Errorf("%v: an answer of the issuer was good twice", c.says)
		}
	}
	if all, err := o.book.Accounts(t.Context()); err != nil || len(all) != 5+1+1+4+1 {
		t.Errorf("%d accounts, %v; want the five of the office, one made beforehand, and six new ones", len(all), err)
	}
	off := true
	if err := o.book.ChangeAccount(t.Context(), "pekka", auth.AccountChange{Disabled: &off}); err != nil {
		t.Fatal(err)
	}
	_, to, cookies := o.goes("/sign-in/issuer")
	if status, _, got := o.goes(i.logsIn(t, to, "z", map[string]any{"sub": "2"}), cookies...); status == http.StatusSeeOther || session(got) != nil {
		t.Errorf("a disabled account signed in: %d", status)
	}
}

func TestAnIssuersAnswerMustFit(t *testing.T) {
	i := newIssuer(t)
	o := withIssuer(t, i)
	good := map[string]any{"sub": "1", "preferred_username": "pekka"}
	with := func(name string, value any) map[string]any {
		says := map[string]any{name: value}
		for n, v := range good {
			if _, ok := says[n]; !ok {
				says[n] = v
			}
		}
		return says
	}
	for _, c := range []struct {
		name   string
		says   map[string]any
		meddle func(back string, cookies []*http.Cookie) (string, []*http.Cookie)
	}{
		{"another's nonce", with("nonce", "stolen"), nil},
		{"for another client", with("aud", "other"), nil},
		{"of another issuer", with("iss", "https://evil.example"), nil},
		{"too old", with("exp", time.Now().Add(-time.Hour).Unix()), nil},
		{"of nobody", with("sub", ""), nil},
		{"a browser that began no login", good, func(back string, _ []*http.Cookie) (string, []*http.Cookie) { return back, nil }},
		{"a browser that began another login", good, func(back string, _ []*http.Cookie) (string, []*http.Cookie) {
			_, _, other := o.goes("/sign-in/issuer")
			return back, other
		}},
		{"a code that the issuer does not know", good, func(back string, cookies []*http.Cookie) (string, []*http.Cookie) {
			return strings.Replace(back, "code=code", "code=guess", 1), cookies
		}},
		{"no state", good, func(_ string, cookies []*http.Cookie) (string, []*http.Cookie) {
			return "/sign-in/callback?code=code", cookies
		}},
		{"after too long", good, func(back string, cookies []*http.Cookie) (string, []*http.Cookie) {
			o.now = o.now.Add(11 * time.Minute)
			return back, cookies
		}},
	} {
		_, to, cookies := o.goes("/sign-in/issuer")
		back := i.logsIn(t, to, "code", c.says)
		if c.meddle != nil {
			back, cookies = c.meddle(back, cookies)
		}
		status, _, got := o.goes(back, cookies...)
		if status < 400 || status >= 500 || session(got) != nil {
			t.Errorf("%s: %d, session %v; want it refused", c.name, status, session(got))
		}
	}
	if all, err := o.book.Accounts(t.Context()); err != nil || len(all) != 5 {
		t.Errorf("%d accounts, %v; want only the five of the office", len(all), err)
	}
}

func TestAnIssuerThatIsAwayIsNamed(t *testing.T) {
	i := newIssuer(t)
	i.Close()
	_, err := auth.NewIssuer(t.Context(), auth.NewBook(nil, time.Now), auth.IssuerConfig{URL: i.URL, ClientID: "sillat"})
	if err == nil || !strings.Contains(err.Error(), i.URL) {
		t.Errorf("error is %v; want one that names the issuer", err)
	}
}
