package neo4j

import "github.com/sillat/sillat/pkg/network"

func linkOfParticipation(p *network.Participation) link {
	return link{from: p.Actor, to: p.Activity, word: p.Role, start: p.Start, funding: p.Funding, end: p.End, source: p.Source}
}

func (l *link) participation() network.Participation {
	return network.Participation{Actor: l.from, Activity: l.to, Role: l.word, Funding: l.funding, Start: l.start, End: l.end, Source: l.source}
}

func amountOrNull(a network.Amount) any {
	if !a.Known {
		return nil
	}
	return a.Value
}
