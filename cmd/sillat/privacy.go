package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/export"
)

func networkPrivacy(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "privacy NAME", Short: "Show or settle what viewers see of the persons in a network", Args: exactArgs(1, "one NAME"),
		Long: `Persons are actors whose attribute kind is person. Viewers and share links see them under a pseudonym, by the name of their organisation
(the attribute organisation), and of their other attributes only values that enough persons share. Who agreed to be named (the attribute
consent is yes) is named; who refused (no) is not, whatever is settled here. Editors and owners see everything.`,
		Example: "  sillat network privacy north --smallest 10 --shown region,silo_sector\n  sillat network privacy north --persons-open --retention-days 730",
	}
	open := c.Flags().Bool("persons-open", false, "show viewers the persons by name, but for those who refused")
	smallest := c.Flags().Int("smallest", 5, "how many persons must share a value or be in a silo for its figures to be shown to viewers")
	told := c.Flags().StringSlice("shown", nil, "attributes of persons that viewers may see; \"\" is region, sector, level, organisation and those that begin with silo_")
	days := c.Flags().Int("retention-days", 0, "persons are due to be erased so many days after their end date; 0: never")
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (r shown, err error) {
			p, err := a.Privacy(c.Context(), args[0])
			if err != nil {
				return r, err
			}
			changed := false
			for name, set := range map[string]func(){
				"persons-open":   func() { p.PersonsOpen = *open },
				"smallest":       func() { p.Smallest = *smallest },
				"shown":          func() { p.Shown = append([]string{}, *told...) },
				"retention-days": func() { p.RetentionDays = *days },
			} {
				if c.Flags().Changed(name) {
					set()
					changed = true
				}
			}
			if changed {
				if err := a.SetPrivacy(c.Context(), args[0], *p); err != nil {
					return r, err
				}
			}
			return sheetOf(p, &export.Sheet{Header: []string{"setting", "value"}, Rows: [][]string{
				{"persons-open", strconv.FormatBool(p.PersonsOpen)}, {"smallest", strconv.Itoa(p.Smallest)},
				{"shown", strings.Join(p.Shown, ",")}, {"retention-days", strconv.Itoa(p.RetentionDays)},
			}}), nil
		})
	}
	return c
}
