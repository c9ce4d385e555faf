package tabular

import (
	"bytes"
	"context"
	"encoding/hex"
	"unicode/utf8"
)

// sharedStrings are the texts that the cells of a workbook refer to by number.
type sharedStrings struct {
	text []byte
	ends []uint32 // where each ends in text
}

// at returns a text. ok is false where there is none of that number.
func (s *sharedStrings) at(i int) (text []byte, ok bool) {
	if i < 0 || i >= len(s.ends) {
		return nil, false
	}
	begin := uint32(0)
	if i > 0 {
		begin = s.ends[i-1]
	}
	return s.text[begin:s.ends[i]], true
}

// readStrings reads the shared strings of a workbook.
func readStrings(ctx context.Context, a archive, name string) (*sharedStrings, error) {
	s := &sharedStrings{}
	if name == "" {
		return s, nil
	}
	part, err := a.part(ctx, name, maxStrings)
	if err != nil {
		return nil, err
	}
	defer part.Close()
	x := newXMLScanner(part)
	for {
		kind, err := x.next()
		if err != nil {
			return nil, part.wrong(err)
		}
		switch {
		case kind == xmlNothing:
			return s, nil
		case kind != xmlStart || string(x.name) != "si":
			continue
		}
		begin := len(s.text)
		if s.text, err = x.appendString(s.text); err != nil {
			return nil, part.wrong(err)
		}
		if len(s.text)-begin > maxCell {
			return nil, errorf(Unreadable, "a cell of the workbook has more than %s of text, the most that is read", inUnits(maxCell))
		}
		s.ends = append(s.ends, uint32(len(s.text)))
	}
}

// appendString appends the text of the element whose start tag was come to last, <si> or <is>: of all its runs, but not
// how they are pronounced. It is trimmed.
func (x *xmlScanner) appendString(to []byte) ([]byte, error) {
	if x.closed {
		return to, nil
	}
	begin, silent := len(to), 0
	for depth, inText := 1, false; depth > 0; {
		kind, err := x.next()
		if err != nil {
			return to, err
		}
		switch {
		case kind == xmlNothing:
			return to, errXML
		case kind == xmlText:
			if inText && silent == 0 {
				to = x.appendText(to)
			}
		case kind == xmlStart && !x.closed:
			depth++
			inText = string(x.name) == "t"
			if string(x.name) == "rPh" {
				silent++
			}
		case kind == xmlEnd:
			depth--
			inText = false
			if string(x.name) == "rPh" {
				silent--
			}
		}
		if len(to)-begin > maxToken {
			return to, errXML
		}
	}
	return append(to[:begin], cleanText(to[begin:])...), nil
}

// cleanText returns text trimmed and as valid UTF-8, and undoes the escapes of characters that XML has none for, such as
// _x000D_. It may change text.
func cleanText(text []byte) []byte {
	if bytes.Contains(text, []byte("_x")) {
		text = unescapeText(text)
	}
	if !utf8.Valid(text) {
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	return bytes.TrimSpace(text)
}

// unescapeText replaces _xHHHH_ by the character of that number. What it makes is never longer than what it takes.
func unescapeText(text []byte) []byte {
	const length = len("_x000D_")
	to := text[:0]
	for i := 0; i < len(text); {
		var code [2]byte
		if i+length <= len(text) && text[i] == '_' && text[i+1] == 'x' && text[i+6] == '_' {
			if _, err := hex.Decode(code[:], text[i+2:i+6]); err == nil {
				if r := rune(code[0])<<8 | rune(code[1]); utf8.ValidRune(r) {
					to = utf8.AppendRune(to, r)
					i += length
					continue
				}
			}
		}
		to = append(to, text[i])
		i++
	}
	return to
}
