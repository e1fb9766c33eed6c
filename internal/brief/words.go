package brief

import "github.com/sillat/sillat/internal/report"

// text is the same in English, Finnish and Swedish.
func text(en, fi, sv string) report.Text {
	return report.Text{English: en, Finnish: fi, Swedish: sv}
}

// words are those of the page.
var words = struct {
	title, grouped, atRevision, fromFiles                      report.Text
	findings                                                   report.Text
	figures, actors, inSilos, ties, tiesMeaning, largest       report.Text
	largestMeaning, gapsFigure, gapsMeaning, isolates          report.Text
	isolatesMeaning, reach, reachMeaning, reachBridges         report.Text
	mapTitle, mapLead, mapAlt                                  report.Text
	matrixTitle, matrixLead, matrixMany, silo                  report.Text
	gapsTitle, gapsLead, gapsNone, observed, expected, q, two  report.Text
	bridgesTitle, bridgesLead, bridgesNone, plausible, horizon report.Text
	priorChance, stable                                        report.Text
	pointsTitle, pointsLead, pointsNone, more                  report.Text
	clustersTitle, clustersLead, clustersNone                  report.Text
}{
	title:      text("The overall picture of %s", "Yleiskuva: %s", "Överblick: %s"),
	grouped:    text("Grouped by: %s.", "Ryhmittely: %s.", "Grupperat efter: %s."),
	atRevision: text("Revision %s, %s.", "Versio %s, %s.", "Version %s, %s."),
	fromFiles:  text("Read from files, %s.", "Luettu tiedostoista, %s.", "Läst från filer, %s."),
	findings:   text("Findings", "Havainnot", "Iakttagelser"),

	figures:         text("Headline figures", "Pääluvut", "Huvudtal"),
	actors:          text("Actors", "Toimijat", "Aktörer"),
	inSilos:         text("in %s silos", "%s siilossa", "i %s silor"),
	ties:            text("Ties", "Yhteydet", "Förbindelser"),
	tiesMeaning:     text("pairs of actors that work together", "toimijaparia, jotka tekevät yhteistyötä", "par av aktörer som samarbetar"),
	largest:         text("In one piece", "Yhtenä kokonaisuutena", "I ett stycke"),
	largestMeaning:  text("of the actors reach each other, directly or through others", "toimijoista tavoittaa toisensa, suoraan tai muiden kautta", "av aktörerna når varandra, direkt eller genom andra"),
	gapsFigure:      text("Gaps", "Aukot", "Luckor"),
	gapsMeaning:     text("of %s pairs of silos work together less than chance would have it", "%s siiloparista tekee yhteistyötä vähemmän kuin sattumalta", "av %s par av silor samarbetar mindre än slumpen skulle ge"),
	isolates:        text("Without ties", "Ilman yhteyksiä", "Utan förbindelser"),
	isolatesMeaning: text("actors work with nobody in the network", "toimijaa ei tee yhteistyötä kenenkään kanssa verkostossa", "aktörer samarbetar inte med någon i nätverket"),
	reach:           text("Closeness between silos", "Siilojen läheisyys", "Närhet mellan silor"),
	reachMeaning:    text("from 0 (nobody reaches another silo) to 1 (all work together)", "0 = kukaan ei tavoita toista siiloa, 1 = kaikki tekevät yhteistyötä", "från 0 (ingen når en annan silo) till 1 (alla samarbetar)"),
	reachBridges:    text("%s with the bridges below", "%s alla ehdotettujen siltojen kanssa", "%s med broarna nedan"),

	mapTitle: text("The map of silos", "Siilojen kartta", "Karta över silorna"),
	mapLead: text("A bubble is a silo; the larger, the more actors. A line is ties between silos; the thicker, the more. A dashed line is a gap: far fewer ties than chance would give.",
		"Kupla on siilo; mitä suurempi, sitä enemmän toimijoita. Viiva on siilojen välisiä yhteyksiä; mitä paksumpi, sitä enemmän. Katkoviiva on aukko: yhteyksiä on paljon vähemmän kuin sattumalta olisi.",
		"En bubbla är en silo; ju större, desto fler aktörer. En linje är förbindelser mellan silor; ju tjockare, desto fler. En streckad linje är en lucka: mycket färre förbindelser än slumpen skulle ge."),
	mapAlt: text("Map of %s silos as bubbles with lines between them; the table that follows says the same in figures.",
		"Kartta: %s siiloa kuplina ja viivat niiden välillä; seuraava taulukko kertoo saman lukuina.",
		"Karta med %s silor som bubblor och linjer mellan dem; tabellen som följer säger samma sak i siffror."),

	matrixTitle: text("Who works with whom", "Kuka tekee yhteistyötä kenen kanssa", "Vem samarbetar med vem"),
	matrixLead: text("Ties between two silos as a share of what chance would give, if everybody stayed just as active. 100% is as expected; bold is hardly chance; a point means too few to compare.",
		"Kahden siilon väliset yhteydet osuutena siitä, mitä sattumalta olisi, jos kaikki pysyisivät yhtä aktiivisina. 100\u00a0% on odotettu; lihavoitu tuskin on sattumaa; piste tarkoittaa, että vertailtavaa on liian vähän.",
		"Förbindelser mellan två silor som andel av vad slumpen skulle ge om alla förblev lika aktiva. 100\u00a0% är som väntat; fet stil är knappast en slump; en punkt betyder att det är för få att jämföra."),
	matrixMany: text("The %s largest of %s silos are shown.", "Taulukossa ovat %s suurinta siiloa kaikkiaan %s siilosta.", "De %s största av %s silor visas."),
	silo:       text("Silo", "Siilo", "Silo"),

	gapsTitle: text("The widest gaps", "Suurimmat aukot", "De största luckorna"),
	gapsLead:  text("Pairs of silos that work together less than chance would have it.", "Siiloparit, jotka tekevät yhteistyötä vähemmän kuin sattumalta olisi.", "Par av silor som samarbetar mindre än slumpen skulle ge."),
	gapsNone:  text("No two silos meet less than chance would have it.", "Mitkään kaksi siiloa eivät kohtaa vähemmän kuin sattumalta.", "Inga två silor möts mindre än slumpen skulle ge."),
	observed:  text("Tie weight", "Yhteyksien paino", "Vikt"),
	expected:  text("Expected", "Odotettu", "Väntat"),
	q:         text("q", "q", "q"),
	two:       text("Reach in two steps", "Tavoittaa kahdella askeleella", "Når i två steg"),

	bridgesTitle: text("Bridges to build", "Rakennettavat sillat", "Broar att bygga"),
	bridgesLead: text("New ties that together would bring the silos closest to each other. They are proposals to talk about, not decisions.",
		"Uudet yhteydet, jotka yhdessä toisivat siilot lähimmäksi toisiaan. Ne ovat ehdotuksia keskustelun pohjaksi, eivät päätöksiä.",
		"Nya förbindelser som tillsammans skulle föra silorna närmast varandra. De är förslag att diskutera, inte beslut."),
	bridgesNone: text("No new tie would bring the silos closer to each other.", "Mikään uusi yhteys ei toisi siiloja lähemmäksi toisiaan.", "Ingen ny förbindelse skulle föra silorna närmare varandra."),
	plausible:   text("Plausibility %s", "Todennäköisyys %s", "Sannolikhet %s"),
	horizon: text("Plausibility is the probability that the two start to work together within %s days, as the network's own history has it.",
		"Todennäköisyys tarkoittaa, että nämä kaksi alkavat tehdä yhteistyötä %s päivän kuluessa; se on opittu verkoston omasta historiasta.",
		"Sannolikheten gäller att de två börjar samarbeta inom %s dagar, enligt nätverkets egen historia."),
	priorChance: text("Plausibility is a rule of thumb here: the network has too little dated history to learn from.",
		"Todennäköisyys on tässä peukalosääntö: verkostossa on liian vähän päivättyä historiaa, josta oppia.",
		"Sannolikheten är här en tumregel: nätverket har för lite daterad historia att lära av."),
	stable: text("%s of resampled networks join these silos", "%s uudelleenotetuista verkostoista yhdistää nämä siilot", "%s av de återsamplade nätverken förenar dessa silor"),

	pointsTitle: text("Single points of failure", "Yhden toimijan varassa", "Hänger på en enda aktör"),
	pointsLead:  text("Actors whose leaving would cut others off.", "Toimijat, joiden lähtö katkaisisi muiden yhteydet.", "Aktörer vars bortfall skulle skära av andra."),
	pointsNone:  text("No single actor's leaving would cut anybody off.", "Yhdenkään toimijan lähtö ei katkaisisi muiden yhteyksiä.", "Ingen enskild aktörs bortfall skulle skära av någon."),
	more:        text("And %s more.", "Ja vielä %s muuta.", "Och ytterligare %s."),

	clustersTitle: text("Cut-off groups", "Irralliset ryhmät", "Avskilda grupper"),
	clustersLead:  text("Groups of actors that no tie connects with the rest.", "Toimijaryhmät, joilla ei ole yhteyttä muihin.", "Grupper av aktörer som ingen förbindelse förenar med resten."),
	clustersNone:  text("No group of actors is cut off from the rest.", "Mikään toimijaryhmä ei ole irrallaan muista.", "Ingen grupp av aktörer är avskild från resten."),
}
