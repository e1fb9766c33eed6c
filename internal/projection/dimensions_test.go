package projection_test

import (
	"fmt"
	"testing"

	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/network"
)

func TestWhichAttributesAreDimensions(t *testing.T) {
	const n = 200
	for name, c := range map[string]struct {
		value func(i int) string
		want  bool
	}{
		"silo_anything": {func(i int) string { return fmt.Sprint(i) }, true},
		"country":       {func(int) string { return "FI" }, true},
		"level":         {func(i int) string { return fmt.Sprintf("%d.5", i) }, true},
		"size":          {func(i int) string { return fmt.Sprint(i % 4) }, true},
		"status":        {func(int) string { return "active" }, false},                     // one value divides nothing
		"email":         {func(i int) string { return fmt.Sprint(i, "@x") }, false},        // everyone's own
		"street":        {func(i int) string { return fmt.Sprint("road ", i*3/4) }, false}, // nearly everyone's own
		"town":          {func(i int) string { return fmt.Sprint("town ", i/2) }, true},    // half as many as actors
		"lat":           {func(i int) string { return fmt.Sprintf("6%d.5", i%9) }, false},
		"turnover":      {func(i int) string { return fmt.Sprintf("%d,5", i%9) }, false},
		"founded":       {func(i int) string { return fmt.Sprint(1990 + i%30) }, true},
		"tags":          {func(i int) string { return fmt.Sprintf("a;b%d", i%3) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			p := &network.Picture{}
			for i := range n {
				p.Actors = append(p.Actors, network.Actor{ID: fmt.Sprintf("%03d", i), Attributes: map[string]string{name: c.value(i)}})
			}
			p.Actors = append(p.Actors, network.Actor{ID: "without"})
			d, ok := mustBuild(t, p, projection.Selectors{}).Graph.Dimension(name)
			if ok != c.want {
				t.Fatalf("dimension: %v; want %v", ok, c.want)
			}
			if !ok {
				return
			}
			if d.Of[n] != -1 {
				t.Errorf("the actor without a value has code %d; want -1", d.Of[n])
			}
			if got := d.Values[d.Of[7]]; got != c.value(7) {
				t.Errorf("actor 007 is in %q; want %q, the whole text", got, c.value(7))
			}
		})
	}
}

func TestAConditionDoesNotTakeADimensionAway(t *testing.T) {
	p := &network.Picture{}
	for i := range 20 {
		p.Actors = append(p.Actors, network.Actor{ID: fmt.Sprintf("%03d", i), Attributes: map[string]string{"size": fmt.Sprint(i % 4)}})
	}
	d, ok := mustBuild(t, p, projection.Selectors{Where: where(t, "size=1")}).Graph.Dimension("size")
	if !ok || len(d.Values) != 1 {
		t.Errorf("size must stay a dimension, with the one value left; got %v %v", d, ok)
	}
}
