package demo

import (
	"time"

	"isserviceup/backend/status"
)

// story is what happens to a service while the demonstration runs.
type story struct {
	incidents    []incident
	maintenances []maintenance
}

// incident is an unplanned trouble. Its beats are counted from the beginning of the demonstration; those before it are
// negative.
type incident struct {
	number     int
	title      string
	components []string // paths
	beats      []beat   // in order; the first is its start
}

// beat is a moment at which an incident changes and its page posts an update.
type beat struct {
	at    time.Duration
	state string // the page's word: investigating, identified, monitoring, resolved
	level status.Level
	text  string
}

// published is the incident as its page has it elapsed after the beginning, and whether the page has it yet.
func (i incident) published(service string, elapsed time.Duration, began time.Time) (status.Incident, bool) {
	var now *beat
	p := status.Incident{ID: idOf(service, "incident", i.number), Title: Label + i.title}
	for n := range i.beats {
		b := &i.beats[n]
		if b.at > elapsed {
			break
		}
		now = b
		p.Updates = append([]status.Update{{At: began.Add(b.at), State: b.state, Text: Label + b.text}}, p.Updates...)
	}
	if now == nil {
		return p, false
	}
	for _, c := range i.components {
		p.Components = append(p.Components, ref(c))
	}
	p.StartedAt, p.UpdatedAt = began.Add(i.beats[0].at), began.Add(now.at)
	p.State, p.Level, p.Impact = now.state, now.level, impact(now.level)
	p.Monitoring, p.Closed = now.state == "monitoring", now.state == "resolved"
	if p.Closed {
		p.EndedAt = p.UpdatedAt
	}
	return p, true
}

// hit sets the levels of the components that the incident has hit.
func (i incident) hit(levels map[string]status.Level, elapsed time.Duration) {
	level := status.Operational
	for _, b := range i.beats {
		if b.at <= elapsed {
			level = b.level
		}
	}
	for _, c := range i.components {
		levels[c] = level
	}
}

// impact is the page's word for a level.
func impact(level status.Level) string {
	switch level {
	case status.MajorOutage:
		return "critical"
	case status.PartialOutage:
		return "major"
	case status.Degraded:
		return "minor"
	default:
		return "none"
	}
}

// maintenance is planned work, its times counted from the beginning of the demonstration.
type maintenance struct {
	number      int
	title, text string
	component   string // path
	start, end  time.Duration
}

func (m maintenance) published(service string, began time.Time) status.Maintenance {
	return status.Maintenance{
		ID: idOf(service, "maintenance", m.number), Title: Label + m.title, State: "scheduled",
		StartsAt: began.Add(m.start), EndsAt: began.Add(m.end), Components: []status.Ref{ref(m.component)},
		Updates: []status.Update{{At: began.Add(m.start - 48*time.Hour), State: "scheduled", Text: Label + m.text}},
	}
}

// active tells whether the work is in progress at now.
func (m maintenance) active(began, now time.Time) bool {
	return !now.Before(began.Add(m.start)) && now.Before(began.Add(m.end))
}
