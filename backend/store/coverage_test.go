package store

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"isserviceup/backend/status"
)

func TestQuarters(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	offline := func(at time.Time) {
		if _, err := s.RecordCycle(t.Context(), Cycle{At: at, Offline: []string{"github"}}); err != nil {
			t.Fatal(err)
		}
	}
	recorded(t, s, "github", noon, is(status.Degraded))
	recorded(t, s, "github", noon.Add(2*time.Minute), is(status.Operational))
	recorded(t, s, "github", noon.Add(4*time.Minute), is(status.Unknown))
	offline(noon.Add(6 * time.Minute))
	offline(noon.Add(15 * time.Minute))
	recorded(t, s, "github", noon.Add(17*time.Minute), is(status.Unknown))
	offline(noon.Add(30 * time.Minute))
	got, err := s.Quarters(t.Context(), "github", noon.Add(-time.Minute), noon.Add(46*time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	want := []status.Quarter{
		{Start: noon.Add(-15 * time.Minute)},
		{Start: noon, Cover: status.Observed, Level: status.Degraded},
		{Start: noon.Add(15 * time.Minute), Cover: status.Unreadable},
		{Start: noon.Add(30 * time.Minute), Cover: status.Offline},
		{Start: noon.Add(45 * time.Minute)},
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("got  %v\nwant %v", got, want)
		}
	}
}

func TestDays(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	zone := time.FixedZone("", -8*3600) // its days span two days of UTC
	midnight := time.Date(2026, 11, 22, 0, 0, 0, 0, zone)
	for at := midnight.Add(-2 * time.Hour); at.Before(midnight.Add(2 * time.Hour)); at = at.Add(status.QuarterLength) {
		recorded(t, s, "github", at, is(status.Operational))
	}
	recorded(t, s, "github", midnight.Add(-time.Hour), is(status.MajorOutage))
	days, err := s.Days(t.Context(), []string{"github", "new"}, 3, zone, midnight.Add(3*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []status.Day{
		{Start: midnight.AddDate(0, 0, -2), NotRunning: 96},
		{Start: midnight.AddDate(0, 0, -1), Level: status.MajorOutage, Observed: 8, Down: 1, NotRunning: 88},
		{Start: midnight, Level: status.Operational, Observed: 8, NotRunning: 4},
	} {
		if got := days["github"][i]; got != want {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	}
	if got := days["new"]; len(got) != 3 || got[2].Level != status.Unknown || got[2].NotRunning != 12 {
		t.Errorf("a service that was never read has %+v", got)
	}
}

func TestQuarterBytes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		q := status.Quarter{Start: noon}.Merge(
			status.Cover(rapid.IntRange(0, 3).Draw(t, "cover")), rapid.SampledFrom(status.Levels()).Draw(t, "level"))
		if got := decodeQuarter(encodeQuarter(q), noon); got != q {
			t.Fatalf("%+v becomes %+v", q, got)
		}
	})
	if encodeQuarter(status.Quarter{}) != 0 {
		t.Error("a quarter that is not running is not 0, as an empty row is")
	}
}
