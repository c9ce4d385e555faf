package aws

import (
	"cmp"
	_ "embed"
	"strings"

	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// knownRegions are the regions that the dashboard covers. Those of China and of the sovereign clouds have their own.
//
//go:embed regions.txt
var knownRegions string

// knownServices are the services that run in regions, by the first part of their keys.
//
//go:embed services.txt
var knownServices string

// knownGlobals are the services that run in no region, by their keys.
//
//go:embed globals.txt
var knownGlobals string

// tree holds the regions with what the open events say of their services.
type tree struct {
	regions *provider.Regions
	names   map[string]string // of services, by their code
	global  map[string]bool   // whether the service of a code runs in no region
}

func newTree() *tree {
	t := &tree{regions: provider.NewRegions(knownRegions), names: map[string]string{}, global: map[string]bool{}}
	for _, list := range []string{knownServices, knownGlobals} {
		for line := range strings.Lines(list) {
			code, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
			t.names[code] = name
		}
	}
	for line := range strings.Lines(knownGlobals) {
		code, _, _ := strings.Cut(line, "\t")
		t.global[code] = true
	}
	return t
}

// add takes over what an open event says.
func (t *tree) add(e event) {
	_, own := split(e.service)
	for _, i := range e.impacts() {
		_, region := split(i.key)
		name := cmp.Or(t.regions.Name(region), region)
		if region == own && !t.regions.Has(region) {
			name = cmp.Or(e.regionName, region)
		}
		t.regions.Set(region, name, status.Component{
			ID: i.key, Name: cmp.Or(i.name, i.key), Level: codes[i.code].service, Word: word(i.code),
		})
	}
	if e.several() && e.code == "3" {
		t.regions.Whole(own)
	}
}

// choose puts the chosen services into the tree, so that they count where an event speaks of their region as a whole,
// and returns the choice with a service that names no region as that service in every region with trouble.
func (t *tree) choose(chosen []string) []string {
	named := t.regions.Named()
	var ids []string
	for _, choice := range chosen {
		choice = strings.TrimSpace(choice)
		service, region := split(choice)
		switch code := t.code(choice); {
		case t.regions.Leaf(choice) && code == "":
			ids = append(ids, choice)
		case t.names[service] != "" && t.regions.Has(region) && (region == "global") == t.global[service]:
			t.put(service, region)
			ids = append(ids, choice)
		case code != "" && len(named) > 0:
			for _, region := range named {
				ids = append(ids, t.put(code, region))
			}
		default:
			ids = append(ids, choice)
		}
	}
	return ids
}

// put adds a service that no event names in region, and returns its key there.
func (t *tree) put(service, region string) string {
	key := service
	if region != "global" {
		key += "-" + region
	}
	t.regions.Set(region, t.regions.Name(region), status.Component{ID: key, Name: t.names[service], Level: status.Operational})
	return key
}

// code returns the code of the regional service that choice means by code or by name, or nothing.
func (t *tree) code(choice string) string {
	if t.names[choice] != "" && !t.global[choice] {
		return choice
	}
	for code, name := range t.names {
		if strings.EqualFold(name, choice) && !t.global[code] {
			return code
		}
	}
	return ""
}

// knows tells whether choice is a service that an event would name.
func (t *tree) knows(choice string) bool { return t.code(choice) != "" }
