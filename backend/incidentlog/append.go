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
	m := newMatcher(log, old.Rows())
	rows := make([]uint32, 0, log.Rows())
	for row := range old.Rows() {
		rows = append(rows, m.successor(row))
	}
	for row := old.Rows(); row < log.Rows(); row++ {
		if !m.placed(row) {
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
		log.IDs = Texts{
			Bytes: make([]byte, 0, len(a.IDs.Bytes)+len(b.IDs.Bytes)), Offsets: make([]int64, 1, a.Rows()+b.Rows()+1),
		}
		for _, from := range []*Log{a, b} {
			for row := range from.Rows() {
				log.IDs.append(from.id(row))
			}
		}
	}
	return log
}

// matcher finds, in a log whose rows from first on were added, those that the rows before have already.
type matcher struct {
	log *Log

	ids     *dictionary // of the rows that were added
	withID  []uint32    // by the number of an id: the row
	adopted []bool      // by the number of an id: its row took another's place

	contents *dictionary // of the rows without an id that were not added, to compare by
	left     []int       // by the number of a content: how many of its rows were not met again
	buffer   []byte
}

func newMatcher(log *Log, first int) *matcher {
	seed := maphash.MakeSeed()
	m := &matcher{log: log, ids: newDictionary(seed), contents: newDictionary(seed)}
	for row := range log.Rows() {
		id := log.id(row)
		switch {
		case row >= first && len(id) > 0:
			if number, fresh := m.ids.number(id); fresh {
				m.withID = append(m.withID, uint32(row))
			} else {
				m.withID[number] = uint32(row)
			}
		case row < first && len(id) == 0:
			number, fresh := m.contents.number(m.content(row))
			if fresh {
				m.left = append(m.left, 0)
			}
			m.left[number]++
		}
	}
	m.adopted = make([]bool, len(m.withID))
	return m
}

// successor returns the row that was added with the id of an earlier one, or that one itself.
func (m *matcher) successor(row int) uint32 {
	if id := m.log.id(row); len(id) > 0 {
		if number, ok := m.ids.find(id); ok {
			m.adopted[number] = true
			return m.withID[number]
		}
	}
	return uint32(row)
}

// placed tells of a row that was added whether it is there already: under its id, or with the same content. It is asked
// once for each, after the successors are known.
func (m *matcher) placed(row int) bool {
	if id := m.log.id(row); len(id) > 0 {
		number, ok := m.ids.find(id)
		return ok && m.adopted[number]
	}
	number, ok := m.contents.find(m.content(row))
	if !ok || m.left[number] == 0 {
		return false
	}
	m.left[number]--
	return true
}

// content returns all fields of a row but its id, as bytes that hold until the next row.
func (m *matcher) content(row int) []byte {
	l := m.log
	b := binary.LittleEndian.AppendUint64(m.buffer[:0], uint64(l.Created[row]))
	b = binary.LittleEndian.AppendUint64(b, uint64(l.Reported[row]))
	b = binary.LittleEndian.AppendUint32(b, l.Cell[row])
	m.buffer = append(b, byte(l.State[row]), byte(l.Stage[row]))
	return m.buffer
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
