package tabular

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"unicode/utf8"
)

// nextAttribute cuts the first attribute off. The name is empty where there is none.
func nextAttribute(attributes []byte) (name, value, rest []byte) {
	for len(attributes) > 0 && isXMLSpace(attributes[0]) {
		attributes = attributes[1:]
	}
	equals := bytes.IndexByte(attributes, '=')
	if equals < 0 {
		return nil, nil, nil
	}
	name, rest = bytes.TrimRight(attributes[:equals], " \t\r\n"), attributes[equals+1:]
	for len(rest) > 0 && isXMLSpace(rest[0]) {
		rest = rest[1:]
	}
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return nil, nil, nil
	}
	end := bytes.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return nil, nil, nil
	}
	return name, rest[1 : end+1], rest[end+2:]
}

// attribute returns the value of an attribute of the start tag that was come to last.
func (x *xmlScanner) attribute(wanted string) []byte {
	for name, value, rest := nextAttribute(x.attributes); len(name) > 0; name, value, rest = nextAttribute(rest) {
		if string(name) == wanted {
			return value
		}
	}
	return nil
}

func isXMLSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// appendElement appends the text of the element whose start tag was come to last.
func (x *xmlScanner) appendElement(to []byte) ([]byte, error) {
	for !x.closed {
		kind, err := x.next()
		switch {
		case err != nil:
			return to, err
		case kind == xmlNothing || len(to) > maxToken:
			return to, errXML
		case kind == xmlEnd:
			return to, nil
		case kind == xmlText:
			to = x.appendText(to)
		}
	}
	return to, nil
}

// appendText appends what the text that was come to last says.
func (x *xmlScanner) appendText(to []byte) []byte {
	text := x.text
	if x.literal {
		return append(to, text...)
	}
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return append(to, text...)
		}
		to, text = append(to, text[:i]...), text[i:]
		n := 1
		if end := bytes.IndexByte(text[:min(len(text), len("&#x10FFFF;"))], ';'); end > 0 {
			if r, ok := entity(text[1:end]); ok {
				to, n = utf8.AppendRune(to, r), end+1
			}
		}
		if n == 1 {
			to = append(to, '&')
		}
		text = text[n:]
	}
}

// entity returns the character that stands between & and ;.
func entity(name []byte) (r rune, ok bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	return rune(n), err == nil && utf8.ValidRune(rune(n))
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
