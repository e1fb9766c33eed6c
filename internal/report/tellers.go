package report

// tellGap names the widest gap and how many others there are.
func tellGap(p Picture) Text {
	if len(p.Gaps) == 0 {
		return Text{}
	}
	g := p.Gaps[0]
	first := Sentence(Text{
		English: "%s and %s hardly work together: a tie weight of %s, where %s would be expected from how active they are.",
		Finnish: "%s ja %s tekevät yhteistyötä paljon odotettua vähemmän: yhteyksien paino on %s, kun toimijoiden aktiivisuuden perusteella odotettaisiin %s.",
		Swedish: "%s och %s samarbetar mycket mindre än väntat: förbindelsernas vikt är %s, medan %s vore väntat utifrån hur aktiva aktörerna är.",
	}, g.A, g.B, g.Observed, g.Expected)
	switch others := p.Gaps[1:]; len(others) + p.MoreGaps {
	case 0:
		return first
	case 1:
		return Joined(first, Sentence(Text{
			English: "One more pair of silos is apart like this: %s and %s.",
			Finnish: "Samanlainen aukko on yhden muun siiloparin välillä: %s ja %s.",
			Swedish: "Ett par av silor till är åtskilt på samma sätt: %s och %s.",
		}, others[0].A, others[0].B))
	default:
		return Joined(first, Sentence(Text{
			English: "%s more pairs of silos are apart like this, next %s and %s.",
			Finnish: "Samanlaisia aukkoja on vielä %s, seuraavaksi suurin parilla %s ja %s.",
			Swedish: "Ytterligare %s par av silor är åtskilda på samma sätt, närmast %s och %s.",
		}, len(others)+p.MoreGaps, others[0].A, others[0].B))
	}
}

// tellSinglePoint names the actor whose leaving would cut off the most others.
func tellSinglePoint(p Picture) Text {
	if len(p.SinglePoints) == 0 {
		return Text{}
	}
	s := p.SinglePoints[0]
	first := Sentence(Counted(s.CutsOff, Text{
		English: "%s is a single point of failure: without it one actor would be cut off from the rest.",
		Finnish: "%s on kriittinen solmukohta: ilman sitä yksi toimija jäisi irti muista.",
		Swedish: "%s är en felkänslig punkt: utan den skulle en aktör skäras av från resten.",
	}, Text{
		English: "%%s is a single point of failure: without it %s actors would be cut off from the rest.",
		Finnish: "%%s on kriittinen solmukohta: ilman sitä %s toimijaa jäisi irti muista.",
		Swedish: "%%s är en felkänslig punkt: utan den skulle %s aktörer skäras av från resten.",
	}), s.Name)
	return Joined(first, more(len(p.SinglePoints)-1+p.MorePoints, Text{
		English: "One more actor holds others on its own.",
		Finnish: "Myös yksi muu toimija pitää yksin muita yhteydessä.",
		Swedish: "Ytterligare en aktör håller ensam ihop andra.",
	}, Text{
		English: "%s more actors hold others on their own.",
		Finnish: "Myös %s muuta toimijaa pitää yksin muita yhteydessä.",
		Swedish: "Ytterligare %s aktörer håller ensamma ihop andra.",
	}))
}

// tellCutOff names the largest cluster without a path to the rest.
func tellCutOff(p Picture) Text {
	if len(p.Clusters) == 0 {
		return Text{}
	}
	c := p.Clusters[0]
	first := Sentence(Text{
		English: "A cluster of %s actors around %s has no tie to the largest connected part, which holds %s actors.",
		Finnish: "%s toimijan ryhmällä (mukana %s) ei ole yhteyttä suurimpaan yhtenäiseen osaan, jossa on %s toimijaa.",
		Swedish: "En grupp på %s aktörer kring %s saknar förbindelse till den största sammanhängande delen, som har %s aktörer.",
	}, c.Actors, c.Example, p.Largest)
	return Joined(first, more(len(p.Clusters)-1, Text{
		English: "One more cluster is cut off too.", Finnish: "Myös yksi muu ryhmä on irrallaan.", Swedish: "Även en annan grupp är avskild.",
	}, Text{
		English: "%s more clusters are cut off too.", Finnish: "Myös %s muuta ryhmää on irrallaan.", Swedish: "Även %s andra grupper är avskilda.",
	}))
}

// tellIsolates counts the actors without any tie.
func tellIsolates(p Picture) Text {
	return more(p.Isolates, Text{
		English: "One actor has no tie at all.", Finnish: "Yhdellä toimijalla ei ole yhtään yhteyttä.", Swedish: "En aktör har inga förbindelser alls.",
	}, Text{
		English: "%s actors have no tie at all.", Finnish: "%s toimijalla ei ole yhtään yhteyttä.", Swedish: "%s aktörer har inga förbindelser alls.",
	})
}

// more is nothing for none, and else Counted.
func more(n int, one, many Text) Text {
	if n <= 0 {
		return Text{}
	}
	return Counted(n, one, many)
}

// tellWhole says so when nothing is wrong, because silence would leave the reader in doubt.
func tellWhole(p Picture) Text {
	if len(p.Gaps)+len(p.SinglePoints)+len(p.Clusters)+p.Isolates > 0 {
		return Text{}
	}
	return Sentence(Text{
		English: "All %s actors are connected, no single actor holds others on its own, and no pair of silos works together less than chance would have it.",
		Finnish: "Kaikki %s toimijaa ovat yhteydessä toisiinsa, yksikään toimija ei yksin pidä muita yhteydessä, eikä mikään siilopari tee yhteistyötä vähemmän kuin sattumalta.",
		Swedish: "Alla %s aktörer är förbundna med varandra, ingen enskild aktör håller ensam ihop andra, och inget par av silor samarbetar mindre än slumpen skulle ge.",
	}, p.Largest)
}
