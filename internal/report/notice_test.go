package report_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/internal/report"
)

// A warning without words would be read in English on a Finnish or Swedish page, one with other places would lose a figure.
func TestEveryNoticeHasWordsInEveryLanguage(t *testing.T) {
	for _, k := range notice.All() {
		want := k.Places()
		facts := make([]any, len(want))
		for i := range facts {
			facts[i] = 1234 + i
		}
		told := report.Notices([]notice.Notice{k.Of(facts...)})[0]
		if told.Code != k.Code || len(told.Facts) != len(want) {
			t.Errorf("%s is told as %q with facts %v", k.Code, told.Code, told.Facts)
		}
		own := map[string]string{"en": told.Words.English, "fi": told.Words.Finnish, "sv": told.Words.Swedish}
		for language, text := range own {
			if len(notice.PlacesIn(text)) > 0 {
				t.Errorf("%s in %s has a place that the English sentence has not: %q", k.Code, language, text)
			}
			if !strings.HasSuffix(text, ".") {
				t.Errorf("%s in %s is no sentence: %q", k.Code, language, text)
			}
			for i := range want {
				if number := report.Language(language).Count(int64(1234 + i)); want[i] != "dimension" && !strings.Contains(text, number) {
					t.Errorf("%s in %s does not tell %s: %q", k.Code, language, want[i], text)
				}
			}
		}
		if own["fi"] == own["en"] || own["sv"] == own["en"] || own["fi"] == own["sv"] {
			t.Errorf("%s has no words of its own in every language: %q", k.Code, own)
		}
	}
}

func TestNoticesAreWrittenAsTheLanguageDoes(t *testing.T) {
	said := []notice.Notice{notice.Unassigned.Of(12, 27411, "silo_sector"), notice.PathsSampled.Of(1500, 0.95, 2500.4, 0.01), notice.VectorUnfinished.Of(10, 1.5e-9), notice.VectorUnfinished.Of(10, math.NaN())}
	told := report.Notices(said)
	for _, c := range []struct {
		text, has string
	}{
		{told[0].Words.Finnish, "puuttuu tieto ”sektori”, on 12 kaikkiaan 27\u00a0411 toimijasta"},
		{told[0].Words.Swedish, "Uppgiften ”sektor” saknas för 12 av sammanlagt 27\u00a0411 aktörer"},
		{told[0].Words.English, "12 of 27,411 actors have no sector;"},
		{told[1].Words.Finnish, "todennäköisyydellä 0,95 mikään luku ei poikkea enempää kuin 2\u00a0500 paria"},
		{told[2].Words.Swedish, "1,5e−09"},
		{told[3].Words.English, "a residual of –"},
		{report.Notices([]notice.Notice{notice.LeftOut.Of("silo_own_column", 1)})[0].Words.Finnish, "”own column”"},
	} {
		if !strings.Contains(c.text, c.has) {
			t.Errorf("%q; want it to have %q", c.text, c.has)
		}
	}
	if texts := notice.Texts(said); !slices.Contains(texts, "12 of 27411 actors have no silo_sector; they are in no pair, but count as chance partners and as steps on paths") {
		t.Errorf("for programs it is %q", texts)
	}
}
