package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Lift is how far a bridge of several ties lifts reach.
type Lift struct {
	Introductions int     // new ties
	Percent       float64 // by which reach between silos rises; NaN when there was none, of which no rise is a share
	Joined        int64   // pairs that get a path and had none
}

// Broker is what is known of an actor who could bring two silos together.
type Broker struct {
	Name                           string
	SiloSource, SiloTarget         string
	ContactsSource, ContactsTarget int
	Ties                           int // of the broker, to anyone
	Lift
}

// Convening is what is known of one activity that invites actors of several silos.
type Convening struct {
	Guests, Silos int
	Lift
}

// BrokerReason says whom a broker knows in two silos, how much it carries already and what bringing its contacts together would give.
func BrokerReason(b Broker) Text {
	say := func(w kindWords) string {
		return fmt.Sprintf(w.broker, b.Name, b.SiloSource, b.ContactsSource, b.SiloTarget, b.ContactsTarget, b.Ties) + " " + b.say(w, w.bringing)
	}
	return Text{English: say(englishKinds), Finnish: say(finnishKinds), Swedish: say(swedishKinds)}
}

// ConveningReason says what inviting some actors to one activity would give.
func ConveningReason(c Convening) Text {
	say := func(w kindWords) string { return c.say(w, fmt.Sprintf(w.inviting, c.Guests, c.Silos)) }
	return Text{English: say(englishKinds), Finnish: say(finnishKinds), Swedish: say(swedishKinds)}
}

// PeerReason leads a tie's reason with what the two have in common.
func PeerReason(common []string, tie Text) Text {
	list := strings.Join(common, ", ")
	return Text{
		English: "In common: " + list + ". " + tie.English,
		Finnish: "Yhteistä: " + list + ". " + tie.Finnish,
		Swedish: "Gemensamt: " + list + ". " + tie.Swedish,
	}
}

// kindWords is how one language tells of brokers and convenings. The formats take: broker a name, twice a silo and a number, and a number of ties;
// inviting guests and silos; gains the new ties; raises a share; opened pairs.
type kindWords struct {
	broker, bringing, inviting string
	gains, gainsOne, raises    string
	opened, openedOne          string
	point, separator           string
}

var (
	englishKinds = kindWords{
		broker:   "%s already has contacts in both silos (%s: %d, %s: %d) and carries %d ties in all.",
		bringing: "Bringing the best connected of these contacts together", inviting: "Inviting these %d actors from %d silos to one activity",
		gains: " would make %d new ties", gainsOne: " would make one new tie", raises: " and raise reach between silos by %s%%",
		opened: ", and open a path for %s pairs of actors in different silos", openedOne: ", and open a path for one pair of actors in different silos",
		point: ".", separator: comma,
	}
	finnishKinds = kindWords{
		broker:   "%s tuntee jo toimijoita kummastakin siilosta (%s: %d, %s: %d), ja sillä on kaikkiaan %d yhteyttä.",
		bringing: "Näistä parhaiten verkottuneiden tuominen yhteen", inviting: "Näiden %d toimijan kutsuminen %d siilosta samaan hankkeeseen",
		gains: " loisi %d uutta yhteyttä", gainsOne: " loisi yhden uuden yhteyden", raises: " ja parantaisi siilojen välistä tavoittavuutta %s\u00a0%%",
		opened: " sekä avaisi polun %s eri siiloissa olevalle toimijaparille", openedOne: " sekä avaisi polun yhdelle eri siiloissa olevalle toimijaparille",
		point: ",", separator: noBreak,
	}
	swedishKinds = kindWords{
		broker:   "%s har redan kontakter i båda silorna (%s: %d, %s: %d) och sammanlagt %d band.",
		bringing: "Att föra samman de bäst förankrade av dem", inviting: "Att bjuda in dessa %d aktörer från %d silor till en gemensam aktivitet",
		gains: " skulle skapa %d nya band", gainsOne: " skulle skapa ett nytt band", raises: " och öka räckvidden mellan silorna med %s\u00a0%%",
		opened: " samt öppna en väg för %s par av aktörer i olika silor", openedOne: " samt öppna en väg för ett par av aktörer i olika silor",
		point: ",", separator: noBreak,
	}
)

func (l Lift) say(w kindWords, subject string) string {
	text := subject
	if l.Introductions == 1 {
		text += w.gainsOne
	} else {
		text += fmt.Sprintf(w.gains, l.Introductions)
	}
	if !math.IsNaN(l.Percent) {
		text += fmt.Sprintf(w.raises, percentage(l.Percent, w.point))
	}
	switch l.Joined {
	case 0:
	case 1:
		text += w.openedOne
	default:
		text += fmt.Sprintf(w.opened, grouped(l.Joined, w.separator))
	}
	return text + "."
}

// percentage writes a share in per cent with two significant digits, or all digits before the point.
func percentage(x float64, point string) string {
	if x <= 0 {
		return "0"
	}
	digits := max(0, 1-int(math.Floor(math.Log10(x))))
	return strings.Replace(strconv.FormatFloat(x, 'f', digits, 64), ".", point, 1)
}
