package cli

import (
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/status"
)

// instant is a time in output: ISO 8601 in UTC with milliseconds and Z, and null where it is not known.
type instant time.Time

// MarshalJSON writes the time, or null for the zero time.
func (t instant) MarshalJSON() ([]byte, error) {
	if time.Time(t).IsZero() {
		return []byte("null"), nil
	}
	return []byte(time.Time(t).UTC().Format(`"2006-01-02T15:04:05.000Z"`)), nil
}

// checkJSON is the document that "check --json" prints.
type checkJSON struct {
	CheckedAt instant       `json:"checkedAt"`
	Level     status.Level  `json:"level"`
	Services  []serviceJSON `json:"services"`
}

type serviceJSON struct {
	ID           string            `json:"id"`
	Name         string            `json:"name"`
	Platform     string            `json:"platform"`
	URL          string            `json:"url"`
	Level        status.Level      `json:"level"`
	Reason       string            `json:"reason"`
	CheckedAt    instant           `json:"checkedAt"`
	LastGoodAt   instant           `json:"lastGoodAt"`
	Components   []componentJSON   `json:"components"`
	Incidents    []incidentJSON    `json:"incidents"`
	Maintenances []maintenanceJSON `json:"maintenances"`
	Warnings     []string          `json:"warnings"`
}

type componentJSON struct {
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	Level      status.Level    `json:"level"`
	Word       string          `json:"word"`
	Components []componentJSON `json:"components"`
}

type incidentJSON struct {
	ID          string       `json:"id"`
	Title       string       `json:"title"`
	Impact      string       `json:"impact"`
	State       string       `json:"state"`
	Level       status.Level `json:"level"`
	LongRunning bool         `json:"longRunning"`
	StartedAt   instant      `json:"startedAt"`
	UpdatedAt   instant      `json:"updatedAt"`
	URL         string       `json:"url"`
	Components  []string     `json:"components"`
	Updates     []updateJSON `json:"updates"`
}

type updateJSON struct {
	At    instant `json:"at"`
	State string  `json:"state"`
	Text  string  `json:"text"`
}

type maintenanceJSON struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	InProgress bool     `json:"inProgress"`
	StartsAt   instant  `json:"startsAt"`
	EndsAt     instant  `json:"endsAt"`
	URL        string   `json:"url"`
	Components []string `json:"components"`
}

// serviceOf turns one result into its JSON. lastGood is when the page was last read, at this check or before.
func serviceOf(s catalog.Service, r check.Result, lastGood time.Time) serviceJSON {
	return serviceJSON{
		ID: s.ID, Name: s.Name, Platform: s.Platform, URL: s.URL,
		Level: r.Reading.Level, Reason: r.Reading.Reason, CheckedAt: instant(r.At), LastGoodAt: instant(lastGood),
		Components:   each(r.Reading.Components, componentOf),
		Incidents:    each(r.Reading.Incidents, incidentOf),
		Maintenances: each(r.Reading.Maintenances, maintenanceOf),
		Warnings:     each(r.Reading.Warnings, func(w string) string { return w }),
	}
}

func componentOf(c status.Component) componentJSON {
	return componentJSON{ID: c.ID, Name: c.Name, Level: c.Level, Word: c.Word, Components: each(c.Components, componentOf)}
}

func incidentOf(i status.Incident) incidentJSON {
	return incidentJSON{
		ID: i.ID, Title: i.Title, Impact: i.Impact, State: i.State, Level: i.Level, LongRunning: i.LongRunning,
		StartedAt: instant(i.StartedAt), UpdatedAt: instant(i.NewestUpdate()), URL: i.URL,
		Components: each(i.Components, nameOf),
		Updates: each(i.Updates, func(u status.Update) updateJSON {
			return updateJSON{At: instant(u.At), State: u.State, Text: u.Text}
		}),
	}
}

func maintenanceOf(m status.Maintenance) maintenanceJSON {
	return maintenanceJSON{
		ID: m.ID, Title: m.Title, InProgress: m.InProgress, StartsAt: instant(m.StartsAt), EndsAt: instant(m.EndsAt),
		URL: m.URL, Components: each(m.Components, nameOf),
	}
}

func nameOf(r status.Ref) string {
	if r.Name == "" {
		return r.ID
	}
	return r.Name
}

// each maps items with f. It never returns nil, so that JSON has [] and not null.
func each[A, B any](items []A, f func(A) B) []B {
	mapped := make([]B, 0, len(items))
	for _, item := range items {
		mapped = append(mapped, f(item))
	}
	return mapped
}
