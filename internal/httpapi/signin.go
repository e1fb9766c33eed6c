package httpapi

import (
	_ "embed" // for the page
	"html/template"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/text/language"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/fault"
)

//go:embed signin.html
var signInHTML string

var signInPage = template.Must(template.New("sign-in").Parse(signInHTML))

// signInWords is the page's text in one language.
type signInWords struct{ Lang, Title, Account, Password, Button, Issuer, Wrong, TooMany, Failed string }

var signInLanguages = []signInWords{
	{"en", "Sign in", "Account", "Password", "Sign in", "Sign in with your organisation", "The name or the password is wrong.",
		"Too many attempts. Wait a minute and try again.", "Signing in did not work. Try again, or ask an admin of this service."},
	{"fi", "Kirjaudu sisään", "Tunnus", "Salasana", "Kirjaudu", "Kirjaudu organisaatiosi tunnuksella", "Tunnus tai salasana on väärä.",
		"Liian monta yritystä. Odota minuutti ja yritä uudelleen.", "Kirjautuminen ei onnistunut. Yritä uudelleen tai kysy palvelun ylläpitäjältä."},
	{"sv", "Logga in", "Konto", "Lösenord", "Logga in", "Logga in med din organisation", "Namnet eller lösenordet är fel.",
		"För många försök. Vänta en minut och försök igen.", "Det gick inte att logga in. Försök igen eller fråga tjänstens administratör."},
}

var signInMatcher = language.NewMatcher([]language.Tag{language.English, language.Finnish, language.Swedish})

// signInCookie holds the secret of a login that the issuer has not answered yet.
const signInCookie = "__Host-sillat-login"

// routesSignIn registers the pages that a browser goes through to sign in. They work without scripts.
func (a *api) routesSignIn(e *echo.Echo) {
	e.GET("/sign-in", func(c echo.Context) error { return a.showSignIn(c, http.StatusOK, "") })
	e.POST("/sign-in", a.takeSignIn)
	e.GET("/sign-in/issuer", a.beginIssuer)
	e.GET("/sign-in/callback", a.finishIssuer)
}

// showSignIn shows the form, with why the last attempt failed.
func (a *api) showSignIn(c echo.Context, status int, code fault.Code) error {
	if a.access == nil {
		return c.Redirect(http.StatusSeeOther, "/")
	}
	_, at, _ := signInMatcher.Match(accepted(c.Request())...)
	words := signInLanguages[at]
	said := ""
	switch code {
	case "":
	case fault.Unauthorized:
		said = words.Wrong
	case fault.TooMany:
		said = words.TooMany
	default:
		said = words.Failed
	}
	c.Response().Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
	c.Response().Header().Set("Cache-Control", "no-store")
	c.Response().Header().Set("Vary", "Accept-Language")
	c.Response().Header().Set(echo.HeaderContentType, echo.MIMETextHTMLCharsetUTF8)
	c.Response().WriteHeader(status)
	return signInPage.Execute(c.Response(), map[string]any{
		"Words": words, "Said": said, "Next": auth.LocalPath(c.FormValue("next")), "Issuer": a.access.Issuer != nil,
	})
}

func accepted(r *http.Request) []language.Tag {
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return nil // a header that nobody can read asks for nothing
	}
	return tags
}

// takeSignIn takes the form.
func (a *api) takeSignIn(c echo.Context) error {
	shown, expires, err := a.signIn(c.Request().Context(), c.FormValue("account"), c.FormValue("password"))
	if err != nil {
		p := a.problem(c.Request().Context(), err)
		return a.showSignIn(c, p.Status, fault.Code(p.Code))
	}
	return a.signedIn(c, shown, auth.LocalPath(c.FormValue("next")), expires)
}

func (a *api) signedIn(c echo.Context, shown, next string, expires time.Time) error {
	session := cookie(sessionCookie, shown, expires)
	link := left()
	c.SetCookie(&session)
	c.SetCookie(&link)
	return c.Redirect(http.StatusSeeOther, next)
}

// beginIssuer sends the browser to the issuer.
func (a *api) beginIssuer(c echo.Context) error {
	if a.access == nil || a.access.Issuer == nil {
		return echo.ErrNotFound
	}
	address, shown, err := a.access.Issuer.Begin(c.Request().Context(), c.QueryParam("next"))
	if err != nil {
		return a.refuse(c, err)
	}
	held := cookie(signInCookie, shown, time.Time{})
	c.SetCookie(&held)
	return c.Redirect(http.StatusSeeOther, address)
}

// finishIssuer takes what the issuer sent.
func (a *api) finishIssuer(c echo.Context) error {
	if a.access == nil || a.access.Issuer == nil {
		return echo.ErrNotFound
	}
	held, err := c.Cookie(signInCookie)
	if err != nil {
		return a.showSignIn(c, http.StatusUnauthorized, fault.Forbidden)
	}
	gone := cookie(signInCookie, "", time.Unix(1, 0))
	c.SetCookie(&gone)
	shown, next, expires, err := a.access.Issuer.Finish(c.Request().Context(), c.QueryParam("state"), c.QueryParam("code"), held.Value)
	if err != nil {
		return a.showSignIn(c, a.problem(c.Request().Context(), err).Status, fault.Forbidden)
	}
	who, err := a.access.Book.BySession(c.Request().Context(), shown)
	if err == nil {
		err = a.noteSignIn(c.Request().Context(), who.Account)
	}
	if err != nil {
		return a.showSignIn(c, a.problem(c.Request().Context(), err).Status, fault.Forbidden)
	}
	return a.signedIn(c, shown, next, expires)
}
