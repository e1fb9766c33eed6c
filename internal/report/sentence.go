package report

import (
	"fmt"
	"strconv"
	"strings"
)

// Share is a part of a whole, 0–1, that a sentence tells in per cent.
type Share float64

// Sentence fills in a sentence's words in each language. The places are written %s, or %[2]s and so on where a language wants another order. Whole
// numbers get the language's thousands, a float64 one decimal and the language's point, a Share per cent, and a Text its own words.
func Sentence(words Text, args ...any) Text {
	fill := func(words, point, separator, percent string, own func(Text) string) string {
		texts := make([]any, len(args))
		for i, a := range args {
			switch x := a.(type) {
			case int:
				texts[i] = grouped(int64(x), separator)
			case int64:
				texts[i] = grouped(x, separator)
			case float64:
				texts[i] = fraction(x, point, separator)
			case Share:
				texts[i] = percentage(100*float64(x), point) + percent
			case Text:
				texts[i] = own(x)
			default:
				texts[i] = fmt.Sprint(x)
			}
		}
		if len(args) == 0 {
			return words
		}
		return fmt.Sprintf(words, texts...)
	}
	return Text{
		English: fill(words.English, ".", comma, "%", func(t Text) string { return t.English }),
		Finnish: fill(words.Finnish, ",", noBreak, "\u00a0%", func(t Text) string { return t.Finnish }),
		Swedish: fill(words.Swedish, ",", noBreak, "\u00a0%", func(t Text) string { return t.Swedish }),
	}
}

// Counted is one of two sentences: the first for one thing, which it takes no number of, the second for any other number.
func Counted(n int, one, many Text) Text {
	if n == 1 {
		return one
	}
	return Sentence(many, n)
}

// Joined sets sentences one after the other. Empty ones are left out.
func Joined(sentences ...Text) Text {
	var en, fi, sv []string
	for _, s := range sentences {
		if s != (Text{}) {
			en, fi, sv = append(en, s.English), append(fi, s.Finnish), append(sv, s.Swedish)
		}
	}
	return Text{English: strings.Join(en, " "), Finnish: strings.Join(fi, " "), Swedish: strings.Join(sv, " ")}
}

// Same is a text that reads alike in every language, such as a name.
func Same(text string) Text { return Text{English: text, Finnish: text, Swedish: text} }

// fraction writes a figure with one decimal, or none when it is whole.
func fraction(x float64, point, separator string) string {
	whole, rest, _ := strings.Cut(decimal(x), ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return decimal(x)
	}
	text := grouped(n, separator)
	if strings.HasPrefix(whole, "-") && n == 0 {
		text = "-" + text
	}
	if rest != "" {
		text += point + rest
	}
	return text
}
