package core

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"slices"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/notify"
	"isserviceup/backend/status"
	"isserviceup/backend/store"
)

// moved is one result and what it did to its service's row.
type moved struct {
	result check.Result
	check.Applied
}

// cycle reads every watched service once. It returns whether the network was found gone.
func (c *Core) cycle(ctx context.Context) (offline bool) {
	c.cycles.Lock()
	defer c.cycles.Unlock()
	services := c.Watched()
	if len(services) == 0 || c.inDemo() {
		return false
	}
	c.changeFrame(func(f *Frame) { f.Checking, f.Done, f.Total = true, 0, len(services) })
	var results []moved
	summary := c.currentChecker().Run(ctx, services, func(r check.Result) {
		if !c.current(r.Service) {
			return
		}
		m := moved{r, c.state.Apply(r)}
		results = append(results, m)
		c.changeFrame(func(f *Frame) { f.Done++ })
		c.serviceChanged(m)
	})
	if !summary.Interrupted {
		c.afterCheck(ctx, summary, results)
	}
	return summary.Offline
}

// current tells whether a service is still watched as it was when its check began. Else its result is that of a choice
// that no longer stands: the check that follows every choice reads it anew.
func (c *Core) current(s catalog.Service) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := c.index(s.ID)
	return i >= 0 && reflect.DeepEqual(c.watched[i].Service, s)
}

// afterCheck says what follows a check: what was read is stored, the desktop is told, then the page.
func (c *Core) afterCheck(ctx context.Context, summary check.Summary, results []moved) {
	results = slices.DeleteFunc(results, func(m moved) bool { return !c.current(m.result.Service) })
	decisions, changes := c.decide(results)
	ids, err := c.record(ctx, summary, results, changes)
	if err != nil {
		slog.Error("cannot store a cycle", "error", err)
	}
	c.tell(ctx, decisions, ids)
	c.changeFrame(func(f *Frame) {
		f.Checking = false
		switch {
		case summary.Offline && f.OfflineSince.IsZero():
			f.OfflineSince = c.now()
		case !summary.Offline:
			f.OfflineSince, f.OfflineDetails = time.Time{}, ""
			if summary.Checked >= len(c.watched) { // a command may have read only some
				f.CheckedAt = c.now()
			}
		}
		if summary.Offline {
			f.OfflineDetails = fmt.Sprintf("None of %d status pages could be reached, and no probe address answered, at %s.",
				f.Total, c.now().UTC().Format(time.RFC3339))
		}
		f.Failure = ""
		if err != nil {
			f.Failure = fmt.Sprintf("The readings of %s could not be stored: %v", c.now().In(c.zone).Format("15:04"), err)
		}
	})
}

// decide applies the rules of notifications to every result, and returns the rows for the list of changes. What it
// remembers goes into the store with the states.
func (c *Core) decide(results []moved) (decisions []notify.Decision, changes []store.Change) {
	if !c.options.Window {
		return nil, nil // the window tells of what a command has read; see absorb
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, m := range results {
		id := m.After.Service
		before := lastTold(c.memories[id])
		d, memory := notify.Decide(c.memories[id], notify.Facts{
			Service: m.result.Service, Reading: m.result.Reading, Muted: c.muted(id),
		}, c.settings.Notify)
		c.memories[id] = memory
		if d.Kind == notify.Nothing || d.Kind == notify.First && !m.After.Level.Trouble() {
			continue
		}
		change := store.Change{
			At: m.result.At, Service: id, From: before, To: m.After.Level, Reason: m.After.Reason,
			Notified: store.Sent, Why: d.Reason,
		}
		if !d.Send {
			change.Notified = store.Held
		}
		decisions, changes = append(decisions, d), append(changes, change)
	}
	return decisions, changes
}

// lastTold is the level of the reading before, by what is remembered of it: a command may have read since then without
// anybody being told.
func lastTold(m notify.Memory) status.Level {
	if m.Unknowns > 0 {
		return status.Unknown
	}
	return m.Known
}

// muted tells whether the user has muted a service. The caller holds the lock.
func (c *Core) muted(id string) bool {
	i := c.index(id)
	return i >= 0 && c.watched[i].mutedUntil.After(c.now())
}

// record stores one cycle.
func (c *Core) record(ctx context.Context, summary check.Summary, results []moved, changes []store.Change) ([]int64, error) {
	cycle := store.Cycle{At: c.now(), Changes: changes}
	if summary.Offline {
		for _, s := range c.Watched() {
			cycle.Offline = append(cycle.Offline, s.ID)
		}
	}
	c.mu.Lock()
	for _, m := range results {
		cycle.States = append(cycle.States, stateOf(m, c.memories[m.After.Service]))
	}
	c.mu.Unlock()
	return c.store.RecordCycle(ctx, cycle)
}

// notifyTimeout is how long the desktop may take for one notification.
const notifyTimeout = 5 * time.Second

// tell sends the notifications of one cycle. ids are those of its changes, in the order of decisions; nil where they
// could not be stored.
func (c *Core) tell(ctx context.Context, decisions []notify.Decision, ids []int64) {
	change := map[string]int64{}
	for i, d := range decisions {
		if i < len(ids) {
			change[d.Service] = ids[i]
		}
	}
	for _, n := range notify.Combine(decisions) {
		err := c.send(ctx, n)
		if err == nil {
			continue
		}
		var failed []int64
		for _, s := range n.Services {
			if id, ok := change[s]; ok {
				failed = append(failed, id)
			}
		}
		if err := c.store.FailNotification(ctx, failed, explain(err)); err != nil {
			slog.Error("cannot store that a notification failed", "error", err)
		}
	}
}

// send shows one notification and remembers, for the page, whether the desktop takes them.
func (c *Core) send(ctx context.Context, n notify.Notification) error {
	ctx, cancel := context.WithTimeout(ctx, notifyTimeout)
	defer cancel()
	err := c.sender.Send(ctx, n)
	c.changeFrame(func(f *Frame) { f.NoNotifications = explain(err) })
	return err
}

// explain is why the desktop took no notification, as a sentence; empty for nil.
func explain(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, notify.ErrNoDaemon):
		return "No notification service answers on this desktop, so changes are shown in this window only."
	default:
		return "The desktop did not take the notification: " + err.Error()
	}
}

// announce is the sentence for people who listen where a level has changed.
func announce(name string, change *status.Change) string {
	if change == nil {
		return ""
	}
	return fmt.Sprintf("%s is now %s, it was %s", name, change.To.Title(), change.From.Title())
}
