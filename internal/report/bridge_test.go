package report_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/report"
)

func TestBridgeReasons(t *testing.T) {
	tie := report.Bridge{Rank: 2, Source: "A", SiloSource: "x", Target: "B", SiloTarget: "y", Distance: 4, Common: 0, Improved: 12345, Joined: 0, Exact: true}
	one, opens, both := tie, tie, tie
	one.Improved = 1
	opens.Rank, opens.Distance, opens.Improved, opens.Joined = 1, -1, 1, 1
	both.Improved, both.Joined = 5, 1
	robust := tie
	robust.Eased = 1.234
	for name, c := range map[string]struct {
		got  report.Text
		want report.Text
	}{
		"a tie brings pairs closer": {report.BridgeReason(tie), report.Text{
			English: "A (x) and B (y) are 4 steps apart today. On top of the bridges above, a tie would bring 12,345 pairs of actors in different silos closer.",
			Finnish: "A (x) ja B (y) ovat nyt 4 askeleen päässä toisistaan. Edellisten siltojen lisäksi yhteys lähentäisi 12\u00a0345 eri siiloissa olevaa toimijaparia.",
			Swedish: "A (x) och B (y) är i dag 4 steg från varandra. Utöver broarna ovan skulle ett band föra 12\u00a0345 par av aktörer i olika silor närmare varandra.",
		}},
		"a tie brings one pair closer": {report.BridgeReason(one), report.Text{
			English: "A (x) and B (y) are 4 steps apart today. On top of the bridges above, a tie would bring one pair of actors in different silos closer.",
			Finnish: "A (x) ja B (y) ovat nyt 4 askeleen päässä toisistaan. Edellisten siltojen lisäksi yhteys lähentäisi yhtä eri siiloissa olevaa toimijaparia.",
			Swedish: "A (x) och B (y) är i dag 4 steg från varandra. Utöver broarna ovan skulle ett band föra ett par av aktörer i olika silor närmare varandra.",
		}},
		"a tie opens one path": {report.BridgeReason(opens), report.Text{
			English: "A (x) and B (y) cannot reach each other today. A tie would open a path for one pair of actors in different silos.",
			Finnish: "A (x) ja B (y) eivät nyt tavoita toisiaan. Yhteys avaisi polun yhdelle eri siiloissa olevalle toimijaparille.",
			Swedish: "A (x) och B (y) når inte varandra i dag. Ett band skulle öppna en väg för ett par av aktörer i olika silor.",
		}},
		"a tie brings five closer, one of them without a path": {report.BridgeReason(both), report.Text{
			English: "A (x) and B (y) are 4 steps apart today. On top of the bridges above, a tie would bring 5 pairs of actors in different silos closer, one of which has no path yet.",
			Finnish: "A (x) ja B (y) ovat nyt 4 askeleen päässä toisistaan. Edellisten siltojen lisäksi yhteys lähentäisi 5 eri siiloissa olevaa toimijaparia, joista yksi on vielä vailla polkua.",
			Swedish: "A (x) och B (y) är i dag 4 steg från varandra. Utöver broarna ovan skulle ett band föra 5 par av aktörer i olika silor närmare varandra, varav ett ännu saknar väg.",
		}},
		"a tie eases": {report.BridgeReason(robust), report.Text{
			English: "A (x) and B (y) are 4 steps apart today. On top of the bridges above, a tie would lower the mean resistance between silos by 1.2%.",
			Finnish: "A (x) ja B (y) ovat nyt 4 askeleen päässä toisistaan. Edellisten siltojen lisäksi yhteys pienentäisi siilojen välistä keskimääräistä vastusta 1,2\u00a0%.",
			Swedish: "A (x) och B (y) är i dag 4 steg från varandra. Utöver broarna ovan skulle ett band minska det genomsnittliga motståndet mellan silorna med 1,2\u00a0%.",
		}},
		"a broker": {report.BrokerReason(report.Broker{
			Name: "K", SiloSource: "x", SiloTarget: "y", ContactsSource: 4, ContactsTarget: 7, Ties: 31, Lift: report.Lift{Introductions: 18, Percent: 0.0456},
		}), report.Text{
			English: "K already has contacts in both silos (x: 4, y: 7) and carries 31 ties in all. Bringing the best connected of these contacts together would make 18 new ties and raise reach between silos by 0.046%.",
			Finnish: "K tuntee jo toimijoita kummastakin siilosta (x: 4, y: 7), ja sillä on kaikkiaan 31 yhteyttä. Näistä parhaiten verkottuneiden tuominen yhteen loisi 18 uutta yhteyttä ja parantaisi siilojen välistä tavoittavuutta 0,046\u00a0%.",
			Swedish: "K har redan kontakter i båda silorna (x: 4, y: 7) och sammanlagt 31 band. Att föra samman de bäst förankrade av dem skulle skapa 18 nya band och öka räckvidden mellan silorna med 0,046\u00a0%.",
		}},
		"a convening where nobody reached anybody": {report.ConveningReason(report.Convening{Guests: 2, Silos: 2, Lift: report.Lift{Introductions: 1, Percent: math.NaN(), Joined: 1}}), report.Text{
			English: "Inviting these 2 actors from 2 silos to one activity would make one new tie, and open a path for one pair of actors in different silos.",
			Finnish: "Näiden 2 toimijan kutsuminen 2 siilosta samaan hankkeeseen loisi yhden uuden yhteyden sekä avaisi polun yhdelle eri siiloissa olevalle toimijaparille.",
			Swedish: "Att bjuda in dessa 2 aktörer från 2 silor till en gemensam aktivitet skulle skapa ett nytt band samt öppna en väg för ett par av aktörer i olika silor.",
		}},
		"a convening opens paths": {report.ConveningReason(report.Convening{Guests: 3, Silos: 2, Lift: report.Lift{Introductions: 1, Percent: 123.4, Joined: 1500}}), report.Text{
			English: "Inviting these 3 actors from 2 silos to one activity would make one new tie and raise reach between silos by 123%, and open a path for 1,500 pairs of actors in different silos.",
			Finnish: "Näiden 3 toimijan kutsuminen 2 siilosta samaan hankkeeseen loisi yhden uuden yhteyden ja parantaisi siilojen välistä tavoittavuutta 123\u00a0% sekä avaisi polun 1\u00a0500 eri siiloissa olevalle toimijaparille.",
			Swedish: "Att bjuda in dessa 3 aktörer från 2 silor till en gemensam aktivitet skulle skapa ett nytt band och öka räckvidden mellan silorna med 123\u00a0% samt öppna en väg för 1\u00a0500 par av aktörer i olika silor.",
		}},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	peers := report.PeerReason([]string{"region Lappi", "theme youth"}, report.BridgeReason(tie))
	if !strings.HasPrefix(peers.English, "In common: region Lappi, theme youth. A (x) and B") || !strings.HasPrefix(peers.Finnish, "Yhteistä: region") || !strings.HasPrefix(peers.Swedish, "Gemensamt: region") {
		t.Errorf("peers: %+v", peers)
	}
}
