package incidentlog

import (
	"bytes"
	"math/bits"
	"sync/atomic"
)

// log puts the parts together: one incident an id, sorted by creation. duplicates are the rows that another one with the
// same id came after.
func (r *reader) log() (log *Log, duplicates int) {
	log, hashes := r.join()
	var rows []uint32 // of the log, in the order to have them in; nil: as they are
	if log.IDs.Len() > 0 {
		rows, duplicates = lastOfEach(log.IDs, hashes)
	}
	log.keep(sortedBy(log.Created, rows))
	log.tidy()
	return log, duplicates
}

// join copies the columns of the parts one behind the other. hashes are those of the ids.
func (r *reader) join() (log *Log, hashes []uint32) {
	log = &Log{}
	numbers := r.joinCells(log)
	starts, idStarts := r.starts()
	rows := starts[len(r.parts)]
	log.Created, log.Reported = make([]int64, rows), make([]int64, rows)
	log.Cell, log.State, log.Stage = make([]uint32, rows), make([]State, rows), make([]Stage, rows)
	if bytes := idStarts[len(r.parts)]; bytes > 0 {
		log.IDs = Texts{Bytes: make([]byte, bytes), Offsets: make([]int64, rows+1)}
		hashes = make([]uint32, rows)
	}
	inParallel(len(r.parts), func(i int) {
		p, at := r.parts[i], starts[i]
		copy(log.Created[at:], p.created)
		copy(log.Reported[at:], p.reported)
		copy(log.State[at:], p.state)
		copy(log.Stage[at:], p.stage)
		for row, cell := range p.cell {
			log.Cell[at+row] = numbers[p.worker][cell]
		}
		if log.IDs.Len() > 0 {
			copy(log.IDs.Bytes[idStarts[i]:], p.ids.Bytes)
			copy(hashes[at:], p.hashes)
			for row := range p.created {
				log.IDs.Offsets[at+row+1] = idStarts[i] + p.ids.Offsets[row+1]
			}
		}
		*p = part{}
	})
	return log, hashes
}

// starts returns in which row of the log each part begins, and where in the bytes of its ids; last where the log ends.
func (r *reader) starts() (rows []int, ids []int64) {
	rows, ids = make([]int, len(r.parts)+1), make([]int64, len(r.parts)+1)
	for i, p := range r.parts {
		rows[i+1] = rows[i] + len(p.created)
		ids[i+1] = ids[i] + int64(len(p.ids.Bytes))
	}
	return rows, ids
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
