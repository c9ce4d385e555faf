package check

import (
	"slices"
	"sync"
	"time"

	"isserviceup/backend/status"
)

// Row is what is known about one service after its latest check. A Row is a value; the slices of its Reading are
// shared and must not be modified.
type Row struct {
	Service string // the service's id

	Level  status.Level
	Reason string // why Level is Unknown; else empty
	// Since is when Level was first seen, by the clock of our checks. A level that comes back after readings that
	// were Unknown keeps its old Since.
	Since     time.Time
	CheckedAt time.Time

	// LastGoodAt is when the service was last read well, that is not Unknown; zero where it never was. LastGoodLevel
	// and LastGoodSince are what Level and Since were then.
	LastGoodAt    time.Time
	LastGoodLevel status.Level
	LastGoodSince time.Time

	// Reading is the last good one where there was one, so that components and incidents can still be looked at
	// while the page cannot be read; Stale says that it is not the latest.
	Reading status.Reading
	Stale   bool

	// UnknownCount is how many readings in a row were Unknown.
	UnknownCount int
	// Detail is the latest check's error with every detail, to be copied; empty where there was none.
	Detail string
}

// Applied is what a result did to a service's row.
type Applied struct {
	Before Row // the zero Row at the first reading of a service
	After  Row
	// Change is the level's move; nil where it did not move, and at the first reading of a service.
	Change *status.Change
}

// State holds the latest reading of each service. It is safe for concurrent use. Its zero value is empty.
type State struct {
	mu   sync.Mutex
	rows map[string]Row
}

// Apply takes in a result and tells what it moved.
func (s *State) Apply(result Result) Applied {
	s.mu.Lock()
	defer s.mu.Unlock()
	before, known := s.rows[result.Service.ID]
	after := before.next(result)
	s.put(after)
	applied := Applied{Before: before, After: after}
	if known && before.Level != after.Level {
		applied.Change = &status.Change{
			Service: after.Service, From: before.Level, To: after.Level, At: after.CheckedAt, Reason: after.Reason,
		}
	}
	return applied
}

// next returns the row that follows r by result.
func (r Row) next(result Result) Row {
	reading := result.Reading
	if r.Level != reading.Level || r.Since.IsZero() {
		r.Since = result.At
	}
	r.Service, r.CheckedAt = result.Service.ID, result.At
	r.Level, r.Reason, r.Detail = reading.Level, reading.Reason, ""
	if result.Err != nil {
		r.Detail = result.Err.Error()
	}
	if reading.Level == status.Unknown {
		r.UnknownCount++
		r.Stale = !r.LastGoodAt.IsZero()
		if !r.Stale {
			r.Reading = reading
		}
		return r
	}
	if !r.LastGoodAt.IsZero() && r.LastGoodLevel == reading.Level {
		r.Since = r.LastGoodSince
	}
	r.LastGoodAt, r.LastGoodLevel, r.LastGoodSince = result.At, reading.Level, r.Since
	r.Reading, r.Stale, r.UnknownCount = reading, false, 0
	return r
}

// Restore replaces everything by rows, as Apply made them before the program ended, so that a restart moves nothing.
func (s *State) Restore(rows []Row) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows = nil
	for _, r := range rows {
		s.put(r)
	}
}

// Retain forgets every service that is not among ids.
func (s *State) Retain(ids []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id := range s.rows {
		if !slices.Contains(ids, id) {
			delete(s.rows, id)
		}
	}
}

// Row returns what is known about the service with the given id, and whether anything is.
func (s *State) Row(id string) (Row, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	row, ok := s.rows[id]
	return row, ok
}

// put stores row. The caller holds the lock.
func (s *State) put(row Row) {
	if s.rows == nil {
		s.rows = map[string]Row{}
	}
	s.rows[row.Service] = row
}
