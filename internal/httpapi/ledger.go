package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/report"
)

// ledgerRequest asks for a page of a network's ledger.
type ledgerRequest struct {
	NetworkPath
	State  string `query:"state" enum:"suggested,introduced,active,ended,declined" doc:"Only entries that stand here."`
	Actor  string `query:"actor" maxLength:"400" doc:"Only entries about this actor, by id."`
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many to return at most."`
	Cursor string `query:"cursor" maxLength:"2000" doc:"The value of next of the page before."`
}

// LedgerPath names an entry of a ledger.
type LedgerPath struct {
	NetworkPath
	Entry string `path:"id" maxLength:"64" doc:"The entry's id, or as much of its beginning as no other has." example:"3f6c1d0a9b2e4c58"`
}

// ledgerAddRequest enters suggestions.
type ledgerAddRequest struct {
	NetworkPath
	Body struct {
		Silo        string            `json:"silo,omitempty" maxLength:"200" doc:"The silo dimension that they are about." example:"silo_sector"`
		Revision    int               `json:"revision,omitempty" minimum:"0" doc:"The revision that they were made from; 0 is the newest."`
		Note        string            `json:"note,omitempty" maxLength:"2000" doc:"What to remember of it."`
		Suggestions []SuggestionEntry `json:"suggestions" minItems:"1" maxItems:"1000" doc:"What is suggested, as the plan of bridges tells it."`
	}
}

// SuggestionEntry is one suggestion to enter in a ledger.
type SuggestionEntry struct {
	Kind         string      `json:"kind" enum:"tie,peer-learning,broker,convening" doc:"What kind of bridge."`
	Actors       []string    `json:"actors" minItems:"1" maxItems:"1000" doc:"The ids of those to introduce: of a tie its two ends, of a broker the broker, of a convening the guests." example:"[\"FIK-001\",\"FIK-002\"]"`
	Silos        []string    `json:"silos,omitempty" maxItems:"1000" doc:"The silos that it joins; left out, those of the actors."`
	Gain         *float64    `json:"gain,omitempty" doc:"As in the plan."`
	Plausibility *float64    `json:"plausibility,omitempty" minimum:"0" maximum:"1" doc:"As in the plan."`
	By           string      `json:"plausibility_by,omitempty" enum:"history,prior,history and prior" doc:"As in the plan."`
	Reason       report.Text `json:"reason,omitempty" doc:"As in the plan."`
}

// ledgerMoveRequest says what became of an entry.
type ledgerMoveRequest struct {
	LedgerPath
	Body struct {
		State   string `json:"state" enum:"suggested,introduced,active,ended,declined" doc:"What it has become: one of its next_states; the state before takes the last step back."`
		Version int    `json:"version,omitempty" minimum:"0" doc:"The entry's version that was seen; when somebody moved it since, nothing happens and the answer is 409. 0 moves it in any case."`
		Note    string `json:"note,omitempty" maxLength:"2000" doc:"What to remember of it."`
	}
}

func (a *api) routesLedger(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/ledger", "list-ledger", "List what was suggested and what became of it, with the hit rate",
		func(ctx context.Context, in *ledgerRequest) (*app.Ledger, error) {
			return a.app.Ledger(ctx, app.LedgerRequest{Network: in.Name, State: in.State, Actor: in.Actor, Limit: in.Limit, Cursor: in.Cursor})
		})
	get(a, h, "/api/v1/networks/{name}/ledger/{id}", "get-ledger-entry", "Show one suggestion with all that became of it",
		func(ctx context.Context, in *LedgerPath) (*app.LedgerEntry, error) {
			return a.app.LedgerEntry(ctx, in.Name, in.Entry)
		})
	register(a, h, http.MethodPost, "/api/v1/networks/{name}/ledger", "add-ledger", "Enter suggestions; those that are in the ledger already stay as they are",
		func(ctx context.Context, in *ledgerAddRequest) (*app.LedgerAdded, error) {
			r := app.LedgerAdd{Network: in.Name, Silo: in.Body.Silo, Revision: in.Body.Revision, By: auth.From(ctx).Name(), Note: in.Body.Note}
			for _, s := range in.Body.Suggestions {
				r.Suggestions = append(r.Suggestions, app.LedgerSuggestion(s))
			}
			return a.app.AddLedger(ctx, r)
		})
	register(a, h, http.MethodPatch, "/api/v1/networks/{name}/ledger/{id}", "move-ledger-entry", "Say what became of a suggestion: introduced, active, ended or declined",
		func(ctx context.Context, in *ledgerMoveRequest) (*app.LedgerEntry, error) {
			return a.app.MoveLedger(ctx, app.LedgerMove{
				Network: in.Name, ID: in.Entry, State: in.Body.State, Version: in.Body.Version, By: auth.From(ctx).Name(), Note: in.Body.Note,
			})
		})
}
