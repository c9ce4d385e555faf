package core

import (
	"testing"
	"time"

	"isserviceup/backend/status"
)

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

func incident(id, title, start string) status.Incident {
	return status.Incident{ID: id, Title: title, StartedAt: at(start)}
}

func TestWeeks(t *testing.T) {
	t.Parallel()
	now := at("2026-11-19T14:32:00Z") // Thursday of W47
	none := func(time.Time, time.Time) int { return 0 }
	all := func(time.Time, time.Time) int { return quartersAWeek }
	cases := []struct {
		name      string
		incidents []status.Incident
		history   span
		observed  func(from, to time.Time) int
		week      int
		want      Week
	}{
		{"nothing known is not zero", nil, span{}, none, 5, Week{Label: "W40"}},
		{"the page's history covers the week whole", nil, span{at("2026-10-05T00:00:00Z"), now}, none, 6, Week{Label: "W41", Known: true}},
		{"a history that begins in the middle of the week does not", nil, span{at("2026-10-05T00:00:01Z"), now}, none, 6, Week{Label: "W41"}},
		{"we observed it ourselves", nil, span{}, all, 0, Week{Label: "W35", Known: true}},
		{"an incident makes a week known", []status.Incident{incident("a", "A", "2026-10-05T00:00:00Z")}, span{}, none, 6, Week{Label: "W41", Count: 1, Known: true}},
		{"Sunday's last second belongs to the week", []status.Incident{incident("a", "A", "2026-10-11T23:59:59Z")}, span{}, none, 6, Week{Label: "W41", Count: 1, Known: true}},
		{"another zone's Monday is still UTC's Sunday", []status.Incident{incident("a", "A", "2026-10-12T01:00:00+02:00")}, span{}, none, 6, Week{Label: "W41", Count: 1, Known: true}},
		{"a history that was read last month says nothing of this week", nil, span{at("2026-01-01T00:00:00Z"), at("2026-10-20T00:00:00Z")}, none, 12, Week{Label: "W47", Current: true}},
		{"but of the weeks before", nil, span{at("2026-01-01T00:00:00Z"), at("2026-10-20T00:00:00Z")}, none, 7, Week{Label: "W42", Known: true}},
		{"the running week", nil, span{at("2026-01-01T00:00:00Z"), now}, none, 12, Week{Label: "W47", Known: true, Current: true}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := weeks(c.incidents, c.history, c.observed, now)
			if len(got) != weekCount {
				t.Fatalf("%d weeks, want %d", len(got), weekCount)
			}
			w := got[c.week]
			w.Start = time.Time{}
			if w != c.want {
				t.Errorf("week %d is %+v, want %+v", c.week, w, c.want)
			}
		})
	}
}

func TestWeeksOverNewYear(t *testing.T) {
	t.Parallel()
	got := weeks(nil, span{}, func(time.Time, time.Time) int { return 0 }, at("2027-01-06T12:00:00Z"))
	var labels []string
	for _, w := range got[9:] {
		labels = append(labels, w.Label)
	}
	want := []string{"W51", "W52", "W53", "W01"} // 2026 has 53 ISO weeks
	for i := range want {
		if labels[i] != want[i] {
			t.Fatalf("the last weeks are %v, want %v", labels, want)
		}
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name    string
		sources [][]status.Incident
		want    []string
	}{
		{"the same id is one incident", [][]status.Incident{
			{incident("a", "Slow", "2026-11-01T10:00:00Z")}, {incident("a", "Slow API", "2026-11-01T12:00:00Z")},
		}, []string{"a"}},
		{"another feed's id for the same title and start", [][]status.Incident{
			{incident("arn:1", "Increased Error Rates", "2026-11-01T10:00:00Z")},
			{incident("rss#1", "increased error rates ", "2026-11-01T10:20:00Z")},
		}, []string{"arn:1"}},
		{"the same title a day later is another", [][]status.Incident{
			{incident("a", "Slow", "2026-11-01T10:00:00Z")}, {incident("b", "Slow", "2026-11-02T10:00:00Z")},
		}, []string{"b", "a"}},
		{"twins of one source are two: one text for two regions", [][]status.Incident{
			{incident("eu", "Slow", "2026-11-01T10:00:00Z"), incident("us", "Slow", "2026-11-01T10:00:00Z")},
		}, []string{"eu", "us"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, i := range merge(c.sources...) {
				got = append(got, i.ID)
			}
			if len(got) != len(c.want) {
				t.Fatalf("merged to %v, want %v", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Fatalf("merged to %v, want %v", got, c.want)
				}
			}
		})
	}
}
