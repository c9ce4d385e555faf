package tabular

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// edges marks the bytes that a cell must not begin or end with to be as it should be already.
var edges = func() (marked [256]uint8) {
	for c := range marked {
		if c <= ' ' || c >= utf8.RuneSelf || c == '\'' {
			marked[c] = 1
		}
	}
	return marked
}()

// simple reads the rest of a cell from behind its opening quote where nothing but delimiters is in it and its closing
// quote ends it, as quoted would. It returns nil where that is not so.
func (r *records) simple(from int) (cell []byte, to int) {
	for _, at := range r.marks.places[r.marks.next:r.marks.count] {
		switch c := r.data[at]; {
		case c == r.delimiter:
		case c == '"' && r.ends(r.data[at+1]):
			return r.data[from:at], int(at) + 1
		default:
			return nil, 0
		}
	}
	return nil, 0
}

// quoted reads a cell that begins with blanks and an opening quote. It returns what the cell says and the place of the
// character that ends it. line is that of the record.
func (r *records) quoted(from, line int) (cell []byte, to int) {
	from += bytes.IndexByte(r.data[from:], '"') + 1
	q := r.scanQuoted(r.data[:r.end], from)
	if q.close < 0 {
		q.close = r.end
	}
	cell = r.data[from:q.close]
	r.line += lineEnds(cell)
	if q.escapes {
		cell = r.unescape(cell, q.backslashes > 0)
		r.notes[backslashNote].add(q.backslashes, line)
	}
	to = min(q.close+1, r.end)
	for !r.ends(r.data[to]) {
		to++
	}
	if q.close < r.end {
		if tail := r.data[q.close+1 : to]; len(bytes.TrimSpace(tail)) > 0 {
			cell = r.keep(cell, tail)
			r.notes[tailNote].add(1, line)
		}
	}
	return cell, to
}

// keep puts parts together behind what the record already holds beside its text.
func (r *records) keep(parts ...[]byte) []byte {
	from := len(r.scratch)
	for _, part := range parts {
		r.scratch = append(r.scratch, part...)
	}
	return r.scratch[from:len(r.scratch):len(r.scratch)]
}

// unescape makes one quote of each doubled one and, where backslashes counts, of each behind a backslash.
func (r *records) unescape(cell []byte, backslashes bool) []byte {
	from := len(r.scratch)
	for i := 0; i < len(cell); i++ {
		if next := byteAt(cell, i+1); next == '"' && (cell[i] == '"' || backslashes && cell[i] == '\\') {
			i++
		}
		r.scratch = append(r.scratch, cell[i])
	}
	return r.scratch[from:len(r.scratch):len(r.scratch)]
}

// clean makes a cell UTF-8, trims it, and takes away the apostrophe that keeps spreadsheets from seeing a formula in it.
func (r *records) clean(cell []byte, line int) []byte {
	if !isASCII(cell) {
		cell = r.toUTF8(cell, line)
	}
	if len(cell) == 0 || edges[cell[0]]|edges[cell[len(cell)-1]] == 0 {
		return cell
	}
	return unguard(bytes.TrimSpace(cell))
}

func (r *records) toUTF8(cell []byte, line int) []byte {
	switch {
	case r.legacy:
		return r.fromLegacy(cell)
	case !utf8.Valid(cell):
		r.notes[misfitNote].add(1, line)
		return r.fromLegacy(cell)
	case bytes.Contains(cell, replacement):
		r.notes[lostNote].add(1, line)
	}
	return cell
}

// replacement stands where a decoder could make nothing of the bytes.
var replacement = []byte("\uFFFD")

// fromLegacy decodes a cell from windows-1252.
func (r *records) fromLegacy(cell []byte) []byte {
	from := len(r.scratch)
	for _, c := range cell {
		r.scratch = utf8.AppendRune(r.scratch, charmap.Windows1252.DecodeByte(c))
	}
	return r.scratch[from:len(r.scratch):len(r.scratch)]
}

func isASCII(b []byte) bool {
	for ; len(b) >= 8; b = b[8:] {
		if binary.LittleEndian.Uint64(b)&highs != 0 {
			return false
		}
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Guard returns a cell as a CSV holds it: with one more apostrophe before what a spreadsheet would take for a formula, and
// before what already is such a cell behind apostrophes. Reading takes that one away again, so every cell comes back.
func Guard(cell string) string {
	if beginsFormula(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

// unguard takes the apostrophe away that Guard puts before a cell.
func unguard(cell []byte) []byte {
	if rest := bytes.TrimLeft(cell, "'"); len(rest) < len(cell) && beginsFormula(rest) {
		return bytes.TrimSpace(cell[1:])
	}
	return cell
}

// beginsFormula tells whether a spreadsheet would take a cell for a formula.
func beginsFormula[T string | []byte](cell T) bool {
	if len(cell) == 0 {
		return false
	}
	switch cell[0] {
	case '=', '+', '-', '@', '\t', '\r':
		return true
	}
	return false
}
