package httpapi

import (
	_ "embed" // for the page
	"html/template"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

//go:embed linkgone.html
var linkGoneHTML string

var linkGonePage = template.Must(template.New("link").Parse(linkGoneHTML))

// linkGoneWords is the page's text in one language.
type linkGoneWords struct{ Lang, Title, Told, Cure, SignIn string }

var linkGoneLanguages = []linkGoneWords{
	{"en", "This link shows nothing any more", "It has ended, its time is over, or part of it was lost when it was copied.",
		"Ask whoever gave it to you for a new one.", "I have an account: sign in"},
	{"fi", "Tämä linkki ei enää näytä mitään", "Se on lopetettu, sen aika on päättynyt tai osa siitä jäi kopioimatta.",
		"Pyydä uusi linkki siltä, jolta sait tämän.", "Minulla on tunnus: kirjaudu"},
	{"sv", "Den här länken visar inte längre något", "Den har avslutats, dess tid har gått ut eller en del av den föll bort när den kopierades.",
		"Be den som gav dig länken om en ny.", "Jag har ett konto: logga in"},
}

// refuseLink answers who comes by a share link that shows nothing: a person with a page to read, a program with a problem. A fault of the
// service itself is a problem to both, for the link may be good.
func (a *api) refuseLink(c echo.Context, err error) error {
	p := a.problem(c.Request().Context(), err)
	if p.Status >= http.StatusInternalServerError || !strings.Contains(c.Request().Header.Get(echo.HeaderAccept), echo.MIMETextHTML) {
		return a.refuse(c, err)
	}
	_, at, _ := signInMatcher.Match(accepted(c.Request())...)
	c.Response().Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'")
	c.Response().Header().Set("Vary", "Accept, Accept-Language")
	c.Response().Header().Set(echo.HeaderContentType, echo.MIMETextHTMLCharsetUTF8)
	c.Response().WriteHeader(p.Status)
	return linkGonePage.Execute(c.Response(), linkGoneLanguages[at])
}
