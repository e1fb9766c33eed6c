package httpapi_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/internal/store/sqlite"
)

const password = "four words make sense"

// cheap makes a password cost next to nothing: what a test asks is not how long guessing takes.
var cheap = auth.Cost{Passes: 1, Memory: 64, Lanes: 1}

// office is a service that asks for a login, with the demo network under two names, and people: root is the admin, olli owns "ours",
// eeva edits it, veera views it, nina has no role. Nobody but root has a role in "theirs".
type office struct {
	*testing.T
	*httptest.Server
	book *auth.Book
	app  *app.App
	now  time.Time
}

func newOffice(t *testing.T, access httpapi.Access) *office {
	t.Helper()
	return newOfficeOf(t, access, httpapi.Options{Log: slog.New(slog.DiscardHandler)})
}

func newOfficeWithin(t *testing.T, access httpapi.Access, l httpapi.Limits) *office {
	t.Helper()
	return newOfficeOf(t, access, httpapi.Options{Log: slog.New(slog.DiscardHandler), Limits: l})
}

func newOfficeLogging(t *testing.T, access httpapi.Access, log *slog.Logger) *office {
	t.Helper()
	return newOfficeOf(t, access, httpapi.Options{Log: log})
}

func newOfficeOf(t *testing.T, access httpapi.Access, with httpapi.Options) *office {
	t.Helper()
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	o := &office{T: t, app: app.New(app.Options{Store: kept, Version: "test"}), now: time.Now()}
	book, err := o.app.Book()
	if err != nil {
		t.Fatal(err)
	}
	o.book = book.At(func() time.Time { return o.now }, cheap)
	for _, name := range []string{"ours", "theirs"} {
		if _, err := o.app.Import(t.Context(), app.ImportRequest{Network: name, Files: fixtures.Demo(), Paths: []string{"."}, By: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	for name, role := range map[string]auth.Role{"root": auth.None, "olli": auth.Owner, "eeva": auth.Editor, "veera": auth.Viewer, "nina": auth.None} {
		if err := o.book.AddAccount(t.Context(), auth.NewAccount{Name: name, Password: password, Admin: name == "root"}); err != nil {
			t.Fatal(err)
		}
		if err := o.book.Grant(t.Context(), auth.Grant{Network: "ours", Account: name, Role: role}); err != nil {
			t.Fatal(err)
		}
	}
	access.Book = o.book
	work, err := o.app.Jobs(app.JobOptions{}) // never started: its jobs wait
	if err != nil {
		t.Fatal(err)
	}
	with.App, with.Version, with.Access, with.Jobs = o.app, "test", &access, work
	o.Server = httptest.NewServer(httpapi.New(with))
	t.Cleanup(o.Server.Close)
	o.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return o
}

// asks sends a request as who, given by the header or the cookie that says so, and returns the status and the body.
func (o *office) asks(who func(*http.Request), method, path, body string) (int, string) {
	o.Helper()
	r, err := http.NewRequestWithContext(o.Context(), method, o.URL+path, strings.NewReader(body))
	if err != nil {
		o.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	who(r)
	answer, err := o.Client().Do(r)
	if err != nil {
		o.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		o.Fatal(err)
	}
	return answer.StatusCode, string(b)
}

func nobody(*http.Request) {}

// person asks by a session.
func (o *office) person(name string) func(*http.Request) {
	o.Helper()
	shown, _, err := o.book.SignIn(o.Context(), name, password)
	if err != nil {
		o.Fatal(err)
	}
	return func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "__Host-sillat", Value: shown}) }
}

// token asks by a token.
func (o *office) token(request auth.TokenRequest) func(*http.Request) {
	o.Helper()
	request.Label, request.Days = "test", 1
	_, shown, err := o.book.MakeToken(o.Context(), request)
	if err != nil {
		o.Fatal(err)
	}
	return bearer(shown)
}

// link asks by a share link.
func (o *office) link(request auth.LinkRequest) func(*http.Request) {
	o.Helper()
	request.Label, request.Days = "test", 1
	_, shown, err := o.book.Share(o.Context(), request)
	if err != nil {
		o.Fatal(err)
	}
	return bearer(shown)
}

func bearer(shown string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+shown) }
}

// operations are all described operations.
func operations(t *testing.T) (list []struct{ id, method, path string }) {
	t.Helper()
	text, err := httpapi.Description("test")
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		Paths map[string]map[string]struct {
			ID string `json:"operationId"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	for path, methods := range d.Paths {
		for method, operation := range methods {
			list = append(list, struct{ id, method, path string }{operation.ID, strings.ToUpper(method), path})
		}
	}
	slices.SortFunc(list, func(a, b struct{ id, method, path string }) int { return strings.Compare(a.id, b.id) })
	last := slices.IndexFunc(list, func(o struct{ id, method, path string }) bool { return o.id == "sign-out" })
	return append(slices.Delete(slices.Clone(list), last, last+1), list[last]) // it ends the sessions that the others need
}

// least is the least that each operation asks for, written down here a second time: by people who decided it, not by the code.
var least = map[string]string{
	"get-readiness": "nobody", "get-liveness": "nobody", "get-me": "nobody", "sign-in": "nobody", "sign-out": "nobody", "list-metrics": "nobody",
	"submit-job": "account", "list-jobs": "account", "get-job": "account", "get-job-result": "account", "watch-job": "account", "cancel-job": "account",
	"list-networks": "comer", "change-password": "account", "list-tokens": "account", "make-token": "account", "revoke-token": "account",
	"get-network": "silos", "list-revisions": "viewer", "list-actors": "viewer", "list-activities": "viewer", "get-actor": "viewer", "compute-metrics": "viewer", "find-gaps": "silos",
	"open-gap": "viewer", "plan-bridges": "viewer", "plan-limited-bridges": "viewer", "suggest-partners": "viewer", "get-map": "silos", "get-map-ties": "viewer", "list-choices": "silos",
	"get-overview": "silos", "compare-whatif": "viewer", "compare-times": "viewer", "write-report": "viewer", "make-lists": "viewer", "list-ledger": "viewer", "get-ledger-entry": "viewer",
	"import-files": "editor", "revert-network": "editor", "add-ledger": "editor", "move-ledger-entry": "editor",
	"list-duplicates": "editor", "merge-actors": "editor", "keep-apart": "editor",
	"list-roles": "owner", "set-role": "owner", "list-links": "owner", "make-link": "owner", "revoke-link": "owner", "get-privacy": "owner", "set-privacy": "owner",
	"spread-idea": "viewer", "evaluate-suggestions": "viewer", "extract-part": "viewer", "export-records": "viewer", "get-scores": "viewer", "export-scores": "viewer",
	"list-webhooks": "owner", "make-webhook": "owner", "remove-webhook": "owner", "rotate-webhook": "owner", "list-deliveries": "owner",
	"list-changes": "editor", "change-network": "editor", "delete-network": "owner",
	"list-persons": "owner", "get-person": "owner", "erase-person": "owner", "read-audit": "owner", "back-up-network": "owner", "back-up": "admin", "restore-networks": "admin", "read-whole-audit": "admin",
	"list-accounts": "admin", "add-account": "admin", "change-account": "admin",
}

// TestEveryRouteByRoleAndNetwork walks every operation as everybody, in a network where they have a role and in one where they have none.
func TestEveryRouteByRoleAndNetwork(t *testing.T) {
	o := newOfficeWithin(t, httpapi.Access{}, httpapi.Limits{Burst: 100_000}) // a machine at rest asks faster than one caller may
	may := map[string]string{                                                 // what each may who is that in a network
		"nobody": "nobody", "guest elsewhere": "nobody comer", "guest of silos": "nobody comer silos", "guest": "nobody comer silos viewer",
		"account": "nobody comer account", "viewer": "nobody comer account silos viewer", "editor": "nobody comer account silos viewer editor",
		"owner": "nobody comer account silos viewer editor owner",
	}
	callers := []struct {
		name         string
		ask          func(*http.Request)
		ours, theirs string // what they are there
		admin        bool
		token        bool
	}{
		{name: "nobody", ask: nobody, ours: "nobody", theirs: "nobody"},
		{name: "nina, no role", ask: o.person("nina"), ours: "account", theirs: "account"},
		{name: "veera, viewer", ask: o.person("veera"), ours: "viewer", theirs: "account"},
		{name: "eeva, editor", ask: o.person("eeva"), ours: "editor", theirs: "account"},
		{name: "olli, owner", ask: o.person("olli"), ours: "owner", theirs: "account"},
		{name: "root, admin", ask: o.person("root"), ours: "owner", theirs: "owner", admin: true},
		{name: "olli's viewer token", ask: o.token(auth.TokenRequest{Account: "olli", Role: auth.Viewer}), ours: "viewer", theirs: "account", token: true},
		{name: "olli's owner token", ask: o.token(auth.TokenRequest{Account: "olli", Role: auth.Owner}), ours: "owner", theirs: "account", token: true},
		{name: "olli's token for theirs", ask: o.token(auth.TokenRequest{Account: "olli", Role: auth.Owner, Network: "theirs"}), ours: "account", theirs: "account", token: true},
		{name: "root's editor token", ask: o.token(auth.TokenRequest{Account: "root", Role: auth.Editor}), ours: "account", theirs: "account", token: true},
		{name: "who has a link to silos", ask: o.link(auth.LinkRequest{Network: "ours", SilosOnly: true}), ours: "guest of silos", theirs: "guest elsewhere"},
		{name: "who has a full link", ask: o.link(auth.LinkRequest{Network: "ours"}), ours: "guest", theirs: "guest elsewhere"},
		{name: "who has a nameless link", ask: o.link(auth.LinkRequest{Network: "ours", Nameless: true}), ours: "guest", theirs: "guest elsewhere"},
		{name: "root's admin token", ask: o.token(auth.TokenRequest{Account: "root", Role: auth.Viewer, Admin: true}), ours: "viewer", theirs: "viewer", admin: true, token: true},
	}
	cells, refused := 0, 0
	for _, op := range operations(t) {
		need, ok := least[op.id]
		if !ok {
			t.Errorf("%s %s (%s): nobody decided who may; decide it here and in access.go", op.method, op.path, op.id)
			continue
		}
		for _, network := range []string{"ours", "theirs"} {
			path := strings.NewReplacer("{name}", network, "{id}", "none", "{account}", "nina", "{key}", "none").Replace(op.path)
			for _, c := range callers {
				body := ""
				if op.method != http.MethodGet {
					body = "{}" // says nothing, so that whoever is let through changes nothing
				}
				status, said := o.asks(c.ask, op.method, path, body)
				is := c.ours
				if network == "theirs" {
					is = c.theirs
				}
				allowed := need == "admin" && c.admin || slices.Contains(strings.Fields(may[is]), need)
				want := "let through"
				switch {
				case allowed:
				case is == "nobody" || is == "guest elsewhere" || strings.HasPrefix(is, "guest") && !strings.Contains(op.path, "{name}"):
					want = "401"
				case need == "admin" || strings.Contains(may[is], "silos"):
					want = "403"
				default:
					want = "404"
				}
				got := "let through"
				switch {
				case status == http.StatusUnauthorized && !strings.Contains(said, "name or the password"):
					got = "401"
				case status == http.StatusForbidden && !strings.Contains(said, "a token cannot"):
					got = "403"
				case status == http.StatusNotFound && strings.Contains(said, "you have no role in it"):
					got = "404"
				}
				if got != want || status >= 500 {
					t.Errorf("%s (%s %s) as %s: %d, %s; want %s\n%s", op.id, op.method, path, c.name, status, got, want, said)
				}
				cells++
				if want != "let through" {
					refused++
				}
			}
		}
	}
	t.Logf("%d operations × %d callers × 2 networks: %d requests, %d of them to be refused", len(operations(t)), len(callers), cells, refused)
}

func TestPeopleSeeTheirNetworksOnly(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	for name, want := range map[string]string{"root": "ours theirs", "veera": "ours", "nina": ""} {
		status, said := o.asks(o.person(name), "GET", "/api/v1/networks", "")
		var list app.NetworkList
		if err := json.Unmarshal([]byte(said), &list); err != nil || status != 200 {
			t.Fatalf("%s: %d %s", name, status, said)
		}
		var names []string
		for _, n := range list.Networks {
			names = append(names, n.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s sees %q; want %q", name, got, want)
		}
	}
	_, there := o.asks(o.person("nina"), "GET", "/api/v1/networks/theirs", "")
	_, absent := o.asks(o.person("nina"), "GET", "/api/v1/networks/absent", "")
	if strings.ReplaceAll(there, "theirs", "absent") != absent {
		t.Errorf("an answer tells whether a network is there:\n%s%s", there, absent)
	}
	for name, want := range map[string]string{
		"nina": `"edits":false,"owns":false`, "veera": `"edits":false,"owns":false`, "eeva": `"edits":true,"owns":false`, "olli": `"edits":true,"owns":true`,
	} {
		if _, said := o.asks(o.person(name), "GET", "/api/v1/me?network=ours", ""); !strings.Contains(said, want) {
			t.Errorf("%s is told %s of what they may in ours; want %s", name, said, want)
		}
	}
	_, there = o.asks(o.person("nina"), "GET", "/api/v1/me?network=theirs", "")
	if _, absent = o.asks(o.person("nina"), "GET", "/api/v1/me?network=absent", ""); there != absent {
		t.Errorf("what one may do tells whether a network is there:\n%s%s", there, absent)
	}
}

func TestSigningInAndOut(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	r, err := http.NewRequestWithContext(t.Context(), "POST", o.URL+"/api/v1/sign-in", strings.NewReader(fmt.Sprintf(`{"account":"veera","password":%q}`, password)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := o.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	cookies := answer.Cookies()
	if answer.StatusCode != 200 || len(cookies) != 2 || cookies[1].Value != "" {
		t.Fatalf("signing in: %d, cookies %v", answer.StatusCode, cookies)
	}
	if c := cookies[0]; !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
		t.Errorf("the cookie is %+v; want one that neither scripts nor other sites can use", c)
	}
	veera := func(r *http.Request) { r.AddCookie(cookies[0]) }
	if _, said := o.asks(veera, "GET", "/api/v1/me", ""); !strings.Contains(said, `"account":"veera"`) {
		t.Errorf("who asks: %s", said)
	}
	crossSite := func(r *http.Request) { veera(r); r.Header.Set("Sec-Fetch-Site", "cross-site") }
	if status, _ := o.asks(crossSite, "POST", "/api/v1/networks/ours/revert", `{"to":1}`); status != 403 {
		t.Errorf("another site's page was let through: %d", status)
	}
	if status, said := o.asks(veera, "POST", "/api/v1/sign-out", ""); status >= 300 {
		t.Fatalf("signing out: %d %s", status, said)
	}
	if status, _ := o.asks(veera, "GET", "/api/v1/networks", ""); status != 401 {
		t.Errorf("after signing out the session still gives %d", status)
	}
	if status, said := o.asks(nobody, "POST", "/api/v1/sign-in", `{"account":"veera","password":"wrong"}`); status != 401 || strings.Contains(said, "veera") {
		t.Errorf("a wrong password: %d %s", status, said)
	}
}

func TestGuessingIsSlow(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	statuses := map[int]int{}
	for range 40 { // an account that is not there costs the same, but a longer password is not even stretched twice
		status, _ := o.asks(nobody, "POST", "/api/v1/sign-in", `{"account":"veera","password":"wrong"}`)
		statuses[status]++
		if status == http.StatusTooManyRequests {
			break
		}
	}
	if statuses[http.StatusTooManyRequests] != 1 || statuses[http.StatusUnauthorized] < 10 {
		t.Errorf("attempts gave %v; want some ten refused as wrong, then one as too many", statuses)
	}
}

func TestTokensStandForTheirAccount(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	olli := o.person("olli")
	status, said := o.asks(olli, "POST", "/api/v1/tokens", `{"label":"export","role":"viewer","days":7}`)
	var made struct{ ID, Secret string }
	if err := json.Unmarshal([]byte(said), &made); err != nil || status != 200 {
		t.Fatalf("%d %s", status, said)
	}
	program := bearer(made.Secret)
	if status, _ := o.asks(program, "GET", "/api/v1/networks/ours", ""); status != 200 {
		t.Errorf("the token gives %d", status)
	}
	if _, said := o.asks(olli, "GET", "/api/v1/tokens", ""); !strings.Contains(said, made.ID) || strings.Contains(said, made.Secret) {
		t.Errorf("the list of tokens is %s; want the id and never the secret", said)
	}
	if status, said := o.asks(program, "POST", "/api/v1/tokens", `{"label":"heir","role":"viewer","days":7}`); status != 403 {
		t.Errorf("a token made a token: %d %s", status, said)
	}
	if status, _ := o.asks(o.person("eeva"), "DELETE", "/api/v1/tokens/"+made.ID, ""); status != 404 {
		t.Errorf("another's token could be revoked: %d", status)
	}
	if status, said := o.asks(olli, "DELETE", "/api/v1/tokens/"+made.ID, ""); status >= 300 {
		t.Errorf("%d %s", status, said)
	}
	if status, _ := o.asks(program, "GET", "/api/v1/ready", ""); status != 401 {
		t.Errorf("a revoked token gives %d; want it refused everywhere, so that a program notices", status)
	}
	other := o.token(auth.TokenRequest{Account: "olli", Role: auth.Viewer})
	if status, said := o.asks(olli, "POST", "/api/v1/me/password", fmt.Sprintf(`{"old":%q,"new":"quite another set of words"}`, password)); status >= 300 {
		t.Fatalf("%d %s", status, said)
	}
	if status, _ := o.asks(other, "GET", "/api/v1/networks/ours", ""); status != 401 {
		t.Errorf("after a change of the password an older token gives %d", status)
	}
}

func TestWhoMakesANetworkOwnsIt(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	nina := o.person("nina")
	upload := func(who func(*http.Request), network, query string) int {
		t.Helper()
		body, kind := form(t, map[string]string{"actors.csv": "id,name\na,A\nb,B\n", "collaborations.csv": "source,target\na,b\n"})
		r, err := http.NewRequestWithContext(t.Context(), "POST", o.URL+"/api/v1/networks/"+network+"/import"+query, body)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", kind)
		who(r)
		answer, err := o.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	if status := upload(nina, "theirs", ""); status != 404 {
		t.Errorf("a network without a role could be written: %d", status)
	}
	if status := upload(nina, "new", "?dry-run=true"); status != 200 {
		t.Errorf("a dry run gives %d", status)
	}
	if status := upload(nina, "new", ""); status != 200 {
		t.Fatalf("making a network gives %d", status)
	}
	if _, said := o.asks(nina, "GET", "/api/v1/networks/new/roles", ""); !strings.Contains(said, `{"network":"new","account":"nina","role":"owner"}`) {
		t.Errorf("roles are %s; want its maker as owner", said)
	}
	if status := upload(o.person("eeva"), "new", ""); status != 404 {
		t.Errorf("somebody else could write it: %d", status)
	}
	if status, said := o.asks(nina, "PUT", "/api/v1/networks/new/roles/eeva", `{"role":"editor"}`); status >= 300 {
		t.Fatalf("%d %s", status, said)
	}
	if status := upload(o.person("eeva"), "new", ""); status != 200 {
		t.Errorf("with a role it gives %d", status)
	}
	if _, said := o.asks(nina, "GET", "/api/v1/networks/new/revisions", ""); !strings.Contains(said, `"by":"nina"`) {
		t.Errorf("revisions are %s; want signed by who made them", said)
	}
	if err := o.app.Delete(t.Context(), "new"); err != nil {
		t.Fatal(err)
	}
	if status := upload(o.person("veera"), "new", ""); status != 200 {
		t.Errorf("the name of a network that was deleted gives %d", status)
	}
	if status, _ := o.asks(nina, "GET", "/api/v1/networks/new", ""); status != 404 {
		t.Errorf("the owner of an earlier network of that name gets %d", status)
	}
}

func TestOnlyTheServicesOwnNameIsAnswered(t *testing.T) {
	o := newOffice(t, httpapi.Access{Host: "sillat.example"})
	for host, want := range map[string]int{"sillat.example": 200, "sillat.example:8443": 200, "SILLAT.example": 200, "evil.example": 421, "localhost": 200} {
		status, _ := o.asks(func(r *http.Request) { r.Host = host }, "GET", "/api/v1/ready", "")
		if status != want {
			t.Errorf("as %s: %d; want %d", host, status, want)
		}
	}
}

func TestTheSignInPageSpeaksTheBrowsersLanguage(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	for accept, want := range map[string]string{"fi-FI,fi;q=0.9": "Kirjaudu sisään", "sv": "Logga in", "de,en;q=0.5": "Sign in", "": "Sign in"} {
		status, page := o.asks(func(r *http.Request) { r.Header.Set("Accept-Language", accept) }, "GET", "/sign-in?next=/%3Fnetwork%3Ddemo", "")
		if status != 200 || !strings.Contains(page, want) || !strings.Contains(page, `value="/?network=demo"`) {
			t.Errorf("%q: %d, want %q and where to go next\n%s", accept, status, want, page)
		}
	}
	send := func(fields string) (int, string, string) {
		r, err := http.NewRequestWithContext(t.Context(), "POST", o.URL+"/sign-in", strings.NewReader(fields))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer, err := o.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		b, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, answer.Header.Get("Location"), string(b)
	}
	if status, to, _ := send("account=veera&password=four+words+make+sense&next=/%3Fnetwork%3Dours"); status != 303 || to != "/?network=ours" {
		t.Errorf("signing in leads to %q with %d", to, status)
	}
	if status, to, _ := send("account=veera&password=four+words+make+sense&next=//evil.example"); status != 303 || to != "/" {
		t.Errorf("signing in leads to %q with %d; want it to stay here", to, status)
	}
	if status, _, page := send("account=veera&password=wrong&next=%22%3E%3Cscript%3E"); status != 401 || !strings.Contains(page, "is wrong") || strings.Contains(page, "<script>") {
		t.Errorf("a wrong password: %d\n%s", status, page)
	}
}

// form is an upload of files to import.
func form(t *testing.T, files map[string]string) (io.Reader, string) {
	return formOf(t, "files", files)
}

// formOf is an upload of files as parts that are called so.
func formOf(t *testing.T, called string, files map[string]string) (io.Reader, string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, text := range files {
		part, err := w.CreateFormFile(called, name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b, w.FormDataContentType()
}
