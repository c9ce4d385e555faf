package incidentlog

import (
	"hash/maphash"
	"slices"

	"isserviceup/backend/tabular"
)

// tally counts rows, and keeps the line of the first of them.
type tally struct{ count, first int }

func (t *tally) add(line int) { t.merge(tally{1, line}) }

func (t *tally) merge(other tally) {
	if t.count == 0 || other.count > 0 && other.first < t.first {
		t.first = other.first
	}
	t.count += other.count
}

// entry is a row whose words were understood. Its dates may still depend on their order.
type entry struct {
	line              int
	cell              uint32 // a number of the worker's cells
	state             State
	stage             Stage
	created, reported moment
	id                []byte
}

// moment is a date and how it is written.
type moment struct {
	text  []byte
	kind  momentKind
	fixed int64        // the instant of a fixedMoment
	date  tabular.Date // of an openMoment
}

// momentKind is what is known of a moment.
type momentKind uint8

const (
	noMoment    momentKind = iota // no date in any order, or no text
	fixedMoment                   // the same in every order
	openMoment                    // depends on the order
)

// in returns the instant of a moment in an order of dates. ok is false where it is none.
func (m *moment) in(o tabular.Order) (ms int64, ok bool) {
	if m.kind == openMoment {
		return m.date.In(o)
	}
	return m.fixed, m.kind == fixedMoment
}

// part is what one block of the file gave.
type part struct {
	worker *worker // whose numbers cell has
	order  tabular.Order
	now    int64 // milliseconds UTC: creation after it is warned of

	rows     int
	created  []int64
	reported []int64
	cell     []uint32
	state    []State
	stage    []Stage
	ids      Texts
	hashes   []uint32 // of the ids

	lines    []int // of the first accepted rows
	rejected int
	rejects  []Reject
	sink     func(Reject) // takes a rejected row
	early    tally        // last report before creation
	future   tally        // creation in the future

	// held are rows that wait for the order of dates, in the order of the file: from the first one on that depends on it.
	held     []entry
	evidence tabular.Evidence
}

// add takes a row in, or holds it where its dates depend on an order that is not known yet.
func (p *part) add(e *entry) {
	if p.order == tabular.NoOrder && (len(p.held) > 0 || e.created.kind == openMoment || e.reported.kind == openMoment) {
		kept := *e
		kept.created.text, kept.reported.text, kept.id = slices.Clone(e.created.text), slices.Clone(e.reported.text), slices.Clone(e.id)
		p.held = append(p.held, kept)
		return
	}
	p.finish(e)
}

// settle takes the rows in that were held, with the order that was found.
func (p *part) settle(order tabular.Order) {
	p.order = order
	for i := range p.held {
		p.finish(&p.held[i])
	}
	p.held = nil
	slices.SortStableFunc(p.rejects, func(a, b Reject) int { return a.Line - b.Line })
}

// finish judges the dates of a row and appends it to the columns.
func (p *part) finish(e *entry) {
	created, ok := e.created.in(p.order)
	if !ok {
		p.reject(e.line, CreatedAt, e.created.text, noDate)
		return
	}
	reported := int64(NoTime)
	if len(e.reported.text) > 0 {
		if reported, ok = e.reported.in(p.order); !ok {
			p.reject(e.line, ReportAt, e.reported.text, noDate)
			return
		}
		if reported < created {
			p.early.add(e.line)
		}
	}
	if created > p.now {
		p.future.add(e.line)
	}
	if len(p.created) < previewed {
		p.lines = append(p.lines, e.line)
	}
	p.created = append(p.created, created)
	p.reported = append(p.reported, reported)
	p.cell = append(p.cell, e.cell)
	p.state = append(p.state, e.state)
	p.stage = append(p.stage, e.stage)
	if p.worker.hasIDs {
		p.ids.append(e.id)
		p.hashes = append(p.hashes, uint32(maphash.Bytes(p.worker.seed, e.id)))
	}
}

// reject counts a row that stays out.
func (p *part) reject(line int, f Field, value []byte, reason string) {
	p.rejected++
	if p.sink != nil {
		p.sink(Reject{Line: line, Field: f, Column: p.worker.mapping.column(f), Value: cut(value), Reason: reason})
	}
}

// list keeps a rejected row.
func (p *part) list(r Reject) {
	if len(p.rejects) < MaxRejects {
		p.rejects = append(p.rejects, r)
	}
}
