package demo

import (
	"hash/fnv"
	"time"

	"isserviceup/backend/status"
)

// pastDays is how far the simulated past reaches: 13 weeks.
const pastDays = 7 * 13

// daysBefore is the start of the UTC day that lies n days before t.
func daysBefore(t time.Time, n int) time.Time {
	return t.UTC().Truncate(24*time.Hour).AddDate(0, 0, -n)
}

// chance returns a number from 0 to 99 that is always the same for the same words.
func chance(service, what string, n int64) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(service + what)) // a hash never fails
	for i := range 8 {
		_, _ = h.Write([]byte{byte(n >> (8 * i))})
	}
	return int(h.Sum32()>>8) % 100
}

// titles are what happened in the simulated past.
func titles() []string {
	return []string{
		"Elevated error rates", "Slow responses", "Delayed notifications", "Sign-in fails for some users",
		"Requests time out", "Stale data on the dashboard", "Uploads are slow",
	}
}

// past returns the closed incidents of the days before began, newest first.
func past(s service, began time.Time) []status.Incident {
	var incidents []status.Incident
	for n := 1; n <= pastDays; n++ {
		day := daysBefore(began, n)
		if level, start, length, ok := trouble(s.id, day); ok {
			incidents = append(incidents, closed(s, day, level, start, length))
		}
	}
	return incidents
}

// trouble tells whether something happened to a service on a UTC day, how bad, from when and for how long. It keeps to
// quarters of an hour.
func trouble(service string, day time.Time) (level status.Level, start time.Time, length time.Duration, ok bool) {
	n := day.Unix() / 86400
	if chance(service, "trouble", n) >= 9 {
		return status.Operational, time.Time{}, 0, false
	}
	level = status.Degraded
	if c := chance(service, "level", n); c < 10 {
		level = status.MajorOutage
	} else if c < 35 {
		level = status.PartialOutage
	}
	start = day.Add(time.Duration(24+chance(service, "start", n)*40/100) * status.QuarterLength)
	return level, start, time.Duration(1+chance(service, "length", n)/10) * status.QuarterLength, true
}

// closed is the incident of a day of the past.
func closed(s service, day time.Time, level status.Level, start time.Time, length time.Duration) status.Incident {
	n := day.Unix() / 86400
	title := titles()[chance(s.id, "title", n)%len(titles())]
	end := start.Add(length)
	i := status.Incident{
		ID: idOf(s.id, "past", int(n)), Title: Label + title, Impact: impact(level), State: "resolved", Level: level, Closed: true,
		StartedAt: start, UpdatedAt: end, EndedAt: end,
		Updates: []status.Update{
			{At: end, State: "resolved", Text: Label + "This incident is over."},
			{At: start.Add(length / 3), State: "identified", Text: Label + "The cause is known and is being mended."},
			{At: start, State: "investigating", Text: Label + "We are looking into it."},
		},
	}
	if len(s.components) > 0 {
		i.Components = []status.Ref{ref(s.components[chance(s.id, "component", n)%len(s.components)])}
	}
	return i
}

// present is how long before the demonstration began its story reaches back: there the past ends.
const present = 3 * time.Hour

// Quarters returns what is simulated to be known of the service id in every quarter of an hour from the one that from
// lies in up to the one that begins before to: trouble where History has an incident, nights in which the program did
// not run, now and then a page that could not be read, and towards now what the demonstration that began at began
// shows. Quarters after now are NotRunning.
func Quarters(id string, from, to, began, now time.Time) []status.Quarter {
	var quarters []status.Quarter
	for _, s := range cast() {
		for start := status.QuarterStart(from).UTC(); Prefix+s.id == id && start.Before(to); start = start.Add(status.QuarterLength) {
			quarters = append(quarters, s.quarter(start, began, now))
		}
	}
	return quarters
}

func (s service) quarter(start, began, now time.Time) status.Quarter {
	switch {
	case start.After(now):
		return status.Quarter{Start: start}
	case start.After(began.Add(-present)):
		return s.presentQuarter(start, began, now)
	default:
		return s.pastQuarter(start)
	}
}

// presentQuarter is what the story of s shows in a quarter of an hour, looked at from its end.
func (s service) presentQuarter(start, began, now time.Time) status.Quarter {
	at := start.Add(status.QuarterLength - time.Millisecond)
	if at.After(now) {
		at = now
	}
	q := status.Quarter{Start: start}
	if s.unreadable != "" {
		return q.Merge(status.Unreadable, status.Unknown)
	}
	return q.Merge(status.Observed, s.reading(at.Sub(began), began, at).Level)
}

// pastQuarter is what is simulated of a quarter of an hour before the story.
func (s service) pastQuarter(start time.Time) status.Quarter {
	q := status.Quarter{Start: start}
	day := start.Truncate(24 * time.Hour)
	n := day.Unix() / 86400
	asleep := time.Duration(chance("", "asleep", n)*28/100) * status.QuarterLength // every service alike
	switch {
	case start.Sub(day) < asleep || chance("", "off", n) < 4:
		return q
	case chance("", "offline", start.Unix()) < 1:
		return q.Merge(status.Offline, status.Unknown)
	case chance(s.id, "unreadable", start.Unix()) < 1:
		return q.Merge(status.Unreadable, status.Unknown)
	}
	level, begin, length, ok := trouble(s.id, day)
	if !ok || start.Before(begin) || !start.Before(begin.Add(length)) {
		level = status.Operational
	}
	return q.Merge(status.Observed, level)
}

// Days sums up n simulated calendar days of the service id, oldest first, the last being the one that now lies in. The
// days are those of zone; began is when the demonstration began.
func Days(id string, n int, zone *time.Location, began, now time.Time) []status.Day {
	var days []status.Day
	first := status.AddDays(status.DayStart(now, zone), 1-n)
	for i := range n {
		start := status.AddDays(first, i)
		days = append(days, status.Summarise(start, Quarters(id, start, status.AddDays(start, 1), began, now), now))
	}
	return days
}
