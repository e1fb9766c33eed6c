// Package duplicates finds actors that stand in a network under two ids, and keeps what people decided about them: which are one, and which
// only look alike.
package duplicates

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// unmarked are letters that do not come apart into a plain one and a mark.
var unmarked = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "æ", "ae", "œ", "oe", "ß", "ss", "ı", "i", "ħ", "h")

// legalForms say how an actor is constituted, which one source writes and another leaves out. Letters only: "S.p.A." reads "spa".
var legalForms = wordSet(`ab abp ag aktiebolag aktiengesellschaft ans aps as asa asbl ay bt bv bvba co coop corp corporation cv cvba doo dd ead ehf ev
	eeig ese gcv ggmbh gmbh hb hf inc incorporated kb kft kg ks ky lda limited llc llp ltd mbh mtu nv nyrt oao ohg ood oo osakeyhtio osk ou oy oyj plc
	rekisteroityyhdistys rf rs rt ry sa sagl sarl sas sca scarl scrl scpa sc se sia sl slu sme snc sp spa spk spolecnost spzoo sprl spol sr srl srls sro
	ug uab vof vsi vzw zrt zoo zs`)

// joints are words that names of one actor have or have not.
var joints = wordSet("and of the for in at de la le les des du del della delle dei di da do dos das der die das und fur ja och og en et y e i a van het voor")

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[w] = true
	}
	return set
}

// Words are what tells a name apart from others: lower-case, without marks on letters, without legal forms and joining words, in their order.
// A name that is made of nothing else keeps them.
func Words(name string) []string {
	text := unmarked.Replace(strings.ToLower(name))
	var b strings.Builder
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '´' || r == '`': // a mark, or what joins one word
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case r == '.': // ends a word or an initial; which of them, together tells
			b.WriteString(". ")
		default:
			b.WriteByte(' ')
		}
	}
	all := together(strings.Fields(b.String()))
	kept := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return joints[w] })
	for len(kept) > 0 && legalForms[kept[len(kept)-1]] { // at the ends only: the university of Bath Spa is no S.p.A.
		kept = kept[:len(kept)-1]
	}
	for len(kept) > 0 && legalForms[kept[0]] {
		kept = kept[1:]
	}
	if len(kept) == 0 {
		return all
	}
	return kept
}

// together joins initials, so that "S. p. A." and "z.s." are one word each.
func together(words []string) []string {
	var out []string
	joined := false // whether the last word is initials
	for _, w := range words {
		bare := strings.TrimRight(w, ".")
		if bare == "" {
			continue
		}
		initial := len([]rune(bare)) == 1 && (joined || len(bare) < len(w))
		if initial && joined {
			out[len(out)-1] += bare
			continue
		}
		out, joined = append(out, bare), initial
	}
	return out
}
