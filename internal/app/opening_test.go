package app

import (
	"fmt"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
)

// divided is a dimension with so many actors in each silo; silos are numbered unless named.
func divided(name string, sizes []int, values ...string) snapshot.Dimension {
	d := snapshot.Dimension{Name: name}
	for i, n := range sizes {
		value := fmt.Sprintf("%03d", i)
		if i < len(values) {
			value = values[i]
		}
		d.Values = append(d.Values, value)
		for range n {
			d.Of = append(d.Of, int32(i))
		}
	}
	return d
}

// alike is a dimension of so many silos, each of which holds as many of 600 actors.
func alike(name string, silos int) snapshot.Dimension {
	sizes := make([]int, silos)
	for i := range sizes {
		sizes[i] = 600 / silos
	}
	return divided(name, sizes)
}

func TestANetworkOpensByADivisionThatPeopleRecognise(t *testing.T) {
	for _, c := range []struct {
		promise, want string
		dimensions    []snapshot.Dimension
	}{
		{"none", "", nil},
		{"one made for the purpose before all others", "silo_x", []snapshot.Dimension{alike("country", 5), alike("sector", 5), alike("silo_x", 3)}},
		{"what actors do before where they are", "silo_sector", []snapshot.Dimension{alike("silo_country", 40), alike("silo_sector", 5)}},
		{"in Finnish", "Toimiala", []snapshot.Dimension{alike("Maakunta", 4), alike("Toimiala", 5)}},
		{"in Swedish", "Organisationstyp", []snapshot.Dimension{alike("Län", 4), alike("Organisationstyp", 5)}},
		{"where actors are before what else is known of them, and regions before municipalities", "Maakunta", []snapshot.Dimension{alike("Kunta", 200), alike("Maakunta", 20), alike("Koko", 3)}},
		{"a sector that most actors have before one that is mostly guessed as other", "silo_country", []snapshot.Dimension{
			alike("silo_country", 40), divided("silo_legal", []int{150, 400, 50}, "private", "public", "unknown"), divided("silo_sector", []int{200, 150, 250}, "health", "education", "Other")}},
		{"of two that tell the same kind of thing the one that tells more apart", "field", []snapshot.Dimension{divided("business type", []int{590, 5, 5}), alike("field", 3)}},
		{"what is one for everybody last", "size", []snapshot.Dimension{divided("silo_sector", []int{600}), alike("size", 3)}},
		{"of many and more the many", "silo_country", []snapshot.Dimension{alike("silo_city", 300), alike("silo_country", 100)}},
		{"the kind when silos made for the purpose are too many", "kind", []snapshot.Dimension{alike("kind", 5), alike("silo_country", 100)}},
	} {
		if got := opensBy(c.dimensions); got != c.want {
			t.Errorf("%s: it opens by %q, not %q", c.promise, got, c.want)
		}
	}
}
