package tabular

import (
	"bytes"
	"strings"
)

// sampleSize is how much of the beginning of a file is looked at, in bytes, and sampleRows how many of its rows.
const (
	sampleSize = 256 << 10
	sampleRows = 100
)

// delimiters are those that are guessed, the likeliest first.
const delimiters = ",;\t|"

// guessDelimiter finds the delimiter by which the first rows of the text are most alike.
func guessDelimiter(t excerpt) byte {
	best, most := delimiters[0], 0.0
	for _, delimiter := range []byte(delimiters) {
		rows, notes := t.rows(dialect{delimiter}, 0)
		if score := consistency(rows) - float64(notes[tailNote].count); score > most {
			best, most = delimiter, score
		}
	}
	return best
}

// consistency says how well rows make a table, from 0 to the number of rows: how many have the usual width, wide tables
// being the better ones, and much less where no header stands above them.
func consistency(rows []sampledRow) float64 {
	width := usualWidth(rows)
	score, header := 0.0, false
	for _, row := range rows {
		if len(row.cells) != width {
			continue
		}
		if score == 0 {
			header = row.looksLikeHeader(width)
		}
		score += float64(width-1) / float64(width)
	}
	if !header {
		score *= 0.7
	}
	return score
}

// excerpt is the beginning of a text.
type excerpt struct {
	text   []byte   // with padding behind its end
	line   int      // of the first row, more than 1 behind a line that names the delimiter
	final  bool     // it is the whole text
	legacy bool     // cells are windows-1252
	room   [][]byte // for the cells of a row
}

// rows reads the first rows from a line on, blank ones not counted.
func (t excerpt) rows(d dialect, from int) ([]sampledRow, notes) {
	r := t.records(d, t.room)
	var rows []sampledRow
	for len(rows) < sampleRows {
		line := r.line
		n, ok := r.record()
		if !ok {
			break
		}
		if r.filled == 0 || line < from {
			continue
		}
		row := sampledRow{line: line}
		for _, cell := range r.cells[:min(n, len(r.cells))] {
			row.cells = append(row.cells, string(cell))
		}
		rows = append(rows, row)
	}
	return rows, r.notes
}

// behind returns where the row that begins at a line ends in the text, and the line that follows it.
func (t excerpt) behind(d dialect, line int) (offset, next int) {
	r := t.records(d, nil)
	for r.line <= line {
		if _, ok := r.record(); !ok {
			break
		}
	}
	return r.start, r.line
}

// records returns a parser of the rows that are complete in the excerpt.
func (t excerpt) records(d dialect, room [][]byte) *records {
	r := newRecords(d, t.legacy, room)
	r.reset(piece{buffer: t.text[:len(t.text)+len(padding)], end: d.cut(t.text, t.final).end, line: t.line})
	return r
}

// separatorLine returns the delimiter that the first line of a text names, as in "sep=;", and the length of that line
// with its end; 0 where it names none.
func separatorLine(text []byte) (delimiter byte, length int) {
	end := bytes.IndexAny(text, "\r\n")
	if end < 0 {
		return 0, 0
	}
	line := strings.Trim(string(text[:end]), " ")
	line = strings.TrimSuffix(strings.TrimPrefix(line, `"`), `"`)
	if len(line) != 5 || !strings.EqualFold(line[:4], "sep=") || !canDelimit(line[4]) {
		return 0, 0
	}
	if length = end + 1; text[end] == '\r' && byteAt(text, length) == '\n' && length < len(text) {
		length++
	}
	return line[4], length
}

// canDelimit tells whether a character can separate cells.
func canDelimit(c byte) bool {
	return c == '\t' || c >= ' ' && c < 0x7f && c != '"'
}
