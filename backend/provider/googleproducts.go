package provider

import (
	"slices"
	"strings"

	"isserviceup/backend/status"
)

// googleProducts is the list of products, one component each.
type googleProducts struct{ components []status.Component }

// catalogue returns the page's own list of products, or ours where it was not read or is not one.
func (g google) catalogue(pages [][]byte, result *status.Page) googleProducts {
	var list googleProducts
	if len(pages) > 1 && pages[1] != nil {
		var page struct {
			Products []googleProduct `json:"products"`
		}
		err := UnmarshalJSON(pages[1], &page)
		list.raiseAll(page.Products, status.Operational, "")
		if err == nil && len(list.components) > 0 {
			return list
		}
		list = googleProducts{}
		result.Warnings = append(result.Warnings, "the page's list of products could not be read")
	}
	for line := range strings.Lines(g.products) {
		name, id, _ := strings.Cut(strings.TrimSpace(line), "\t")
		list.components = append(list.components, status.Component{ID: id, Name: name, Level: status.Operational})
	}
	return list
}

// raiseAll raises products and returns the references to them. One without a name that the list does not know may be
// any: it is left out, so that an incident of nothing else concerns every choice.
func (l *googleProducts) raiseAll(products []googleProduct, level status.Level, word string) []status.Ref {
	var refs []status.Ref
	for _, p := range products {
		if p.name() != "" || p.ID != "" && l.find(p) >= 0 {
			refs = append(refs, l.raise(p, level, word))
		}
	}
	return refs
}

// find returns the index of p in the list, and -1 where it is not there.
func (l *googleProducts) find(p googleProduct) int {
	return slices.IndexFunc(l.components, func(c status.Component) bool {
		return c.ID != "" && c.ID == p.ID || (c.ID == "" || p.ID == "") && (c.Name == p.name() || c.Name == Plain(p.Title))
	})
}

// raise makes p at least as bad as level, adds it where it is missing, and returns the reference to it.
func (l *googleProducts) raise(p googleProduct, level status.Level, word string) status.Ref {
	n := l.find(p)
	if n < 0 {
		n = len(l.components)
		l.components = append(l.components, status.Component{ID: Plain(p.ID), Name: p.name(), Level: status.Operational})
	}
	c := &l.components[n]
	if c.ID == "" {
		c.ID = Plain(p.ID)
	}
	if level.Worse(c.Level) {
		c.Level, c.Word = level, word
	}
	return status.Ref{ID: c.ID, Name: c.Name}
}
