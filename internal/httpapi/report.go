package httpapi

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// reportRequest asks for the brief.
type reportRequest struct {
	NetworkPath
	Preference
	Selectors
	SiloQuery
	Lang          string `query:"lang" enum:"fi,sv,en" default:"en" doc:"The page's language."`
	Format        string `query:"format" enum:"html,pdf,json" default:"html" doc:"html prints well and asks for nothing from anywhere; json is the figures alone."`
	Bridges       int    `query:"bridges" minimum:"1" maximum:"100" default:"5" doc:"How many bridges to propose."`
	Since         string `query:"since" maxLength:"40" doc:"Say what has changed since this date." example:"2021"`
	SinceRevision int    `query:"since-revision" minimum:"0" doc:"Say what has changed since this revision; 0 is the one before."`
}

func (r *reportRequest) parameters() *app.ReportParameters {
	return &app.ReportParameters{
		SelectorParameters: app.SelectorParametersOf(r.query()), Silo: r.Silo, Bridges: r.Bridges, Since: r.Since, SinceRevision: r.SinceRevision,
	}
}

// reportAnswer is the page as bytes, or a job where that was preferred.
type reportAnswer struct {
	Status      int
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Location    string `header:"Location"`
	Applied     string `header:"Preference-Applied"`
	Body        []byte
}

// pages are the formats' media types.
var pages = map[string]string{"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}

func (a *api) routesReport(h huma.API) {
	o := operation(http.MethodGet, "/api/v1/networks/{name}/report", "write-report", "Write the overall picture as a page in Finnish, Swedish or English")
	o.DefaultStatus = http.StatusOK
	describeAnswers[app.ReportResult](h, &o, "report", http.StatusOK)
	for _, kind := range []string{"html", "pdf"} {
		o.Responses["200"].Content[mediaOf(kind)] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	}
	describeAnswers[job](h, &o, "job", http.StatusAccepted)
	huma.Register(h, o, a.report)
}

// mediaOf is a format's media type without parameters.
func mediaOf(format string) string {
	kind, _, _ := bytes.Cut([]byte(pages[format]), []byte(";"))
	return string(kind)
}

func (a *api) report(ctx context.Context, in *reportRequest) (*reportAnswer, error) {
	if a.jobs != nil && async(in.Prefer) {
		queued, err := a.submit(ctx, app.JobRequest{Network: in.Name, Analysis: "report", Parameters: in.parameters()})
		if err != nil {
			return nil, err
		}
		var body bytes.Buffer
		if err := encode(&body, queued.Body); err != nil {
			return nil, a.fail(ctx, err)
		}
		return &reportAnswer{
			Status: http.StatusAccepted, ContentType: pages["json"], Location: queued.Location, Applied: "respond-async", Body: body.Bytes(),
		}, nil
	}
	r, err := a.app.Report(ctx, in.parameters().Request(in.Name, nil))
	if err != nil {
		return nil, a.fail(ctx, err)
	}
	out := &reportAnswer{Status: http.StatusOK, ContentType: pages[in.Format], Disposition: `inline; filename="sillat-report.` + in.Format + `"`}
	var body bytes.Buffer
	if in.Format == "json" {
		err = encode(&body, r)
	} else {
		err = r.Write(&body, in.Lang, in.Format)
	}
	out.Body = body.Bytes()
	if err != nil {
		return nil, a.fail(ctx, err)
	}
	return out, nil
}
