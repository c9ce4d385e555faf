package core

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

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

// afterCheck says what follows a check: what was read is stored, the desktop is told, then the page.
func (c *Core) afterCheck(ctx context.Context, summary check.Summary, results []moved) {
	decisions, changes := c.decide(results)
	ids, err := c.record(ctx, summary, results, changes)
	c.tell(ctx, decisions, ids)
	c.changeFrame(func(f *Frame) {
		f.Checking = false
		switch {
		case summary.Offline && f.OfflineSince.IsZero():
			f.OfflineSince = c.now()
		case !summary.Offline:
			f.OfflineSince, f.OfflineDetails, f.CheckedAt = time.Time{}, "", c.now()
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
		d, memory := notify.Decide(c.memories[id], notify.Facts{
			Service: m.result.Service, Reading: m.result.Reading, Muted: c.muted(id),
		}, c.settings.Notify)
		c.memories[id] = memory
		if d.Kind == notify.Nothing || d.Kind == notify.First && !m.After.Level.Trouble() {
			continue
		}
		change := store.Change{
			At: m.result.At, Service: id, From: m.Before.Level, To: m.After.Level, Reason: m.After.Reason,
			Notified: store.Sent, Why: d.Reason,
		}
		if !d.Send {
			change.Notified = store.Held
		}
		decisions, changes = append(decisions, d), append(changes, change)
	}
	return decisions, changes
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
	ids, err := c.store.RecordCycle(ctx, cycle)
	if err != nil {
		slog.Error("cannot store a cycle", "error", err)
	}
	return ids, err
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
