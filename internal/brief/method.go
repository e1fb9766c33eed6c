package brief

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/sillat/sillat/internal/report"
)

// methodWords are those of how the page was made.
var methodWords = struct {
	title, expected, q, reach, estimated, plan, weight, again, selected, notes report.Text
}{
	title: text("How this was computed", "Näin tämä on laskettu", "Så här har detta beräknats"),
	expected: text("Expected: what chance would give if every actor stayed just as active as it is and every activity kept its size (degree-keeping null model, mean in closed form).",
		"Odotettu: mitä sattumalta olisi, jos jokainen toimija pysyisi yhtä aktiivisena kuin nyt ja jokainen hanke yhtä suurena (asteet säilyttävä nollamalli, odotusarvo suljetussa muodossa).",
		"Väntat: vad slumpen skulle ge om varje aktör förblev lika aktiv som nu och varje aktivitet lika stor (gradbevarande nollmodell, medelvärde i sluten form)."),
	q: text("q: how likely so few ties are by chance, corrected for looking at %s pairs of silos (Benjamini–Hochberg). A gap has q below 0.05.",
		"q: kuinka todennäköisesti yhteyksiä on näin vähän sattumalta, korjattuna %s siiloparin tarkastelulla (Benjamini–Hochberg). Aukossa q on alle 0,05.",
		"q: hur sannolikt så få förbindelser är av en slump, korrigerat för att %s par av silor betraktas (Benjamini–Hochberg). I en lucka är q under 0,05."),
	reach: text("Closeness between silos: the mean of 1/distance over the %s pairs of actors in different silos, 0 for a pair without a path.",
		"Siilojen läheisyys: käänteisen etäisyyden keskiarvo %s eri siiloissa olevasta toimijaparista, 0 parille, jolla ei ole polkua.",
		"Närhet mellan silor: medelvärdet av 1/avståndet över %s par av aktörer i olika silor, 0 för ett par utan väg."),
	estimated: text("It is estimated from a sample of actors.", "Se on arvioitu toimijoiden otoksesta.", "Den är uppskattad från ett urval av aktörer."),
	plan: text("The bridges are chosen one after the other, each the best given those before it; that is a heuristic, not a proof that no better plan exists.",
		"Sillat on valittu yksi kerrallaan, kukin parhaana edellisten jälkeen; tämä on heuristiikka eikä todiste siitä, ettei parempaa suunnitelmaa ole.",
		"Broarna är valda en efter en, var och en den bästa givet de tidigare; det är en heuristik, inte ett bevis för att det inte finns en bättre plan."),
	weight: text("Tie weight: an activity of k partners gives each pair of them 1/(k−1), so that a large project does not count as many friendships.",
		"Yhteyksien paino: k osallistujan hanke antaa kullekin parille painon 1/(k−1), joten suuri hanke ei vastaa lukuisia tuttavuuksia.",
		"Vikt: en aktivitet med k deltagare ger varje par vikten 1/(k−1), så att ett stort projekt inte räknas som många bekantskaper."),
	again:    text("Sillat %s, seed %s. The same version, revision and seed give the same figures.", "Sillat %s, siemenluku %s. Sama versio, aineistoversio ja siemenluku antavat samat luvut.", "Sillat %s, frö %s. Samma programversion, dataversion och frö ger samma tal."),
	selected: text("Selected: %s.", "Rajaus: %s.", "Urval: %s."),
}

// method is the section on how the page was made.
func method(f *Facts, l report.Language) Section {
	w := &methodWords
	s := Section{Title: w.title.In(l)}
	note := func(words report.Text, args ...any) { s.Notes = append(s.Notes, report.Sentence(words, args...).In(l)) }
	note(w.expected)
	if weighting := f.Parameters["projection"]; weighting == "" || weighting == "newman" {
		note(w.weight)
	}
	note(w.q, f.Pairs)
	reach := report.Sentence(w.reach, f.CrossPairs)
	if !f.Exact {
		reach = report.Joined(reach, w.estimated)
	}
	s.Notes = append(s.Notes, reach.In(l))
	note(w.plan)
	if len(f.Parameters) > 0 {
		var chosen []string
		for _, name := range slices.Sorted(maps.Keys(f.Parameters)) {
			chosen = append(chosen, name+" "+f.Parameters[name])
		}
		note(w.selected, strings.Join(chosen, ", "))
	}
	note(w.again, f.Version, strconv.FormatUint(f.Seed, 10))
	for _, n := range f.Notices {
		s.Notes = append(s.Notes, n.Words.In(l))
	}
	return s
}
