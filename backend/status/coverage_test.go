package status_test

import (
	"testing"
	"time"

	. "isserviceup/backend/status"
)

func TestQuarterStart(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ at, want string }{
		"inside":           {"2026-11-22T10:14:59.999Z", "2026-11-22T10:00:00Z"},
		"at its start":     {"2026-11-22T10:15:00Z", "2026-11-22T10:15:00Z"},
		"before the epoch": {"1969-12-31T23:59:00Z", "1969-12-31T23:45:00Z"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := QuarterStart(parse(t, c.at)); !got.Equal(parse(t, c.want)) {
				t.Errorf("got %v, want %v", got.UTC(), c.want)
			}
		})
	}
}

func parse(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestQuarterMerge(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		cover, with Cover
		level, and  Level
		want        Cover
		wantLevel   Level
	}{
		"observed beats unreadable":        {Unreadable, Observed, Unknown, Operational, Observed, Operational},
		"unreadable does not undo":         {Observed, Unreadable, Degraded, Unknown, Observed, Degraded},
		"unreadable beats offline":         {Offline, Unreadable, Unknown, Unknown, Unreadable, Unknown},
		"the worst level stays":            {Observed, Observed, MajorOutage, Operational, Observed, MajorOutage},
		"the worst level comes":            {Observed, Observed, Operational, Degraded, Observed, Degraded},
		"a level of the unread is dropped": {NotRunning, Offline, Unknown, MajorOutage, Offline, Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := Quarter{Cover: c.cover, Level: c.level}.Merge(c.with, c.and)
			if got.Cover != c.want || got.Level != c.wantLevel {
				t.Errorf("got %v %v, want %v %v", got.Cover, got.Level, c.want, c.wantLevel)
			}
		})
	}
}

// dayQuarters returns the starts of the quarters of the day that begins at start.
func dayQuarters(start time.Time) []time.Time {
	var starts []time.Time
	for q := QuarterStart(start); q.Before(AddDays(start, 1)); q = q.Add(QuarterLength) {
		starts = append(starts, q)
	}
	return starts
}

func TestDayHasItsQuarters(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		zone, at string
		want     int
	}{
		"plain":               {"UTC", "2026-11-22T10:00:00Z", 96},
		"clock set back":      {"Europe/Berlin", "2026-10-25T10:00:00Z", 100},
		"clock set forward":   {"Europe/Berlin", "2026-03-29T10:00:00Z", 92},
		"no midnight":         {"America/Santiago", "2026-09-06T15:00:00Z", 92},
		"half-hour switch":    {"Australia/Lord_Howe", "2026-10-04T06:00:00Z", 94},
		"quarter-hour offset": {"Asia/Kathmandu", "2026-11-22T10:00:00Z", 96},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			zone, err := time.LoadLocation(c.zone)
			if err != nil {
				t.Skip(err)
			}
			start := DayStart(parse(t, c.at), zone)
			quarters := dayQuarters(start)
			if len(quarters) != c.want || !quarters[0].Equal(start) {
				t.Errorf("%d quarters from %v, want %d from %v", len(quarters), quarters[0], c.want, start)
			}
		})
	}
}

func TestSummarise(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	var quarters []Quarter
	for i, q := range dayQuarters(start) {
		quarter := Quarter{Start: q}
		switch {
		case i < 4:
			quarter = quarter.Merge(Observed, Operational)
		case i < 6:
			quarter = quarter.Merge(Observed, PartialOutage)
		case i == 6:
			quarter = quarter.Merge(Observed, Degraded)
		case i == 7:
			quarter = quarter.Merge(Unreadable, Unknown)
		case i == 8:
			quarter = quarter.Merge(Offline, Unknown)
		}
		quarters = append(quarters, quarter)
	}
	got := Summarise(start, quarters, start.Add(150*time.Minute)) // the running quarter has no mark
	want := Day{Start: start, Level: PartialOutage, Observed: 7, Unreadable: 1, Offline: 1, NotRunning: 1, Down: 2}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestSummariseNothing(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	got := Summarise(start, nil, start)
	if got != (Day{Start: start, Level: Unknown}) {
		t.Errorf("a day that has not begun says %+v", got)
	}
}
