package report

// HitRate is what the sentence on a ledger is made from.
type HitRate struct {
	Suggested, Introduced, Hits, Found, Waiting, Alone int
	Share                                              float64
	Interval                                           [2]float64
}

// ByHand is the reason of a suggestion that somebody entered without a plan.
var ByHand = Text{English: "Entered by hand.", Finnish: "Lisätty käsin.", Swedish: "Infört för hand."}

// HitRateReason says how suggestions fared.
func HitRateReason(r HitRate) Text {
	if r.Suggested == 0 {
		return Text{
			English: "Nothing has been suggested yet.", Finnish: "Mitään ei ole vielä ehdotettu.", Swedish: "Inget har föreslagits än.",
		}
	}
	said := Counted(r.Suggested,
		Text{English: "One bridge has been suggested.", Finnish: "Yksi silta on ehdotettu.", Swedish: "En bro har föreslagits."},
		Text{English: "%s bridges have been suggested.", Finnish: "%s siltaa on ehdotettu.", Swedish: "%s broar har föreslagits."})
	var rate Text
	if r.Introduced == 0 {
		rate = Text{
			English: "None has been introduced, so there is no hit rate yet.",
			Finnish: "Yhtään ei ole esitelty, joten osumaprosenttia ei vielä ole.",
			Swedish: "Ingen har introducerats, så det finns ännu ingen träffprocent.",
		}
	} else {
		rate = Sentence(Text{
			English: "Of %s introduced, %s became active: %s, give or take chance %s–%s.",
			Finnish: "Esitellyistä (%s) aktiivisia tuli %s: %s, sattuma huomioiden %s–%s.",
			Swedish: "Av %s introducerade blev %s aktiva: %s, med hänsyn till slumpen %s–%s.",
		}, r.Introduced, r.Hits, Share(r.Share), Share(r.Interval[0]), Share(r.Interval[1]))
	}
	var found, waiting, alone Text
	if r.Found > 0 {
		found = Sentence(Text{
			English: "Seen in the data themselves: %s.", Finnish: "Näistä aineistossa itsessään näkyy %s.", Swedish: "Syns i själva materialet: %s.",
		}, r.Found)
	}
	if r.Waiting > 0 {
		waiting = Sentence(Text{
			English: "Still open: %s.", Finnish: "Vielä avoinna: %s.", Swedish: "Ännu öppna: %s.",
		}, r.Waiting)
	}
	if r.Alone > 0 {
		alone = Sentence(Text{
			English: "Came about without an introduction: %s; these are no hits of the introductions.",
			Finnish: "Syntyi ilman esittelyä: %s; näitä ei lasketa esittelyjen osumiksi.",
			Swedish: "Uppstod utan introduktion: %s; de räknas inte som introduktionernas träffar.",
		}, r.Alone)
	}
	return Joined(said, rate, found, waiting, alone)
}
