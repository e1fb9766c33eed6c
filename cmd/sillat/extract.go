package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/pkg/fault"
)

func extractCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "extract SOURCE [--around ACTOR[,ACTOR…] [--steps N]]",
		Short: "Take a part out of a network: around actors, or what the selectors choose",
		Long: `Takes the actors within so many steps of the named ones, and all ties between them; without --around all that the selectors choose. One step around
one actor is its ego network. A table lists the actors, csv the ties, json both; --folder writes a network that every other command reads. Shared activities
are given as the ties that they make.`,
		Example: `  sillat extract demo --around FIK-001
  sillat extract demo --around FIK-001,FIK-002 --steps 2 --folder near
  sillat extract demo --where 'silo_sector=NGO' --format csv --out ngo.csv
  sillat metrics ./near --metric constraint`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	out := outputFlags(c, s, "table", "csv", "json")
	around := c.Flags().StringSlice("around", nil, "ids of actors, separated by commas")
	steps := c.Flags().Int("steps", 1, "how many steps away from them to go")
	along := c.Flags().Bool("along", false, "follow the directions of ties")
	folder := c.Flags().String("folder", "", "also write the part as a new folder with actors.csv and collaborations.csv")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := out.check(); err != nil {
			return err
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		r, err := a.Extract(c.Context(), app.ExtractRequest{Source: src, Query: *query, Around: *around, Steps: *steps, Along: *along})
		if err != nil {
			return err
		}
		warn(s.stderr, r.Run.Warnings)
		if *folder != "" {
			if err := writeFolder(*folder, r); err != nil {
				return err
			}
		}
		return out.write(shown{
			value: r,
			sheet: func() *export.Sheet { return extractedTies(r) },
			table: func(w io.Writer) error { return extractTable(w, r) },
		})
	}
	return c
}

// extractedTies lists the ties as a network's collaborations.
func extractedTies(r *app.ExtractResult) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"source", "target", "type", "weight", "directed"}}
	directed := "0"
	if r.Directed {
		directed = "1"
	}
	for _, t := range r.Ties {
		sheet.Rows = append(sheet.Rows, []string{t.Source, t.Target, "tie", t.Weight.String(), directed})
	}
	return sheet
}

// extractedActors lists the actors with their attributes; steps only for reading.
func extractedActors(r *app.ExtractResult) *export.Sheet {
	sheet := &export.Sheet{Header: append([]string{"id", "name"}, r.Dimensions...)}
	for _, actor := range r.Actors {
		row := []string{actor.ID, actor.Name}
		for _, d := range r.Dimensions {
			row = append(row, actor.Attributes[d])
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	return sheet
}

func extractTable(w io.Writer, r *app.ExtractResult) error {
	sheet := extractedActors(r)
	sheet.Header = append([]string{"steps"}, sheet.Header...)
	for i, actor := range r.Actors {
		sheet.Rows[i] = append([]string{strconv.Itoa(actor.Steps)}, sheet.Rows[i]...)
	}
	if err := sheet.Table(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "actors: %d\nties: %d\ndensity: %s\n", len(r.Actors), len(r.Ties), short(r.Density))
	return err
}

// writeFolder writes a part as a folder that can be a SOURCE. It refuses one that exists, so that nothing is overwritten.
func writeFolder(folder string, r *app.ExtractResult) error {
	if err := os.Mkdir(folder, 0o755); err != nil {
		return fault.New(fault.Invalid, "--folder %s cannot be made: %v; name one that is not there yet", folder, err)
	}
	for name, sheet := range map[string]*export.Sheet{"actors.csv": extractedActors(r), "collaborations.csv": extractedTies(r)} {
		f, err := os.Create(filepath.Join(folder, name))
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		if err := sheet.CSV(f); err != nil {
			f.Close()
			return fmt.Errorf("write %s: %w", name, err)
		}
		if err := f.Close(); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}
