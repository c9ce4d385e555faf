// Package slack reads slack-status.com by Slack's documented Status API, version 2.0.0. The page lists only trouble;
// the features that it can name are a catalogue of ours.
package slack

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// Provider returns the reader of Slack's status page.
func Provider() provider.Provider {
	return provider.Provider{
		Name:         "slack",
		Pages:        page("/api/v2.0.0/current"),
		Parse:        parse,
		HistoryPages: page("/api/v2.0.0/history"),
		ParseHistory: parseHistory,
	}
}

func page(path string) func(catalog.Service) []provider.Page {
	return func(s catalog.Service) []provider.Page {
		return []provider.Page{{URL: s.Address(path), Format: provider.JSON}}
	}
}

// features are the names that "services" can hold by Slack's documentation.
var features = []string{
	"Login/SSO", "Connectivity", "Messaging", "Files", "Notifications", "Huddles", "Search",
	"Apps/Integrations/APIs", "Workspace/Org Administration", "Workflows", "Canvases",
}

// older are names that incidents still use beside them. They can be chosen, and are only shown where one is used.
var older = []string{"Posts/Files", "Calls", "Link Previews", "Connections"}

// types are the levels that the types of incidents raise Slack to.
var types = map[string]status.Level{
	"incident": status.Degraded,
	"outage":   status.PartialOutage,
	"notice":   status.Operational,
}

// phases are the words of "status". Those for what is scheduled, completed or cancelled are kept for planned work.
var phases = map[string]status.Phase{
	"scheduled": status.PhaseScheduled,
	"active":    status.PhaseActive,
	"completed": status.PhaseOver,
	"cancelled": status.PhaseOver,
	"resolved":  status.PhaseOver,
}

type current struct {
	Status    string     `json:"status"`
	Incidents []incident `json:"active_incidents"`
}

type incident struct {
	ID       json.RawMessage `json:"id"` // a number
	Title    string          `json:"title"`
	Type     string          `json:"type"`
	Status   string          `json:"status"`
	URL      string          `json:"url"`
	Created  string          `json:"date_created"`
	Updated  string          `json:"date_updated"`
	Services []string        `json:"services"`
	Notes    []struct {
		Created string `json:"date_created"`
		Body    string `json:"body"`
	} `json:"notes"`
}

func parse(s catalog.Service, pages [][]byte, now time.Time) (status.Reading, error) {
	var c current
	oddity, err := provider.ReadJSON(provider.First(pages), &c)
	if err != nil {
		return status.Reading{}, fmt.Errorf("slack: current: %w", err)
	}
	if c.Status == "" || c.Incidents == nil {
		return status.Reading{}, fmt.Errorf("slack: current: %w: it lacks its status or its list of incidents", provider.ErrFormat)
	}
	result := status.Page{ListsOnlyTrouble: true, Doubts: provider.Doubts(oddity)}
	if c.Status != "ok" && c.Status != "active" {
		result.Doubts = append(result.Doubts, fmt.Sprintf("the page's overall status is the unknown word %q", provider.Plain(c.Status)))
	}
	if c.Status == "active" && !slices.ContainsFunc(c.Incidents, incident.current) {
		result.Doubts = append(result.Doubts, "the page speaks of active incidents and lists none")
	}
	for n, i := range c.Incidents {
		if err := i.validate(); err != nil {
			result.Doubts = append(result.Doubts, fmt.Sprintf("incident number %d: %v", n+1, err))
		}
		if i.Title+i.Type+i.Status != "" {
			i.addTo(&result)
		}
	}
	result.Components = components(result, now)
	result.Knows = func(choice string) bool { return slices.Contains(older, choice) }
	return status.Assess(result, s.Components, now), nil
}

// parseHistory reads the list of the 50 newest events. Planned work in it is no incident.
func parseHistory(_ catalog.Service, pages [][]byte, _ time.Time) (status.History, error) {
	var list []incident
	if err := provider.UnmarshalJSON(provider.First(pages), &list); err != nil {
		return status.History{}, fmt.Errorf("slack: history: %w", err)
	}
	var h status.History
	var events status.Page
	for n, i := range list {
		if err := i.validate(); err != nil {
			return status.History{}, fmt.Errorf("slack: history: incident %d: %w", n, err)
		}
		i.addTo(&events)
		if start := provider.ParseTime(i.Created); h.From.IsZero() || start.Before(h.From) {
			h.From = start
		}
	}
	h.Incidents = events.Incidents
	return h, nil
}

// validate demands what no incident of the API lacks.
func (i incident) validate() error {
	switch {
	case i.id() == "":
		return fmt.Errorf("%w: it has no id", provider.ErrFormat)
	case provider.Plain(i.Title) == "" || i.Status == "":
		return fmt.Errorf("%w: it has no title or no status", provider.ErrFormat)
	case provider.ParseTime(i.Created).IsZero():
		return fmt.Errorf("%w: %q is no time", provider.ErrFormat, i.Created)
	}
	return nil
}

func (i incident) id() string {
	if id := strings.Trim(string(i.ID), `"`); id != "null" {
		return id
	}
	return ""
}

func (i incident) title() string { return cmp.Or(provider.Plain(i.Title), "(untitled)") }

// planned tells whether i is planned work: by its type, or by a status that Slack keeps for planned work.
func (i incident) planned() bool {
	return i.Type == "maintenance" || i.Status == "scheduled" || i.Status == "completed" || i.Status == "cancelled"
}

// current tells whether i is not over by the word for its status.
func (i incident) current() bool { return phases[i.Status] != status.PhaseOver }

// addTo adds i to result as what it is. A type that nobody knows is worth a warning, for i counts as minor then; a
// status that nobody knows is a doubt.
func (i incident) addTo(result *status.Page) {
	if i.planned() {
		result.Maintenances = append(result.Maintenances, i.maintenance())
	} else {
		result.Incidents = append(result.Incidents, i.incident())
		if _, known := types[i.Type]; !known {
			result.Warnings = append(result.Warnings, fmt.Sprintf("incident %s has the unknown type %q", i.id(), provider.Plain(i.Type)))
		}
	}
	if _, known := phases[i.Status]; !known {
		result.Doubts = append(result.Doubts, fmt.Sprintf("incident %s has the unknown status %q", i.id(), provider.Plain(i.Status)))
	}
}

func (i incident) incident() status.Incident {
	converted := status.Incident{
		ID:         i.id(),
		Title:      i.title(),
		Impact:     provider.Plain(i.Type),
		State:      provider.Plain(i.Status),
		Level:      types[i.Type],
		Closed:     !i.current(),
		StartedAt:  provider.ParseTime(i.Created),
		UpdatedAt:  provider.ParseTime(i.Updated),
		URL:        provider.WebAddress(i.URL),
		Components: i.refs(),
		Updates:    i.updates(),
	}
	if converted.Closed { // the page has no end; its last word on the incident is the nearest
		converted.EndedAt = converted.NewestUpdate()
	}
	return converted
}

// maintenance has no times: the page says when the work was announced, not when it is.
func (i incident) maintenance() status.Maintenance {
	return status.Maintenance{
		ID:         i.id(),
		Title:      i.title(),
		State:      provider.Plain(i.Status),
		Phase:      phases[i.Status],
		URL:        provider.WebAddress(i.URL),
		Components: i.refs(),
		Updates:    i.updates(),
	}
}

func (i incident) refs() []status.Ref {
	var refs []status.Ref
	for _, name := range i.Services {
		if name = provider.Plain(name); name != "" {
			refs = append(refs, status.Ref{ID: name, Name: name})
		}
	}
	return refs
}

func (i incident) updates() []status.Update {
	var updates []status.Update
	for _, n := range i.Notes {
		updates = append(updates, status.Update{At: provider.ParseTime(n.Created), Text: provider.PlainHTML(n.Body)})
	}
	slices.SortStableFunc(updates, func(x, y status.Update) int { return y.At.Compare(x.At) })
	return updates
}

// components is the catalogue, and what the events of result name beside it, each at the worst level that an open
// event gives it.
func components(result status.Page, now time.Time) []status.Component {
	var list []status.Component
	for _, name := range features {
		list = append(list, status.Component{ID: name, Name: name, Level: status.Operational})
	}
	raise := func(ref status.Ref, level status.Level, word string) {
		n := slices.IndexFunc(list, func(c status.Component) bool { return c.ID == ref.ID })
		if n < 0 {
			n, list = len(list), append(list, status.Component{ID: ref.ID, Name: ref.Name, Level: status.Operational})
		}
		if level.Worse(list[n].Level) {
			list[n].Level, list[n].Word = level, word
		}
	}
	for _, i := range result.Incidents {
		level := i.Level
		switch {
		case i.Over(now):
			level = status.Operational
		case level == status.Unknown: // of a type that nobody knows: minor, as the incident itself
			level = status.Degraded
		}
		for _, ref := range i.Components {
			raise(ref, level, i.Impact)
		}
	}
	for _, m := range result.Maintenances {
		for _, ref := range m.Components {
			if m.Phase == status.PhaseActive {
				raise(ref, status.UnderMaintenance, m.State)
			}
		}
	}
	return list
}
