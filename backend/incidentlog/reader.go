package incidentlog

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"strings"
	"sync"
	"time"

	"isserviceup/backend/tabular"
)

// reader brings the rows of one file into columns, block by block, several at once.
type reader struct {
	mapping mapping
	dates   tabular.Dates
	split   splitter
	states  vocabulary
	stages  vocabulary
	seed    maphash.Seed
	now     int64
	chosen  tabular.Order // by the user

	mu       sync.Mutex
	idle     []*worker
	workers  []*worker
	parts    []*part // by the index of their block; nil while it is read
	evidence tabular.Evidence
	order    tabular.Order   // as the parts so far have it
	used     []tabular.Order // with which dates that depend on it were read
}

// newReader prepares to read the rows of a file. The warnings are about its columns.
func newReader(file *tabular.File, c Choices) (*reader, []tabular.Warning, error) {
	mapping, warnings, err := newMapping(file.Header, file.HeaderLine, c)
	if err != nil {
		return nil, nil, err
	}
	now := c.Now
	if now.IsZero() {
		now = time.Now()
	}
	r := &reader{
		mapping: mapping, dates: tabular.Dates{Zone: c.Zone, Date1904: file.Date1904}, split: newSplitter(c.Split),
		states: stateWords(), stages: stageWords(), seed: maphash.MakeSeed(), now: now.UnixMilli(), chosen: c.Order, order: c.Order,
	}
	err = cmp.Or(r.states.teach(c.Words[StateOf]), r.stages.teach(c.Words[StageOf]))
	if err == nil {
		err = r.checkConstants()
	}
	return r, warnings, err
}

// checkConstants refuses a constant that no row could have.
func (r *reader) checkConstants() error {
	for f, p := range r.mapping.places {
		if p.column == constant && !r.sound(f, p.value) {
			return fmt.Errorf("%s cannot be set to %q: %s", f, cut(p.value), r.expects(f))
		}
	}
	return nil
}

// sound tells whether a field can have that value in every row.
func (r *reader) sound(f Field, value []byte) bool {
	switch f {
	case Services:
		return len(r.split.split(value)) > 0
	case StateOf:
		return r.states.meaning(string(value)) != unknown
	case StageOf:
		return r.stages.meaning(string(value)) != unknown
	case ReportAt:
		if len(value) == 0 {
			return true
		}
	}
	date, ok := r.dates.Parse(value)
	_, fixed := date.In(r.chosen)
	return ok && fixed
}

// expects says what a constant must be.
func (r *reader) expects(f Field) string {
	switch f {
	case Services:
		return "it names no service"
	case StateOf:
		return "it must be one of " + strings.Join(r.states.values, ", ")
	case StageOf:
		return "it must be one of " + strings.Join(r.stages.values, ", ")
	default:
		return "it must be a date such as 2026-11-02T08:14Z"
	}
}

// read reads all rows.
func (r *reader) read(ctx context.Context, source source) (tabular.Result, error) {
	return source(ctx, func(index int, block rows) error {
		w, p := r.begin(index)
		for row, ok := block.Next(); ok; row, ok = block.Next() {
			w.row(row, p)
		}
		r.finish(w, p, index)
		return nil
	})
}

// begin hands out a worker and an empty part for the block with that index.
func (r *reader) begin(index int) (*worker, *part) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.idle) == 0 {
		w := r.newWorker()
		r.workers, r.idle = append(r.workers, w), append(r.idle, w)
	}
	w := r.idle[len(r.idle)-1]
	r.idle = r.idle[:len(r.idle)-1]
	p := w.newPart(r.order, r.now)
	listed := 0
	for _, earlier := range r.parts[:min(index, len(r.parts))] {
		if earlier != nil {
			listed += len(earlier.rejects)
		}
	}
	if listed < MaxRejects {
		p.sink = p.list
	}
	return w, p
}

// newWorker makes one more worker.
func (r *reader) newWorker() *worker {
	m := r.mapping
	return &worker{
		mapping: m, dates: r.dates, seed: r.seed, hasIDs: m.place(ID).column != constant,
		services: m.place(Services), state: m.place(StateOf), stage: m.place(StageOf),
		created: m.place(CreatedAt), reported: m.place(ReportAt), id: m.place(ID),
		cells:  cells{splitter: r.split, texts: newDictionary(r.seed)},
		states: words{vocabulary: r.states, texts: newDictionary(r.seed)},
		stages: words{vocabulary: r.stages, texts: newDictionary(r.seed)},
	}
}

// finish takes over what a worker made of the block with that index.
func (r *reader) finish(w *worker, p *part, index int) {
	order := r.learn(p)
	if len(p.held) > 0 && order != tabular.NoOrder {
		p.settle(order)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.parts) <= index {
		r.parts = append(r.parts, nil)
	}
	r.parts[index] = p
	w.expected = p.rows + p.rows/16
	r.idle = append(r.idle, w)
}

// learn adds what a part says of the order of dates to what is known, and returns the order to settle the part with.
func (r *reader) learn(p *part) tabular.Order {
	if p.evidence == (tabular.Evidence{}) {
		return tabular.NoOrder
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.evidence.Merge(p.evidence)
	if r.chosen == tabular.NoOrder {
		r.order, _ = r.evidence.Decide()
	}
	if p.order != tabular.NoOrder {
		r.used = append(r.used, p.order)
		return p.order
	}
	r.used = append(r.used, r.order)
	return r.order
}

// decide returns the order of dates, or those between which the user must choose.
func (r *reader) decide() (order tabular.Order, open []tabular.Order) {
	if r.chosen != tabular.NoOrder {
		return r.chosen, nil
	}
	return r.evidence.Decide()
}

// misread tells whether dates were read in another order than the one that was found in the end.
func (r *reader) misread(order tabular.Order) bool {
	for _, used := range r.used {
		if used != tabular.NoOrder && used != order {
			return true
		}
	}
	return false
}

// settle takes in what waited for the order of dates to the end.
func (r *reader) settle(order tabular.Order) {
	inParallel(len(r.parts), func(i int) {
		if len(r.parts[i].held) > 0 {
			r.parts[i].settle(order)
		}
	})
}
