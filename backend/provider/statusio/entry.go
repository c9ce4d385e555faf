package statusio

import (
	"fmt"
	"maps"
	"net/url"
	"strconv"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// refs returns the cells of components where the affected components and containers of e meet; the whole component
// where they do not meet. Without affected components, it is the affected containers of all.
func (e wireEntry) refs(components []wireComponent) []status.Ref {
	affected, places := ids(e.Components), ids(e.Containers)
	strangers := maps.Clone(affected) // components that the page does not list
	var refs []status.Ref
	for _, c := range components {
		if len(affected) > 0 && !affected[c.ID] {
			continue
		}
		cells := c.refs(places)
		if len(cells) == 0 && affected[c.ID] {
			cells = []status.Ref{{ID: c.ID, Name: provider.Line(c.Name)}}
		}
		refs = append(refs, cells...)
		delete(strangers, c.ID)
	}
	for _, r := range e.Components {
		if strangers[r.ID] {
			refs = append(refs, status.Ref{ID: r.ID, Name: provider.Line(r.Name)})
		}
	}
	return refs
}

// refs returns the component's cells in places, or the component itself where its only container is folded into it.
func (c wireComponent) refs(places map[string]bool) []status.Ref {
	var refs []status.Ref
	for _, place := range c.Containers {
		switch {
		case !places[place.ID]:
		case len(c.Containers) == 1:
			refs = append(refs, status.Ref{ID: c.ID, Name: provider.Line(c.Name)})
		default:
			refs = append(refs, status.Ref{ID: cell(c.ID, place.ID), Name: provider.Line(c.Name + " > " + place.Name)})
		}
	}
	return refs
}

func ids(refs []wireRef) map[string]bool {
	set := map[string]bool{}
	for _, r := range refs {
		set[r.ID] = true
	}
	return set
}

func (e wireEntry) incident(s catalog.Service, components []wireComponent, page *status.Page) status.Incident {
	i := status.Incident{
		ID: e.ID, Title: provider.Title(e.Name), StartedAt: provider.ParseTime(e.Opened),
		URL: pageURL(s, "incident", e.ID), Components: e.refs(components), Updates: e.updates(),
	}
	newest, ok := e.newest()
	if !ok { // no message, so no impact and no state: it counts as a minor one
		return i
	}
	i.Impact, i.State = named(words, newest.Status), named(states, newest.State)
	if newest.Status != nil {
		i.Level = levels[*newest.Status]
	}
	if i.Level == status.Unknown {
		page.Warnings = append(page.Warnings, fmt.Sprintf("incident %q has the unknown impact %q", i.Title, i.Impact))
	}
	if newest.State == nil || states[*newest.State] == "" {
		page.Doubts = append(page.Doubts, fmt.Sprintf("incident %q has the unknown state %q", i.Title, i.State))
		return i
	}
	i.Monitoring, i.Closed = *newest.State == monitoring, *newest.State == resolved
	return i
}

func (e wireEntry) maintenance(s catalog.Service, components []wireComponent, phase status.Phase, state string) status.Maintenance {
	return status.Maintenance{
		ID: e.ID, Title: provider.Title(e.Name), State: state, Phase: phase,
		StartsAt: provider.ParseTime(e.Start), EndsAt: provider.ParseTime(e.End),
		URL: pageURL(s, "maintenance", e.ID), Components: e.refs(components), Updates: e.updates(),
	}
}

// newest returns the last message: its status is the impact and its state the state of the whole.
func (e wireEntry) newest() (newest wireMessage, ok bool) {
	for _, m := range e.Messages {
		if !ok || !provider.ParseTime(m.At).Before(provider.ParseTime(newest.At)) {
			newest, ok = m, true
		}
	}
	return newest, ok
}

func (e wireEntry) updates() []status.Update {
	var updates []status.Update
	for _, m := range e.Messages {
		updates = append(updates, status.Update{
			At: provider.ParseTime(m.At), State: named(states, m.State), Text: provider.PlainMarkdown(m.Details),
		})
	}
	provider.NewestFirst(updates)
	return updates
}

// named returns the name of code, or the code itself where it has none.
func named(names map[int]string, code *int) string {
	if code == nil {
		return ""
	}
	if name, ok := names[*code]; ok {
		return name
	}
	return strconv.Itoa(*code)
}

// pageURL returns the address of an entry on the page for people; none is known where the service has no site.
func pageURL(s catalog.Service, kind, id string) string {
	if s.Options["site"] == "" || id == "" {
		return ""
	}
	site := catalog.Service{URL: s.Options["site"]}
	return provider.WebAddress(site.Address("/pages/" + kind + "/" + url.PathEscape(s.Options["page"]) + "/" + url.PathEscape(id)))
}
