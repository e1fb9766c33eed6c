package neo4j

import "github.com/sillat/sillat/pkg/network"

func linkOfCollaboration(c *network.Collaboration) link {
	l := link{
		from: c.From, to: c.To, word: c.Type, directed: c.Directed, start: c.Start, weight: c.Weight, confidence: c.Confidence, end: c.End, source: c.Source,
	}
	if !l.directed {
		l.from, l.to = min(l.from, l.to), max(l.from, l.to)
	}
	return l
}

func (l *link) collaboration() network.Collaboration {
	return network.Collaboration{
		From: l.from, To: l.to, Type: l.word, Directed: l.directed, Weight: l.weight, Confidence: l.confidence, Start: l.start, End: l.end, Source: l.source,
	}
}

// A source that says nothing of its confidence is sure, so a confidence of 1 is not stored.

func confidenceOrNull(c float64) any {
	if c == 1 {
		return nil
	}
	return c
}

func confidenceIn(v any) float64 {
	if c, is := v.(float64); is {
		return c
	}
	return 1
}
