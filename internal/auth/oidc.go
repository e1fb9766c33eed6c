package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/sillat/sillat/pkg/fault"
)

// IssuerConfig says who vouches for people, by OpenID Connect.
type IssuerConfig struct {
	URL          string // of the issuer
	ClientID     string
	ClientSecret string // "" for a public client; PKCE is used in any case
	Callback     string // our address to which the issuer sends people back
	HTTP         *http.Client
}

// Issuer lets people sign in with an OpenID Connect issuer. It is safe for concurrent use.
type Issuer struct {
	book     *Book
	oauth    oauth2.Config
	verifier *oidc.IDTokenVerifier
	http     *http.Client
	url      string
}

// issuerPatience is how long the issuer may take to answer.
const issuerPatience = 10 * time.Second

// NewIssuer asks the issuer for its addresses and keys.
func NewIssuer(ctx context.Context, b *Book, c IssuerConfig) (*Issuer, error) {
	if c.HTTP == nil {
		c.HTTP = &http.Client{Timeout: issuerPatience}
	}
	// The provider keeps the context for fetching keys later, so it must not end with the start.
	lasting := oidc.ClientContext(context.WithoutCancel(ctx), c.HTTP)
	provider, err := oidc.NewProvider(lasting, c.URL)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the issuer %s cannot be asked how to sign in: %v; check its address and that it can be reached", c.URL, err)
	}
	return &Issuer{
		book: b, http: c.HTTP, url: c.URL,
		verifier: provider.Verifier(&oidc.Config{ClientID: c.ClientID, Now: b.now}),
		oauth: oauth2.Config{
			ClientID: c.ClientID, ClientSecret: c.ClientSecret, Endpoint: provider.Endpoint(), RedirectURL: c.Callback,
			Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
		},
	}, nil
}

// login is a login that the issuer has not answered yet.
type login struct {
	Secret   string    `json:"secret"` // digest of what the browser holds
	Nonce    string    `json:"nonce"`
	Verifier string    `json:"verifier"` // PKCE, RFC 7636
	Next     string    `json:"next"`
	Expires  time.Time `json:"expires"`
}

// loginLife is how long somebody may take at the issuer.
const loginLife = 10 * time.Minute

// Begin begins a login. It returns the issuer's address to send the browser to, and a secret for the browser to hold, so that a
// login that somebody else began cannot be finished in it.
func (i *Issuer) Begin(ctx context.Context, next string) (address, shown string, err error) {
	id, shown, kept := mint()
	l := login{Secret: kept, Nonce: oauth2.GenerateVerifier(), Verifier: oauth2.GenerateVerifier(), Next: LocalPath(next), Expires: i.book.moment().Add(loginLife)}
	if err := (record[login]{Value: l, kind: loginKind, id: id}).save(ctx, i.book); err != nil {
		return "", "", err
	}
	return i.oauth.AuthCodeURL(id, oauth2.S256ChallengeOption(l.Verifier), oidc.Nonce(l.Nonce)), shown, nil
}

// Finish ends a login with what the issuer sent: the state and a code, and with the secret that the browser holds. It begins a session and
// returns its secret and where the browser wanted to go. Anything that does not fit is a fault.Unauthorized.
func (i *Issuer) Finish(ctx context.Context, state, code, held string) (shown, next string, expires time.Time, err error) {
	id, secret, ok := split(held)
	again := fault.New(fault.Unauthorized, "this login is not one that was begun here, or it took too long; sign in again")
	if !ok || id != state {
		return "", "", time.Time{}, again
	}
	r, err := load[login](ctx, i.book, loginKind, id)
	if fault.CodeOf(err) == fault.NotFound {
		return "", "", time.Time{}, again
	}
	if err != nil {
		return "", "", time.Time{}, err
	}
	l := r.Value
	if !fits(secret, l.Secret) || i.book.now().After(l.Expires) {
		return "", "", time.Time{}, again
	}
	// A code is good for one try, whatever comes of it.
	if err := i.book.kept.DropDocument(ctx, loginKind, id); fault.CodeOf(err) == fault.NotFound {
		return "", "", time.Time{}, again
	} else if err != nil {
		return "", "", time.Time{}, err
	}
	who, err := i.whose(ctx, code, l)
	if err != nil {
		return "", "", time.Time{}, err
	}
	a, err := i.account(ctx, who)
	if err != nil {
		return "", "", time.Time{}, err
	}
	shown, expires, err = i.book.begin(ctx, a)
	return shown, l.Next, expires, err
}

// person is what the issuer says of somebody.
type person struct {
	Subject  string `json:"sub"`
	Name     string `json:"preferred_username"`
	Email    string `json:"email"`
	Verified bool   `json:"email_verified"`
}

// whose trades the code for what the issuer says, and checks its signature, audience, age and nonce.
func (i *Issuer) whose(ctx context.Context, code string, l login) (who person, err error) {
	ctx = oidc.ClientContext(ctx, i.http)
	answer, err := i.oauth.Exchange(ctx, code, oauth2.VerifierOption(l.Verifier))
	if err != nil {
		return who, fault.New(fault.Unauthorized, "the issuer did not accept the login; sign in again")
	}
	raw, ok := answer.Extra("id_token").(string)
	if !ok {
		return who, fault.New(fault.Unauthorized, "the issuer did not say who signed in; it must allow the scope openid for this client")
	}
	token, err := i.verifier.Verify(ctx, raw)
	if err != nil || token.Nonce != l.Nonce {
		return who, fault.New(fault.Unauthorized, "what the issuer says of the login does not hold; sign in again")
	}
	if err := token.Claims(&who); err != nil || who.Subject == "" {
		return who, fault.New(fault.Unauthorized, "what the issuer says of the login cannot be read")
	}
	return who, nil
}

// identity is who an issuer's person is here.
type identity struct {
	Account string `json:"account"`
}

// account returns the account of a person. At the first login it is the one that an admin made under the person's confirmed email
// address, else a new one, which has no role anywhere yet.
func (i *Issuer) account(ctx context.Context, who person) (Account, error) {
	sum := sha256.Sum256([]byte(i.url + "\n" + who.Subject))
	id := hex.EncodeToString(sum[:])
	known, err := load[identity](ctx, i.book, identityKind, id)
	if err == nil {
		return i.enabled(ctx, known.Value.Account)
	}
	if fault.CodeOf(err) != fault.NotFound {
		return Account{}, err
	}
	name, err := i.firstName(ctx, who, id)
	if err != nil {
		return Account{}, err
	}
	err = record[identity]{Value: identity{Account: name}, kind: identityKind, id: id}.save(ctx, i.book)
	if fault.CodeOf(err) == fault.Conflict {
		return i.account(ctx, who) // the same person in another window
	}
	if err != nil {
		return Account{}, err
	}
	return i.enabled(ctx, name)
}

// firstName finds or makes the account for a first login.
func (i *Issuer) firstName(ctx context.Context, who person, id string) (string, error) {
	if email := strings.ToLower(who.Email); who.Verified && email != "" {
		a, err := i.book.Account(ctx, email)
		if err == nil && a.Hash == "" { // one that has a password belongs to whoever knows it
			return a.Name, nil
		}
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return "", err
		}
	}
	names := []string{strings.ToLower(who.Name), "person-" + id[:16]}
	if strings.Contains(who.Name, "@") { // may be chosen freely, and would pass for a confirmed address
		names = names[1:]
	}
	if who.Verified {
		names = append([]string{strings.ToLower(who.Email)}, names...)
	}
	for _, name := range names {
		if CheckAccount(name) != nil {
			continue
		}
		switch err := i.book.AddAccount(ctx, NewAccount{Name: name}); fault.CodeOf(err) {
		case "":
			return name, nil
		case fault.Conflict:
		default:
			return "", err
		}
	}
	return "person-" + id[:16], nil // made at an earlier login that was cut off
}

func (i *Issuer) enabled(ctx context.Context, name string) (Account, error) {
	a, err := i.book.Account(ctx, name)
	if err != nil {
		return a, err
	}
	if a.Disabled {
		return a, fault.New(fault.Forbidden, "the account %q is disabled; ask an admin of this service", name)
	}
	return a, nil
}

// LocalPath returns where to go after a login: a path on this service, never another host.
func LocalPath(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	return next
}
