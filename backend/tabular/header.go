package tabular

import (
	"fmt"
	"strings"
	"unicode"
)

// A sampled row is one of the first rows of a table, among which the header is looked for.
type sampledRow struct {
	line  int
	cells []string // trimmed; trailing blank ones are kept
}

// filled returns how many cells of the row are not blank.
func (r sampledRow) filled() int {
	n := 0
	for _, cell := range r.cells {
		if cell != "" {
			n++
		}
	}
	return n
}

// width returns how many cells the row has without blank ones at its end.
func (r sampledRow) width() int {
	n := len(r.cells)
	for n > 0 && r.cells[n-1] == "" {
		n--
	}
	return n
}

// isComment tells whether the row is a remark on a table that is width cells wide, rather than a header with a column
// named "#".
func (r sampledRow) isComment(width int) bool {
	return r.isMarked() && (len(r.cells) < width || strings.HasPrefix(r.cells[0], "# "))
}

// looksLikeHeader tells whether the row could name columns of a table that is width cells wide: most of them, and not
// with dates and not often with numbers.
func (r sampledRow) looksLikeHeader(width int) bool {
	filled, words := r.filled(), 0
	for _, cell := range r.cells {
		switch {
		case cell == "":
		case isDate(cell):
			return false
		case strings.ContainsFunc(cell, unicode.IsLetter):
			words++
		}
	}
	return filled > 0 && filled*4 >= width*3 && words*4 >= filled*3
}

func isDate(cell string) bool {
	_, ok := Dates{}.Parse([]byte(cell))
	return ok && strings.ContainsAny(cell, "-/.: ")
}

// headerIndex returns which of the rows is the header: the first that looks like one, else the first that is neither
// blank nor a comment, else the first. Titles above a table are narrower than it is.
func headerIndex(rows []sampledRow) int {
	width, first := usualWidth(rows), -1
	for i, row := range rows {
		if row.filled() == 0 || row.isComment(width) {
			continue
		}
		if row.looksLikeHeader(width) && !(row.isMarked() && row.cells[0] != "#" && headerFollows(rows[i+1:], width)) {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return max(first, 0)
}

// isMarked tells whether the row begins as a comment does.
func (r sampledRow) isMarked() bool { return strings.HasPrefix(r.cells[0], "#") }

// headerFollows tells whether a row that begins with # and is as wide as the table is a comment above its header, rather
// than a header whose first name begins so: whether the next row looks like a header, and the one behind it does not.
func headerFollows(rows []sampledRow, width int) bool {
	for len(rows) > 0 && rows[0].isMarked() {
		rows = rows[1:]
	}
	return len(rows) > 1 && rows[0].looksLikeHeader(width) && !rows[1].looksLikeHeader(width)
}

// usualWidth returns how many cells a row of the table has. Wider rows count for more, up to a bound, since a few lines
// of titles may stand above a short table.
func usualWidth(rows []sampledRow) int {
	counts := map[int]int{}
	usual, most := 1, 0
	for _, row := range rows {
		width := len(row.cells)
		counts[width]++
		if weight := counts[width] * min(width-1, 4); weight > most {
			usual, most = width, weight
		}
	}
	return usual
}

// headerNames returns the names of the columns: those of the header without the ones at its end that have neither a name
// nor a cell in the rows below.
func headerNames(header sampledRow, below []sampledRow) []string {
	width := header.width()
	for _, row := range below {
		width = max(width, min(row.width(), len(header.cells)))
	}
	return header.cells[:width]
}

// headerWarnings names the columns that have no name, and those that share one.
func headerWarnings(names []string, line int) []Warning {
	places := map[string][]int{}
	for i, name := range names {
		key := strings.ToLower(name)
		places[key] = append(places[key], i+1)
	}
	var all []Warning
	for i, name := range names {
		at := places[strings.ToLower(name)]
		switch {
		case at[0] != i+1: // told at the first one
		case name == "":
			all = append(all, Warning{Reason: columns(at) + " without a name", Count: len(at), FirstLine: line})
		case len(at) > 1:
			all = append(all, Warning{Reason: fmt.Sprintf("%s of the same name %q", columns(at), name), Count: len(at), FirstLine: line})
		}
	}
	return all
}

// columns lists columns by their numbers: "column 3", "columns 2, 5 and 7".
func columns(numbers []int) string {
	var b strings.Builder
	b.WriteString("column")
	if len(numbers) > 1 {
		b.WriteString("s")
	}
	for i, n := range numbers {
		switch {
		case i == 0:
			b.WriteString(" ")
		case i == len(numbers)-1:
			b.WriteString(" and ")
		default:
			b.WriteString(", ")
		}
		fmt.Fprint(&b, n)
	}
	return b.String()
}
