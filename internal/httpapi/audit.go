package httpapi

import (
	"bytes"
	"cmp"
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/audit"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/export"
)

// unchanging are the operations that change nothing although they are no GET: they compute, or begin and end what is noted elsewhere.
var unchanging = map[string]bool{"restore-networks": true, "plan-limited-bridges": true, "compare-whatif": true, "submit-job": true, "cancel-job": true, "sign-in": true, "sign-out": true}

// entry is what can be noted of a request.
func entry(ctx context.Context, operation string) audit.Entry {
	who := auth.From(ctx)
	via := "session"
	switch {
	case who.Local:
		via = "this machine"
	case who.Link != "":
		via = "link " + who.Link
	case who.Token != "":
		via = "token " + who.Token
	case who.Account == "":
		via = "nobody"
	}
	return audit.Entry{Who: who.Name(), Via: via, What: operation, Request: requestOf(ctx)}
}

// noteChange notes a change that was made.
func (a *api) noteChange(ctx context.Context, c huma.Context) {
	o := c.Operation()
	if o.Method == http.MethodGet || unchanging[o.OperationID] || c.Status() >= http.StatusBadRequest {
		return
	}
	e := entry(ctx, o.OperationID)
	e.Kind, e.Network, e.Subject = audit.Change, c.Param("name"), cmp.Or(c.Param("id"), c.Param("account"))
	if o.OperationID == "erase-person" {
		e.Subject = audit.Erased
	}
	a.note(ctx, e)
}

// note notes a change that is done, whoever still listens, and cannot be undone by what is said now.
func (a *api) note(ctx context.Context, e audit.Entry) {
	brief, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := a.app.Audit().Note(brief, e); err != nil {
		a.log.ErrorContext(ctx, "a change could not be noted in the audit log", "operation", e.What, "error", err)
	}
}

// noteSignIn notes who signed in. A session that cannot be noted is not given.
func (a *api) noteSignIn(ctx context.Context, account string) error {
	return a.app.Audit().Note(ctx, audit.Entry{Who: account, Via: "session", Kind: audit.Change, What: "sign-in", Request: requestOf(ctx)})
}

// AuditQuery chooses entries of the audit log.
type AuditQuery struct {
	Since  string `query:"since" maxLength:"10" doc:"From this day on." example:"2026-01-01"`
	Until  string `query:"until" maxLength:"10" doc:"To this day, included."`
	Format string `query:"format" enum:"json,csv" default:"json" doc:"csv comes in the same columns."`
	Limit  int    `query:"limit" minimum:"1" maximum:"10000" default:"1000" doc:"How many to return at most."`
	Cursor string `query:"cursor" maxLength:"200" doc:"The value of next of the page before."`
}

// auditRequest asks for the entries on one network.
type auditRequest struct {
	NetworkPath
	AuditQuery
}

// auditAnswer is entries as JSON or CSV.
type auditAnswer struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

func (a *api) routesAudit(h huma.API) {
	whole := operation(http.MethodGet, "/api/v1/audit", "read-whole-audit", "Who changed what, and who read data of persons, on the whole service, oldest first")
	describeAnswers[app.AuditPage](h, &whole, "audit", http.StatusOK)
	whole.Responses["200"].Content["text/csv"] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	huma.Register(h, whole, func(ctx context.Context, in *AuditQuery) (*auditAnswer, error) { return a.readAudit(ctx, "", in) })
	one := operation(http.MethodGet, "/api/v1/networks/{name}/audit", "read-audit", "Who changed what, and who read data of persons, in one network, oldest first")
	describeAnswers[app.AuditPage](h, &one, "audit", http.StatusOK)
	one.Responses["200"].Content["text/csv"] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	huma.Register(h, one, func(ctx context.Context, in *auditRequest) (*auditAnswer, error) {
		return a.readAudit(ctx, in.Name, &in.AuditQuery)
	})
}

func (a *api) readAudit(ctx context.Context, network string, q *AuditQuery) (*auditAnswer, error) {
	page, err := a.app.ReadAudit(ctx, app.AuditRequest{Network: network, Since: q.Since, Until: q.Until, Limit: q.Limit, Cursor: q.Cursor})
	if err != nil {
		return nil, a.fail(ctx, err)
	}
	var b bytes.Buffer
	if q.Format == "csv" {
		err = AuditSheet(page).CSV(&b)
		return &auditAnswer{ContentType: "text/csv; charset=utf-8", Body: b.Bytes()}, err
	}
	err = encode(&b, page)
	return &auditAnswer{ContentType: "application/json", Body: b.Bytes()}, err
}

// AuditSheet is a part of the audit log as rows.
func AuditSheet(page *app.AuditPage) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"at", "who", "via", "kind", "what", "network", "subject", "request"}}
	for _, e := range page.Entries {
		sheet.Rows = append(sheet.Rows, []string{e.At.Format(time.RFC3339), e.Who, e.Via, e.Kind, e.What, e.Network, e.Subject, e.Request})
	}
	return sheet
}
