package store

import (
	"context"
	"reflect"
	"testing"
	"time"

	"isserviceup/backend/status"
)

func outage() status.Incident {
	return status.Incident{
		ID: "i", Title: "Outage", Impact: "major", State: "identified", Level: status.PartialOutage, StartedAt: noon, UpdatedAt: noon.Add(time.Hour),
		URL: "https://example.org/i", Components: []status.Ref{{ID: "1", Name: "API"}},
		Updates: []status.Update{{At: noon.Add(time.Hour), State: "identified", Text: "Found."}, {At: noon, State: "investigating", Text: "Looking."}},
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	later := noon.Add(2 * time.Hour)
	for name, c := range map[string]struct{ latest, want func(i *status.Incident) }{
		"the latest counts": {
			func(i *status.Incident) { i.Title, i.State, i.Level = "Worse", "monitoring", status.MajorOutage },
			func(i *status.Incident) { i.Title, i.State, i.Level = "Worse", "monitoring", status.MajorOutage },
		},
		"what it lacks stays": {
			func(i *status.Incident) { *i = status.Incident{ID: "i", Title: "Outage"} },
			func(*status.Incident) {},
		},
		"an update comes": {
			func(i *status.Incident) { i.Updates = []status.Update{{At: later, Text: "Over."}} },
			func(i *status.Incident) {
				i.Updates = append([]status.Update{{At: later, Text: "Over."}}, i.Updates...)
			},
		},
		"an update is written anew": {
			func(i *status.Incident) {
				i.Updates = []status.Update{{At: noon, State: "investigating", Text: "Looked."}}
			},
			func(i *status.Incident) { i.Updates[1].Text = "Looked." },
		},
		"it ends": {
			func(i *status.Incident) { i.Closed, i.EndedAt = true, later },
			func(i *status.Incident) { i.Closed, i.EndedAt = true, later },
		},
		"an older edition fills in only": {
			func(i *status.Incident) { i.UpdatedAt, i.State, i.Title, i.Updates = noon, "investigating", "Old", nil },
			func(*status.Incident) {},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			latest, want := outage(), outage()
			c.latest(&latest)
			c.want(&want)
			if got := merge(outage(), latest); !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		})
	}
}

func TestMergeReopened(t *testing.T) {
	t.Parallel()
	closed := outage()
	closed.Closed, closed.EndedAt = true, noon.Add(time.Hour)
	if got := merge(closed, outage()); got.Closed || !got.EndedAt.IsZero() {
		t.Errorf("an incident that was opened again ended at %v", got.EndedAt)
	}
	noEnd := closed
	noEnd.EndedAt = time.Time{}
	if got := merge(closed, noEnd); !got.EndedAt.Equal(closed.EndedAt) {
		t.Errorf("the end is lost: %v", got.EndedAt)
	}
}

func TestIncidents(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	r := is(status.PartialOutage)
	r.Incidents = []status.Incident{outage()}
	r.Past = []status.Incident{{ID: "old", Title: "Old", StartedAt: noon.AddDate(0, 0, -3)}, {Title: "Nameless", StartedAt: noon.AddDate(0, 0, -2)}}
	recorded(t, s, "github", noon, r)
	recorded(t, s, "github", noon.Add(2*time.Minute), r)
	short := is(status.PartialOutage)
	short.Incidents = []status.Incident{{ID: "i", Title: "Outage, renamed"}}
	recorded(t, s, "github", noon.Add(20*time.Minute), short)
	recorded(t, s, "other", noon, r)

	got, err := s.Incidents(t.Context(), "github", noon.AddDate(0, 0, -7), noon.Add(time.Hour))
	if err != nil || len(got) != 3 {
		t.Fatalf("%d incidents, %v", len(got), err)
	}
	want := outage()
	want.Title = "Outage, renamed"
	if !reflect.DeepEqual(got[0], Incident{Incident: want, FirstSeen: noon, LastSeen: noon.Add(20 * time.Minute)}) {
		t.Errorf("got  %+v\nwant %+v", got[0], want)
	}
	if got[1].Title != "Nameless" || got[2].Title != "Old" || !got[2].LastSeen.Equal(noon) {
		t.Errorf("then %+v", got[1:])
	}
	if some, err := s.Incidents(t.Context(), "github", noon.AddDate(0, 0, -2), noon); err != nil || len(some) != 1 {
		t.Errorf("%d incidents in two days, %v", len(some), err)
	}
}

func TestLastSeenGrowsByQuarters(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	r := is(status.PartialOutage)
	r.Incidents = []status.Incident{outage()}
	for _, c := range []struct{ after, want time.Duration }{{0, 0}, {14 * time.Minute, 0}, {16 * time.Minute, 16 * time.Minute}} {
		recorded(t, s, "github", noon.Add(c.after), r)
		got, err := s.Incidents(t.Context(), "github", noon, noon.Add(time.Millisecond))
		if err != nil || len(got) != 1 || !got[0].LastSeen.Equal(noon.Add(c.want)) {
			t.Errorf("after %v: %+v, %v", c.after, got, err)
		}
	}
}

func TestHistory(t *testing.T) {
	t.Parallel()
	day := func(n int) time.Time { return noon.AddDate(0, 0, n) }
	for name, c := range map[string]struct {
		read []struct{ from, at time.Time }
		want time.Time
	}{
		"never read":          {nil, time.Time{}},
		"read once":           {[]struct{ from, at time.Time }{{day(-90), day(0)}}, day(-90)},
		"grown":               {[]struct{ from, at time.Time }{{day(-90), day(0)}, {day(-80), day(10)}}, day(-90)},
		"grown at both ends":  {[]struct{ from, at time.Time }{{day(-90), day(0)}, {day(-95), day(10)}}, day(-95)},
		"with a gap":          {[]struct{ from, at time.Time }{{day(-90), day(0)}, {day(20), day(30)}}, day(20)},
		"of a cut, empty one": {[]struct{ from, at time.Time }{{day(-90), day(0)}, {time.Time{}, day(30)}}, day(-90)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := opened(t, t.TempDir())
			for _, r := range c.read {
				h := status.History{Incidents: []status.Incident{outage()}, From: r.from}
				if err := s.RecordHistory(context.Background(), "github", h, r.at); err != nil {
					t.Fatal(err)
				}
			}
			from, to, err := s.HistorySpan(t.Context(), "github")
			if err != nil || !from.Equal(c.want) || !from.IsZero() && to.Before(from) {
				t.Errorf("got %v to %v, %v, want it from %v", from, to, err, c.want)
			}
			if got, err := s.Incidents(t.Context(), "github", day(-1), day(1)); err != nil || len(got) != min(len(c.read), 1) {
				t.Errorf("%d incidents, %v", len(got), err)
			}
		})
	}
}
