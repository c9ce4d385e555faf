package provider

import (
	"fmt"
	"slices"
	"time"

	"isserviceup/backend/status"
)

// This file reads the two documents that Statuspage publishes as /api/v2/summary.json and /api/v2/incidents.json and
// that incident.io imitates. Two platforms speak them, so they belong to neither.

// ReadSummary reads a summary. A document without one of the keys in required ("status", "components", "incidents",
// "scheduled_maintenances") is an error that names it: platforms differ in what they leave out.
func ReadSummary(body []byte, required ...string) (status.Page, error) {
	var w wireSummary
	oddity, err := ReadJSON(body, &w)
	if err == nil {
		err = w.check(required)
	}
	if err != nil {
		return status.Page{}, err
	}
	page := status.Page{Doubts: Doubts(oddity)}
	if w.Status != nil {
		page.Indicators = []status.Indicator{{Level: indicatorLevels[w.Status.Indicator], Word: Line(w.Status.Indicator)}}
	}
	if w.Components != nil {
		page.Components = componentTree(*w.Components)
	}
	for _, entries := range []*[]wireEntry{w.Incidents, w.Maintenances} {
		if entries == nil {
			continue
		}
		for _, e := range *entries {
			e.addTo(&page, entries == w.Maintenances)
		}
	}
	return page, nil
}

// ReadIncidents reads a list of incidents of all states.
//
// The list is cut at a length that the platform does not state in it, and a short one may be cut as well. Thus the
// history is known to be complete only from its oldest incident on.
func ReadIncidents(body []byte) (status.History, error) {
	var w wireSummary
	if err := UnmarshalJSON(body, &w); err != nil {
		return status.History{}, err
	}
	if err := w.check([]string{"incidents"}); err != nil {
		return status.History{}, err
	}
	var page status.Page
	var oldest wireEntry // the list is in the order of creation, and cut in that order
	for _, e := range *w.Incidents {
		e.addTo(&page, false)
		if created := ParseTime(e.CreatedAt); oldest.CreatedAt == "" || created.Before(ParseTime(oldest.CreatedAt)) {
			oldest = e
		}
	}
	return status.History{Incidents: once(page.Incidents), From: oldest.completeFrom()}, nil
}

// once drops repetitions of an incident; the first counts.
func once(incidents []status.Incident) []status.Incident {
	seen := map[string]bool{}
	return slices.DeleteFunc(incidents, func(i status.Incident) bool {
		repeated := i.ID != "" && seen[i.ID]
		seen[i.ID] = true
		return repeated
	})
}

// The words of both platforms. A word that is not here is Unknown.
var (
	indicatorLevels = map[string]status.Level{
		"none": status.Operational, "maintenance": status.UnderMaintenance, "minor": status.Degraded,
		"major": status.PartialOutage, "critical": status.MajorOutage,
	}
	componentLevels = map[string]status.Level{
		"operational": status.Operational, "under_maintenance": status.UnderMaintenance,
		"degraded_performance": status.Degraded, "partial_outage": status.PartialOutage,
		"major_outage": status.MajorOutage, "full_outage": status.MajorOutage,
	}
	// impactLevels are what an impact raises the page to; "none" raises nothing.
	impactLevels = indicatorLevels
	openStates   = map[string]bool{"investigating": true, "identified": true, "monitoring": true}
	overStates   = map[string]bool{"resolved": true, "postmortem": true}
	phases       = map[string]status.Phase{
		"scheduled": status.PhaseScheduled, "maintenance_scheduled": status.PhaseScheduled,
		"in_progress": status.PhaseActive, "verifying": status.PhaseActive, "maintenance_in_progress": status.PhaseActive,
		"completed": status.PhaseOver, "maintenance_complete": status.PhaseOver, "resolved": status.PhaseOver,
		"canceled": status.PhaseOver, "cancelled": status.PhaseOver,
	}
)

// ComponentLevel returns the level of a component's word, and Unknown for one that neither platform has.
func ComponentLevel(word string) status.Level { return componentLevels[word] }

type wireSummary struct {
	Status *struct {
		Indicator string `json:"indicator"`
	} `json:"status"`
	Components   *[]wireComponent `json:"components"`
	Incidents    *[]wireEntry     `json:"incidents"`
	Maintenances *[]wireEntry     `json:"scheduled_maintenances"`
}

type wireComponent struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Status  string `json:"status"`
	Group   bool   `json:"group"`
	GroupID string `json:"group_id"`
}

// wireEntry is an incident or a maintenance.
type wireEntry struct {
	ID             string          `json:"id"`
	Name           string          `json:"name"`
	Status         string          `json:"status"`
	Impact         string          `json:"impact"`
	Shortlink      string          `json:"shortlink"`
	CreatedAt      string          `json:"created_at"`
	StartedAt      string          `json:"started_at"`
	UpdatedAt      string          `json:"updated_at"`
	ResolvedAt     string          `json:"resolved_at"`
	ScheduledFor   string          `json:"scheduled_for"`
	ScheduledUntil string          `json:"scheduled_until"`
	Components     []wireComponent `json:"components"`
	Updates        []struct {
		Status    string `json:"status"`
		Body      string `json:"body"`
		DisplayAt string `json:"display_at"`
		CreatedAt string `json:"created_at"`
	} `json:"incident_updates"`
}

// check demands the keys in required and bounds the lists.
func (w wireSummary) check(required []string) error {
	there := map[string]bool{
		"status": w.Status != nil && w.Status.Indicator != "", "components": w.Components != nil,
		"incidents": w.Incidents != nil, "scheduled_maintenances": w.Maintenances != nil,
	}
	for _, key := range required {
		if !there[key] {
			return fmt.Errorf("%w: %q is missing", ErrFormat, key)
		}
	}
	if w.Components != nil {
		if err := AtMost("components", len(*w.Components), MaxComponents); err != nil {
			return err
		}
	}
	for _, entries := range []*[]wireEntry{w.Incidents, w.Maintenances} {
		if entries == nil {
			continue
		}
		if err := AtMost("incidents", len(*entries), MaxIncidents); err != nil {
			return err
		}
		for _, e := range *entries {
			if err := AtMost("updates of an incident", len(e.Updates), MaxUpdates); err != nil {
				return err
			}
		}
	}
	return nil
}

// componentTree puts the flat list in its groups. A group without children is a leaf: its own word is all there is.
func componentTree(list []wireComponent) []status.Component {
	groups := map[string]int{} // the index of a group's row in list
	for i, c := range list {
		if c.Group && c.ID != "" {
			groups[c.ID] = i
		}
	}
	children := map[int][]status.Component{}
	parent := func(c wireComponent) (int, bool) {
		at, ok := groups[c.GroupID]
		return at, ok && !c.Group
	}
	for _, c := range list {
		if at, ok := parent(c); ok {
			children[at] = append(children[at], c.component())
		}
	}
	var tree []status.Component
	for i, c := range list {
		if _, ok := parent(c); !ok {
			top := c.component()
			top.Components = children[i]
			tree = append(tree, top)
		}
	}
	return tree
}

func (c wireComponent) component() status.Component {
	return status.Component{ID: c.ID, Name: Line(c.Name), Level: ComponentLevel(c.Status), Word: Line(c.Status)}
}

// addTo adds the entry to page as what it is: pages also list maintenances among their incidents.
func (e wireEntry) addTo(page *status.Page, planned bool) {
	_, isPhase := phases[e.Status]
	if planned || e.ScheduledFor != "" || isPhase && !overStates[e.Status] {
		page.Maintenances = append(page.Maintenances, e.maintenance(page))
		return
	}
	page.Incidents = append(page.Incidents, e.incident(page))
}

func (e wireEntry) incident(page *status.Page) status.Incident {
	i := status.Incident{
		ID: e.ID, Title: Title(e.Name), Impact: Line(e.Impact), State: Line(e.Status), Level: impactLevels[e.Impact],
		Monitoring: e.Status == "monitoring", Closed: overStates[e.Status],
		StartedAt: e.start(), UpdatedAt: ParseTime(e.UpdatedAt), URL: WebAddress(e.Shortlink),
		Components: e.refs(), Updates: e.updates(),
	}
	// An incident that was reopened may carry the end of its first life: what was posted after that end counts more.
	if ended := ParseTime(e.ResolvedAt); i.Closed || len(i.Updates) == 0 || !i.Updates[0].At.After(ended) {
		i.EndedAt = ended
	}
	if i.Level == status.Unknown && e.Impact != "" {
		page.Warnings = append(page.Warnings, fmt.Sprintf("incident %q has the unknown impact %q", i.Title, i.Impact))
	}
	if !openStates[e.Status] && !i.Closed {
		page.Doubts = append(page.Doubts, fmt.Sprintf("incident %q has the unknown state %q", i.Title, i.State))
	}
	return i
}

func (e wireEntry) maintenance(page *status.Page) status.Maintenance {
	m := status.Maintenance{
		ID: e.ID, Title: Title(e.Name), State: Line(e.Status), Phase: phases[e.Status],
		StartsAt: ParseTime(e.ScheduledFor), EndsAt: ParseTime(e.ScheduledUntil), URL: WebAddress(e.Shortlink),
		Components: e.refs(), Updates: e.updates(),
	}
	if m.Phase == status.PhaseByClock {
		page.Doubts = append(page.Doubts, fmt.Sprintf("maintenance %q has the unknown state %q", m.Title, m.State))
	}
	return m
}

// start returns when the incident began; the imitation gives only when it was created.
func (e wireEntry) start() time.Time {
	if started := ParseTime(e.StartedAt); !started.IsZero() {
		return started
	}
	return ParseTime(e.CreatedAt)
}

// completeFrom returns the time from which on a list is complete whose oldest entry is e: its start, unless somebody
// entered it long after.
func (e wireEntry) completeFrom() time.Time {
	const backdated = 24 * time.Hour
	start, created := e.start(), ParseTime(e.CreatedAt)
	if created.Sub(start) > backdated {
		return created
	}
	return start
}

func (e wireEntry) refs() []status.Ref {
	var refs []status.Ref
	for _, c := range e.Components {
		refs = append(refs, status.Ref{ID: c.ID, Name: Line(c.Name)})
	}
	return refs
}

func (e wireEntry) updates() []status.Update {
	var updates []status.Update
	for _, u := range e.Updates {
		at := ParseTime(u.DisplayAt)
		if at.IsZero() {
			at = ParseTime(u.CreatedAt)
		}
		updates = append(updates, status.Update{At: at, State: Line(u.Status), Text: PlainMarkdown(u.Body)})
	}
	NewestFirst(updates)
	return updates
}

// NewestFirst sorts updates by their time, newest first.
func NewestFirst(updates []status.Update) {
	slices.SortStableFunc(updates, func(x, y status.Update) int { return y.At.Compare(x.At) })
}
