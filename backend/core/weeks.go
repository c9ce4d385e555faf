package core

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"isserviceup/backend/status"
)

// weekCount is how many ISO weeks the trend of a service spans: three months.
const weekCount = 13

// quartersAWeek is the number of quarter-hours in a week.
const quartersAWeek = 7 * 24 * 4

// Week counts the incidents of a service that started in one ISO week, in UTC.
type Week struct {
	Start   time.Time // its Monday, 00:00 UTC
	Label   string    // such as "W47"
	Count   int
	Known   bool // false: nobody can know how many there were, which is not zero
	Current bool // the week that is still running
}

// weeks counts incidents by their start over the last 13 ISO weeks. A week is known where the page's own history
// is known for all of it, where we observed nine tenths of its quarter-hours that have passed, or where at least one
// incident of it is known. observed gives the quarter-hours observed in a span.
func weeks(incidents []status.Incident, history span, observed func(from, to time.Time) int, now time.Time) []Week {
	first := monday(now).AddDate(0, 0, -7*(weekCount-1))
	result := make([]Week, weekCount)
	for i := range result {
		start := first.AddDate(0, 0, 7*i)
		end := start.AddDate(0, 0, 7)
		_, number := start.ISOWeek()
		w := Week{Start: start, Label: fmt.Sprintf("W%02d", number), Current: i == weekCount-1}
		for _, incident := range incidents {
			if s := incident.StartedAt; !s.Before(start) && s.Before(end) {
				w.Count++
			}
		}
		passed, last := quartersAWeek, end
		if w.Current {
			passed, last = int(now.Sub(start)/status.QuarterLength), status.QuarterStart(now)
		}
		w.Known = history.covers(start, last) || w.Count > 0 || observed(start, end)*10 >= passed*9 && passed > 0
		result[i] = w
	}
	return result
}

// span is a stretch of time; the zero span is none.
type span struct{ from, to time.Time }

// covers tells whether all of a stretch lies in s.
func (s span) covers(from, to time.Time) bool {
	return !s.from.IsZero() && !s.from.After(from) && !s.to.Before(to)
}

// monday returns the start of t's ISO week in UTC.
func monday(t time.Time) time.Time {
	t = t.UTC()
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}

// sameStart is how far apart two sources may put the start of one incident.
const sameStart = time.Hour

// merge joins what the page, its history and our archive say about the past, each incident once, newest first. Earlier
// sources win. One incident has one id, or else one title and starts that lie close together: platforms change their
// ids when they move, and feeds of the same page have ids of their own.
func merge(sources ...[]status.Incident) []status.Incident {
	var merged []status.Incident
	ids, titles := map[string]bool{}, map[string][]time.Time{}
	for _, source := range sources {
		// Of one source, twins with different ids are different incidents: the title counts only across sources.
		seen := map[string][]time.Time{}
		for _, i := range source {
			title := strings.ToLower(strings.TrimSpace(i.Title))
			near := func(start time.Time) bool { return i.StartedAt.Sub(start).Abs() <= sameStart }
			if ids[i.ID] || slices.ContainsFunc(titles[title], near) {
				continue
			}
			ids[i.ID] = true
			seen[title] = append(seen[title], i.StartedAt)
			merged = append(merged, i)
		}
		for title, starts := range seen {
			titles[title] = append(titles[title], starts...)
		}
	}
	slices.SortStableFunc(merged, func(a, b status.Incident) int { return b.StartedAt.Compare(a.StartedAt) })
	return merged
}
