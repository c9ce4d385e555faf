package tabular

import (
	"bytes"
	"errors"
	"io"
)

// cut is where a run of text can be parted.
type cut struct {
	end int // behind the last record that is complete
	// open is the place of an opening quote that is not closed, or -1. broken tells that no further text can close it.
	open   int
	broken bool
}

// cut finds the last complete record of b, which begins where a record does. final tells that no text follows b, so
// that its last record is complete without a line end.
func (d dialect) cut(b []byte, final bool) cut {
	c := cut{open: -1}
	for from := 0; ; {
		q := len(b)
		if i := bytes.IndexByte(b[from:], '"'); i >= 0 {
			q = from + i
		}
		if end := lastLineEnd(b[from:q], q == len(b) && !final); end > 0 {
			c.end = from + end
		}
		if q == len(b) {
			break
		}
		from = q + 1
		if !d.isCellStart(b, q) {
			continue
		}
		cell := d.scanQuoted(b, from)
		if cell.close < 0 || cell.broken {
			c.open, c.broken = q, cell.broken
			return c
		}
		from = cell.close + 1
	}
	if final {
		c.end = len(b)
	}
	return c
}

// isCellStart tells whether nothing but blanks is between b[i] and the last delimiter or line end before it.
func (d dialect) isCellStart(b []byte, i int) bool {
	for i--; i >= 0; i-- {
		switch c := b[i]; {
		case d.ends(c):
			return true
		case !blank(c):
			return false
		}
	}
	return true
}

// lastLineEnd returns the place behind the last line end of b, or 0. open tells that b goes on, so that a CR at its end
// may be half of a line end.
func lastLineEnd(b []byte, open bool) int {
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] == '\n' || b[i] == '\r' && (!open || i < len(b)-1) {
			return i + 1
		}
	}
	return 0
}

// cutter cuts a text into blocks at the ends of records. Line is that of the text's first line.
type cutter struct {
	dialect
	text      io.Reader
	blockSize int
	line      int // of the next block
	index     int // of the next block
	rest      []byte
	final     bool // everything was read from text
}

// padding follows the text of a block in its buffer: line ends, so that a parser needs not look for the end, and more than
// it looks at together.
var padding = bytes.Repeat([]byte{'\n'}, 2*stride)

// piece is the text of a block.
type piece struct {
	buffer []byte // the text and the padding
	end    int    // of the text in buffer
	index  int
	line   int // of the first record
}

// next returns the next piece in a buffer that is used again. Its end is 0 at the end of the text.
func (c *cutter) next(buffer []byte) (piece, error) {
	buffer = append(buffer[:0], c.rest...)
	var found cut
	for size := c.blockSize; ; size = min(2*size, maxRow) {
		if err := c.fill(&buffer, size); err != nil {
			return piece{}, err
		}
		found = c.cut(buffer, c.final)
		if found.open >= 0 && (c.final || found.broken) {
			return piece{}, c.unclosed(buffer, found)
		}
		if found.end > 0 || c.final {
			break
		}
		if len(buffer) >= maxRow {
			return piece{}, c.tooLong(buffer, found)
		}
	}
	p := piece{end: found.end, index: c.index, line: c.line}
	c.rest = append(c.rest[:0], buffer[found.end:]...)
	if err := c.check(buffer[:found.end]); err != nil {
		return piece{}, err
	}
	p.buffer = append(buffer[:found.end], padding...)
	c.line += lineEnds(p.buffer[:p.end])
	c.index++
	return p, nil
}

// fill reads until buffer has at least size bytes or the text ends.
func (c *cutter) fill(buffer *[]byte, size int) error {
	if c.final || len(*buffer) >= size {
		return nil
	}
	have := len(*buffer)
	if cap(*buffer) < size+len(padding) {
		*buffer = append(make([]byte, 0, size+len(padding)), *buffer...)
	}
	n, err := io.ReadFull(c.text, (*buffer)[have:size])
	*buffer = (*buffer)[:have+n]
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		c.final = true
	case err != nil:
		return cannot("read to its end", err)
	}
	return nil
}

// check refuses what no row may hold.
func (c *cutter) check(b []byte) error {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return errorf(Unreadable, "line %d has a NUL byte, which no text has: export the file again", c.line+lineEnds(b[:i]))
	}
	if len(b) <= maxCell {
		return nil // no cell can be too long
	}
	return c.longCell(b)
}

// longCell returns the error of the first cell of b that is longer than the limit.
func (c *cutter) longCell(b []byte) error {
	r := newRecords(c.dialect, false, make([][]byte, maxColumns))
	r.reset(piece{buffer: append(bytes.Clone(b), padding...), end: len(b), line: c.line})
	for {
		line := r.line
		n, ok := r.record()
		if !ok {
			return nil
		}
		for i, cell := range r.cells[:min(n, len(r.cells))] {
			if len(cell) > maxCell {
				return errorf(Unreadable, "line %d: the cell in column %d has more than %s", line, i+1, inUnits(maxCell))
			}
		}
	}
}

// unclosed returns the error of a quote that is never closed.
func (c *cutter) unclosed(b []byte, found cut) error {
	return errorf(Unreadable, "line %d: the quote that opens in column %d is never closed",
		c.line+lineEnds(b[:found.open]), c.column(b[found.end:found.open]))
}

// tooLong returns the error of a row that does not end within the limit.
func (c *cutter) tooLong(b []byte, found cut) error {
	if found.open >= 0 {
		return errorf(Unreadable, "line %d: the quote that opens in column %d is not closed within %s, the most that a cell can hold",
			c.line+lineEnds(b[:found.open]), c.column(b[found.end:found.open]), inUnits(maxCell))
	}
	if err := c.longCell(b); err != nil {
		return err
	}
	return errorf(Unreadable, "line %d: the row has more than %s", c.line, inUnits(maxRow))
}

// column returns the number of the column that is reached behind the beginning of a row.
func (c *cutter) column(b []byte) int {
	r := newRecords(c.dialect, false, nil)
	r.reset(piece{buffer: append(bytes.Clone(b), padding...), end: len(b)})
	n, _ := r.record()
	return max(n, 1)
}
