package incidentio

import (
	"fmt"
	"time"

	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// The words of the native document's entries. A word that is not here is unknown.
var (
	openStates = map[string]bool{"investigating": true, "identified": true, "monitoring": true}
	phases     = map[string]status.Phase{
		"maintenance_scheduled": status.PhaseScheduled, "maintenance_in_progress": status.PhaseActive,
		"maintenance_complete": status.PhaseOver,
	}
)

// addTo adds the entry to page. names holds the components' names by id.
func (e wireEntry) addTo(page *status.Page, names map[string]string, planned bool) {
	if _, isPhase := phases[e.Status]; planned || isPhase {
		page.Maintenances = append(page.Maintenances, e.maintenance(page, names))
		return
	}
	page.Incidents = append(page.Incidents, e.incident(page, names))
}

func (e wireEntry) incident(page *status.Page, names map[string]string) status.Incident {
	i := status.Incident{
		ID: e.ID, Title: provider.Title(e.Name), State: provider.Line(e.Status),
		Monitoring: e.Status == "monitoring", Closed: e.Status == "resolved",
		Components: e.refs(names), Updates: e.updates(),
	}
	i.Level, i.Impact = e.impact()
	// An entry is often published some time after the first update that it tells of.
	i.StartedAt = provider.ParseTime(e.PublishedAt)
	for _, u := range i.Updates {
		i.StartedAt = earliest(i.StartedAt, u.At)
	}
	if i.Level == status.Unknown && i.Impact != "" {
		page.Warnings = append(page.Warnings, fmt.Sprintf("incident %q has the unknown impact %q", i.Title, i.Impact))
	}
	if !openStates[e.Status] && !i.Closed {
		page.Doubts = append(page.Doubts, fmt.Sprintf("incident %q has the unknown state %q", i.Title, i.State))
	}
	return i
}

// impact returns the worst that the incident did to a component, and its word; Unknown and none where it names none.
// What it did in the course of time counts only where it does not say what it affects.
func (e wireEntry) impact() (worst status.Level, word string) {
	var words []string
	for _, a := range e.Affected {
		words = append(words, a.Status)
	}
	if len(words) == 0 {
		for _, i := range e.Impacts {
			words = append(words, i.Status)
		}
	}
	for n, w := range words {
		if level := provider.ComponentLevel(w); n == 0 || level.Worse(worst) {
			worst, word = level, provider.Line(w)
		}
	}
	return worst, word
}

func (e wireEntry) maintenance(page *status.Page, names map[string]string) status.Maintenance {
	m := status.Maintenance{
		ID: e.ID, Title: provider.Title(e.Name), State: provider.Line(e.Status), Phase: phases[e.Status],
		Components: e.refs(names), Updates: e.updates(),
	}
	m.StartsAt, m.EndsAt = e.planned()
	if m.Phase == status.PhaseByClock {
		page.Doubts = append(page.Doubts, fmt.Sprintf("maintenance %q has the unknown state %q", m.Title, m.State))
	}
	return m
}

// planned returns the start and the end of a maintenance. Documents of different age have them under different names,
// some only as the impact on its components.
func (e wireEntry) planned() (start, end time.Time) {
	start = earliest(provider.ParseTime(e.StartsAt), provider.ParseTime(e.StartedAt))
	end = provider.ParseTime(e.EndsAt)
	if end.IsZero() {
		end = provider.ParseTime(e.ScheduleEnd)
	}
	impactStart, impactEnd := time.Time{}, time.Time{}
	for _, i := range e.Impacts {
		impactStart = earliest(impactStart, provider.ParseTime(i.StartAt))
		if at := provider.ParseTime(i.EndAt); at.After(impactEnd) {
			impactEnd = at
		}
	}
	if start.IsZero() {
		start = impactStart
	}
	if end.IsZero() {
		end = impactEnd
	}
	return start, end
}

func (e wireEntry) refs(names map[string]string) []status.Ref {
	var refs []status.Ref
	seen := map[string]bool{}
	add := func(id string) {
		if id != "" && !seen[id] {
			seen[id] = true
			refs = append(refs, status.Ref{ID: id, Name: names[id]})
		}
	}
	for _, a := range e.Affected {
		add(a.ComponentID)
	}
	for _, i := range e.Impacts {
		add(i.ComponentID)
	}
	return refs
}

func (e wireEntry) updates() []status.Update {
	var updates []status.Update
	for _, u := range e.Updates {
		text := provider.PlainMarkdown(u.Text)
		if text == "" {
			text = prose(u.Message)
		}
		updates = append(updates, status.Update{At: provider.ParseTime(u.PublishedAt), State: provider.Line(u.State), Text: text})
	}
	provider.NewestFirst(updates)
	return updates
}
