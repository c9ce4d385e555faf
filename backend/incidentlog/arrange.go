package incidentlog

import (
	"bytes"
	"math/bits"
	"slices"
	"sync/atomic"
)

// log puts the parts together: one incident an id, sorted by creation. duplicates are the rows that another one with the
// same id came after.
func (r *reader) log() (log *Log, duplicates int) {
	starts := r.starts()
	created := make([]int64, starts[len(r.parts)])
	inParallel(len(r.parts), func(i int) { copy(created[starts[i]:], r.parts[i].created) })
	ids, hashes := r.joinIDs(starts)
	var rows []uint32 // in the order to have them in; nil: all as they are
	if ids.Len() > 0 {
		rows, duplicates = lastOfEach(ids, hashes)
	}
	rows = sortedBy(created, rows)
	log = r.fill(created, starts, rows)
	log.IDs = ids
	if rows != nil {
		log.IDs = ids.pick(rows)
	}
	log.tidy()
	return log, duplicates
}

// starts returns how many rows the parts before each have, and last how many all have.
func (r *reader) starts() []int {
	starts := make([]int, len(r.parts)+1)
	for i, p := range r.parts {
		starts[i+1] = starts[i] + len(p.created)
	}
	return starts
}

// joinIDs puts the ids of the parts one behind the other, with their hashes; there are none where no row has one.
func (r *reader) joinIDs(starts []int) (ids Texts, hashes []uint32) {
	begins, size := make([]int64, len(r.parts)), int64(0)
	for i, p := range r.parts {
		begins[i] = size
		size += int64(len(p.ids.Bytes))
	}
	if size == 0 {
		return Texts{}, nil
	}
	rows := starts[len(r.parts)]
	ids = Texts{Bytes: make([]byte, size), Offsets: make([]int64, rows+1)}
	hashes = make([]uint32, rows)
	inParallel(len(r.parts), func(i int) {
		p := r.parts[i]
		copy(ids.Bytes[begins[i]:], p.ids.Bytes)
		copy(hashes[starts[i]:], p.hashes)
		for row := range p.created {
			ids.Offsets[starts[i]+row+1] = begins[i] + p.ids.Offsets[row+1]
		}
	})
	return ids, hashes
}

// fill makes a log of these rows of the parts, without their ids. created are the times of all rows; they are used where
// the rows are nil: all as they are.
func (r *reader) fill(created []int64, starts []int, rows []uint32) *Log {
	log := &Log{Created: created}
	places := inverse(rows, len(created))
	if rows != nil {
		log.Created = make([]int64, len(rows))
	}
	n := len(log.Created)
	log.Reported, log.Cell, log.State, log.Stage = make([]int64, n), make([]uint32, n), make([]State, n), make([]Stage, n)
	numbers := r.joinCells(log)
	inParallel(len(r.parts), func(i int) {
		p := r.parts[i]
		for row, cell := range p.cell {
			to := uint32(starts[i] + row)
			if places != nil {
				to = places[to]
			}
			if to != none {
				log.Created[to], log.Reported[to] = p.created[row], p.reported[row]
				log.Cell[to], log.State[to], log.Stage[to] = numbers[p.worker][cell], p.state[row], p.stage[row]
			}
		}
		*p = part{} // what it holds is not needed twice
	})
	return log
}

// inverse returns which place each of n numbers has in a list, or none; nil where the list is.
func inverse(list []uint32, n int) []uint32 {
	if list == nil {
		return nil
	}
	places := slices.Repeat([]uint32{none}, n)
	for place, number := range list {
		places[number] = uint32(place)
	}
	return places
}

// joinCells brings the services and cells of all workers into the log. numbers says which cell of the log one of a
// worker is.
func (r *reader) joinCells(log *Log) (numbers map[*worker][]uint32) {
	numbers = map[*worker][]uint32{}
	l := newListing()
	for _, w := range r.workers {
		of := make([]uint32, len(w.cells.names))
		for i, names := range w.cells.names {
			if len(names) > 0 {
				of[i] = l.cell(names)
			}
		}
		numbers[w] = of
	}
	log.Services, log.Cells = l.services, l.cells
	return numbers
}

// shards is into how many parts the ids are divided by their hashes, to look for duplicates in each apart.
const shards = 4

// lastOfEach returns the rows whose id is empty or comes in no later row, or nil where those are all.
func lastOfEach(ids Texts, hashes []uint32) (rows []uint32, dropped int) {
	superseded := make([]bool, ids.Len())
	var count atomic.Int64
	inParallel(shards, func(shard int) { count.Add(int64(supersede(superseded, ids, hashes, uint32(shard)))) })
	if count.Load() == 0 {
		return nil, 0
	}
	rows = make([]uint32, 0, ids.Len()-int(count.Load()))
	for row, gone := range superseded {
		if !gone {
			rows = append(rows, uint32(row))
		}
	}
	return rows, int(count.Load())
}

// supersede marks the rows of a shard whose id comes in a later row, and returns how many they are.
func supersede(superseded []bool, ids Texts, hashes []uint32, shard uint32) (count int) {
	size := 0
	for _, hash := range hashes {
		if hash%shards == shard {
			size++
		}
	}
	slots := make([]uint32, 2<<bits.Len(uint(size))) // rows plus one, by their hash: a table that is never full
	mask := uint32(len(slots) - 1)
	for row, hash := range hashes {
		id := ids.At(row)
		if hash%shards != shard || len(id) == 0 {
			continue
		}
		at := hash / shards & mask
		for ; slots[at] != 0; at = (at + 1) & mask {
			if earlier := slots[at] - 1; hashes[earlier] == hash && bytes.Equal(ids.At(int(earlier)), id) {
				superseded[earlier] = true
				count++
				break
			}
		}
		slots[at] = uint32(row) + 1
	}
	return count
}
