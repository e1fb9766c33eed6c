package report

import "fmt"

// Bridge is what is known of a proposed tie.
type Bridge struct {
	Rank                   int    // its place in the plan, from 1
	Source, Target         string // names
	SiloSource, SiloTarget string
	Distance               int // steps between them now; negative when there is no path
	Common                 int // contacts they share
	Improved, Joined       int64
	Exact                  bool    // false: Improved is an estimate
	Eased                  float64 // per cent by which it lowers the mean resistance between silos; 0 unless that is the aim
}

// BridgeReason says why a tie is proposed: how far apart the two are now, and for how many pairs of actors in different silos it
// would shorten the way or open one, on top of the bridges before it in the plan. When the aim is robustness it says how much it eases instead.
func BridgeReason(b Bridge) Text {
	return Text{English: b.say(english), Finnish: b.say(finnish), Swedish: b.say(swedish)}
}

// bridgeWords is how one language tells of a bridge. The formats take: parties the four names and silos; steps and contacts a number; closer,
// opened and both the counts. Those of one pair take no number.
type bridgeWords struct {
	parties              string
	apart, steps         string // no path; so many steps
	oneContact, contacts string
	onTop                string // leads the second sentence from the second bridge on
	first                string // leads it for the first
	about                string // before an estimated count
	closer, opened, both string
	oneCloser, oneOpened string
	bothOne              string // as both, where one of them has no path
	eased                string
	point, separator     string // of decimals and thousands
}

var (
	english = bridgeWords{
		parties: "%s (%s) and %s (%s) ", apart: "cannot reach each other today", steps: "are %d steps apart today",
		oneContact: " and share one contact who could introduce them", contacts: " and share %d contacts who could introduce them",
		first: "A tie would ", onTop: "On top of the bridges above, a tie would ", about: "about ",
		closer: "bring %s pairs of actors in different silos closer", opened: "open a path for %s pairs of actors in different silos",
		oneCloser: "bring one pair of actors in different silos closer", oneOpened: "open a path for one pair of actors in different silos",
		both:    "bring %s pairs of actors in different silos closer, %s of which have no path yet",
		bothOne: "bring %s pairs of actors in different silos closer, one of which has no path yet",
		eased:   "lower the mean resistance between silos by %s%%", point: ".", separator: comma,
	}
	finnish = bridgeWords{
		parties: "%s (%s) ja %s (%s) ", apart: "eivät nyt tavoita toisiaan", steps: "ovat nyt %d askeleen päässä toisistaan",
		oneContact: ", ja yksi yhteinen kontakti voisi esitellä heidät", contacts: ", ja %d yhteistä kontaktia voisi esitellä heidät",
		first: "Yhteys ", onTop: "Edellisten siltojen lisäksi yhteys ", about: "noin ",
		closer: "lähentäisi %s eri siiloissa olevaa toimijaparia", opened: "avaisi polun %s eri siiloissa olevalle toimijaparille",
		oneCloser: "lähentäisi yhtä eri siiloissa olevaa toimijaparia", oneOpened: "avaisi polun yhdelle eri siiloissa olevalle toimijaparille",
		both:    "lähentäisi %s eri siiloissa olevaa toimijaparia, joista %s on vielä vailla polkua",
		bothOne: "lähentäisi %s eri siiloissa olevaa toimijaparia, joista yksi on vielä vailla polkua",
		eased:   "pienentäisi siilojen välistä keskimääräistä vastusta %s\u00a0%%", point: ",", separator: noBreak,
	}
	swedish = bridgeWords{
		parties: "%s (%s) och %s (%s) ", apart: "når inte varandra i dag", steps: "är i dag %d steg från varandra",
		oneContact: " och har en gemensam kontakt som kunde presentera dem", contacts: " och har %d gemensamma kontakter som kunde presentera dem",
		first: "Ett band skulle ", onTop: "Utöver broarna ovan skulle ett band ", about: "ungefär ",
		closer: "föra %s par av aktörer i olika silor närmare varandra", opened: "öppna en väg för %s par av aktörer i olika silor",
		oneCloser: "föra ett par av aktörer i olika silor närmare varandra", oneOpened: "öppna en väg för ett par av aktörer i olika silor",
		both:    "föra %s par av aktörer i olika silor närmare varandra, varav %s ännu saknar väg",
		bothOne: "föra %s par av aktörer i olika silor närmare varandra, varav ett ännu saknar väg",
		eased:   "minska det genomsnittliga motståndet mellan silorna med %s\u00a0%%", point: ",", separator: noBreak,
	}
)

func (b Bridge) say(w bridgeWords) string {
	text := fmt.Sprintf(w.parties, b.Source, b.SiloSource, b.Target, b.SiloTarget)
	if b.Distance < 0 {
		text += w.apart
	} else {
		text += fmt.Sprintf(w.steps, b.Distance)
	}
	switch b.Common {
	case 0:
	case 1:
		text += w.oneContact
	default:
		text += fmt.Sprintf(w.contacts, b.Common)
	}
	text += ". "
	if b.Rank > 1 {
		text += w.onTop
	} else {
		text += w.first
	}
	if b.Eased > 0 {
		return text + fmt.Sprintf(w.eased, percentage(b.Eased, w.point)) + "."
	}
	improved, joined := grouped(b.Improved, w.separator), grouped(b.Joined, w.separator)
	if !b.Exact {
		improved = w.about + improved
	}
	switch {
	case b.Joined == 0 && b.Improved == 1 && b.Exact:
		text += w.oneCloser
	case b.Joined == 0:
		text += fmt.Sprintf(w.closer, improved)
	case b.Joined >= b.Improved && b.Joined == 1:
		text += w.oneOpened
	case b.Joined >= b.Improved:
		text += fmt.Sprintf(w.opened, joined)
	case b.Joined == 1:
		text += fmt.Sprintf(w.bothOne, improved)
	default:
		text += fmt.Sprintf(w.both, improved, joined)
	}
	return text + "."
}
