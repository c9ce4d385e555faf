// Package status holds the domain's words: levels, what one reading of a status page found, and the rules that lead
// from a page to a level. It does no input or output and never looks at the clock.
package status

import "time"

// Component is a sub-service on a page. One with components of its own is a group; one without is a leaf.
type Component struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Level      Level       `json:"level"`
	Word       string      `json:"word"` // the page's own word for the level; empty where the level was computed
	Components []Component `json:"components"`
}

// Group tells whether the component has components of its own.
func (c Component) Group() bool { return len(c.Components) > 0 }

// Leaves returns the leaves below components, in the page's order.
func Leaves(components []Component) []Component {
	var leaves []Component
	for _, c := range components {
		if c.Group() {
			leaves = append(leaves, Leaves(c.Components)...)
		} else {
			leaves = append(leaves, c)
		}
	}
	return leaves
}

// Ref names a component from an incident or a maintenance. ID is empty where the page gives only a name.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Update is one posted message of an incident or a maintenance.
type Update struct {
	At    time.Time `json:"at"`
	State string    `json:"state"` // the page's own word, such as "identified"; empty where it has none
	Text  string    `json:"text"`  // plain text
}

// Incident is an unplanned trouble that a page publishes. All its texts are plain text. Times that the page does not
// give are zero.
type Incident struct {
	ID     string `json:"id"`     // the page's own, stable over its updates
	Title  string `json:"title"`  //
	Impact string `json:"impact"` // the page's own word, such as "major"
	State  string `json:"state"`  // the page's own word, such as "monitoring"

	// Level is what the incident raises its service to while it is open: Operational for one that raises nothing
	// (impact none, informational). A provider sets it from the impact alone and leaves it Unknown where the page
	// has no word for the impact or one that nobody knows; Assess makes that Degraded and lowers what is being
	// watched after a fix or over for every component it names.
	Level Level `json:"level"`
	// Monitoring says that a fix is in place and being watched, so that the incident raises to Degraded at most.
	Monitoring bool `json:"-"`
	// Closed says that the page's word for the current state means over. An EndedAt that has passed closes as well.
	Closed bool `json:"closed"`
	// LongRunning says that the newest update is more than 14 days old. Assess sets it.
	LongRunning bool `json:"longRunning"`

	StartedAt time.Time `json:"startedAt"`
	UpdatedAt time.Time `json:"updatedAt"` // when the page last modified it; see NewestUpdate
	EndedAt   time.Time `json:"endedAt"`

	URL        string   `json:"url"`
	Components []Ref    `json:"components"`
	Updates    []Update `json:"updates"` // newest first
}

// Over tells whether the incident is closed at now, by its word or by an end that has passed.
func (i Incident) Over(now time.Time) bool {
	return i.Closed || (!i.EndedAt.IsZero() && !i.EndedAt.After(now))
}

// NewestUpdate returns the time of the newest posted update, else when it was modified, else its start; zero where
// the page gives no time at all. It is never before the start: posts that are dated back do not age an incident.
func (i Incident) NewestUpdate() time.Time {
	newest := i.posted()
	if newest.Before(i.StartedAt) {
		return i.StartedAt
	}
	return newest
}

// posted returns the time of the newest posted update, else when the incident was modified.
func (i Incident) posted() time.Time {
	var newest time.Time
	for _, u := range i.Updates {
		if u.At.After(newest) {
			newest = u.At
		}
	}
	if newest.IsZero() {
		return i.UpdatedAt
	}
	return newest
}

// Phase is where a maintenance stands by the page's own word.
type Phase uint8

// The phases.
const (
	PhaseByClock   Phase = iota // the platform has no word for it: the clock decides
	PhaseScheduled              // to come
	PhaseActive                 // in progress
	PhaseOver                   // completed or cancelled
)

// Maintenance is planned work that a page publishes. All its texts are plain text.
type Maintenance struct {
	ID         string    `json:"id"`
	Title      string    `json:"title"`
	State      string    `json:"state"` // the page's own word
	Phase      Phase     `json:"-"`
	InProgress bool      `json:"inProgress"` // Assess sets it
	StartsAt   time.Time `json:"startsAt"`
	EndsAt     time.Time `json:"endsAt"` // planned; zero where none is published
	URL        string    `json:"url"`
	Components []Ref     `json:"components"`
	Updates    []Update  `json:"updates"` // newest first
}

// Reading is what one check of one service found.
type Reading struct {
	Level  Level  `json:"level"`
	Reason string `json:"reason"` // a sentence that says why Level is Unknown; else empty

	Components   []Component   `json:"components"`
	Incidents    []Incident    `json:"incidents"`    // the open ones, newest first
	Maintenances []Maintenance `json:"maintenances"` // in progress, then to come by their start
	Past         []Incident    `json:"past"`         // closed ones that the same page still lists, newest first
	Warnings     []string      `json:"warnings"`     // what was odd but did not stop the reading, such as an unknown impact word
}

// History is what a page publishes about its past.
type History struct {
	Incidents []Incident // open and closed, each once
	// From is the time from which on Incidents is complete: for a list cut at a length the start of its oldest
	// incident. Zero where nothing is known, as for a cut list without incidents.
	From time.Time
}
