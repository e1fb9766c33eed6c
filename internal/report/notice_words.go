package report

import "github.com/sillat/sillat/analysis/notice"

// noticeWords are the Finnish and Swedish sentences of every kind of notice, with the places of the English one, which the kind has itself. They
// are put so that a place takes any number, one too.
var noticeWords = map[string]Text{
	notice.LeftOut.Code: {
		Finnish: "Pois on jätetty toimijat, joilta puuttuu tieto ”{dimension}” (määrä: {actors}).",
		Swedish: "Aktörer som saknar uppgiften ”{dimension}” är utelämnade (antal: {actors}).",
	},
	notice.Outsiders.Code: {
		Finnish: "Toimijat, joilta puuttuu tieto ”{dimension}”, luetaan jokaisen siilon ulkopuolisiksi (määrä: {actors}).",
		Swedish: "Aktörer som saknar uppgiften ”{dimension}” räknas som utomstående för varje silo (antal: {actors}).",
	},
	notice.EndsLeftOut.Code: {
		Finnish: "Pois on jätetty yhteyksien päät sellaisten toimijoiden luona, joilta puuttuu tieto ”{dimension}” (määrä: {ends}).",
		Swedish: "Förbindelsers ändar vid aktörer som saknar uppgiften ”{dimension}” är utelämnade (antal: {ends}).",
	},
	notice.TiesLeftOut.Code: {
		Finnish: "Pois on jätetty yhteydet toimijoihin, joilta puuttuu tieto ”{dimension}” (määrä: {ties}).",
		Swedish: "Förbindelser till aktörer som saknar uppgiften ”{dimension}” är utelämnade (antal: {ties}).",
	},
	notice.Unassigned.Code: {
		Finnish: "Toimijoita, joilta puuttuu tieto ”{dimension}”, on {without} kaikkiaan {actors} toimijasta. Ne eivät kuulu mihinkään siilopariin, mutta ovat mukana sattuman kumppaneina ja polkujen askelina.",
		Swedish: "Uppgiften ”{dimension}” saknas för {without} av sammanlagt {actors} aktörer. Sådana ingår inte i något silopar, men räknas som möjliga partner för slumpen och som steg på vägar.",
	},
	notice.UnassignedWithin.Code: {
		Finnish: "Toimijoita, joilta puuttuu tieto ”{dimension}” rajauksessa {within}, on {without} kaikkiaan {actors} toimijasta. Ne eivät kuulu mihinkään siilopariin, mutta ovat mukana sattuman kumppaneina ja polkujen askelina.",
		Swedish: "Uppgiften ”{dimension}” inom {within} saknas för {without} av sammanlagt {actors} aktörer. Sådana ingår inte i något silopar, men räknas som möjliga partner för slumpen och som steg på vägar.",
	},
	notice.Unbridged.Code: {
		Finnish: "Toimijoita, joilta puuttuu tieto ”{dimension}”, on {without} kaikkiaan {actors} toimijasta. Polut voivat kulkea niiden kautta, mutta mikään pari tai silta ei pääty niihin.",
		Swedish: "Uppgiften ”{dimension}” saknas för {without} av sammanlagt {actors} aktörer. Vägar kan gå genom dem, men inget par och ingen bro slutar hos någon sådan.",
	},
	notice.NothingToBridge.Code: {
		Finnish: "Kaikki toimijat ovat samassa siilossa, joten silloitettavaa ei ole.",
		Swedish: "Inga två aktörer finns i olika silor, så det finns inget att bygga broar mellan.",
	},

	notice.DirectionsIgnored.Code: {
		Finnish: "Yhteistyösuhteista {directed} (kaikkiaan {all}) on merkitty suunnatuiksi. Koska muilla yhteyksillä ei ole suuntaa, kaikki luetaan ilman suuntaa.",
		Swedish: "Av sammanlagt {all} samarbeten är {directed} märkta som riktade. Eftersom de andra förbindelserna saknar riktning läses alla utan riktning.",
	},
	notice.DirectionsDiffer.Code: {
		Finnish: "Toisessa verrattavista yhteydet ovat suunnattuja ja toisessa eivät; molemmat luetaan ilman suuntaa.",
		Swedish: "I det ena av de jämförda nätverken har förbindelserna riktning, i det andra inte; båda läses utan riktning.",
	},
	notice.LargeActivity.Code: {
		Finnish: "Hankkeessa ”{activity}” on {participants} osallistujaa, mistä syntyy {pairs} parin yhteydet; useimmat niistä eivät ehkä ole koskaan tavanneet.",
		Swedish: "Aktiviteten ”{activity}” har {participants} deltagare och förbinder {pairs} par; de flesta av dem har kanske aldrig träffats.",
	},
	notice.Undated.Code: {
		Finnish: "Alkamispäivä puuttuu hankkeilta ja yhteistyösuhteilta (määrä: {undated}); historiaan niitä ei voi käyttää.",
		Swedish: "Aktiviteter och samarbeten som saknar startdatum (antal: {undated}) kan inte användas i en historik.",
	},
	notice.Loops.Code: {
		Finnish: "Toimijan yhteydet itseensä on jätetty pois (määrä: {ties}).",
		Swedish: "Aktörers förbindelser till sig själva är utelämnade (antal: {ties}).",
	},
	notice.ParallelDistances.Code: {
		Finnish: "Rinnakkaisten yhteyksien etäisyydet lasketaan yhteen, jolloin kahdesti yhdistetty pari on kauempana toisistaan (rinnakkaisia yhteyksiä: {ties}).",
		Swedish: "Avstånden för parallella förbindelser läggs ihop, vilket för ett par med två förbindelser längre isär (parallella förbindelser: {ties}).",
	},
	notice.ZeroTies.Code: {
		Finnish: "Yhteyksiä, joiden paino on nolla, ei kuljettu (määrä: {ties}): vahvuutena nolla tarkoittaa, ettei yhteyttä ole, ja etäisyydellä nolla ei ole käänteislukua.",
		Swedish: "Förbindelser med vikten noll används inte (antal: {ties}): som styrka betyder noll att ingen förbindelse finns, och avståndet noll saknar inverst värde.",
	},
	notice.NoActor.Code: {
		Finnish: "Yksikään toimija ei täytä kaikkia ehtoja.",
		Swedish: "Ingen aktör uppfyller alla villkor.",
	},
	notice.NoTie.Code: {
		Finnish: "Yhtään yhteyttä ei ole valittuna: valittujen toimijoiden välillä ei ole yhteyksiä, joilla olisi valitut tyypit ja päivät.",
		Swedish: "Ingen förbindelse är vald: mellan de valda aktörerna finns ingen av de valda typerna med de valda datumen.",
	},
	notice.NoActivities.Code: {
		Finnish: "Verkostossa ei ole hankkeita, joten kukaan ei osallistu mihinkään.",
		Swedish: "Nätverket har inga aktiviteter, så ingen deltar i någon.",
	},
	notice.SilosOnly.Code: {
		Finnish: "Tämä linkki näyttää vain siilot: luettelot yksittäisistä toimijoista on jätetty pois.",
		Swedish: "Den här länken visar endast silor: listor över enskilda aktörer är utelämnade.",
	},
	notice.GapsCut.Code: {
		Finnish: "Siilopareja on {pairs}. Tässä ovat niistä ensimmäiset {first} ja {largest} suurimman siilon keskinäiset parit; HTTP-rajapinnasta top=0 antaa kaikki.",
		Swedish: "Det finns {pairs} par av silor. Här är de {first} första och paren bland de {largest} största silorna; över HTTP ger top=0 alla.",
	},
	notice.PairsCut.Code: {
		Finnish: "Siilopareja on {pairs}. Kartta kertoo niistä ne {first}, joiden välillä on eniten yhteyksiä tai niitä on eniten odotettavissa; HTTP-rajapinnasta pairs=0 antaa kaikki.",
		Swedish: "Det finns {pairs} par av silor. Kartan visar de {first} som har flest förbindelser mellan sig eller flest att vänta; över HTTP ger pairs=0 alla.",
	},

	notice.Crowded.Code: {
		Finnish: "Verkosto on tiheä: mallinnettu sattuma antaa {percent} % painostaan pareille, joita ei voi olla (toimija itsensä kanssa tai sama yhteys kahdesti). Siksi se odottaa liikaa yhteyksiä hyvin verkottuneiden toimijoiden siilojen välille ja liian vähän muualle. Nollamallissa swaps tällaisia pareja ei ole.",
		Swedish: "Nätverket är tätt: den modellerade slumpen ger {percent} % av sin vikt åt par som inte kan finnas (en aktör med sig själv eller samma förbindelse två gånger). Därför väntar den sig för mycket mellan silor med välförbundna aktörer och för litet mellan andra. Nollmodellen swaps har inga sådana par.",
	},
	notice.CoarseDraws.Code: {
		Finnish: "Kun arvontoja on {draws}, pienin laskettava p-arvo on {smallest}. Se on liian karkea, jotta yksittäistä aukkoa voisi pitää varmana {pairs} parin joukossa. Harvinaisimpien painojen p saadaan arvontoihin sovitetusta jakaumasta.",
		Swedish: "Med {draws} dragningar är det minsta p-värdet som kan räknas {smallest}, för grovt för att kalla en enskild lucka säker bland {pairs} par. För de sällsyntaste vikterna kommer p från en fördelning som anpassats till dragningarna.",
	},
	notice.ThinHistory.Code: {
		Finnish: "Historian viimeisten {days} päivän ajalta on liian vähän opittavaa: uusia yhteyksiä on {ties} (vaaditaan {fewest_ties}) ja uuden kumppanin löytäneitä toimijoita {actors} (vaaditaan {fewest_actors}). Todennäköisyydet ovat siksi ennakko-oletuksia.",
		Swedish: "De sista {days} dagarna i historiken ger för litet att lära av: {ties} nya förbindelser (minst {fewest_ties} behövs) för {actors} aktörer (minst {fewest_actors} behövs). Sannolikheterna är därför förhandsantaganden.",
	},
	notice.FewFinders.Code: {
		Finnish: "Uuden kumppanin, joka tässä lasketaan, löysi vain {actors} toimijaa (vaaditaan {fewest_actors}): todennäköisyydet koskevat kaikkia pareja.",
		Swedish: "Antalet aktörer som fann en ny partner som räknas här är bara {actors} (minst {fewest_actors} behövs): sannolikheterna gäller alla par.",
	},
	notice.UntestedHistory.Code: {
		Finnish: "Historiassa ei ole varhaisempaa jaksoa, johon viimeisten {days} päivän todennäköisyyksiä voisi verrata. Pidä niitä järjestyksenä.",
		Swedish: "Historiken har ingen tidigare period att jämföra de sista {days} dagarnas sannolikheter med. Se dem som en rangordning.",
	},
	notice.ShortHistory.Code: {
		Finnish: "Historia on niin lyhyt, että todennäköisyydet koskevat vain {days} päivää, alle vuotta, ja ne on opittu eri kuukausista kuin mitkä ovat edessä. Pidä niitä järjestyksenä.",
		Swedish: "Historiken är så kort att sannolikheterna gäller {days} dagar, mindre än ett år, och är lärda av andra månader än de som kommer. Se dem som en rangordning.",
	},
	notice.UnsteadyHistory.Code: {
		Finnish: "Ne, jotka löysivät uusia kumppaneita historian viimeisten {days} päivän aikana, löysivät keskimäärin {partners}; {days_earlier} päivää varhaisemmalla jaksolla luku oli {partners_before}. Jos tuleva aika poikkeaa yhtä paljon, ehdotusten todennäköisyydet ovat keskimäärin {error} pielessä.",
		Swedish: "De som fann nya partner under historikens sista {days} dagar fann i genomsnitt {partners}; i perioden {days_earlier} dagar tidigare var talet {partners_before}. Om den kommande tiden avviker lika mycket är förslagens sannolikheter i genomsnitt {error} fel.",
	},
	notice.NoLaterTie.Code: {
		Finnish: "Yksikään ennen päivää {date} tunnettu toimija ei saanut myöhemmin uutta kumppania: vertailtavaa ei ole.",
		Swedish: "Ingen aktör som var känd före {date} har senare fått en ny partner: det finns inget att jämföra.",
	},

	notice.MeetInLarger.Code: {
		Finnish: "{source} ja {target} kohtaavat myös suuremmissa hankkeissa: yhteys poistuu polkujen askelena, mutta hankkeet säilyttävät painonsa siilojen välillä. Poista hanke, jos haluat poistaa kaiken.",
		Swedish: "{source} och {target} möts också i större aktiviteter: förbindelsen försvinner som steg på vägar, men aktiviteterna behåller sin vikt mellan silorna. Ta bort en aktivitet för att ta bort allt.",
	},
	notice.TiedAlready.Code: {
		Finnish: "Toimijoilla {source} ja {target} on jo yhteys; toinen muuttaa vain sen painoa.",
		Swedish: "{source} och {target} har redan en förbindelse; en till ändrar bara dess vikt.",
	},

	notice.DistancesSampled.Code: {
		Finnish: "Keskimääräinen etäisyys ja harmoninen läheisyys on arvioitu otoksesta, johon kuuluu {sampled} kaikkiaan {actors} toimijasta (siemenluku {seed}), etäisyydet keskivirheineen; kaikki muu on tarkkaa.",
		Swedish: "Medelavstånd och harmonisk närhet är uppskattade från {sampled} av {actors} aktörer (frö {seed}), avstånden med medelfel; allt annat är exakt.",
	},
	notice.DistancesAndPairsSampled.Code: {
		Finnish: "Keskimääräinen etäisyys, harmoninen läheisyys ja niiden parien määrä, joiden välillä ei ole polkua, on arvioitu otoksesta, johon kuuluu {sampled} kaikkiaan {actors} toimijasta (siemenluku {seed}), etäisyydet keskivirheineen; kaikki muu on tarkkaa.",
		Swedish: "Medelavstånd, harmonisk närhet och antalet par utan väg är uppskattade från {sampled} av {actors} aktörer (frö {seed}), avstånden med medelfel; allt annat är exakt.",
	},
	notice.ScoresSampled.Code: {
		Finnish: "Luvut on arvioitu etäisyyksistä arvottuihin toimijoihin (otos {sampled}): todennäköisyydellä {probability} mikään luku ei poikkea enempää kuin {error}. Menetelmä exact laskee kaikki.",
		Swedish: "Uppskattat från avstånden till {sampled} dragna aktörer: med sannolikheten {probability} avviker inget tal med mer än {error}. Metoden exact räknar alla.",
	},
	notice.MeansSampled.Code: {
		Finnish: "Luvut on arvioitu arvottujen toimijoiden etäisyyksistä (otos {sampled}): todennäköisyydellä {probability} keskimääräinen etäisyys ei poikkea enempää kuin {error} eikä tehokkuus enempää kuin {efficiency_error}. Menetelmä exact laskee kaikki.",
		Swedish: "Uppskattat från avstånden för {sampled} dragna aktörer: med sannolikheten {probability} avviker medelavståndet inte med mer än {error} och effektiviteten inte med mer än {efficiency_error}. Metoden exact räknar alla.",
	},
	notice.PathsSampled.Code: {
		Finnish: "Luvut on arvioitu arvottujen parien lyhimmistä poluista (otos {sampled} paria): todennäköisyydellä {probability} mikään luku ei poikkea enempää kuin {error} paria, mikä on kaikista pareista osuus {share}.",
		Swedish: "Uppskattat från de kortaste vägarna mellan {sampled} dragna par: med sannolikheten {probability} avviker inget tal med mer än {error} par, vilket är andelen {share} av alla.",
	},
	notice.PlacesSampled.Code: {
		Finnish: "Luvut on arvioitu arvottujen parien lyhimmistä poluista (otos {sampled} paria): kärjen järjestys on oikea todennäköisyydellä {probability} (sijoja {places}).",
		Swedish: "Uppskattat från de kortaste vägarna mellan {sampled} dragna par: ordningen i toppen är rätt med sannolikheten {probability} (antal placeringar: {places}).",
	},
	notice.GainsSampled.Code: {
		Finnish: "Hyödyt on arvioitu otoksesta, johon kuuluu {sampled} kaikkiaan {actors} toimijasta; välit pitävät paikkansa 95 prosentissa otoksista.",
		Swedish: "Nyttan är uppskattad från {sampled} av {actors} aktörer; intervallen gäller i 95 procent av urvalen.",
	},
	notice.GainsDrawn.Code: {
		Finnish: "Hyödyt ovat arvioita: etäisyydet mitattiin otoksesta, johon kuuluu {sampled} kaikkiaan {actors} toimijasta siemenluvun mukaan arvottuina.",
		Swedish: "Nyttan är uppskattad: avstånden mättes från {sampled} av {actors} aktörer, dragna med fröet.",
	},
	notice.GainsLeftOut.Code: {
		Finnish: "Hyödyt on jätetty laskematta: {pairs} parissa on {actors} toimijan verkostossa liikaa työtä. Kysy harvemmista toimijoista.",
		Swedish: "Nyttan är inte beräknad: {pairs} par i ett nätverk med {actors} aktörer är för mycket arbete. Fråga om färre aktörer.",
	},
	notice.ReachLeftOut.Code: {
		Finnish: "Tavoitettavuus ja keskimääräinen etäisyys on jätetty laskematta: toimijoita on {actors} ja yhteyksiä {ties}, ja niiden tulo on suurempi kuin {most}.",
		Swedish: "Räckvidd och medelavstånd är inte beräknade: {actors} aktörer gånger {ties} förbindelser är mer än {most}.",
	},
	notice.TiedPairsOnly.Code: {
		Finnish: "Yhteisöissä on enemmän kuin {most} toimijaparia: vain pareja, joilla on yhteys, verrattiin.",
		Swedish: "Gemenskaperna har fler än {most} par av aktörer: endast par med en förbindelse jämfördes.",
	},

	notice.RanksUnfinished.Code: {
		Finnish: "Laskenta keskeytyi, kun kierroksia oli {iterations} ja luvut muuttuivat vielä yhteensä {change}. Suurenna kierrosten enimmäismäärää tai sallittua poikkeamaa.",
		Swedish: "Beräkningen avbröts efter antalet iterationer {iterations}, då talen ännu ändrades med sammanlagt {change}. Höj det största antalet iterationer eller toleransen.",
	},
	notice.VectorUnfinished.Code: {
		Finnish: "Laskenta keskeytyi, kun kierroksia oli {iterations} ja jäännös oli {residual}. Suurenna kierrosten enimmäismäärää tai sallittua poikkeamaa.",
		Swedish: "Beräkningen avbröts efter antalet iterationer {iterations} med residualen {residual}. Höj det största antalet iterationer eller toleransen.",
	},
	notice.LabelsUnfinished.Code: {
		Finnish: "Laskenta keskeytyi, kun kierroksia oli {rounds} ja yhteisöt muuttuivat yhä. Suurenna kierrosten määrää.",
		Swedish: "Beräkningen avbröts efter antalet rundor {rounds}, medan etiketterna ännu ändrades. Höj antalet rundor.",
	},
	notice.ConsensusUnfinished.Code: {
		Finnish: "Kaikki jaot eivät olleet samoja, kun kierroksia oli {rounds}; tuloksena on viimeisen kierroksen ensimmäinen jako.",
		Swedish: "Alla indelningar var inte lika efter antalet rundor {rounds}; den första från den sista rundan ges.",
	},
	notice.NoCircle.Code: {
		Finnish: "Verkostossa ei ole yhteyksien kehää, joka kantaisi mitään, joten suurin ominaisarvo on 0 ja jokainen luku on 0.",
		Swedish: "Nätverket har ingen krets av förbindelser som bär något, så det största egenvärdet är 0 och alla tal är 0.",
	},
	notice.SmallWorldUndefined.Code: {
		Finnish: "Lukua ei voi laskea: satunnaisverkossa, jossa on yhtä monta toimijaa ja yhteyttä, keskimääräinen asteluku on enintään 1, tai yhteyksiä ei ole lainkaan.",
		Swedish: "Odefinierat: slumpnätverket med lika många aktörer och förbindelser har medelgraden 1 eller mindre, eller så finns inga förbindelser alls.",
	},
	notice.SetNotProven.Code: {
		Finnish: "Valittu joukko (toimijoita: {actors}) on heuristiikan tulos: ahneesti valittu ja vaihdoin parannettu, ei parhaaksi todistettu.",
		Swedish: "Den valda mängden (antal aktörer: {actors}) kommer från en heuristik: girigt val med byten, inte bevisat bäst.",
	},
	notice.SetWithinBound.Code: {
		Finnish: "Valittu joukko (toimijoita: {actors}) on heuristiikan tulos: ahneesti valittu ja vaihdoin parannettu, vähintään 63 % parhaasta tavoittavuudesta.",
		Swedish: "Den valda mängden (antal aktörer: {actors}) kommer från en heuristik: girigt val med byten, minst 63 % av den bästa räckvidden.",
	},

	notice.FewSeeds.Code: {
		Finnish: "Toimijoita on valittu {actors}, vaikka pyydettiin {asked}: ketään muuta ei saa valita, tai kukaan muu ei lisää mitään missään arvonnassa.",
		Swedish: "Antalet valda aktörer är {actors}, inte {asked}: ingen annan får väljas eller tillför något i någon dragning.",
	},
	notice.DrawsSpent.Code: {
		Finnish: "Muisti ei riitä useampiin arvontoihin; valinta voi olla parempi kuin takuu sanoo.",
		Swedish: "Minnet räcker inte till fler dragningar; valet kan vara bättre än garantin säger.",
	},
	notice.NoSpread.Code: {
		Finnish: "Omaksuminen vaatii, että kontakteista {contacts} on jo omaksunut, mutta aloittajia on {start}: mikään ei voi levitä.",
		Swedish: "För att ta över krävs att {contacts} kontakter redan har gjort det, men antalet som börjar är {start}: inget kan spridas.",
	},
	notice.FewBridges.Code: {
		Finnish: "Siltoja löytyi {bridges}, vaikka pyydettiin {asked}: rajaukset ja nykyiset yhteydet eivät jätä enempää pareja.",
		Swedish: "Antalet broar är bara {bridges} av {asked}: gränserna och de förbindelser som finns lämnar inga fler par.",
	},
	notice.QuotaUnmet.Code: {
		Finnish: "Siltoja, joiden pää on siilossa {silo} ({dimension}), löytyi {bridges}, vaikka vähintään {asked} vaadittiin: rajausten sallimia pareja ei ole enää.",
		Swedish: "Antalet broar med en ände i silon {silo} ({dimension}) är bara {bridges}, där minst {asked} krävs: inget par som gränserna tillåter finns kvar.",
	},
	notice.FewBrokers.Code: {
		Finnish: "Välittäjiä löytyi {brokers}, vaikka pyydettiin {asked}: kukaan muu ei lähentäisi kahden siilon kontakteja, ketään ei nimetä kahdesti, ja samalle siiloparille nimetään enintään {most}.",
		Swedish: "Antalet förmedlare är bara {brokers} av {asked}: ingen annan skulle föra två silors kontakter närmare varandra, ingen nämns två gånger, och högst {most} för samma två silor.",
	},
	notice.NobodyToInvite.Code: {
		Finnish: "Kutsuttavia ei ole: yksikään yhteys kahden siilon välillä ei lähentäisi ketään.",
		Swedish: "Ingen att bjuda in: ingen förbindelse mellan två silor skulle föra någon närmare.",
	},
	notice.FewGuests.Code: {
		Finnish: "Kutsuttavia löytyi {guests}, vaikka pyydettiin {asked}: kukaan muu ei lähentäisi eri siilojen toimijoita.",
		Swedish: "Antalet gäster är bara {guests} av {asked}: ingen annan skulle föra aktörer i olika silor närmare varandra.",
	},
}
