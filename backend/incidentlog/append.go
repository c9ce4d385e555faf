package incidentlog

import (
	"encoding/binary"
	"hash/maphash"
	"slices"
)

// Append returns a log with the rows of both. A row of added with an id that old has takes the old row's place; one
// without an id that old has already, in all its fields, is left out, as often as old has it. duplicates counts both.
func Append(old, added *Log) (log *Log, duplicates int) {
	log = concatenate(old, added)
	seed := maphash.MakeSeed()
	rows := make([]uint32, 0, log.Rows())
	replaced := replacedIn(log, old.Rows(), seed)
	for row := range old.Rows() {
		if !replaced(row) {
			rows = append(rows, uint32(row))
		}
	}
	repeats := repeatedIn(log, old.Rows(), seed)
	for row := old.Rows(); row < log.Rows(); row++ {
		if !repeats(row) {
			rows = append(rows, uint32(row))
		}
	}
	duplicates = log.Rows() - len(rows)
	log.keep(sortedBy(log.Created, rows))
	log.tidy()
	return log, duplicates
}

// concatenate puts the rows of two logs one behind the other.
func concatenate(a, b *Log) *Log {
	l := newListing()
	log := &Log{
		Created: slices.Concat(a.Created, b.Created), Reported: slices.Concat(a.Reported, b.Reported),
		State: slices.Concat(a.State, b.State), Stage: slices.Concat(a.Stage, b.Stage),
		Cell: make([]uint32, 0, a.Rows()+b.Rows()),
	}
	for _, from := range []*Log{a, b} {
		numbers := make([]uint32, len(from.Cells))
		for i, cell := range from.Cells {
			numbers[i] = l.cell(from.names(cell))
		}
		for _, cell := range from.Cell {
			log.Cell = append(log.Cell, numbers[cell])
		}
	}
	log.Services, log.Cells = l.services, l.cells
	if a.IDs.Len()+b.IDs.Len() > 0 {
		for _, from := range []*Log{a, b} {
			for row := range from.Rows() {
				log.IDs.append(from.id(row))
			}
		}
	}
	return log
}

// replacedIn tells, of the rows before first, which have an id that one from first on has.
func replacedIn(log *Log, first int, seed maphash.Seed) func(row int) bool {
	ids := newDictionary(seed)
	for row := first; row < log.Rows(); row++ {
		if id := log.id(row); len(id) > 0 {
			ids.number(id)
		}
	}
	return func(row int) bool { return ids.has(log.id(row)) }
}

// repeatedIn tells, of the rows from first on, one after the other, which repeat one before first that has no id: each of
// those is repeated once.
func repeatedIn(log *Log, first int, seed maphash.Seed) func(row int) bool {
	contents := newDictionary(seed)
	var left []int // by the number of a content: how many rows have it and were not repeated
	var content []byte
	for row := range first {
		if len(log.id(row)) > 0 {
			continue
		}
		content = log.appendContent(content[:0], row)
		number, fresh := contents.number(content)
		if fresh {
			left = append(left, 0)
		}
		left[number]++
	}
	return func(row int) bool {
		content = log.appendContent(content[:0], row)
		if len(log.id(row)) > 0 || !contents.has(content) {
			return false
		}
		number, _ := contents.number(content)
		left[number]--
		return left[number] >= 0
	}
}

// appendContent writes all fields of a row but its id.
func (l *Log) appendContent(b []byte, row int) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(l.Created[row]))
	b = binary.LittleEndian.AppendUint64(b, uint64(l.Reported[row]))
	b = binary.LittleEndian.AppendUint32(b, l.Cell[row])
	return append(b, byte(l.State[row]), byte(l.Stage[row]))
}

// id returns the id of a row, or nothing.
func (l *Log) id(row int) []byte {
	if l.IDs.Len() == 0 {
		return nil
	}
	return l.IDs.At(row)
}

// names returns the services of a cell.
func (l *Log) names(cell []uint32) []string {
	names := make([]string, len(cell))
	for i, service := range cell {
		names[i] = l.Services[service]
	}
	return names
}
