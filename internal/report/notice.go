package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sillat/sillat/analysis/notice"
)

// Notice is something that a reader must know to trust figures, in every language and for machines.
type Notice struct {
	Code  string         `json:"code" doc:"What kind of notice it is; it stays the same from version to version."`
	Facts map[string]any `json:"facts" doc:"The names and numbers that the sentence tells."`
	Words Text           `json:"words"`
}

// Notices puts what is to be known of figures into words. A kind without words in a language is told in English; a test holds that there is none.
func Notices(said []notice.Notice) []Notice {
	told := make([]Notice, 0, len(said))
	for _, n := range said {
		words := noticeWords[n.Code]
		words.English = sentenceOf(n.English)
		for _, own := range []*string{&words.Finnish, &words.Swedish} {
			if *own == "" {
				*own = words.English
			}
		}
		told = append(told, Notice{Code: n.Code, Facts: n.Facts(), Words: Text{
			English: n.Say(words.English, English.fact), Finnish: n.Say(words.Finnish, Finnish.fact), Swedish: n.Say(words.Swedish, Swedish.fact),
		}})
	}
	return told
}

// sentenceOf makes a sentence for a page of one for a terminal, which begins small and has no full stop.
func sentenceOf(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}

// fact writes what stands in a place: numbers as the language does, a dimension by its name, other words as they are.
func (l Language) fact(name string, fact any) string {
	switch x := fact.(type) {
	case int:
		return l.Count(int64(x))
	case int64:
		return l.Count(x)
	case float64:
		if x != 0 && math.Abs(x) < 0.0001 { // a residual, of which six decimals show nothing
			return l.point(strconv.FormatFloat(x, 'g', 3, 64))
		}
		text := l.Figure(x)
		if x != math.Trunc(x) && math.Abs(x) < 100 { // 0.95, not 0.950
			text = strings.TrimRight(text, "0")
		}
		return text
	case string:
		if name == "dimension" {
			return Dimension(x).In(l)
		}
		return x
	}
	return fmt.Sprint(fact)
}

// Dimension is a silo dimension as people call it: "silo_sector" is the sector. Its words stand in the middle of a sentence.
func Dimension(name string) Text {
	bare := strings.TrimPrefix(name, "silo_")
	if words, known := dimensionWords[bare]; known {
		return words
	}
	return Same(strings.ReplaceAll(bare, "_", " "))
}

// dimensionWords are the dimensions that many networks have.
var dimensionWords = map[string]Text{
	"city":         {English: "city", Finnish: "kaupunki", Swedish: "stad"},
	"country":      {English: "country", Finnish: "maa", Swedish: "land"},
	"kind":         {English: "kind", Finnish: "laji", Swedish: "slag"},
	"legal":        {English: "legal form", Finnish: "oikeudellinen muoto", Swedish: "juridisk form"},
	"level":        {English: "level", Finnish: "taso", Swedish: "nivå"},
	"municipality": {English: "municipality", Finnish: "kunta", Swedish: "kommun"},
	"region":       {English: "region", Finnish: "alue", Swedish: "region"},
	"sector":       {English: "sector", Finnish: "sektori", Swedish: "sektor"},
	"sector_guess": {English: "sector (guessed)", Finnish: "sektori (arvattu)", Swedish: "sektor (gissad)"},
	"town":         {English: "town", Finnish: "paikkakunta", Swedish: "ort"},
	"type":         {English: "type", Finnish: "tyyppi", Swedish: "typ"},
}
