// Package statusio reads pages of Status.io by their public API. Its pages are a grid: components, each with the
// containers (places) that it runs in.
package statusio

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// Provider returns the provider "statusio". Its option "page" is the page's id, and "site" the page for people.
func Provider() provider.Provider {
	return provider.Provider{
		Name:    "statusio",
		Options: []string{"page"},
		Pages: func(s catalog.Service) []provider.Page {
			address := s.Address("/1.0/status/" + url.PathEscape(s.Options["page"]))
			return []provider.Page{{URL: address, Format: provider.JSON}}
		},
		Parse: parse,
	}
}

// The platform's codes. A code that is not here is unknown. 600 tells of a security event, in which nothing need be
// down: it is degraded, under its own word.
var (
	levels = map[int]status.Level{
		100: status.Operational, 200: status.UnderMaintenance, 300: status.Degraded, 400: status.PartialOutage,
		500: status.MajorOutage, 600: status.Degraded,
	}
	words = map[int]string{
		100: "Operational", 200: "Planned Maintenance", 300: "Degraded Performance", 400: "Partial Service Disruption",
		500: "Service Disruption", 600: "Security Event",
	}
	states = map[int]string{100: "Investigating", 200: "Identified", 300: "Monitoring", 400: "Resolved"}
)

const monitoring, resolved = 300, 400

// parse reads the one document of the page. All its keys are always served, empty or not: one that is missing is a
// doubt, but what the others say is known.
func parse(s catalog.Service, pages [][]byte, now time.Time) (status.Reading, error) {
	var w struct {
		Result *wireResult `json:"result"`
	}
	oddity, err := provider.ReadJSON(provider.First(pages), &w)
	if err == nil {
		err = w.Result.check()
	}
	if err != nil {
		return status.Reading{}, fmt.Errorf("statusio: read status: %w", err)
	}
	page := w.Result.page(s)
	page.Doubts = slices.Concat(w.Result.missing(), page.Doubts, provider.Doubts(oddity))
	return status.Assess(page, s.Components, now), nil
}

type wireResult struct {
	Overall     wireStatus      `json:"status_overall"`
	Status      []wireComponent `json:"status"`
	Incidents   []wireEntry     `json:"incidents"`
	Maintenance struct {
		Active   []wireEntry `json:"active"`
		Upcoming []wireEntry `json:"upcoming"`
	} `json:"maintenance"`
}

type wireStatus struct {
	Word string `json:"status"`
	Code *int   `json:"status_code"`
}

type wireComponent struct {
	wireStatus
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	Containers []wireContainer `json:"containers"`
}

type wireContainer struct {
	wireStatus
	ID   string `json:"id"`
	Name string `json:"name"`
}

// wireEntry is an incident or a maintenance.
type wireEntry struct {
	ID         string        `json:"_id"`
	Name       string        `json:"name"`
	Opened     string        `json:"datetime_open"`
	Start      string        `json:"datetime_planned_start"`
	End        string        `json:"datetime_planned_end"`
	Messages   []wireMessage `json:"messages"`
	Containers []wireRef     `json:"containers_affected"`
	Components []wireRef     `json:"components_affected"`
}

type wireMessage struct {
	Details string `json:"details"`
	State   *int   `json:"state"`
	Status  *int   `json:"status"`
	At      string `json:"datetime"`
}

type wireRef struct {
	ID   string `json:"_id"`
	Name string `json:"name"`
}

// missing returns a sentence for each key that the document lacks.
func (w *wireResult) missing() []string {
	var missing []string
	for _, key := range []struct {
		name  string
		there bool
	}{
		{"status_overall.status_code", w.Overall.Code != nil},
		{"status", w.Status != nil},
		{"incidents", w.Incidents != nil},
		{"maintenance", w.Maintenance.Active != nil && w.Maintenance.Upcoming != nil},
	} {
		if !key.there {
			missing = append(missing, fmt.Sprintf("%v: %q is missing", provider.ErrFormat, key.name))
		}
	}
	return missing
}

// check refuses what says nothing of a page, and what says too much.
func (w *wireResult) check() error {
	if w == nil || w.Overall.Code == nil && w.Status == nil {
		return fmt.Errorf("%w: %q is missing", provider.ErrFormat, "result")
	}
	cells := len(w.Status)
	for _, c := range w.Status {
		cells += len(c.Containers)
	}
	if err := provider.AtMost("components", cells, provider.MaxComponents); err != nil {
		return err
	}
	entries := slices.Concat(w.Incidents, w.Maintenance.Active, w.Maintenance.Upcoming)
	for _, e := range entries {
		if err := provider.AtMost("updates of an incident", len(e.Messages), provider.MaxUpdates); err != nil {
			return err
		}
	}
	return provider.AtMost("incidents", len(entries), provider.MaxIncidents)
}

func (w *wireResult) page(s catalog.Service) status.Page {
	var page status.Page
	if w.Overall.Code != nil {
		page.Indicators = []status.Indicator{{Level: w.Overall.level(), Word: w.Overall.word()}}
	}
	for _, c := range w.Status {
		page.Components = append(page.Components, c.component())
	}
	for _, e := range w.Incidents {
		page.Incidents = append(page.Incidents, e.incident(s, w.Status, &page))
	}
	for _, e := range w.Maintenance.Active { // the list is believed, whatever the plan says
		page.Maintenances = append(page.Maintenances, e.maintenance(s, w.Status, status.PhaseActive, "active"))
	}
	for _, e := range w.Maintenance.Upcoming {
		page.Maintenances = append(page.Maintenances, e.maintenance(s, w.Status, status.PhaseScheduled, "upcoming"))
	}
	return page
}

func (w wireStatus) level() status.Level {
	if w.Code == nil {
		return status.Unknown
	}
	return levels[*w.Code]
}

// word is the page's own word; where the code is a stranger it is needed to tell what was said.
func (w wireStatus) word() string {
	switch {
	case w.Code != nil && levels[*w.Code] == status.Unknown:
		return provider.Line(w.Word + " (" + strconv.Itoa(*w.Code) + ")")
	default:
		return provider.Line(w.Word)
	}
}

// component returns the component with its containers. A single container is folded into it: pages that run in one
// place name that place under every component. Of the two statuses the worse then counts.
func (c wireComponent) component() status.Component {
	component := status.Component{ID: c.ID, Name: provider.Line(c.Name), Level: c.level(), Word: c.word()}
	if len(c.Containers) == 1 {
		if only := c.Containers[0]; only.level() != component.Level && !component.Level.Worse(only.level()) {
			component.Level, component.Word = only.level(), only.word()
		}
		return component
	}
	for _, place := range c.Containers {
		component.Components = append(component.Components, status.Component{
			ID: cell(c.ID, place.ID), Name: provider.Line(place.Name), Level: place.level(), Word: place.word(),
		})
	}
	return component
}

// cell is the id of a container within a component: the same container stands under many.
func cell(component, container string) string { return component + "/" + container }
