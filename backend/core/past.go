package core

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/status"
	"isserviceup/backend/store"
)

const (
	// stripDays is how many days the strip of a service spans.
	stripDays = 30
	// recentMax is how many closed incidents the details list.
	recentMax = 100
)

// Details returns what the dialog of a service shows at once.
func (c *Core) Details(id string) (Details, error) {
	for _, v := range c.Snapshot().Services {
		if v.Service.ID == id {
			return Details{View: v, Chosen: v.Service.Components}, nil
		}
	}
	return Details{}, fmt.Errorf("%w: %q is not watched", ErrNotFound, id)
}

// Past reads what the page of a service publishes about its past, keeps it, and joins it with what we have observed.
func (c *Core) Past(ctx context.Context, id string) (Past, error) {
	d, err := c.Details(id)
	if err != nil {
		return Past{}, err
	}
	if d.View.Demo {
		return c.demoPast(id), nil
	}
	history, err := c.currentChecker().History(ctx, d.View.Service)
	var past Past
	if err != nil {
		past.Error = check.Reason(err)
	} else if err := c.store.RecordHistory(ctx, id, history, c.now()); err != nil {
		slog.Error("cannot store a page's history", "service", id, "error", err)
	}
	return c.join(ctx, past, d.View, history)
}

// join merges the page, its history and our archive.
func (c *Core) join(ctx context.Context, past Past, v ServiceView, history status.History) (Past, error) {
	now := c.now()
	first := monday(now).AddDate(0, 0, -7*(weekCount-1))
	archived, err := c.store.Incidents(ctx, v.Service.ID, first, now.Add(time.Hour))
	if err != nil {
		return past, err
	}
	quarters, err := c.store.Quarters(ctx, v.Service.ID, first, now)
	if err != nil {
		return past, err
	}
	var archive []status.Incident
	for _, i := range archived {
		archive = append(archive, i.Incident)
	}
	known, err := c.historyOf(ctx, v.Service.ID, history)
	if err != nil {
		return past, err
	}
	all := merge(v.Reading.Incidents, v.Reading.Past, history.Incidents, archive)
	past.Weeks = weeks(all, known, observedIn(quarters), now)
	past.Recent = recent(all, v.Reading.Incidents)
	return past, nil
}

// historyOf returns the span in which every incident that the page has published is known: what it publishes now, or
// more where it was read before. A page that cannot be read today takes nothing away.
func (c *Core) historyOf(ctx context.Context, id string, history status.History) (span, error) {
	from, to, err := c.store.HistorySpan(ctx, id)
	if !history.From.IsZero() && (from.IsZero() || history.From.Before(from)) {
		return span{history.From, c.now()}, err
	}
	return span{from, to}, err
}

// observedIn returns a function that counts the quarters observed from one time to another.
func observedIn(quarters []status.Quarter) func(from, to time.Time) int {
	return func(from, to time.Time) (n int) {
		for _, q := range quarters {
			if q.Cover == status.Observed && !q.Start.Before(from) && q.Start.Before(to) {
				n++
			}
		}
		return n
	}
}

// recent returns the incidents of all that are not open any more, newest first.
func recent(all, open []status.Incident) []status.Incident {
	var over []status.Incident
	for _, i := range all {
		if !slices.ContainsFunc(open, func(o status.Incident) bool { return o.ID == i.ID }) && len(over) < recentMax {
			over = append(over, i)
		}
	}
	return over
}

// Days returns the strips of the last days of every service shown, by id, oldest first.
func (c *Core) Days(ctx context.Context) (map[string][]status.Day, error) {
	if days, ok := c.demoDays(); ok {
		return days, nil
	}
	return c.store.Days(ctx, ids(c.Watched()), stripDays, c.displayZone(), c.now())
}

// Day returns the quarters of the day of a service that begins at start.
func (c *Core) Day(ctx context.Context, id string, start time.Time) ([]status.Quarter, error) {
	if quarters, ok := c.demoQuarters(id, start); ok {
		return quarters, nil
	}
	start = status.DayStart(start, c.displayZone())
	return c.store.Quarters(ctx, id, start, status.AddDays(start, 1))
}

// Changes returns at most limit changes, newest first, that are older than the one with the id before; 0 begins with
// the newest.
func (c *Core) Changes(ctx context.Context, before int64, limit int) ([]ChangeView, error) {
	if limit < 1 || limit > 1000 {
		return nil, &InvalidError{Field: "limit", Err: fmt.Errorf("the limit %d is not between 1 and 1000", limit)}
	}
	if changes, ok := c.demoChanges(before, limit); ok {
		return changes, nil
	}
	changes, err := c.store.Changes(ctx, limit, before)
	if err != nil {
		return nil, err
	}
	views := make([]ChangeView, len(changes))
	for i, change := range changes {
		views[i] = ChangeView{Change: change, Name: c.nameOf(change.Service)}
	}
	return views, nil
}

// nameOf returns the name of a service, or its id where the catalogue no longer has it.
func (c *Core) nameOf(id string) string {
	if s, ok := c.known(id); ok {
		return s.Name
	}
	return id
}

// ChangeView is a change with the name of its service.
type ChangeView struct {
	store.Change
	Name string
	Demo bool
}

func (c *Core) displayZone() *time.Location {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.zone
}

func ids(services []catalog.Service) []string {
	list := make([]string, len(services))
	for i, s := range services {
		list[i] = s.ID
	}
	return list
}
