package incidentlog

import (
	"hash/maphash"

	"isserviceup/backend/tabular"
)

// The reasons why rows are rejected, besides those of tabular and those that name a field.
const (
	noService  = "no service"
	noCreation = "no creation time"
	// noDate is followed by the order in which dates are read, where it plays a part in the file.
	noDate = "not a date"
)

// worker judges the rows of one block at a time. What it learns of cells it keeps for the next block.
type worker struct {
	mapping mapping
	dates   tabular.Dates
	seed    maphash.Seed
	hasIDs  bool

	services, state, stage, created, reported, id place

	cells    cells
	states   words
	stages   words
	expected int   // rows of the next block, as the ones before have it
	entry    entry // of the row that is judged
}

// row judges one row.
func (w *worker) row(r tabular.Row, p *part) {
	p.rows++
	if r.Problem != "" {
		p.reject(r.Line, "", nil, r.Problem)
		return
	}
	e := &w.entry
	e.line = r.Line
	w.date(&e.created, w.created.cell(r.Cells), p)
	w.date(&e.reported, w.reported.cell(r.Cells), p)
	services, state, stage := w.services.cell(r.Cells), w.state.cell(r.Cells), w.stage.cell(r.Cells)
	e.cell = w.cells.number(services)
	e.state = State(w.states.meaning(state, r.Line))
	e.stage = Stage(w.stages.meaning(stage, r.Line))
	switch {
	case len(w.cells.names[e.cell]) == 0:
		p.reject(r.Line, Services, services, noService)
	case e.state == unknown:
		p.reject(r.Line, StateOf, state, w.states.reason(state))
	case e.stage == unknown:
		p.reject(r.Line, StageOf, stage, w.stages.reason(stage))
	case len(e.created.text) == 0:
		p.reject(r.Line, CreatedAt, nil, noCreation)
	default:
		e.id = w.id.cell(r.Cells)
		p.add(e)
	}
}

// date reads a date, and keeps what it says of the order of dates.
func (w *worker) date(m *moment, text []byte, p *part) {
	m.text = text
	var fixed bool
	if m.fixed, fixed = w.dates.Instant(text); fixed {
		m.kind = fixedMoment
		return
	}
	date, ok := w.dates.Parse(text)
	if m.fixed, fixed = date.Fixed(); fixed {
		m.kind = fixedMoment
		return
	}
	m.kind = noMoment
	if ok {
		m.kind, m.date = openMoment, date
		p.evidence.Add(date)
	}
}

// cells numbers the cells in which services are named, by their text.
type cells struct {
	splitter
	texts *dictionary
	names [][]string // by number: the services that a cell names
}

func (c *cells) number(cell []byte) uint32 {
	number, fresh := c.texts.number(cell)
	if fresh {
		c.names = append(c.names, c.split(cell))
	}
	return number
}

// words remembers what the words of a column mean, and counts those that mean nothing.
type words struct {
	vocabulary
	texts    *dictionary
	meanings []uint8 // by the number of a text
	unknown  []tally // likewise
}

// meaning returns what a cell means: a State or a Stage, or unknown.
func (w *words) meaning(cell []byte, line int) uint8 {
	number, fresh := w.texts.number(cell)
	if fresh {
		w.meanings = append(w.meanings, w.vocabulary.meaning(string(cell)))
		w.unknown = append(w.unknown, tally{})
	}
	meaning := w.meanings[number]
	if meaning == unknown {
		w.unknown[number].add(line)
	}
	return meaning
}

// reason says why a cell without a meaning is rejected.
func (w *words) reason(cell []byte) string {
	if len(cell) == 0 {
		return "no " + w.noun
	}
	return "unknown " + w.noun
}

// newPart returns an empty part with room for as many rows as the one before had.
func (w *worker) newPart(order tabular.Order, now int64) *part {
	rows := w.expected
	return &part{
		worker: w, order: order, now: now,
		created: make([]int64, 0, rows), reported: make([]int64, 0, rows), cell: make([]uint32, 0, rows),
		state: make([]State, 0, rows), stage: make([]Stage, 0, rows),
	}
}
