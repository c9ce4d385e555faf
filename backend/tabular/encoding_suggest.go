package tabular

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// suggestions are encodings that are mistaken for windows-1252, each with what tells that a text is in it: the letters
// that its language has most of.
var suggestions = []struct {
	name   string
	common func(r rune) bool
}{
	{"windows-1251", isAmong("оеаинтсрвлкмд")},
	{"koi8-r", isAmong("оеаинтсрвлкмд")},
	{"windows-1253", isAmong("αοιετσνηυρπκμ")},
	{"windows-1255", isIn(unicode.Hebrew)},
	{"windows-1256", isAmong("اليمنرتبودعة")},
	{"windows-874", isIn(unicode.Thai)},
	{"shift_jis", isIn(unicode.Hiragana, unicode.Katakana)},
	{"euc-jp", isIn(unicode.Hiragana, unicode.Katakana)},
	{"euc-kr", isIn(unicode.Hangul)},
	{"gb18030", isIn(unicode.Han)},
	{"big5", isIn(unicode.Han)},
}

func isAmong(letters string) func(rune) bool {
	return func(r rune) bool { return strings.ContainsRune(letters, r) }
}

func isIn(scripts ...*unicode.RangeTable) func(rune) bool {
	return func(r rune) bool { return unicode.In(r, scripts...) }
}

// suggestCharset returns the encoding that a text which is not UTF-8 seems to be in, or "" where windows-1252 is as
// likely as any. In Western text letters beyond ASCII stand alone, so only words that are full of them are looked at.
func suggestCharset(body []byte) string {
	foreign := foreignWords(body[:min(len(body), 16<<10)])
	best, most := "", 0.5
	for _, one := range suggestions {
		if share := shareOf(foreign, one.name, one.common); share > most {
			best, most = one.name, share
		}
	}
	return best
}

// foreignWords returns the runs of three and more bytes beyond ASCII, each with a space behind it, where they are most
// of such bytes; else nothing.
func foreignWords(body []byte) []byte {
	var words []byte
	high := 0
	for i := 0; i < len(body); i++ {
		from := i
		for i < len(body) && body[i] >= utf8.RuneSelf {
			i++
		}
		high += i - from
		if i-from >= 3 {
			words = append(append(words, body[from:i]...), ' ')
		}
	}
	if len(words) <= high/2 {
		return nil
	}
	return words
}

// shareOf returns how much of a text, decoded from the named encoding, are letters that are common in it.
func shareOf(text []byte, name string, common func(r rune) bool) float64 {
	encoding, err := htmlindex.Get(name)
	if err != nil {
		return 0
	}
	decoded, err := encoding.NewDecoder().Bytes(text)
	if err != nil {
		return 0
	}
	letters, matching := 0, 0
	for _, r := range string(decoded) {
		if r >= utf8.RuneSelf {
			letters++
		}
		if common(r) {
			matching++
		}
	}
	return float64(matching) / float64(max(letters, 1))
}
