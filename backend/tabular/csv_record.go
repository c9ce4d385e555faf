package tabular

// dialect is how a CSV separates its cells. The delimiter is ASCII.
type dialect struct {
	delimiter byte
}

// records parses blocks of text into records.
type records struct {
	dialect
	legacy bool // cells are windows-1252

	data  []byte // the block, with padding
	end   int    // of the block in data
	start int    // of the next record
	line  int    // of the next record
	marks marks

	cells   [][]byte // of the record that was read last, as many as fit
	filled  int      // how many cells it has without blank ones at its end
	scratch []byte   // the cells of the record that do not stand in data as they are
	notes   notes
}

// newRecords returns a parser that keeps as many cells of a record as there is room for.
func newRecords(d dialect, legacy bool, room [][]byte) *records {
	return &records{dialect: d, legacy: legacy, marks: marks{delimiters: uint64(d.delimiter) * ones}, cells: room}
}

// reset begins with another block.
func (r *records) reset(p piece) {
	r.data, r.end, r.start, r.line = p.buffer, p.end, 0, p.line
	r.marks.reset(p.end)
}

// record reads the next record. n is how many cells it has; ok is false at the end of the block.
func (r *records) record() (n int, ok bool) {
	if r.start >= r.end {
		return 0, false
	}
	r.filled, r.scratch = 0, r.scratch[:0]
	line, data, from, alien := r.line, r.data, r.start, r.marks.alien
	for {
		if r.marks.next == r.marks.count {
			r.marks.look(data)
			alien = alien || r.marks.alien
		}
		to := int(r.marks.places[r.marks.next])
		r.marks.next++
		if to < from {
			continue // in quotes, or the second half of a CR LF
		}
		cell, c, plain := data[from:to], data[to], !alien
		if c == '"' && isOpening(cell) {
			if cell, to = r.simple(to + 1); cell == nil {
				cell, to = r.quoted(from, line)
				plain = false
			}
			c = data[to]
		} else if !r.ends(c) {
			continue
		}
		if len(cell) > 0 && (!plain || edges[cell[0]]|edges[cell[len(cell)-1]] != 0) {
			cell = r.clean(cell, line)
		}
		if n < len(r.cells) {
			r.cells[n] = cell
		}
		n++
		if len(cell) > 0 {
			r.filled = n
		}
		from, alien = to+1, r.marks.alien
		if c == r.delimiter {
			continue
		}
		if c == '\r' && data[from] == '\n' {
			from++
		}
		r.start = from
		r.line++
		return n, true
	}
}
