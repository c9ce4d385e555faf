package status_test

import (
	"testing"
	"time"

	"isserviceup/backend/status"
)

// now is the clock of the tables below.
var now = time.Date(2026, 3, 16, 12, 0, 0, 0, time.UTC)

const (
	day = 24 * time.Hour

	unknown = status.Unknown
	green   = status.Operational
	blue    = status.UnderMaintenance
	minor   = status.Degraded
	major   = status.PartialOutage
	down    = status.MajorOutage
)

func says(levels ...status.Level) []status.Indicator {
	var indicators []status.Indicator
	for _, l := range levels {
		indicators = append(indicators, status.Indicator{Level: l, Word: "word"})
	}
	return indicators
}

// leaf is a component whose id is its name in small letters.
func leaf(id string, l status.Level) status.Component {
	return status.Component{ID: id, Name: "Name of " + id, Level: l, Word: l.String()}
}

func group(id string, l status.Level, leaves ...status.Component) status.Component {
	return status.Component{ID: id, Name: "Name of " + id, Level: l, Components: leaves}
}

func list(components ...status.Component) []status.Component { return components }

// incident is one that began and was last updated age ago and names the components with the ids.
func incident(impact status.Level, age time.Duration, ids ...string) status.Incident {
	i := status.Incident{ID: "i", Title: "An incident", Level: impact, StartedAt: now.Add(-age)}
	for _, id := range ids {
		i.Components = append(i.Components, status.Ref{ID: id})
	}
	return i
}

func monitoring(i status.Incident) status.Incident {
	i.Monitoring = true
	return i
}

// work is a maintenance from start to end, relative to now, that names the components with the ids.
func work(phase status.Phase, start, end time.Duration, ids ...string) status.Maintenance {
	m := status.Maintenance{ID: "m", Title: "Work", Phase: phase, StartsAt: now.Add(start), EndsAt: now.Add(end)}
	for _, id := range ids {
		m.Components = append(m.Components, status.Ref{ID: id})
	}
	return m
}

func incidents(i ...status.Incident) []status.Incident        { return i }
func works(m ...status.Maintenance) []status.Maintenance      { return m }
func page(components ...status.Component) status.Page         { return status.Page{Components: components} }
func with(p status.Page, i ...status.Incident) status.Page    { p.Incidents = i; return p }
func held(p status.Page, m ...status.Maintenance) status.Page { p.Maintenances = m; return p }

// assessed is one row of the tables: a page, a choice and the level that the rules make of them.
type assessed struct {
	name   string
	page   status.Page
	chosen []string
	want   status.Level
}

func run(t *testing.T, rows []assessed) {
	t.Helper()
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := status.Assess(row.page, row.chosen, now)
			if r.Level != row.want {
				t.Errorf("level %v (reason %q), want %v", r.Level, r.Reason, row.want)
			}
			if (r.Level == unknown) != (r.Reason != "") {
				t.Errorf("level %v with the reason %q", r.Level, r.Reason)
			}
		})
	}
}

func TestRule1Base(t *testing.T) {
	t.Parallel()
	run(t, []assessed{
		{name: "an indicator is the base", page: status.Page{Indicators: says(major)}, want: major},
		{name: "it stands although nothing else shows it", page: status.Page{Indicators: says(down), Components: list(leaf("a", green))}, want: down},
		{name: "it stands whatever the incidents' age", page: status.Page{Indicators: says(minor), Incidents: incidents(incident(minor, 90*day))}, want: minor},
		{name: "worse leaves do not lift one that is not green", page: status.Page{Indicators: says(minor), Components: list(leaf("a", down), leaf("b", down))}, want: minor},
		{name: "of two the worse counts", page: status.Page{Indicators: says(minor, major, green)}, want: major},
		{name: "without one it is the worst leaf", page: page(leaf("a", green), leaf("b", minor)), want: minor},
		{name: "all leaves down", page: page(leaf("a", down), leaf("b", down)), want: down},
		{name: "some leaves down", page: page(leaf("a", down), leaf("b", green)), want: major},
		{name: "a degraded leaf is not down", page: page(leaf("a", down), leaf("b", minor)), want: major},
		{name: "an unknown leaf is not down", page: page(leaf("a", down), leaf("b", unknown)), want: major},
		{name: "a leaf under maintenance does not keep the rest from being all", page: page(leaf("a", down), leaf("b", blue)), want: down},
		{name: "a single leaf that is down", page: page(leaf("a", down)), want: down},
		{name: "a group is not counted beside its children", page: page(group("g", down, leaf("a", green), leaf("b", green))), want: green},
		{name: "nor does a green one keep its children from being all", page: page(group("g", green, leaf("a", down))), want: down},
		{name: "a partial outage of all leaves stays one", page: page(leaf("a", major), leaf("b", major)), want: major},
	})
}

func TestRule2OpenIncidents(t *testing.T) {
	t.Parallel()
	calm := page(leaf("a", green), leaf("b", green))
	bad := page(leaf("a", major), leaf("b", green))
	fresh := func(impact status.Level) status.Incident { return incident(impact, time.Hour) }
	run(t, []assessed{
		{name: "minor", page: with(calm, fresh(minor)), want: minor},
		{name: "major", page: with(calm, fresh(major)), want: major},
		{name: "critical", page: with(calm, fresh(down)), want: down},
		{name: "none raises nothing", page: with(calm, fresh(green)), want: green},
		{name: "no word or an unknown one is minor", page: with(calm, fresh(unknown)), want: minor},
		{name: "none does not lower either", page: with(bad, fresh(green)), want: major},
		{name: "monitoring raises to degraded at most", page: with(calm, monitoring(fresh(down))), want: minor},
		{name: "monitoring with no impact raises nothing", page: with(calm, monitoring(fresh(green))), want: green},
		{name: "all named components are well again", page: with(calm, incident(down, time.Hour, "a", "b")), want: minor},
		{name: "one named component is not", page: with(bad, incident(down, time.Hour, "a", "b")), want: down},
		{name: "a named component that is not on the page is not known to be well", page: with(calm, incident(down, time.Hour, "a", "gone")), want: down},
		{name: "naming a group means its leaves", page: with(page(group("g", green, leaf("a", green), leaf("b", major))), incident(down, time.Hour, "g")), want: down},
		{name: "an indicator is raised as well", page: status.Page{Indicators: says(minor), Incidents: incidents(fresh(down))}, want: down},
		{name: "the worst of several counts", page: with(calm, fresh(minor), fresh(major), fresh(green)), want: major},
	})
}

func TestRule3ContradictedIndicator(t *testing.T) {
	t.Parallel()
	said := func(l status.Level, p status.Page) status.Page { p.Indicators = says(l); return p }
	outage := page(leaf("a", down), leaf("b", green))
	run(t, []assessed{
		{name: "a leaf is down below a green indicator", page: said(green, outage), want: minor},
		{name: "all are down below a green indicator", page: said(green, page(leaf("a", down))), want: minor},
		{name: "a leaf is degraded", page: said(green, page(leaf("a", minor))), want: minor},
		{name: "a leaf under maintenance contradicts nothing", page: said(green, page(leaf("a", blue))), want: green},
		{name: "a group row contradicts nothing", page: said(green, page(group("g", down, leaf("a", green)))), want: green},
		{name: "a long-running incident explains it", page: with(said(green, outage), incident(down, 15*day, "a")), want: green},
		{name: "a fresh one beside it does not", page: with(said(green, outage), incident(down, 15*day, "a"), incident(green, time.Hour, "a")), want: minor},
		{name: "one that names another leaf does not", page: with(said(green, outage), incident(down, 15*day, "b")), want: minor},
		{name: "one that names none does not", page: with(said(green, outage), incident(down, 15*day)), want: minor},
		{name: "an indicator of maintenance is contradicted too", page: said(blue, outage), want: minor},
	})
}

func TestRule4Maintenance(t *testing.T) {
	t.Parallel()
	calm := page(leaf("a", green), leaf("b", green))
	busy := page(leaf("a", blue), leaf("b", green))
	run(t, []assessed{
		{name: "in progress by the page's word", page: held(calm, work(status.PhaseActive, -time.Hour, time.Hour)), want: blue},
		{name: "the word counts before the planned start", page: held(calm, work(status.PhaseActive, time.Minute, time.Hour)), want: blue},
		{name: "and after the planned end", page: held(calm, work(status.PhaseActive, -2*day, -day)), want: blue},
		{name: "but no more 14 days after it", page: held(calm, work(status.PhaseActive, -20*day, -14*day-time.Second)), want: green},
		{name: "14 days after it still", page: held(calm, work(status.PhaseActive, -20*day, -14*day)), want: blue},
		{name: "by the clock", page: held(calm, work(status.PhaseByClock, -time.Hour, time.Hour)), want: blue},
		{name: "by the clock at its start", page: held(calm, work(status.PhaseByClock, 0, time.Hour)), want: blue},
		{name: "by the clock before its start", page: held(calm, work(status.PhaseByClock, time.Second, time.Hour)), want: green},
		{name: "by the clock at its end", page: held(calm, work(status.PhaseByClock, -time.Hour, 0)), want: green},
		{name: "scheduled changes nothing", page: held(calm, work(status.PhaseScheduled, time.Hour, 2*time.Hour)), want: green},
		{name: "scheduled for a time that has come changes nothing", page: held(calm, work(status.PhaseScheduled, -time.Hour, time.Hour)), want: green},
		{name: "over changes nothing", page: held(calm, work(status.PhaseOver, -time.Hour, time.Hour)), want: green},
		{name: "a trouble outranks it", page: held(page(leaf("a", minor)), work(status.PhaseActive, -time.Hour, time.Hour)), want: minor},
		{name: "a component under maintenance is never an outage", page: held(busy, work(status.PhaseActive, -time.Hour, time.Hour, "a")), want: blue},
		{name: "an overdue maintenance does not keep its component blue", page: held(busy, work(status.PhaseActive, -30*day, -20*day, "a")), want: green},
		{name: "a current one beside it does", page: held(busy, work(status.PhaseActive, -30*day, -20*day, "a"), work(status.PhaseActive, -time.Hour, time.Hour, "a")), want: blue},
	})
}

func TestRule5Chosen(t *testing.T) {
	t.Parallel()
	us := group("us", major, status.Component{ID: "us-app", Name: "App", Level: green}, status.Component{ID: "us-api", Name: "API", Level: minor})
	eu := group("eu", down, status.Component{ID: "eu-app", Name: "App", Level: down}, status.Component{ID: "eu-api", Name: "Interface", Level: down})
	both := status.Page{Indicators: says(major), Components: list(us, eu)}
	fresh := incident(down, time.Hour, "eu-app")
	choose := func(names ...string) []string { return names }
	run(t, []assessed{
		{name: "indicator and rule 3 do not apply", page: both, chosen: choose("us-app"), want: green},
		{name: "by path", page: both, chosen: choose("Name of us > App"), want: green},
		{name: "a single leaf keeps its own level", page: both, chosen: choose("Name of eu > App"), want: down},
		{name: "all leaves of a group, by its name", page: both, chosen: choose("Name of eu"), want: down},
		{name: "by its name and the word group", page: both, chosen: choose("Name of eu (group)"), want: down},
		{name: "by its id", page: both, chosen: choose("us"), want: minor},
		{name: "some of the chosen are down", page: both, chosen: choose("us", "eu"), want: major},
		{name: "a bare name that one leaf bears", page: both, chosen: choose("Interface"), want: down},
		{name: "a bare name that two bear is unknown", page: both, chosen: choose("App"), want: unknown},
		{name: "nothing matches", page: both, chosen: choose("Mars"), want: unknown},
		{name: "an empty choice matches nothing", page: both, chosen: choose(""), want: unknown},
		{name: "one of two matches", page: both, chosen: choose("us-app", "Mars"), want: unknown},
		{name: "one of two matches and is in trouble", page: both, chosen: choose("us-api", "Mars"), want: minor},
		{name: "an incident that names another", page: with(both, fresh), chosen: choose("us-app"), want: green},
		{name: "an incident that names the chosen", page: with(both, incident(major, time.Hour, "us-app", "us-api")), chosen: choose("us-app"), want: major},
		{name: "an incident that names its group", page: with(both, incident(major, time.Hour, "us")), chosen: choose("us-app"), want: major},
		{name: "an incident that names none", page: with(both, incident(major, time.Hour)), chosen: choose("us-app"), want: major},
		{name: "a maintenance that names the chosen", page: held(both, work(status.PhaseActive, -time.Hour, time.Hour, "us-app")), chosen: choose("us-app"), want: blue},
		{name: "a maintenance that names another", page: held(both, work(status.PhaseActive, -time.Hour, time.Hour, "eu-app")), chosen: choose("us-app"), want: green},
		{name: "a maintenance that names none", page: held(both, work(status.PhaseActive, -time.Hour, time.Hour)), chosen: choose("us-app"), want: blue},
		{name: "a long-running incident does not excuse a chosen leaf", page: with(both, incident(down, 30*day, "eu-app")), chosen: choose("eu-app"), want: down},
		{name: "an unknown word at a chosen leaf", page: page(leaf("a", unknown), leaf("b", green)), chosen: choose("a"), want: unknown},
		{name: "an unknown word elsewhere", page: page(leaf("a", unknown), leaf("b", green)), chosen: choose("b"), want: green},
	})
}
