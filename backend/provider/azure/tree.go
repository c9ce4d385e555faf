package azure

import (
	_ "embed"
	"strings"

	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// knownRegions are the regions of the page. Those of China have a page of their own.
//
//go:embed regions.txt
var knownRegions string

// knownServices are services that incidents name, as far as we know them. The table adds its own.
//
//go:embed services.txt
var knownServices string

// global is the id of what belongs to no region, and wholeRegion the name of the leaf of a region that is in trouble
// as a whole.
const (
	global      = "global"
	wholeRegion = "All services"
)

// tree holds the regions with what the documents say of their services.
type tree struct {
	regions  *provider.Regions
	services map[string]bool
}

func newTree() *tree {
	t := &tree{regions: provider.NewRegions(knownRegions), services: map[string]bool{}}
	for line := range strings.Lines(knownServices) {
		t.services[strings.TrimSpace(line)] = true
	}
	return t
}

// region returns the id of the region called name, or nothing.
func (t *tree) region(name string) string {
	switch name = strings.Trim(name, " *†‡"); strings.ToLower(name) {
	case "global", "non-regional", "non regional", "multiple regions", "all regions":
		return global
	}
	if t.regions.Has(name) {
		return name
	}
	return t.regions.Find(name)
}

// set makes service at least as bad as level in region and returns the id of its leaf.
func (t *tree) set(region, service string, level status.Level, word string) string {
	id := region + "/" + service
	t.regions.Set(region, t.regions.Name(region), status.Component{ID: id, Name: service, Level: level, Word: word})
	return id
}

// choose puts the chosen services into the tree, so that they count where an incident names their region as a whole,
// and returns the choice with a service that names no region as that service in every region with trouble.
func (t *tree) choose(chosen []string) []string {
	named := t.regions.Named()
	var ids []string
	for _, choice := range chosen {
		choice = strings.TrimSpace(choice)
		region, service, ok := cutChoice(choice)
		switch id := t.region(region); {
		case ok && id != "" && t.services[service]:
			ids = append(ids, t.set(id, service, status.Operational, ""))
		case t.services[choice] && len(named) > 0:
			for _, id := range named {
				ids = append(ids, t.set(id, choice, status.Operational, ""))
			}
		default:
			ids = append(ids, choice)
		}
	}
	return ids
}

// cutChoice parts a choice of a service in a region, which is a path or the id of a leaf.
func cutChoice(choice string) (region, service string, ok bool) {
	if region, service, ok = strings.Cut(choice, " > "); ok {
		return region, service, true
	}
	return strings.Cut(choice, "/")
}

// knows tells whether choice is a service that an incident would name.
func (t *tree) knows(choice string) bool { return t.services[choice] }
