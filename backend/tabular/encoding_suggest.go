package tabular

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// suggestions are encodings whose text is mistaken for windows-1252, each with the characters that its languages have
// most of, and the least share of them among those beyond ASCII.
var suggestions = []struct {
	name   string
	common func(r rune) bool
	least  float64
}{
	{"windows-1251", isAmong("оеаинтсрвлкмд"), 0.5},
	{"koi8-r", isAmong("оеаинтсрвлкмд"), 0.5},
	{"windows-1253", isAmong("αοιετσνηυρπκμ"), 0.5},
	{"windows-1255", isAmong("יוהלאמרתבשנ"), 0.5},
	{"windows-1256", isAmong("اليمنرتبودعة"), 0.5},
	{"shift_jis", isKana, 0.3},
	{"euc-jp", isKana, 0.3},
	{"euc-kr", isAmong("이다의는에가을를서고로하지기한도사시스어리자아정그인나대수일상중"), 0.2},
	{"gb18030", isHan, 0.95},
	{"big5", isHan, 0.95},
}

func isAmong(letters string) func(rune) bool {
	return func(r rune) bool { return strings.ContainsRune(letters, r) }
}

func isKana(r rune) bool { return r >= '\u3041' && r <= '\u30ff' } // not the narrow ones, which any bytes can be
func isHan(r rune) bool  { return unicode.Is(unicode.Han, r) }

// suggestCharset returns the encoding that a text which is not UTF-8 seems to be in, or "" where windows-1252 is as
// likely as any.
func suggestCharset(body []byte) string {
	body = body[:min(len(body), 16<<10)]
	if !hasForeignWords(body) {
		return ""
	}
	best, most := "", 1.0
	for _, one := range suggestions {
		if score := shareOf(body, one.name, one.common) / one.least; score > most {
			best, most = one.name, score
		}
	}
	return best
}

// hasForeignWords tells whether most bytes beyond ASCII stand beside others. In Western text such letters stand alone.
func hasForeignWords(body []byte) bool {
	alone, beside := 0, 0
	for i := 0; i < len(body); i++ {
		from := i
		for i < len(body) && body[i] >= utf8.RuneSelf {
			i++
		}
		if run := i - from; run > 2 {
			beside += run
		} else {
			alone += run
		}
	}
	return beside > alone
}

// shareOf returns how many of the characters beyond ASCII are common ones where text is decoded from the named encoding.
func shareOf(text []byte, name string, common func(r rune) bool) float64 {
	encoding, err := htmlindex.Get(name)
	if err != nil {
		return 0
	}
	decoded, err := encoding.NewDecoder().Bytes(text)
	if err != nil {
		return 0
	}
	all, matching, lost := 0, 0, 0
	for _, r := range string(decoded) {
		switch {
		case r < utf8.RuneSelf:
			continue
		case r == utf8.RuneError:
			lost++
		case common(r):
			matching++
		}
		all++
	}
	if lost > 1 { // one may be cut in two at the end
		return 0
	}
	return float64(matching) / float64(max(all, 1))
}
