package report

import "fmt"

// tellGap names the widest gap and how many others there are.
func tellGap(p Picture) string {
	if len(p.Gaps) == 0 {
		return ""
	}
	g := p.Gaps[0]
	text := fmt.Sprintf("%s and %s hardly work together: a tie weight of %s, where %s would be expected from how active they are.",
		g.A, g.B, decimal(g.Observed), decimal(g.Expected))
	switch others := p.Gaps[1:]; len(others) {
	case 0:
		return text
	case 1:
		return text + fmt.Sprintf(" One more pair of silos is apart like this: %s and %s.", others[0].A, others[0].B)
	default:
		return text + fmt.Sprintf(" %d more pairs of silos are apart like this, next %s and %s.", len(others), others[0].A, others[0].B)
	}
}

// tellSinglePoint names the actor whose leaving would cut off the most others.
func tellSinglePoint(p Picture) string {
	if len(p.SinglePoints) == 0 {
		return ""
	}
	s := p.SinglePoints[0]
	text := fmt.Sprintf("%s is a single point of failure: without it %d actors would be cut off from the rest.", s.Name, s.CutsOff)
	switch more := len(p.SinglePoints) - 1; more {
	case 0:
		return text
	case 1:
		return text + " One more actor holds others on its own."
	default:
		return text + fmt.Sprintf(" %d more actors hold others on their own.", more)
	}
}

// tellCutOff names the largest cluster without a path to the rest.
func tellCutOff(p Picture) string {
	if len(p.Clusters) == 0 {
		return ""
	}
	c := p.Clusters[0]
	text := fmt.Sprintf("A cluster of %d actors around %s has no tie to the largest connected part, which holds %d actors.", c.Actors, c.Example, p.Largest)
	switch more := len(p.Clusters) - 1; more {
	case 0:
		return text
	case 1:
		return text + " One more cluster is cut off too."
	default:
		return text + fmt.Sprintf(" %d more clusters are cut off too.", more)
	}
}

// tellIsolates counts the actors without any tie.
func tellIsolates(p Picture) string {
	switch p.Isolates {
	case 0:
		return ""
	case 1:
		return "One actor has no tie at all."
	}
	return fmt.Sprintf("%d actors have no tie at all.", p.Isolates)
}

// tellWhole says so when nothing is wrong, because silence would leave the reader in doubt.
func tellWhole(p Picture) string {
	if len(p.Gaps)+len(p.SinglePoints)+len(p.Clusters)+p.Isolates > 0 {
		return ""
	}
	return fmt.Sprintf("All %d actors are connected, no single actor holds others on its own, and no pair of silos works together less than chance would have it.", p.Largest)
}
