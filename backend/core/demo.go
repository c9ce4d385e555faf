package core

import (
	"context"
	"slices"
	"time"

	"isserviceup/backend/check"
	"isserviceup/backend/demo"
	"isserviceup/backend/notify"
	"isserviceup/backend/status"
	"isserviceup/backend/store"
)

// demoStep is how often the demonstration moves on.
const demoStep = 5 * time.Second

// demoRun is one demonstration. Nothing of it is stored. The core's lock guards it.
type demoRun struct {
	began    time.Time
	stepped  time.Time // when its services were last read
	state    check.State
	memories map[string]notify.Memory
	changes  []ChangeView // oldest first
}

// StartDemo shows simulated services instead of the real ones, which are not read meanwhile.
func (c *Core) StartDemo() {
	c.mu.Lock()
	started := c.demo == nil
	if started {
		c.demo = &demoRun{began: c.now(), memories: map[string]notify.Memory{}}
		c.frame.Demo = true
		c.demo.step(c.now(), c.settings.Notify)
	}
	c.mu.Unlock()
	if started {
		c.listChanged()
	}
}

// StopDemo goes back to the real services and reads them.
func (c *Core) StopDemo() {
	c.mu.Lock()
	stopped := c.demo != nil
	c.demo = nil
	c.frame.Demo = false
	c.mu.Unlock()
	if stopped {
		c.listChanged()
		c.schedule.Refresh()
	}
}

func (c *Core) inDemo() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.demo != nil
}

// demoTick moves the demonstration on, if there is one.
func (c *Core) demoTick(ctx context.Context) {
	c.mu.Lock()
	var decisions []notify.Decision
	if c.demo != nil {
		var rows []moved
		decisions, rows = c.demo.step(c.now(), c.settings.Notify)
		for _, m := range rows {
			c.frame.Revision++
			v := demoView(m.result.Service.ID, m.After, c.now().In(c.zone))
			c.observer.ServiceChanged(c.frame.Revision, v, announce(v.Service.Name, m.Change))
		}
		c.frame.Revision++
		c.observer.FrameChanged(c.shown())
	}
	c.mu.Unlock()
	for _, n := range notify.Combine(decisions) {
		_ = c.send(ctx, n) // the frame says why it failed
	}
}

// step applies the readings of now.
func (d *demoRun) step(now time.Time, rules notify.Rules) (decisions []notify.Decision, rows []moved) {
	d.stepped = now
	readings := demo.Readings(now.Sub(d.began), now)
	for _, s := range demo.Services() {
		r := check.Result{Service: s, Reading: readings[s.ID], At: now}
		m := moved{r, d.state.Apply(r)}
		decision, memory := notify.Decide(d.memories[s.ID], notify.Facts{Service: s, Reading: r.Reading, Demo: true}, rules)
		d.memories[s.ID] = memory
		rows, decisions = append(rows, m), append(decisions, decision)
		if decision.Kind != notify.Nothing && decision.Kind != notify.First {
			d.remember(m, decision)
		}
	}
	return decisions, rows
}

// remember adds a change to the list of the demonstration.
func (d *demoRun) remember(m moved, decision notify.Decision) {
	change := store.Change{
		ID: int64(len(d.changes) + 1), At: m.result.At, Service: m.After.Service, From: m.Before.Level, To: m.After.Level,
		Reason: m.After.Reason, Notified: store.Held, Why: decision.Reason,
	}
	if decision.Send {
		change.Notified = store.Sent
	}
	d.changes = append(d.changes, ChangeView{Change: change, Name: m.result.Service.Name, Demo: true})
}

// views are the simulated services as the Monitor shows them.
func (d *demoRun) views(now time.Time) (views []ServiceView) {
	for _, s := range demo.Services() {
		row, _ := d.state.Row(s.ID)
		views = append(views, demoView(s.ID, row, now))
	}
	return views
}

func demoView(id string, row check.Row, now time.Time) ServiceView {
	v := viewOf(row, now)
	v.Demo = true
	services := demo.Services()
	for _, s := range services {
		if s.ID == id {
			v.Service = s
		}
	}
	return v
}

// demoBegan returns when the demonstration began; ok is false where there is none.
func (c *Core) demoBegan() (began time.Time, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.demo == nil {
		return time.Time{}, false
	}
	return c.demo.began, true
}

// demoPast is the simulated past of a simulated service.
func (c *Core) demoPast(id string) Past {
	began, _ := c.demoBegan()
	history := demo.History(id, began)
	none := func(time.Time, time.Time) int { return 0 }
	return Past{Weeks: weeks(history.Incidents, span{history.From, c.now()}, none, c.now()), Recent: merge(history.Incidents)}
}

// demoDays are the strips of the simulated services; ok is false where there is no demonstration.
func (c *Core) demoDays() (days map[string][]status.Day, ok bool) {
	began, ok := c.demoBegan()
	if !ok {
		return nil, false
	}
	days = map[string][]status.Day{}
	for _, s := range demo.Services() {
		days[s.ID] = demo.Days(s.ID, stripDays, c.displayZone(), began, c.now())
	}
	return days, true
}

// demoQuarters is one simulated day; ok is false where there is no demonstration.
func (c *Core) demoQuarters(id string, start time.Time) (quarters []status.Quarter, ok bool) {
	began, ok := c.demoBegan()
	if !ok {
		return nil, false
	}
	start = status.DayStart(start, c.displayZone())
	return demo.Quarters(id, start, status.AddDays(start, 1), began, c.now()), true
}

// demoChanges are the changes of the demonstration, as Changes has them; ok is false where there is none.
func (c *Core) demoChanges(before int64, limit int) (changes []ChangeView, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.demo == nil {
		return nil, false
	}
	for _, change := range slices.Backward(c.demo.changes) {
		if (before == 0 || change.ID < before) && len(changes) < limit {
			changes = append(changes, change)
		}
	}
	return changes, true
}
