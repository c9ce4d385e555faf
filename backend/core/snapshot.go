package core

import (
	"time"

	"isserviceup/backend/check"
	"isserviceup/backend/notify"
	"isserviceup/backend/store"
)

// Snapshot returns what the Monitor shows: the demo's services while it runs, else the watched ones.
func (c *Core) Snapshot() Snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := Snapshot{Frame: c.shown()}
	if c.demo != nil {
		s.Services = c.demo.views(c.now().In(c.zone))
		return s
	}
	for _, w := range c.watched {
		row, _ := c.state.Row(w.ID)
		s.Services = append(s.Services, c.view(w, row))
	}
	return s
}

// view joins what is known of a watched service. The caller holds the lock.
func (c *Core) view(w watched, row check.Row) ServiceView {
	v := viewOf(row, c.now().In(c.zone))
	v.Service, v.Pinned, v.MutedUntil = w.Service, w.pinned, w.mutedUntil
	return v
}

// viewOf is what a row says of its service.
func viewOf(row check.Row, now time.Time) ServiceView {
	v := ServiceView{
		Reading: row.Reading, Since: row.Since, CheckedAt: row.CheckedAt,
		LastGoodAt: row.LastGoodAt, LastGood: row.LastGoodLevel, Stale: row.Stale, Error: row.Detail,
	}
	v.Reading.Level = row.Level
	v.Reading.Reason = row.Reason
	if row.CheckedAt.IsZero() {
		v.Detail = "Not read yet"
	} else {
		v.Detail = Detail(v.Reading, now)
	}
	return v
}

// changeFrame changes the frame and tells the observer.
func (c *Core) changeFrame(change func(*Frame)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.frame
	change(&c.frame)
	if c.frame == before {
		return
	}
	c.frame.Revision++
	c.observer.FrameChanged(c.shown())
}

// shown is the frame as the page gets it: during the demonstration nothing of it speaks of the real services. The
// caller holds the lock.
func (c *Core) shown() Frame {
	f := c.frame
	if c.demo != nil {
		f.FirstStart, f.Checking, f.OfflineSince, f.Failure = false, false, time.Time{}, ""
		f.CheckedAt, f.NextCheck = c.demo.stepped, c.demo.stepped.Add(demoStep)
	}
	return f
}

// serviceChanged tells the observer of a new row.
func (c *Core) serviceChanged(m moved) {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := c.index(m.After.Service)
	if i < 0 || c.demo != nil {
		return
	}
	c.frame.Revision++
	c.observer.ServiceChanged(c.frame.Revision, c.view(c.watched[i], m.After), announce(c.watched[i].Name, m.Change))
}

// listChanged tells the observer to pull everything again.
func (c *Core) listChanged() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.frame.Revision++
	c.observer.ListChanged()
}

// stateOf is what the store keeps of a row and of what the rule of notifications remembers.
func stateOf(m moved, memory notify.Memory) store.State {
	row := m.After
	s := store.State{
		Service: row.Service, At: row.CheckedAt, Since: row.Since, Reading: m.result.Reading,
		GoodAt: row.LastGoodAt, Unknowns: row.UnknownCount, Memory: encode(remembered{memory, row.LastGoodSince}),
	}
	if !row.LastGoodAt.IsZero() {
		s.Good = row.Reading
	}
	return s
}

// rowOf is the inverse of stateOf, given since when the level of the last good reading stood.
func rowOf(s store.State, goodSince time.Time) check.Row {
	row := check.Row{
		Service: s.Service, Level: s.Reading.Level, Reason: s.Reading.Reason, Since: s.Since, CheckedAt: s.At,
		LastGoodAt: s.GoodAt, UnknownCount: s.Unknowns, Reading: s.Reading,
	}
	if !s.GoodAt.IsZero() {
		row.Reading, row.LastGoodLevel, row.LastGoodSince = s.Good, s.Good.Level, goodSince
		row.Stale = s.Unknowns > 0
	}
	return row
}
