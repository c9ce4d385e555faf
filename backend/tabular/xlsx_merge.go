package tabular

import (
	"bytes"
	"cmp"
	"slices"
)

// mergedRange is a range of cells that shows what is in its first one. Columns and rows begin with 1.
type mergedRange struct {
	left, top, right, bottom int
}

// mergedRanges returns the merged ranges of a sheet that begin below a row, by their first rows. It goes through all of the
// part, so that damage to it shows before a row is read.
func mergedRanges(part *partReader, below int) ([]mergedRange, error) {
	var ranges []mergedRange
	// They stand behind all the rows.
	x := newXMLScanner(part)
	for {
		kind, err := x.next()
		if err == nil && kind == xmlStart && !x.closed && string(x.name) == "sheetData" {
			err = x.skipPast("sheetData>")
		}
		switch {
		case err != nil:
			return nil, part.wrong(err)
		case kind == xmlNothing:
			slices.SortFunc(ranges, func(a, b mergedRange) int { return cmp.Compare(a.top, b.top) })
			return ranges, nil
		case kind != xmlStart || string(x.name) != "mergeCell":
			continue
		}
		if m, ok := parseRange(x.attribute("ref")); ok && m.top > below {
			ranges = append(ranges, m)
		}
		if len(ranges) > maxMerged {
			return nil, errorf(Unreadable, "the sheet has more than %d merged ranges, the most that are read", maxMerged)
		}
	}
}

// parseRange reads a range such as B2:B4. ok is false where it is none of several cells.
func parseRange(text []byte) (m mergedRange, ok bool) {
	from, to, isRange := bytes.Cut(text, []byte(":"))
	if !isRange {
		return m, false
	}
	m.left, m.top = parseReference(from)
	m.right, m.bottom = parseReference(to)
	return m, m.left > 0 && m.top > 0 && m.left <= m.right && m.top <= m.bottom
}

// merger gives the cells of merged ranges what the first one of each says, row by row.
type merger struct {
	ahead []mergedRange // those that begin in rows to come
	open  []openRange
	width int // of the rows
}

// openRange is a range of which the first row was come to.
type openRange struct {
	mergedRange
	text []byte
}

// fill fills the last row of the block. A row with nothing of its own stays blank: it never gets here.
func (m *merger) fill(b *sheetBlock) error {
	row := b.rows[len(b.rows)-1]
	m.open = slices.DeleteFunc(m.open, func(o openRange) bool { return o.bottom < row.line })
	for len(m.ahead) > 0 && m.ahead[0].top <= row.line {
		if next := m.ahead[0]; next.bottom >= row.line && next.left <= m.width {
			m.open = append(m.open, openRange{next, b.lastText(next.left, next.top)})
		}
		m.ahead = m.ahead[1:]
	}
	if len(m.open) > m.width {
		return errorf(Unreadable, "the workbook is damaged: the merged ranges in row %d overlap", row.line)
	}
	text := len(b.text)
	for _, o := range m.open {
		begin := len(b.text)
		b.text = append(b.text, o.text...)
		for column := o.left; column <= min(o.right, m.width); column++ {
			b.put(sheetCell{column: column, begin: begin, end: len(b.text)})
		}
		if len(b.text)-text > maxRow {
			return errorf(Unreadable, "row %d has more than %s, the most that is read", row.line, inUnits(maxRow))
		}
	}
	return nil
}
