package tabular

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The encodings that bytes show by themselves.
const (
	utf8Name   = "utf-8"
	utf16LE    = "utf-16le"
	utf16BE    = "utf-16be"
	utf32Name  = "utf-32"
	legacyName = "windows-1252"
)

// charset is how the bytes of a file become UTF-8.
type charset struct {
	name string
	mark int64 // how many bytes the byte order mark takes
	// decoder is nil where bytes below 0x80 are ASCII and all others are left to each cell.
	decoder  encoding.Encoding
	warnings []Warning
}

// legacy tells whether every cell is decoded from windows-1252.
func (c charset) legacy() bool { return c.name == legacyName }

// reader returns the text in raw, the bytes of a file from the first one on, as UTF-8 without byte order mark. Where
// there is no decoder, the bytes are as they are.
func (c charset) reader(raw io.Reader) io.Reader {
	if c.decoder == nil {
		return raw
	}
	return transform.NewReader(raw, c.decoder.NewDecoder())
}

const utf8Mark = "\xef\xbb\xbf"

// orderMarks are the byte order marks, longest first.
var orderMarks = []struct{ bytes, name string }{
	{"\xff\xfe\x00\x00", utf32Name},
	{"\x00\x00\xfe\xff", utf32Name},
	{utf8Mark, utf8Name},
	{"\xff\xfe", utf16LE},
	{"\xfe\xff", utf16BE},
}

// markOf returns the encoding that the byte order mark of a file claims, and the bytes it takes.
func markOf(beginning []byte) (name string, length int) {
	for _, mark := range orderMarks {
		if bytes.HasPrefix(beginning, []byte(mark.bytes)) {
			return mark.name, len(mark.bytes)
		}
	}
	return "", 0
}

// charsetOf finds the encoding of a file from its beginning, or takes the one that the user names.
func charsetOf(beginning []byte, name string) (charset, error) {
	claimed, mark := markOf(beginning)
	for claimed == utf8Name && bytes.HasPrefix(beginning[mark:], []byte(utf8Mark)) {
		mark += len(utf8Mark) // files that were put together
	}
	body := beginning[mark:]
	if name != "" {
		return charsetNamed(name, int64(mark))
	}
	c := charset{mark: int64(mark), name: widthOf(body, claimed)}
	switch c.name {
	case utf32Name:
		return c, errorf(Unreadable, "this is UTF-32: save it as UTF-8")
	case utf16LE, utf16BE:
		c.decoder = wideDecoder(c.name)
	default:
		if isNoise(body) {
			return c, errorf(Unreadable, "this is neither text nor a workbook")
		}
		c.name = narrow(body)
	}
	c.warnings = c.doubts(claimed, body)
	return c, nil
}

// doubts says where the encoding may be wrong that was found in body, the text behind a byte order mark that claims one.
func (c charset) doubts(claimed string, body []byte) []Warning {
	var all []Warning
	if claimed != "" && claimed != c.name {
		all = append(all, Warning{Reason: fmt.Sprintf("the byte order mark says %s, but the text is %s", claimed, c.name)})
	}
	if c.name != legacyName {
		return all
	}
	if suggested := suggestCharset(body); suggested != "" {
		return append(all, Warning{Reason: fmt.Sprintf("the text is read as windows-1252, but looks like %s: choose that encoding", suggested)})
	}
	return append(all, Warning{Reason: "the text is not UTF-8 and is read as windows-1252"})
}

// isNoise tells whether bytes have more control characters than text has. NUL bytes are not counted: they have an error
// of their own.
func isNoise(body []byte) bool {
	controls := 0
	for _, c := range body {
		if c < ' ' && c != 0 && (c < '\t' || c > '\r') {
			controls++
		}
	}
	return controls > 3 && controls > len(body)/50
}

// charsetNamed returns the encoding of a name of the WHATWG standard.
func charsetNamed(name string, mark int64) (charset, error) {
	e, err := htmlindex.Get(name)
	if err != nil || e == encoding.Replacement {
		return charset{}, errorf(Unreadable, "the encoding %q is not known: give a name such as utf-8, windows-1252 or shift_jis", name)
	}
	c := charset{mark: mark, decoder: e}
	if c.name, err = htmlindex.Name(e); err != nil {
		return charset{}, errorf(Unreadable, "the encoding %q is not known: give a name such as utf-8, windows-1252 or shift_jis", name)
	}
	switch c.name {
	case utf8Name, legacyName:
		c.decoder = nil
	case utf16LE, utf16BE:
		c.decoder = wideDecoder(c.name)
	}
	return c, nil
}

func wideDecoder(name string) encoding.Encoding {
	if name == utf16BE {
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
}

// widthOf tells by the zero bytes of a text, which delimiters and digits bring, whether its characters take two or four
// bytes; else it returns "". claimed is what a byte order mark says: then one zero byte in the right place is enough.
func widthOf(body []byte, claimed string) string {
	var zeros [4]int
	for i, c := range body {
		if c == 0 {
			zeros[i%4]++
		}
	}
	even, odd, quarter := zeros[0]+zeros[2], zeros[1]+zeros[3], len(body)/4
	few := len(body)/16 + 1
	if claimed == utf16LE || claimed == utf16BE {
		few = 0
	}
	switch {
	case claimed == utf32Name,
		quarter > 0 && zeros[3] == quarter && zeros[2] > quarter*9/10,
		quarter > 0 && zeros[0] >= quarter && zeros[1] > quarter*9/10:
		return utf32Name
	case odd > few && (even <= odd/16 || claimed == utf16LE && even <= odd):
		return utf16LE
	case even > few && (odd <= even/16 || claimed == utf16BE && odd <= even):
		return utf16BE
	}
	return ""
}

// narrow tells whether a text is UTF-8 or windows-1252. Single bytes that do not fit do not make it windows-1252: such
// cells are decoded one by one.
func narrow(body []byte) string {
	fit, misfit := 0, 0
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(body[i:])
		switch {
		case r != utf8.RuneError || size > 1:
			fit++
		case utf8.FullRune(body[i:]): // else the beginning ends inside a character
			misfit++
		}
		i += size
	}
	if misfit > fit {
		return legacyName
	}
	return utf8Name
}
