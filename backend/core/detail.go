package core

import (
	"fmt"
	"strings"
	"time"

	"isserviceup/backend/status"
)

// namesShown is how many affected components the line of a service names.
const namesShown = 3

// Detail returns the one line that says what stands behind a service's level at now, whose zone is that of its times.
func Detail(r status.Reading, now time.Time) string {
	leaves := status.Leaves(r.Components)
	switch {
	case r.Level == status.Unknown:
		return "Could not be read: " + r.Reason
	case r.Level == status.UnderMaintenance:
		return maintained(r, now)
	case r.Level.Trouble():
		return troubled(r, leaves)
	}
	line := everything(leaves)
	if n := countLongRunning(r.Incidents); n > 0 {
		line += fmt.Sprintf("; %s", plural(n, "long-running incident"))
	}
	for _, m := range r.Maintenances {
		if !m.InProgress && !m.StartsAt.IsZero() {
			return line + "; maintenance planned for " + clock(m.StartsAt, now)
		}
	}
	return line
}

// everything is the line of a service that is well.
func everything(leaves []status.Component) string {
	var affected int
	for _, l := range leaves {
		if l.Level.Trouble() {
			affected++
		}
	}
	switch {
	case len(leaves) == 0:
		return "The page says that all is well"
	case affected > 0:
		return fmt.Sprintf("%d of %s affected", affected, plural(len(leaves), "component"))
	case len(leaves) == 1:
		return "Its one component"
	default:
		return "All " + plural(len(leaves), "component")
	}
}

// maintained is the line of a service under maintenance.
func maintained(r status.Reading, now time.Time) string {
	for _, m := range r.Maintenances {
		if !m.InProgress {
			continue
		}
		if m.EndsAt.IsZero() {
			return m.Title
		}
		return m.Title + ", until " + clock(m.EndsAt, now)
	}
	return "Under maintenance, by the page's own word"
}

// clock writes a time without its day where that is today.
func clock(t, now time.Time) string {
	t = t.In(now.Location())
	if status.DayStart(t, t.Location()).Equal(status.DayStart(now, t.Location())) {
		return t.Format("15:04")
	}
	return t.Format("Mon 2 Jan, 15:04")
}

// troubled is the line of a service with trouble: the components it has hit, worst first, or else the incidents.
func troubled(r status.Reading, leaves []status.Component) string {
	names, affected := worstNames(leaves)
	switch {
	case affected > 0:
		return fmt.Sprintf("%d of %s affected: %s", affected, plural(len(leaves), "component"), strings.Join(names, ", "))
	case len(r.Incidents) > 0:
		return r.Incidents[0].Title
	default:
		return "The page says so without naming a component or an incident"
	}
}

// worstNames returns the names of the worst leaves, worst first and few, and how many have trouble.
func worstNames(leaves []status.Component) (names []string, affected int) {
	seen := map[string]bool{}
	for _, level := range []status.Level{status.MajorOutage, status.PartialOutage, status.Degraded} {
		for _, l := range leaves {
			if l.Level != level {
				continue
			}
			affected++
			if !seen[l.Name] && len(names) < namesShown {
				seen[l.Name] = true
				names = append(names, l.Name)
			}
		}
	}
	return names, affected
}

func countLongRunning(incidents []status.Incident) (n int) {
	for _, i := range incidents {
		if i.LongRunning {
			n++
		}
	}
	return n
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
