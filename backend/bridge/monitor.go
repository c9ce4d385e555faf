package bridge

import (
	"context"
	"time"

	"isserviceup/backend/core"
	"isserviceup/backend/status"
)

// Monitor is what the Monitor view may call.
type Monitor struct{ link *link }

// State returns everything the view shows. Subscribe to the events first, then pull.
func (m *Monitor) State() (State, error) {
	return call(m.link, func(_ context.Context, c *core.Core) (State, error) {
		s := c.Snapshot()
		return State{Frame: frameOf(s.Frame), Rows: each(s.Services, rowOf)}, nil
	})
}

// Days returns the strips of the last 30 days of every watched service.
func (m *Monitor) Days() ([]ServiceDays, error) {
	return call(m.link, func(ctx context.Context, c *core.Core) ([]ServiceDays, error) {
		days, err := c.Days(ctx)
		if err != nil {
			return nil, err
		}
		return each(c.Snapshot().Services, func(v core.ServiceView) ServiceDays {
			return ServiceDays{ID: v.Service.ID, Days: each(days[v.Service.ID], dayOf)}
		}), nil
	})
}

// Day returns one day of a service; start is the Start of its cell.
func (m *Monitor) Day(id string, start int64) (DayDetail, error) {
	return call(m.link, func(ctx context.Context, c *core.Core) (DayDetail, error) {
		quarters, err := c.Day(ctx, id, instant(start))
		return DayDetail{Start: start, Quarters: quartersOf(quarters, time.Now())}, err
	})
}

// Refresh begins a check of every watched service, if none is under way.
func (m *Monitor) Refresh() error {
	return do(m.link, func(_ context.Context, c *core.Core) error { c.Refresh(); return nil })
}

// SetAutoRefresh makes the checks come every so many minutes; 0 is Off.
func (m *Monitor) SetAutoRefresh(minutes int) error {
	return do(m.link, func(_ context.Context, c *core.Core) error {
		return c.SetAutoRefresh(time.Duration(minutes) * time.Minute)
	})
}

// Details returns what the dialog of a service shows.
func (m *Monitor) Details(id string) (Details, error) {
	return call(m.link, func(_ context.Context, c *core.Core) (Details, error) {
		d, err := c.Details(id)
		return detailsOf(d), err
	})
}

// History reads the page's own past, merges it with the archive and counts the weeks. It may take seconds.
func (m *Monitor) History(id string) (History, error) {
	return call(m.link, func(ctx context.Context, c *core.Core) (History, error) {
		p, err := c.Past(ctx, id)
		return historyOf(p), err
	})
}

// Pin puts a service before the others, or back.
func (m *Monitor) Pin(id string, pinned bool) error {
	return do(m.link, func(ctx context.Context, c *core.Core) error { return c.Pin(ctx, id, pinned) })
}

// Mute holds back a service's notifications until a time; 0 ends it.
func (m *Monitor) Mute(id string, until int64) error {
	return do(m.link, func(ctx context.Context, c *core.Core) error { return c.Mute(ctx, id, instant(until)) })
}

// Choose makes only some components of a service count; none means the whole page.
func (m *Monitor) Choose(id string, choices []string) error {
	return do(m.link, func(ctx context.Context, c *core.Core) error { return c.Choose(ctx, id, choices) })
}

// CopyReport puts today's report into the clipboard and returns it. format is "text" or "markdown".
func (m *Monitor) CopyReport(format string) (string, error) {
	return call(m.link, func(ctx context.Context, c *core.Core) (string, error) {
		text, err := c.Report(ctx, format, "")
		if err != nil {
			return "", err
		}
		return text, m.link.desktop.SetClipboard(text)
	})
}

// CopyText puts a text into the clipboard.
func (m *Monitor) CopyText(text string) error {
	return do(m.link, func(context.Context, *core.Core) error { return m.link.desktop.SetClipboard(text) })
}

// OpenPage opens a web page in the user's browser. Only http and https addresses are let through.
func (m *Monitor) OpenPage(url string) error {
	return do(m.link, func(context.Context, *core.Core) error { return m.link.desktop.OpenURL(url) })
}

// StartDemo shows simulated services instead of the real ones; nothing of it is stored.
func (m *Monitor) StartDemo() error {
	return do(m.link, func(_ context.Context, c *core.Core) error { c.StartDemo(); return nil })
}

// StopDemo goes back to the real services.
func (m *Monitor) StopDemo() error {
	return do(m.link, func(_ context.Context, c *core.Core) error { c.StopDemo(); return nil })
}

func dayOf(d status.Day) Day {
	return Day{
		Start: millis(d.Start), Worst: levelOf(d.Level),
		Observed: d.Observed, Unreadable: d.Unreadable, Offline: d.Offline, NotRunning: d.NotRunning,
	}
}

// marks are the characters of a DayDetail, by level observed.
var marks = map[status.Level]byte{
	status.Operational: 'o', status.UnderMaintenance: 'm', status.Degraded: 'd',
	status.PartialOutage: 'p', status.MajorOutage: 'x', status.Unknown: 'u',
}

// quartersOf writes the quarters of a day that have begun by now.
func quartersOf(quarters []status.Quarter, now time.Time) string {
	text := make([]byte, 0, len(quarters))
	for _, q := range quarters {
		switch {
		case q.Start.After(now):
			return string(text)
		case q.Cover == status.Observed:
			text = append(text, marks[q.Level])
		case q.Cover == status.Unreadable:
			text = append(text, 'u')
		case q.Cover == status.Offline:
			text = append(text, 'f')
		default:
			text = append(text, '.')
		}
	}
	return string(text)
}
