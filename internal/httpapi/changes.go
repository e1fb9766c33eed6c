package httpapi

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/fault"
)

// changeLimit is the most that a request for a change may carry: more comes as files.
const changeLimit = 32 << 20

// changeRequest carries records to add, change and take out.
type changeRequest struct {
	NetworkPath
	Base
	Key  string `header:"Idempotency-Key" maxLength:"255" pattern:"^[!-~]*$" patternDescription:"visible ASCII characters" doc:"Names this change, such as a new UUID: however often it is sent with the same key, it is made once, and the answer is the same. Remembered for a week." example:"5e9ba1a8-2c1d-4f37-9a8e-3f0a9c1f6c55"`
	Body app.Change
}

// Base lets who asks say which revision is changed. It is exported because the description library passes over unexported embedded structs.
type Base struct {
	IfMatch string `header:"If-Match" maxLength:"40" doc:"The revision that the change is made for, in quotes. When the network stands at another by now, nothing is changed and the answer is 412." example:"\"1\""`
}

// revision reads the header; app.AnyRevision when it is not there.
func (b Base) revision() (int, error) {
	text := strings.TrimSpace(b.IfMatch)
	if text == "" || text == "*" {
		return app.AnyRevision, nil
	}
	n, err := strconv.Atoi(strings.Trim(text, `"`))
	if err != nil || n < 0 || len(text) < 3 || text[0] != '"' || text[len(text)-1] != '"' {
		return 0, fault.New(fault.Invalid, `If-Match is %s; expected the number of a revision in quotes, such as "3"`, text)
	}
	return n, nil
}

// changeAnswer is what a change did, with the revision as a tag for the next.
type changeAnswer struct {
	ETag string `header:"ETag" doc:"The newest revision, for If-Match."`
	Body *app.ChangeResult
}

// feedRequest asks what changed.
type feedRequest struct {
	NetworkPath
	Since  int    `query:"since" minimum:"0" default:"0" doc:"The revision that is known; 0 knows nothing." example:"0"`
	Until  int    `query:"until" minimum:"0" default:"0" doc:"Up to this revision; 0 is the newest."`
	Limit  int    `query:"limit" minimum:"1" maximum:"10000" default:"1000" doc:"How many records to return at most."`
	Cursor string `query:"cursor" maxLength:"200" doc:"The value of next of the page before."`
}

func (a *api) routesChanges(h huma.API) {
	change := operation(http.MethodPost, "/api/v1/networks/{name}/changes", "change-network",
		"Add, change and take out actors, activities, collaborations and participations as one revision, or nothing at all")
	change.MaxBodyBytes = changeLimit
	change.Errors = append(change.Errors, http.StatusPreconditionFailed, http.StatusRequestEntityTooLarge)
	huma.Register(h, change, func(ctx context.Context, in *changeRequest) (*changeAnswer, error) {
		base, err := in.revision()
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		out, err := a.app.Change(ctx, app.ChangeRequest{Network: in.Name, Change: in.Body, Base: base, Key: in.Key, By: auth.From(ctx).Name()})
		if err != nil {
			p := a.fail(ctx, err)
			if base != app.AnyRevision && fault.CodeOf(err) == fault.Conflict {
				p.Status, p.Title = http.StatusPreconditionFailed, http.StatusText(http.StatusPreconditionFailed)
			}
			return nil, p
		}
		tag := `"0"`
		if out.Revision != nil {
			tag = `"` + strconv.Itoa(out.Revision.Number) + `"`
		}
		return &changeAnswer{ETag: tag, Body: out}, nil
	})
	huma.Register(h, operation(http.MethodGet, "/api/v1/networks/{name}/changes", "list-changes",
		"What turns a network as it was at one revision into what it is at another: the records that were added, changed and removed"),
		func(ctx context.Context, in *feedRequest) (*page[app.ChangeFeed], error) {
			out, err := a.app.Changes(ctx, app.ChangesRequest{Network: in.Name, Since: in.Since, Until: in.Until, Limit: in.Limit, Cursor: in.Cursor})
			if err != nil {
				return nil, a.fail(ctx, err)
			}
			return paged(ctx, out, out.Next), nil
		})
}
