package status_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"isserviceup/backend/status"
)

func TestRule5ListsOfTroubleAlone(t *testing.T) {
	t.Parallel()
	region := leaf("eu-1", down)
	p := status.Page{
		Components: list(region), ListsOnlyTrouble: true, ManyProducts: true,
		Knows: func(choice string) bool { return choice == "us-1" },
	}
	named := incident(major, time.Hour)
	named.Components = []status.Ref{{Name: "us-1"}}
	run(t, []assessed{
		{name: "a known name that is not mentioned is operational", page: p, chosen: []string{"us-1"}, want: green},
		{name: "a stranger is unknown", page: p, chosen: []string{"mars-1"}, want: unknown},
		{name: "a mentioned one has its level", page: p, chosen: []string{"eu-1"}, want: down},
		{name: "both together", page: p, chosen: []string{"eu-1", "us-1"}, want: down},
		{name: "an incident may name what is not in the tree", page: with(p, named), chosen: []string{"us-1"}, want: major},
	})
}

func TestRule6ManyProducts(t *testing.T) {
	t.Parallel()
	all := page(leaf("a", down), leaf("b", down))
	all.ManyProducts = true
	run(t, []assessed{
		{name: "all mentioned products are down", page: all, want: major},
		{name: "a critical incident", page: with(status.Page{ListsOnlyTrouble: true, ManyProducts: true}, incident(down, time.Hour)), want: major},
		{name: "a chosen one is down", page: all, chosen: []string{"a"}, want: down},
	})
}

func TestRule7LongRunning(t *testing.T) {
	t.Parallel()
	bad := page(leaf("a", major), leaf("b", green))
	updated := func(i status.Incident, age time.Duration) status.Incident {
		i.Updates = append(i.Updates, status.Update{At: now.Add(-age)})
		return i
	}
	modified := func(i status.Incident, age time.Duration) status.Incident {
		i.UpdatedAt = now.Add(-age)
		return i
	}
	timeless := incident(major, 0)
	timeless.StartedAt = time.Time{}
	calm := page(leaf("a", green))
	run(t, []assessed{
		{name: "older than 14 days", page: with(calm, incident(down, 14*day+time.Second)), want: green},
		{name: "exactly 14 days old", page: with(calm, incident(down, 14*day)), want: down},
		{name: "old, with a new update", page: with(calm, updated(incident(down, 90*day), day)), want: down},
		{name: "the newest posted update counts before the modification", page: with(calm, modified(updated(incident(down, 90*day), 20*day), day)), want: green},
		{name: "the modification counts before the start", page: with(calm, modified(incident(down, 90*day), day)), want: down},
		{name: "a post that is dated back before the start does not age it", page: with(calm, updated(incident(down, day), 90*day)), want: down},
		{name: "without any time it is not long-running", page: with(calm, timeless), want: major},
		{name: "a leaf that it explains is left out", page: with(bad, incident(major, 30*day, "a")), want: green},
		{name: "a fresh one that names it counts it again", page: with(bad, incident(major, 30*day, "a"), incident(green, day, "a")), want: major},
		{name: "one that names its group explains it", page: with(page(group("g", major, leaf("a", major)), leaf("b", green)), incident(major, 30*day, "g")), want: green},
		{name: "one that names it by its name alone", page: with(bad, status.Incident{StartedAt: now.Add(-30 * day), Components: []status.Ref{{Name: "Name of a"}}}), want: green},
		{name: "an unknown leaf is not explained", page: with(page(leaf("a", unknown)), incident(major, 30*day, "a")), want: unknown},
		{name: "all leaves explained", page: with(page(leaf("a", down)), incident(down, 30*day, "a")), want: green},
		{name: "what is left may be all down", page: with(page(leaf("a", minor), leaf("b", down)), incident(minor, 30*day, "a")), want: down},
	})
}

func TestRule8OpenOrOver(t *testing.T) {
	t.Parallel()
	calm := page(leaf("a", green))
	ended := func(in time.Duration) status.Incident {
		i := incident(major, time.Hour)
		i.EndedAt = now.Add(in)
		return i
	}
	closed := incident(major, time.Hour)
	closed.Closed = true
	reopened := incident(major, time.Hour)
	reopened.Updates = []status.Update{{At: now.Add(-time.Minute), State: "identified"}, {At: now.Add(-time.Hour), State: "resolved"}}
	run(t, []assessed{
		{name: "a word for over", page: with(calm, closed), want: green},
		{name: "an end that has passed", page: with(calm, ended(-time.Second)), want: green},
		{name: "an end that is now", page: with(calm, ended(0)), want: green},
		{name: "an end to come", page: with(calm, ended(time.Second)), want: major},
		{name: "an earlier resolved does not count", page: with(calm, reopened), want: major},
	})
}

func TestRule9GreenMustBeProven(t *testing.T) {
	t.Parallel()
	doubted := func(p status.Page) status.Page { p.Doubts = []string{"the page is stale"}; return p }
	said := status.Page{Indicators: says(green)}
	odd := group("g", unknown, leaf("a", green))
	odd.Word = "constructor"
	run(t, []assessed{
		{name: "nothing published at all", page: status.Page{}, want: unknown},
		{name: "nothing but an incident", page: with(status.Page{}, incident(minor, time.Hour)), want: minor},
		{name: "nothing but a maintenance", page: held(status.Page{}, work(status.PhaseActive, -time.Hour, time.Hour)), want: unknown},
		{name: "a green indicator with empty lists", page: said, want: green},
		{name: "an empty list where that is the healthy document", page: status.Page{ListsOnlyTrouble: true}, want: green},
		{name: "a doubt about a green", page: doubted(said), want: unknown},
		{name: "a doubt about a maintenance", page: doubted(held(said, work(status.PhaseActive, -time.Hour, time.Hour))), want: unknown},
		{name: "a doubt about a known trouble", page: doubted(status.Page{Indicators: says(minor)}), want: minor},
		{name: "an indicator that nobody knows", page: status.Page{Indicators: says(unknown)}, want: unknown},
		{name: "an indicator that nobody knows above a leaf that is down", page: status.Page{Indicators: says(unknown), Components: list(leaf("a", down), leaf("b", green))}, want: major},
		{name: "beside one that is known", page: status.Page{Indicators: says(unknown, major)}, want: major},
		{name: "a leaf that nobody knows, below a green indicator", page: status.Page{Indicators: says(green), Components: list(leaf("a", unknown))}, want: unknown},
		{name: "a leaf that nobody knows", page: page(leaf("a", unknown), leaf("b", green)), want: unknown},
		{name: "a group that nobody knows", page: status.Page{Indicators: says(green), Components: list(odd)}, want: unknown},
	})
}

// TestReadingLists checks what a reading lists, and in which order.
func TestReadingLists(t *testing.T) {
	t.Parallel()
	named := func(i status.Incident, id string) status.Incident { i.ID = id; return i }
	over := named(incident(major, 3*day), "over")
	over.Closed = true
	older := named(incident(major, 5*day), "older-over")
	older.EndedAt = now.Add(-4 * day)
	called := func(m status.Maintenance, id string) status.Maintenance { m.ID = id; return m }
	p := status.Page{
		Indicators: says(green),
		Incidents:  incidents(named(incident(minor, 40*day), "long"), older, named(incident(green, time.Hour), "new"), over, named(incident(major, 2*day), "mid")),
		Maintenances: works(
			called(work(status.PhaseScheduled, 5*day, 6*day), "later"), called(work(status.PhaseScheduled, day, 2*day), "soon"),
			called(work(status.PhaseActive, -day, day), "now"), called(work(status.PhaseActive, -40*day, -30*day), "overdue"),
			called(work(status.PhaseScheduled, -day, day), "missed"), called(work(status.PhaseByClock, -2*day, -day), "past"), called(work(status.PhaseOver, day, 2*day), "cancelled"),
		),
		Warnings: []string{"odd"},
	}
	r := status.Assess(p, nil, now)
	got := map[string][]string{}
	for _, i := range r.Incidents {
		got["open"] = append(got["open"], i.ID)
		if i.LongRunning {
			got["long-running"] = append(got["long-running"], i.ID)
		}
	}
	for _, i := range r.Past {
		got["past"] = append(got["past"], i.ID)
	}
	for _, m := range r.Maintenances {
		got["maintenances"] = append(got["maintenances"], m.ID)
		if m.InProgress {
			got["in progress"] = append(got["in progress"], m.ID)
		}
	}
	got["warnings"] = r.Warnings
	want := map[string][]string{
		"open": {"new", "mid", "long"}, "long-running": {"long"}, "past": {"over", "older-over"},
		"maintenances": {"overdue", "now", "soon", "later"}, "in progress": {"overdue", "now"}, "warnings": {"odd"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lists (-want +got):\n%s", diff)
	}
}

// TestReasonsAreShort bounds what a page in an unknown language can make a reading say.
func TestReasonsAreShort(t *testing.T) {
	t.Parallel()
	var many []status.Component
	for range 1000 {
		many = append(many, leaf("a", unknown))
	}
	r := status.Assess(page(many...), nil, now)
	if r.Level != unknown || len(r.Reason) > 500 {
		t.Errorf("level %v with a reason of %d bytes", r.Level, len(r.Reason))
	}
}

// TestAssessChangesNothing makes sure that a page can be assessed twice.
func TestAssessChangesNothing(t *testing.T) {
	t.Parallel()
	build := func() status.Page {
		p := with(page(leaf("a", major), leaf("b", unknown)), incident(unknown, time.Hour, "a"), incident(major, 20*day, "a"))
		p.Maintenances = works(work(status.PhaseActive, -time.Hour, time.Hour))
		p.Doubts, p.Warnings = []string{"doubt"}, []string{"warning"}
		return p
	}
	p := build()
	first := status.Assess(p, nil, now)
	if diff := cmp.Diff(build(), p, cmp.Comparer(func(x, y func(string) bool) bool { return (x == nil) == (y == nil) })); diff != "" {
		t.Errorf("the page has changed (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff(first, status.Assess(p, nil, now)); diff != "" {
		t.Errorf("the second reading differs (-first +second):\n%s", diff)
	}
}
