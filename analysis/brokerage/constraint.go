package brokerage

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

var burt = analysis.Reference{Text: "Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press."}

// holes says what the four measures of structural holes have in common.
func holes(normalised string) analysis.Conventions {
	return analysis.Conventions{
		Normalised:  normalised,
		Directed:    "a tie in either direction makes a contact; both directions add up, so a mutual tie weighs twice a one-way tie",
		Weights:     "as strengths, 1/weight when they mean distance, and a tie of weight 0 is then no contact; when they mean nothing every tie counts the same",
		Unreachable: "no matter: only an actor's contacts and the ties among them count",
		Loops:       "left out; parallel ties add up",
		Cost:        "time O(Σ min(d_i, d_j)) over the ties, at most O(m^1.5); memory 16 bytes a tie and direction and O(n) per thread, and O(m) more when directed or weighted; without both, constraint takes 4 bytes a tie and 8 a tie and thread, effective size and efficiency 4 a tie and 8 an actor and thread",
	}
}

const noContacts = "an actor without contacts has no holes around it"

// Constraint is Burt's network constraint: how far an actor's contacts are tied to one another, so that it has little to bridge.
var Constraint = analysis.Metric{
	ID: "constraint", Title: "Constraint",
	Meaning:     "How closed the circle around an actor is: low when its contacts do not know one another and it can bridge them, high when it depends on few contacts that all do.",
	Formula:     "c_i = Σ_j (p_ij + Σ_{q≠i,j} p_iq·p_qj)², over i's contacts j, with p_ij = (a_ij+a_ji) / Σ_k (a_ik+a_ki)",
	Sources:     []analysis.Reference{burt},
	Conventions: holes("no: from 1/contacts upwards; 1 for an actor with one contact, and it can pass 1 (9/8 in a triangle)"),
	Columns:     []analysis.Column{{ID: "constraint", Title: "Constraint"}},
	Undefined:   noContacts,
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		if plain(g) {
			scores, err := plainConstraint(ctx, g, a)
			return analysis.Result{Scores: [][]float64{scores}}, err
		}
		c, err := contactsOf(ctx, g, a.Threads)
		if err != nil {
			return analysis.Result{}, err
		}
		scores, err := c.score(ctx, a, c.total, func(e ego) float64 {
			sum := 0.0
			for j := range e.contacts {
				sum += e.constraint(j)
			}
			return sum
		})
		return analysis.Result{Scores: [][]float64{scores}}, err
	},
}

// constraint returns c_ij, how far the actor depends on one contact, when through was summed per Σ_k(a_qk+a_kq).
func (e ego) constraint(j int) float64 {
	dependence := e.share[j] + e.through[j]
	return dependence * dependence
}
