package provider

import (
	"slices"
	"strings"

	"isserviceup/backend/status"
)

// Regions is the tree of a platform that spreads over regions and names only what is in trouble: the regions are its
// first row, and the services that a page names are leaves below them. A region of which the page names nothing is a
// leaf itself, and operational.
type Regions struct {
	order []string
	byID  map[string]*region
}

type region struct {
	name   string
	whole  bool // what is named is all that counts
	leaves []status.Component
}

// NewRegions returns the tree of the known regions: a line each, the id, and after a tab the name.
func NewRegions(known string) *Regions {
	r := &Regions{byID: map[string]*region{}}
	for line := range strings.Lines(known) {
		if id, name, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			r.Add(id, name)
		}
	}
	return r
}

// Add adds the region id, called name, where it is missing.
func (r *Regions) Add(id, name string) {
	if r.byID[id] == nil {
		r.order = append(r.order, id)
		r.byID[id] = &region{name: name}
	}
}

// Has tells whether id is one of the regions.
func (r *Regions) Has(id string) bool { return r.byID[id] != nil }

// Name returns what the region is called, or nothing for one that is not there.
func (r *Regions) Name(id string) string {
	if r.byID[id] == nil {
		return ""
	}
	return r.byID[id].name
}

// Find returns the id of the region called name, or nothing.
func (r *Regions) Find(name string) string {
	for id, region := range r.byID {
		if strings.EqualFold(region.name, name) {
			return id
		}
	}
	return ""
}

// Set makes leaf at least as bad as it is in the region id, and adds it, and the region under name, where missing.
func (r *Regions) Set(id, name string, leaf status.Component) {
	r.Add(id, name)
	region := r.byID[id]
	n := slices.IndexFunc(region.leaves, func(c status.Component) bool { return c.ID == leaf.ID })
	if n < 0 {
		region.leaves = append(region.leaves, leaf)
	} else if leaf.Level.Worse(region.leaves[n].Level) {
		region.leaves[n] = leaf
	}
}

// Whole says that the named services stand for the whole region id: where all of them are down, the region is.
func (r *Regions) Whole(id string) {
	if r.byID[id] != nil {
		r.byID[id].whole = true
	}
}

// Named returns the ids of the regions in which a service is named.
func (r *Regions) Named() []string {
	return slices.DeleteFunc(slices.Clone(r.order), func(id string) bool { return len(r.byID[id].leaves) == 0 })
}

// Leaf tells whether a service with this id is named anywhere.
func (r *Regions) Leaf(id string) bool {
	for _, region := range r.byID {
		if slices.ContainsFunc(region.leaves, func(c status.Component) bool { return c.ID == id }) {
			return true
		}
	}
	return false
}

// Components returns the tree. The services that are not named are one leaf in their region, so that a region with
// one service down does not count as down.
func (r *Regions) Components() []status.Component {
	var tree []status.Component
	for _, id := range r.order {
		region := r.byID[id]
		c := status.Component{ID: id, Name: region.name, Level: status.Operational}
		if len(region.leaves) > 0 {
			c.Components = slices.Clone(region.leaves)
			slices.SortFunc(c.Components, func(x, y status.Component) int {
				if byName := strings.Compare(x.Name, y.Name); byName != 0 {
					return byName
				}
				return strings.Compare(x.ID, y.ID)
			})
			if !region.whole {
				others := status.Component{ID: id + "/others", Name: "All other services", Level: status.Operational}
				c.Components = append(c.Components, others)
			}
			c.Level = status.Overall(c.Components)
		}
		tree = append(tree, c)
	}
	return tree
}
