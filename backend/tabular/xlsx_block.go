package tabular

import "bytes"

// sheetBlock is a run of rows of a sheet: of each, the cells in which something is.
type sheetBlock struct {
	index int // of the block in the sheet
	rows  []sheetRow
	cells []sheetCell
	text  []byte

	// What next hands out.
	given int // rows
	row   [][]byte
}

// sheetRow is a row, by where its cells end in those of the block.
type sheetRow struct {
	line, cells int
}

// sheetCell is a cell and its text in that of the block. Of the cells of a row in the same column the last counts.
type sheetCell struct {
	column     int // 1 the first
	begin, end int
}

// newSheetBlock returns a block whose rows have width cells.
func newSheetBlock(width int) *sheetBlock { return &sheetBlock{row: make([][]byte, width)} }

// reset empties the block.
func (b *sheetBlock) reset() {
	b.rows, b.cells, b.text, b.given = b.rows[:0], b.cells[:0], b.text[:0], 0
}

// isFull tells whether the block is large enough for a worker.
func (b *sheetBlock) isFull() bool { return len(b.text) >= blockSize || len(b.cells) >= blockSize/8 }

// cellsOf returns the cells of a row.
func (b *sheetBlock) cellsOf(row int) []sheetCell {
	if row == 0 {
		return b.cells[:b.rows[0].cells]
	}
	return b.cells[b.rows[row-1].cells:b.rows[row].cells]
}

// crop takes the cells to the right of the width away from the last row, and the row if nothing is left of it. outside is
// how many cells that were.
func (b *sheetBlock) crop() (outside int, left bool) {
	last := len(b.rows) - 1
	cells := b.cellsOf(last)
	kept := cells[:0]
	for _, c := range cells {
		if c.column <= len(b.row) {
			kept = append(kept, c)
		}
	}
	outside = len(cells) - len(kept)
	b.cells = b.cells[:len(b.cells)-outside]
	b.rows[last].cells = len(b.cells)
	if len(kept) == 0 {
		b.rows = b.rows[:last]
	}
	return outside, len(kept) > 0
}

// put gives a cell of the last row another text.
func (b *sheetBlock) put(c sheetCell) {
	b.cells = append(b.cells, c)
	b.rows[len(b.rows)-1].cells = len(b.cells)
}

// lastText returns a copy of what a cell of the last row says, if that row is the one in line.
func (b *sheetBlock) lastText(column, line int) []byte {
	last := len(b.rows) - 1
	if b.rows[last].line != line {
		return nil
	}
	var text []byte
	for _, c := range b.cellsOf(last) {
		if c.column == column {
			text = b.text[c.begin:c.end]
		}
	}
	return bytes.Clone(text)
}

// next hands out the next row.
func (b *sheetBlock) next() (Row, bool) {
	if b.given == len(b.rows) {
		return Row{}, false
	}
	clear(b.row)
	for _, c := range b.cellsOf(b.given) {
		b.row[c.column-1] = b.text[c.begin:c.end]
	}
	b.given++
	return Row{Line: b.rows[b.given-1].line, Cells: b.row}, true
}

// sample returns all rows of the block, for the header to be looked for.
func (b *sheetBlock) sample() []sampledRow {
	rows := make([]sampledRow, len(b.rows))
	for i, row := range b.rows {
		rows[i].line = row.line
		for _, c := range b.cellsOf(i) {
			for len(rows[i].cells) < c.column {
				rows[i].cells = append(rows[i].cells, "")
			}
			rows[i].cells[c.column-1] = string(b.text[c.begin:c.end])
		}
	}
	return rows
}
