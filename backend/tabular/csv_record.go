package tabular

import (
	"encoding/binary"
	"math/bits"
)

// dialect is how a CSV separates its cells. The delimiter is ASCII.
type dialect struct {
	delimiter byte
}

// note counts something that is kept with a warning.
type note struct {
	count     int
	firstLine int
}

func (n *note) add(count, line int) {
	if n.count == 0 || line < n.firstLine {
		n.firstLine = line
	}
	n.count += count
}

// notes are what the rows of a CSV need leniency for, in the order of noteReasons.
type notes [4]note

const (
	tailNote = iota
	backslashNote
	misfitNote
	lostNote
)

var noteReasons = [len(notes{})]string{
	tailNote:      "text after a closing quote",
	backslashNote: `\" for a quote in quotes`,
	misfitNote:    "cells that are not UTF-8, read as windows-1252",
	lostNote:      "cells with letters that are lost (\uFFFD), as by a wrong encoding",
}

func (n *notes) merge(other notes) {
	for i, from := range other {
		if from.count > 0 {
			n[i].add(from.count, from.firstLine)
		}
	}
}

func (n *notes) warnings() []Warning {
	var all []Warning
	for i, one := range n {
		if one.count > 0 {
			all = append(all, Warning{Reason: noteReasons[i], Count: one.count, FirstLine: one.firstLine})
		}
	}
	return all
}

// records parses blocks of text into records. It looks at eight bytes at a time for the characters that mean something.
type records struct {
	dialect
	legacy  bool   // cells are windows-1252
	pattern uint64 // the delimiter, eight times

	data  []byte // the block, with padding
	end   int    // of the block in data
	start int    // of the next record
	line  int    // of the next record
	base  int    // of the word that was looked at last
	word  uint64 // its bytes
	mask  uint64 // of them, those that mean something and were not come to yet

	cells   [][]byte // of the record that was read last, as many as fit
	filled  int      // how many cells it has without blank ones at its end
	scratch []byte   // the cells of the record that do not stand in data as they are
	notes   notes
}

// newRecords returns a parser that keeps up to width cells of a record.
func newRecords(d dialect, legacy bool, width int) *records {
	return &records{dialect: d, legacy: legacy, pattern: uint64(d.delimiter) * ones, cells: make([][]byte, width)}
}

// reset begins with another block.
func (r *records) reset(p piece) {
	r.data, r.end, r.start, r.line = p.buffer, p.end, 0, p.line
	r.look(0)
}

const (
	ones  = 0x0101010101010101
	lows  = 0x7f * ones
	highs = 0x80 * ones
)

// look takes the eight bytes at i and marks the delimiters, quotes and line ends among them by their highest bit.
//
// A byte without its highest bit is zero exactly where adding 0x7f does not set that bit. None of the characters has it
// set, so bytes that have are none.
func (r *records) look(i int) {
	word := binary.LittleEndian.Uint64(r.data[i:])
	low := word & lows
	not := (low ^ r.pattern) + lows
	not &= (low ^ '"'*ones) + lows
	not &= (low ^ '\n'*ones) + lows
	not &= (low ^ '\r'*ones) + lows
	r.base, r.word, r.mask = i, word, ^(not|word)&highs
}

// record reads the next record. n is how many cells it has; ok is false at the end of the block.
func (r *records) record() (n int, ok bool) {
	if r.start >= r.end {
		return 0, false
	}
	r.filled, r.scratch = 0, r.scratch[:0]
	line, from, high := r.line, r.start, r.word
	for {
		for r.mask == 0 {
			r.look(r.base + 8)
			high |= r.word
		}
		to := r.base + bits.TrailingZeros64(r.mask)>>3
		r.mask &= r.mask - 1
		if to < from {
			continue // the second half of a CR LF
		}
		cell := r.data[from:to]
		if r.data[to] == '"' {
			if !isOpening(cell) {
				continue
			}
			cell, to = r.quoted(to+1, line)
			high |= highs // the cell was not looked at
		}
		if len(cell) > 0 && (high&highs != 0 || edges[cell[0]]|edges[cell[len(cell)-1]] != 0) {
			cell = r.clean(cell, line)
		}
		if n < len(r.cells) {
			r.cells[n] = cell
		}
		n++
		if len(cell) > 0 {
			r.filled = n
		}
		from = to + 1
		if r.data[to] == r.delimiter {
			continue
		}
		if r.data[to] == '\r' && r.data[from] == '\n' {
			from++
		}
		r.start = from
		r.line++
		return n, true
	}
}
