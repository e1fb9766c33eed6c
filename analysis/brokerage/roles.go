package brokerage

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Roles counts how often an actor passes between two others who have no tie, in the five roles of Gould and Fernandez.
var Roles = analysis.Metric{
	ID: "brokerage", Title: "Brokerage",
	Meaning: "How many pairs that have no tie meet through this actor, and in which role: inside its own silo, at its silo's door, or between other silos.",
	Formula: "B(v) = |{(a, c): a→v, v→c, no a→c, a ≠ c}|, by the silos s of the three: coordinator s(a) = s(v) = s(c); consultant s(a) = s(c) ≠ s(v); " +
		"gatekeeper s(v) = s(c) ≠ s(a); representative s(a) = s(v) ≠ s(c); liaison all differ. z = (B − E B)/sd B where ties fall at random " +
		"with the density of the network, each direction alone",
	Sources: []analysis.Reference{
		{Text: "Gould, R. V. & Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in transaction networks. Sociological Methodology 19, 89–126.",
			DOI: "10.2307/270949"},
		{Text: "Butts, C. T. (2008). Social network analysis with sna. Journal of Statistical Software 24(6).", DOI: "10.18637/jss.v024.i06"},
	},
	Conventions: analysis.Conventions{
		Normalised: "no; z says how far from chance: below −2 or above 2 is more than chance would give one actor in twenty",
		Directed: "as UCINET and R sna: a gatekeeper lets what comes from outside into its silo, a representative carries it out. An undirected tie leads " +
			"both ways, so a pair counts once in each direction, as in R sna; each such figure is twice one that counts pairs once",
		Weights:     "not used: a tie of weight 0 counts",
		Unreachable: "no matter: only an actor's contacts count",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(m^1.5), memory O(n + m) and 40 bytes an actor for each thread",
	},
	NeedsSilo: true,
	Columns:   roleColumns(),
	Undefined: "an actor without a silo has no role, and is left out with its ties; z is undefined where chance leaves no room, as in a network of one silo",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		d, _ := g.Dimension(a.Silo) // it exists: Run has checked
		found, err := countRoles(ctx, g, d.Of, a)
		if err != nil {
			return analysis.Result{}, err
		}
		return rolesResult(ctx, found, d)
	},
}

// role is how the silos of a and c in a→v→c relate to v's.
type role int

const (
	coordinator role = iota
	consultant
	gatekeeper
	representative
	liaison
	roles
)

var roleTitles = [roles]string{"Coordinator", "Consultant", "Gatekeeper", "Representative", "Liaison"}

// kinds are the roles and, last, all of them together.
const kinds = int(roles) + 1

var kindIDs = [kinds]string{"coordinator", "consultant", "gatekeeper", "representative", "liaison", "brokerage"}

func roleOf(a, v, c int32) role {
	switch {
	case a == v && v == c:
		return coordinator
	case a == c:
		return consultant
	case v == c:
		return gatekeeper
	case a == v:
		return representative
	}
	return liaison
}

func roleColumns() []analysis.Column {
	columns := []analysis.Column{{ID: kindIDs[roles], Title: "Brokerage", Unit: "pairs"}}
	for k, title := range roleTitles {
		columns = append(columns, analysis.Column{ID: kindIDs[k], Title: title, Unit: "pairs"})
	}
	columns = append(columns, analysis.Column{ID: kindIDs[roles] + "-z", Title: "Brokerage, z"})
	for k, title := range roleTitles {
		columns = append(columns, analysis.Column{ID: kindIDs[k] + "-z", Title: title + ", z"})
	}
	return columns
}

// column is where a kind's scores stand: all roles together come first. Its z stands so many columns later.
func column(kind int) int { return (kind + 1) % kinds }

// rolesResult sets the counts beside what chance would give. It returns ctx's error when ctx ends first.
func rolesResult(ctx context.Context, found *roleCounts, d *snapshot.Dimension) (analysis.Result, error) {
	chance := newChance(found.sizes, found.arcs)
	r := analysis.Result{Scores: make([][]float64, 2*kinds), Groups: make([]analysis.Group, len(d.Values))}
	for c := range r.Scores {
		r.Scores[c] = make([]float64, len(d.Of))
	}
	expected := make([][kinds]moments, len(d.Values))
	bySilo := make([][kinds]float64, len(d.Values))
	var all [kinds]float64
	for s := range d.Values {
		expected[s] = chance.actor(found.sizes[s])
	}
	for v, s := range d.Of {
		if v%rowsPerLook == 0 && ctx.Err() != nil {
			return analysis.Result{}, ctx.Err()
		}
		for k := range kinds {
			count, z := math.NaN(), math.NaN()
			if s >= 0 {
				count = float64(found.of(v, k))
				z = expected[s][k].z(count)
				bySilo[s][k] += count
				all[k] += count
			}
			r.Scores[column(k)][v], r.Scores[kinds+column(k)][v] = count, z
		}
	}
	network, published := chance.network()
	for k, id := range kindIDs {
		r.Values = append(r.Values,
			analysis.Value{Name: id, Value: all[k]},
			analysis.Value{Name: id + "-expected", Value: published[k].mean},
			analysis.Value{Name: id + "-sd", Value: published[k].sd()},
			analysis.Value{Name: id + "-z", Value: published[k].z(all[k])},
			analysis.Value{Name: id + "-exact-sd", Value: network[k].sd()},
			analysis.Value{Name: id + "-exact-z", Value: network[k].z(all[k])})
	}
	for s, name := range d.Values {
		r.Groups[s] = analysis.Group{Name: name, Actors: found.sizes[s]}
		for k, id := range kindIDs {
			r.Groups[s].Values = append(r.Groups[s].Values,
				analysis.Value{Name: id, Value: bySilo[s][k]},
				analysis.Value{Name: id + "-expected-each", Value: expected[s][k].mean},
				analysis.Value{Name: id + "-sd-each", Value: expected[s][k].sd()})
		}
	}
	if found.astray > 0 {
		r.Warnings = []notice.Notice{notice.LeftOut.Of(d.Name, found.astray)}
	}
	return r, nil
}
