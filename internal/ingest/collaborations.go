package ingest

import (
	"strings"

	"github.com/sillat/sillat/pkg/format"
	"github.com/sillat/sillat/pkg/network"
)

// The fields of collaborations, as places in collaborationShape.fields.
const (
	tieSource = iota
	tieTarget
	tieType
	tieDirected
	tieWeight
	tieConfidence
	tieStart
	tieEnd
)

// collaborationShape reads ties. A column Type that holds only Directed and Undirected is Gephi's and says the direction;
// the relation is then in Kind.
var collaborationShape = shape{
	kind: format.Collaborations,
	fields: []field{
		tieSource:     {name: "source", required: true, names: sourceNames},
		tieTarget:     {name: "target", required: true, names: targetNames},
		tieType:       {name: "type", names: []string{"kind", "relation", "relationtype", "tietype", "suhde", "suhteenlaji", "yhteistyonlaji", "yhteistyontyyppi", "yhteistyomuoto", "yhteistyonmuoto", "yhteydenlaji", "yhteydentyyppi", "muoto", "laji", "relationstyp", "samarbetsform", "samarbetstyp", "form", "slag", "type", "tyyppi", "typ"}},
		tieDirected:   {name: "directed", names: []string{"directed", "direction", "suunnattu", "suunta", "riktad", "riktning"}},
		tieWeight:     {name: "weight", names: []string{"weight", "strength", "paino", "vahvuus", "voimakkuus", "yhteistyonvahvuus", "yhteydenvahvuus", "tiiviys", "intensity", "intensitet", "vikt", "styrka"}},
		tieConfidence: {name: "confidence", names: []string{"confidence", "varmuus", "luotettavuus", "sakerhet"}},
		tieStart:      {name: "start", names: startNames},
		tieEnd:        {name: "end", names: endNames},
	},
	add:    addCollaboration,
	settle: settleCollaborations,
}

// directions are the words that say whether a tie has a direction.
var directions = map[string]bool{
	"1": true, "true": true, "yes": true, "directed": true, "kyllä": true, "tosi": true, "ja": true, "suunnattu": true, "riktad": true,
	"0": false, "false": false, "no": false, "undirected": false, "mutual": false, "ei": false, "epätosi": false, "nej": false, "suuntaamaton": false, "oriktad": false,
}

// settleCollaborations tells Gephi's Type from a relation by its values.
func settleCollaborations(t *table) {
	own := t.r.overrides[format.Collaborations]
	for _, f := range []string{"type", "directed"} {
		if _, said := own[f]; said {
			return
		}
	}
	for c, header := range t.head.Header {
		if fold(header) != "type" || t.columns.of[tieDirected] >= 0 || !t.allWays(c) {
			continue
		}
		if t.columns.of[tieType] == c {
			t.columns.of[tieType] = -1
		}
		t.columns.of[tieDirected], t.columns.uses[c], t.typeIsWay = c, "directed", true
		return
	}
}

// allWays reports whether a column's first values are all Directed, Undirected or empty, and some are not empty.
func (t *table) allWays(column int) bool {
	some := false
	for _, w := range t.waiting {
		switch strings.ToLower(strings.TrimSpace(w.values[column])) {
		case "":
		case "directed", "undirected", "mutual":
			some = true
		default:
			return false
		}
	}
	return some
}

func addCollaboration(r *reader, c cells) {
	from, fromOK := c.idNumber(tieSource)
	to, toOK := c.idNumber(tieTarget)
	tie := network.Collaboration{Directed: c.directed(), Weight: 1, Confidence: 1}
	if w, given := c.number(tieWeight); given {
		if tie.Weight = w; w < 0 {
			c.refuse(tieWeight, c.text(tieWeight), "a weight of zero or more", "write how strong the tie is, or leave it empty for 1")
		}
	}
	if p, given := c.number(tieConfidence); given {
		if tie.Confidence = p; p < 0 || p > 1 {
			c.refuse(tieConfidence, c.text(tieConfidence), "a confidence from 0 to 1", "write 0.8 for 80 %, or leave it empty for 1")
		}
	}
	tie.Start, tie.End = c.period(tieStart, tieEnd)
	if fromOK && toOK {
		kind := int32(noType)
		if s := c.text(tieType); s != "" {
			kind = r.texts.number(s)
		}
		r.ties.add(from, to, kind, tie, origin{c.t, c.line})
	}
}

// directed reads whether the tie has a direction. Nothing said means no, but in Gephi's Type it means yes, as there.
func (c cells) directed() bool {
	s := c.text(tieDirected)
	if s == "" {
		return c.t.typeIsWay
	}
	way, ok := directions[strings.ToLower(s)]
	if !ok {
		c.refuse(tieDirected, s, "1 or 0, true or false", "write 1 when the tie goes only from the first actor to the second, else 0")
	}
	return way
}
