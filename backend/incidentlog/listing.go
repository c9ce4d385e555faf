package incidentlog

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// listing numbers services, and the combinations of them that occur.
type listing struct {
	services []string
	cells    [][]uint32
	service  map[string]uint32
	known    map[string]uint32 // cells by the bytes of their numbers
}

func newListing() *listing {
	return &listing{service: map[string]uint32{}, known: map[string]uint32{}}
}

// cell returns the number of the combination of these services, whatever their order.
func (l *listing) cell(names []string) uint32 {
	numbers := make([]uint32, len(names))
	for i, name := range names {
		number, ok := l.service[name]
		if !ok {
			number = uint32(len(l.services))
			l.service[name] = number
			l.services = append(l.services, name)
		}
		numbers[i] = number
	}
	slices.Sort(numbers)
	key := make([]byte, 0, 4*len(numbers))
	for _, number := range numbers {
		key = binary.LittleEndian.AppendUint32(key, number)
	}
	cell, ok := l.known[string(key)]
	if !ok {
		cell = uint32(len(l.cells))
		l.known[string(key)] = cell
		l.cells = append(l.cells, numbers)
	}
	return cell
}

// none is the number of what has none yet.
const none = ^uint32(0)

// tidy drops services and cells that no row has, and numbers the others in the order in which the rows bring them, those
// of one row by name. So logs with the same rows are the same in every part, however they came about.
func (l *Log) tidy() {
	cells := slices.Repeat([]uint32{none}, len(l.Cells))
	services := slices.Repeat([]uint32{none}, len(l.Services))
	var tidied Log
	for row, cell := range l.Cell {
		if cells[cell] == none {
			cells[cell] = uint32(len(tidied.Cells))
			tidied.takeOver(l, l.Cells[cell], services)
		}
		l.Cell[row] = cells[cell]
	}
	l.Services, l.Cells = tidied.Services, tidied.Cells
}

// takeOver adds a cell of another log. services has the numbers here of those that were taken over already.
func (l *Log) takeOver(from *Log, cell, services []uint32) {
	byName := slices.SortedFunc(slices.Values(cell), func(a, b uint32) int {
		return cmp.Compare(from.Services[a], from.Services[b])
	})
	for i, old := range byName {
		if services[old] == none {
			services[old] = uint32(len(l.Services))
			l.Services = append(l.Services, from.Services[old])
		}
		byName[i] = services[old]
	}
	slices.Sort(byName)
	l.Cells = append(l.Cells, byName)
}

// keep leaves the log with these rows, in their order; nil: as it is.
func (l *Log) keep(rows []uint32) {
	if rows == nil {
		return
	}
	columns := []func(){
		func() { l.Created = pick(l.Created, rows) },
		func() { l.Reported = pick(l.Reported, rows) },
		func() { l.Cell = pick(l.Cell, rows) },
		func() { l.State, l.Stage = pick(l.State, rows), pick(l.Stage, rows) },
		func() { l.IDs = l.IDs.pick(rows) },
	}
	inParallel(len(columns), func(i int) { columns[i]() })
}

// pick returns the values of these rows.
func pick[T any](column []T, rows []uint32) []T {
	picked := make([]T, len(rows))
	for i, row := range rows {
		picked[i] = column[row]
	}
	return picked
}

// pick returns the texts of these rows.
func (t Texts) pick(rows []uint32) Texts {
	if t.Len() == 0 {
		return t
	}
	picked := Texts{Bytes: make([]byte, 0, len(t.Bytes)), Offsets: make([]int64, 1, len(rows)+1)}
	for _, row := range rows {
		picked.append(t.At(int(row)))
	}
	return picked
}

// append adds a text.
func (t *Texts) append(text []byte) {
	if t.Offsets == nil {
		t.Offsets = []int64{0}
	}
	t.Bytes = append(t.Bytes, text...)
	t.Offsets = append(t.Offsets, int64(len(t.Bytes)))
}
