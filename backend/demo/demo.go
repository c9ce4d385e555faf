// Package demo simulates services for demonstration: a quarter of an hour in which much happens, told as a function
// of the time since it began, and a past that fits it.
//
// No vendor is real and none is accused of anything. Every id begins with Prefix, every text of a page says that it is
// simulated; marking the services on the screen is the surface's business.
package demo

import (
	"fmt"
	"strings"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/status"
)

// Prefix begins the id of every simulated service.
const Prefix = "demo-"

// Label begins the title and each update of every simulated incident and maintenance.
const Label = "Simulated: "

// Is tells whether id is that of a simulated service.
func Is(id string) bool { return strings.HasPrefix(id, Prefix) }

// service is a simulated service: what it is, and how it fares.
type service struct {
	id, name, category string
	components         []string // "Name", or "Group > Name"
	story              story
	unreadable         string // the reason why its page cannot be read; empty for one that can
}

// Services returns the simulated services, in the order to show them in.
func Services() []catalog.Service {
	var services []catalog.Service
	for _, s := range cast() {
		services = append(services, catalog.Service{
			ID: Prefix + s.id, Name: s.name, Category: s.category, Platform: "demo",
			URL: "https://" + s.id + ".example", // a name that is reserved for examples and leads nowhere
		})
	}
	return services
}

// Readings returns the reading of every simulated service by id, elapsed after the demonstration began. now dates the
// incidents.
func Readings(elapsed time.Duration, now time.Time) map[string]status.Reading {
	began := now.Add(-elapsed)
	readings := map[string]status.Reading{}
	for _, s := range cast() {
		readings[Prefix+s.id] = s.reading(elapsed, began, now)
	}
	return readings
}

// reading is what the page of s says.
func (s service) reading(elapsed time.Duration, began, now time.Time) status.Reading {
	if s.unreadable != "" {
		return status.Reading{Level: status.Unknown, Reason: s.unreadable}
	}
	page := status.Page{ListsOnlyTrouble: len(s.components) == 0}
	levels := map[string]status.Level{}
	for _, i := range s.story.incidents {
		if incident, ok := i.published(s.id, elapsed, began); ok {
			page.Incidents = append(page.Incidents, incident)
			if !incident.Closed {
				i.hit(levels, elapsed)
			}
		}
	}
	for _, m := range s.story.maintenances {
		page.Maintenances = append(page.Maintenances, m.published(s.id, began))
		if m.active(began, now) {
			levels[m.component] = status.UnderMaintenance
		}
	}
	page.Incidents = append(page.Incidents, past(s, began)...)
	page.Components = tree(s.components, levels)
	return status.Assess(page, nil, now)
}

// tree builds components of their paths, with the levels of those that are not operational.
func tree(paths []string, levels map[string]status.Level) []status.Component {
	var top []status.Component
	groups := map[string]int{}
	for _, path := range paths {
		level, ok := levels[path]
		if !ok {
			level = status.Operational
		}
		group, name, grouped := strings.Cut(path, " > ")
		if !grouped {
			top = append(top, status.Component{ID: slug(path), Name: path, Level: level, Word: level.String()})
			continue
		}
		at, ok := groups[group]
		if !ok {
			at = len(top)
			groups[group] = at
			top = append(top, status.Component{ID: slug(group), Name: group, Level: status.Operational})
		}
		leaf := status.Component{ID: slug(path), Name: name, Level: level, Word: level.String()}
		top[at].Components = append(top[at].Components, leaf)
		top[at].Level = status.Overall(top[at].Components)
	}
	return top
}

// slug makes an id of a path.
func slug(path string) string {
	return strings.ToLower(strings.NewReplacer(" > ", "-", " ", "-").Replace(path))
}

// History returns the past of the simulated service id, as its page and our archive would have it together when the
// demonstration began; nothing for an id that is none.
func History(id string, began time.Time) status.History {
	for _, s := range cast() {
		if Prefix+s.id == id {
			return status.History{Incidents: past(s, began), From: daysBefore(began, pastDays)}
		}
	}
	return status.History{}
}

// ref names a component in an incident.
func ref(path string) status.Ref {
	_, name, grouped := strings.Cut(path, " > ")
	if !grouped {
		name = path
	}
	return status.Ref{ID: slug(path), Name: name}
}

// idOf is the id of the nth incident or maintenance of a service.
func idOf(service, kind string, n int) string {
	return fmt.Sprintf("%s%s-%s-%d", Prefix, service, kind, n)
}
