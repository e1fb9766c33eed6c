package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
)

// gapRowsSheet holds everything that connects two silos, with full precision.
func gapRowsSheet(r *app.GapRowsResult) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"kind", "id", "weight", "a", "b", "silo", "partners"}}
	ids := func(who []app.ActorRef) string {
		var list []string
		for _, a := range who {
			list = append(list, a.ID)
		}
		return strings.Join(list, ";")
	}
	for _, x := range r.Activities {
		sheet.Rows = append(sheet.Rows, []string{"activity", x.ID, x.Weight.String(), ids(x.A), ids(x.B), "", ""})
	}
	for _, x := range r.Ties {
		sheet.Rows = append(sheet.Rows, []string{"tie", "", x.Weight.String(), x.A.ID, x.B.ID, "", ""})
	}
	for _, x := range r.Actors {
		sheet.Rows = append(sheet.Rows, []string{"actor", x.ID, x.Weight.String(), "", "", x.Silo, strconv.Itoa(x.Partners)})
	}
	return sheet
}

// gapRowsTable shows what connects two silos for a person.
func gapRowsTable(w io.Writer, r *app.GapRowsResult, top int) error {
	g := r.Gaps[0]
	between, arrow := "between "+g.A+" and "+g.B, "–"
	if r.Directed {
		between, arrow = "from "+g.A+" to "+g.B, "→"
	}
	fmt.Fprintf(w, "Gap %d, %s: observed %s in %d ties, expected %s, q %s; held together by %s.\n",
		g.Rank, between, short(g.Observed), g.ObservedTies, short(g.Expected), likelihood(g.Q), fragility(g.Fragility, "a number not worked out"))
	if len(r.Activities) > 0 {
		fmt.Fprintf(w, "\n%d activities connect them:\n", len(r.Activities))
		sheet := &export.Sheet{Header: []string{"activity", "weight", g.A, g.B}}
		for _, x := range r.Activities[:shownOf(len(r.Activities), top)] {
			sheet.Rows = append(sheet.Rows, []string{x.ID, short(x.Weight), named(x.A, 2), named(x.B, 2)})
		}
		if err := sheet.Table(w); err != nil {
			return err
		}
	}
	if len(r.Ties) > 0 {
		fmt.Fprintf(w, "\n%d ties connect them:\n", len(r.Ties))
		for _, x := range r.Ties[:shownOf(len(r.Ties), top)] {
			fmt.Fprintf(w, "  %s %s %s (%s)\n", x.A.Name, arrow, x.B.Name, short(x.Weight))
		}
	}
	if len(r.Actors) > 0 {
		fmt.Fprintf(w, "\n%d actors connect them:\n", len(r.Actors))
		sheet := &export.Sheet{Header: []string{"actor", "id", "silo", "weight", "partners"}}
		for _, x := range r.Actors[:shownOf(len(r.Actors), top)] {
			sheet.Rows = append(sheet.Rows, []string{x.Name, x.ID, x.Silo, short(x.Weight), strconv.Itoa(x.Partners)})
		}
		return sheet.Table(w)
	}
	return nil
}
