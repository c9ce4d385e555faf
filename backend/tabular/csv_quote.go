package tabular

import "bytes"

// quoted is a cell in quotes as it stands in the text.
type quoted struct {
	// close is the place of the closing quote, or -1 where there is none.
	close int
	// escapes tells that quotes are in the cell, doubled or behind a backslash, and backslashes how many of the latter.
	escapes     bool
	backslashes int
	// broken tells that the quote that closes the cell looks like one that opens another: the first was never closed.
	broken bool
}

// scanQuoted reads a cell from behind its opening quote, which is at b[from-1]. It is what both the cutter and the parser
// go by, so that they agree on where a record ends.
//
// Some programs write \" for a quote in a cell. It is taken as that where the standard way makes no sense of it: with
// text behind it, or with a closing quote behind it in a cell where nothing was doubled before. From there on to the
// end of its cell a quote behind a backslash never closes.
func (d dialect) scanQuoted(b []byte, from int) quoted {
	q := quoted{close: -1}
	doubled := false
	for i := from; ; i++ {
		next := bytes.IndexByte(b[i:], '"')
		if next < 0 {
			return q
		}
		i += next
		behind := byteAt(b, i+1)
		switch {
		case i > from && b[i-1] == '\\' && (q.backslashes > 0 || d.isBackslashed(b, i, doubled)):
			q.backslashes++
			q.escapes = true
		case behind == '"':
			doubled, q.escapes = true, true
			i++
		default:
			q.close = i
			q.broken = !d.ends(behind) && d.opens(b, from, i)
			return q
		}
	}
}

// isBackslashed tells whether the quote at b[i], which is behind a backslash, is meant as a character of the cell.
func (d dialect) isBackslashed(b []byte, i int, doubled bool) bool {
	behind := byteAt(b, i+1)
	if behind == '"' {
		return !doubled && d.ends(byteAt(b, i+2))
	}
	return !d.ends(behind) && !blank(behind)
}

// opens tells whether the quote at b[i], behind which there is text, looks like the first character of a cell in a later
// line than that of the cell that began at from.
func (d dialect) opens(b []byte, from, i int) bool {
	return !blank(byteAt(b, i+1)) && d.isCellStart(b[from:], i-from) && bytes.ContainsAny(b[from:i], "\r\n")
}

// ends tells whether c ends a cell.
func (d dialect) ends(c byte) bool { return c == d.delimiter || c == '\n' || c == '\r' }

// blank tells whether c may stand between a delimiter and a quote without any meaning.
func blank(c byte) bool { return c == ' ' || c == '\t' }

// byteAt returns b[i], and a line end behind the end.
func byteAt(b []byte, i int) byte {
	if i < len(b) {
		return b[i]
	}
	return '\n'
}

// isOpening tells whether a quote opens a cell, given what stands before it in the cell.
func isOpening(before []byte) bool {
	for _, c := range before {
		if !blank(c) {
			return false
		}
	}
	return true
}

// lineEnds counts the ends of lines in b: LF, CR LF and CR alone.
func lineEnds(b []byte) int {
	n := bytes.Count(b, []byte{'\n'})
	for {
		i := bytes.IndexByte(b, '\r')
		if i < 0 {
			return n
		}
		if b = b[i+1:]; len(b) == 0 || b[0] != '\n' {
			n++
		}
	}
}
