package core

import (
	"time"

	"isserviceup/backend/tabular"
)

const (
	// tellEvery is how far apart two progresses of an import are.
	tellEvery = 100 * time.Millisecond
	// foreseeAfter is how long reading must have lasted until the time left is foretold: before, it is a guess.
	foreseeAfter = 500 * time.Millisecond
)

// meter makes of the progress of reading what the observer is told: not too often, and with the time left.
type meter struct {
	id    int64
	now   func() time.Time
	tell  func(ImportProgress)
	began time.Time
	told  time.Time
	rows  int64
}

func newMeter(id int64, now func() time.Time, tell func(ImportProgress)) *meter {
	return &meter{id: id, now: now, tell: tell, began: now()}
}

// take takes one progress.
func (m *meter) take(p tabular.Progress) {
	m.rows = max(m.rows, p.Rows) // a file may be read twice
	now := m.now()
	if now.Sub(m.told) < tellEvery {
		return
	}
	m.told = now
	told := ImportProgress{ID: m.id, Rows: p.Rows, Left: -1}
	if p.Total > 0 {
		told.Share = min(float64(p.Bytes)/float64(p.Total), 1)
	}
	if lasted := now.Sub(m.began); lasted >= foreseeAfter && told.Share > 0 {
		told.Left = time.Duration(float64(lasted) * (1 - told.Share) / told.Share)
	}
	m.tell(told)
}

// finish tells the last progress.
func (m *meter) finish(err error) {
	m.tell(ImportProgress{ID: m.id, Rows: m.rows, Share: 1, Finished: true, Err: err})
}
