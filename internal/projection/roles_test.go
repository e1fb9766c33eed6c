package projection_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/network"
)

func TestRolesAreThoseOfParticipationsInTheWindow(t *testing.T) {
	day := func(year int) network.Date { return network.NewDate(year, 1, 1) }
	p := &network.Picture{
		Actors:     []network.Actor{{ID: "c", Attributes: map[string]string{"level": "x"}}, {ID: "b", Attributes: map[string]string{"level": "y"}}, {ID: "a"}},
		Activities: []network.Activity{{ID: "old", Start: day(2015), End: day(2016)}, {ID: "new", Start: day(2020)}},
		Participations: []network.Participation{
			{Actor: "c", Activity: "new", Role: "funder"}, {Actor: "a", Activity: "new", Role: "developer"}, {Actor: "a", Activity: "old", Role: "adopter"},
			{Actor: "a", Activity: "old", Role: "developer"}, {Actor: "b", Activity: "new", Role: "developer", Start: day(2022)}, {Actor: "b", Activity: "old"},
		},
	}
	x, y := []projection.Condition{{Attribute: "level", Values: []string{"x"}}}, []projection.Condition{{Attribute: "level", Values: []string{"y"}}}
	for name, c := range map[string]struct {
		s    projection.Selectors
		want []projection.Role
	}{
		"all, one actor with two roles":                         {projection.Selectors{}, []projection.Role{{"adopter", []int32{0}}, {"developer", []int32{0, 1}}, {"funder", []int32{2}}}},
		"by the participation's own dates, else the activity's": {projection.Selectors{AsOf: day(2021)}, []projection.Role{{"developer", []int32{0}}, {"funder", []int32{2}}}},
		"of the selected actors":                                {projection.Selectors{Where: x}, []projection.Role{{"funder", []int32{0}}}},
		"whatever the tie types":                                {projection.Selectors{TieTypes: []string{"participation"}, Where: y}, []projection.Role{{"developer", []int32{0}}}},
	} {
		if diff := cmp.Diff(c.want, mustBuild(t, p, c.s).Roles); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	p.Participations = p.Participations[5:]
	if roles := mustBuild(t, p, projection.Selectors{}).Roles; len(roles) != 0 {
		t.Errorf("roles %+v where no participation names one", roles)
	}
}
