package status

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// LongRunningAfter is the age of an incident's newest update after which it is long-running and raises nothing, and
// the time by which a maintenance may overrun its planned end before it no longer sets the level.
const LongRunningAfter = 14 * 24 * time.Hour

// Indicator is a page's own statement about the whole of it.
type Indicator struct {
	Level Level
	Word  string // the page's own word
}

// Page is what a provider read from a status page, before the rules of levels are applied to it.
type Page struct {
	// Indicators are the page's statements about the whole; of several the worst counts. Empty where the platform
	// publishes none.
	Indicators []Indicator
	// Components is the tree. Names that a provider knows from its catalogue and that the page does not mention
	// belong in it as Operational, unless they are too many: then Knows answers for them.
	Components []Component
	// Knows tells whether a choice names something that the page would mention if it had trouble. May be nil.
	Knows func(choice string) bool

	Incidents    []Incident // open and closed, in any order
	Maintenances []Maintenance

	// ListsOnlyTrouble says that the healthy document of the platform is an empty list, and that the provider has
	// validated the document's frame.
	ListsOnlyTrouble bool
	// ManyProducts says that the page covers many products or regions, so that trouble in some of them makes the
	// whole PartialOutage at most.
	ManyProducts bool
	// Doubts are sentences that say why a green of this page is not proven, such as a stale sign of life. Any doubt
	// makes the level Unknown unless a known trouble is worse.
	Doubts []string
	// Warnings are oddities that the reading passes on, such as an unknown impact word.
	Warnings []string
}

// Assess applies the rules of levels to page at now. With chosen empty the whole page counts; else only the components
// that chosen names by id, by path ("Group > Name") or, for a group, as "Name (group)".
func Assess(page Page, chosen []string, now time.Time) Reading {
	a := assessment{page: page, now: now, leaves: flatten(page.Components)}
	a.sortIncidents()
	a.sortMaintenances()
	level := a.wholeLevel
	if len(chosen) > 0 {
		level = func() Level { return a.chosenLevel(chosen) }
	}
	r := Reading{Level: level(), Components: page.Components, Maintenances: a.listed, Past: a.past}
	for _, i := range a.open {
		r.Incidents = append(r.Incidents, i.Incident)
	}
	a.doubts = append(slices.Clone(page.Doubts), a.doubts...)
	r.Warnings = slices.Clone(page.Warnings)
	if len(a.doubts) > 0 {
		r.Level = Worst(r.Level, Unknown)
	}
	if r.Level == Unknown {
		r.Reason = strings.Join(a.doubts, "; ")
	} else {
		r.Warnings = append(r.Warnings, a.doubts...)
	}
	return r
}

// Overall computes the level of a whole from its leaves: the worst of them, but MajorOutage only where every leaf that
// is not under maintenance is down; otherwise a leaf that is down makes the whole PartialOutage.
func Overall(leaves []Component) Level {
	worst, allDown := Operational, true
	for _, l := range leaves {
		worst = Worst(worst, l.Level)
		allDown = allDown && (l.Level == MajorOutage || l.Level == UnderMaintenance)
	}
	if worst == MajorOutage && !allDown {
		return PartialOutage
	}
	return worst
}

// leaf is a component without components, with every name by which a page or a user may mean it.
type leaf struct {
	Component
	path  string
	names map[string]bool // its id and path, and those of the groups above it
}

// openIncident is an open incident with the leaves that it names.
type openIncident struct {
	Incident
	leaves []int // into assessment.leaves
}

// assessment is one run of Assess.
type assessment struct {
	page   Page
	now    time.Time
	leaves []leaf
	doubts []string

	open    []openIncident
	past    []Incident
	listed  []Maintenance
	current []Maintenance // those in progress that may set the level
	overdue []Maintenance // those in progress by their page's word, long after their planned end
}

func flatten(components []Component) []leaf {
	var leaves []leaf
	var walk func(components []Component, path string, names []string)
	walk = func(components []Component, path string, names []string) {
		for _, c := range components {
			p := c.Name
			if path != "" {
				p = path + " > " + c.Name
			}
			all := append(slices.Clone(names), p)
			if c.ID != "" {
				all = append(all, c.ID)
			}
			if c.Group() {
				walk(c.Components, p, append(all, p+" (group)"))
				continue
			}
			l := leaf{Component: c, path: p, names: map[string]bool{}}
			for _, n := range all {
				l.names[n] = true
			}
			leaves = append(leaves, l)
		}
	}
	walk(components, "", nil)
	return leaves
}

// named returns the leaves that ref means: by id where it has one, else by name or path.
func (a *assessment) named(ref Ref) []int {
	var found []int
	for i, l := range a.leaves {
		if ref.ID != "" && l.names[ref.ID] || ref.ID == "" && (l.names[ref.Name] || l.Name == ref.Name) {
			found = append(found, i)
		}
	}
	return found
}

// sortIncidents parts the incidents into open and past, newest first, and finishes the level of the open ones.
func (a *assessment) sortIncidents() {
	incidents := slices.Clone(a.page.Incidents)
	slices.SortStableFunc(incidents, func(x, y Incident) int { return y.StartedAt.Compare(x.StartedAt) })
	for _, i := range incidents {
		if i.Over(a.now) {
			i.Closed = true
			a.past = append(a.past, i)
			continue
		}
		o := openIncident{Incident: i}
		allWell := len(i.Components) > 0
		for _, ref := range i.Components {
			found := a.named(ref)
			allWell = allWell && len(found) > 0
			for _, n := range found {
				allWell = allWell && a.leaves[n].Level == Operational
			}
			o.leaves = append(o.leaves, found...)
		}
		if i.Level == Unknown { // no impact word, or one that nobody knows, counts as minor
			o.Level = Degraded
		}
		if i.Monitoring || allWell {
			o.Level = o.Level.Capped(Degraded)
		}
		if a.page.ManyProducts {
			o.Level = o.Level.Capped(PartialOutage)
		}
		newest := i.NewestUpdate()
		o.LongRunning = !newest.IsZero() && a.now.Sub(newest) > LongRunningAfter
		a.open = append(a.open, o)
	}
}

// sortMaintenances keeps those in progress and to come, and finds those that may set the level.
func (a *assessment) sortMaintenances() {
	var upcoming []Maintenance
	for _, m := range a.page.Maintenances {
		started := !m.StartsAt.IsZero() && !m.StartsAt.After(a.now)
		ended := !m.EndsAt.IsZero() && !a.now.Before(m.EndsAt)
		switch {
		case m.Phase == PhaseOver:
		case m.Phase == PhaseActive, m.Phase == PhaseByClock && started && !ended:
			m.InProgress = true
			a.listed = append(a.listed, m)
			if ended && a.now.Sub(m.EndsAt) > LongRunningAfter {
				a.overdue = append(a.overdue, m)
			} else {
				a.current = append(a.current, m)
			}
		case !started && !ended:
			upcoming = append(upcoming, m)
		}
	}
	byStart := func(x, y Maintenance) int { return x.StartsAt.Compare(y.StartsAt) }
	slices.SortStableFunc(a.listed, byStart)
	slices.SortStableFunc(upcoming, byStart)
	a.listed = append(a.listed, upcoming...)
}

// wholeLevel applies rules 1 to 4 to the page as a whole.
func (a *assessment) wholeLevel() Level {
	level := a.base()
	for _, i := range a.open {
		if !i.LongRunning {
			level = Worst(level, i.Level)
		}
	}
	if level == Operational && len(a.current) > 0 {
		return UnderMaintenance
	}
	return level
}

// base is rule 1: the published indicator, contradicted by the components where it is green (rule 3), or else what
// the components say.
func (a *assessment) base() Level {
	var counted []Component
	for i, l := range a.leaves {
		if l.Level == Unknown {
			a.doubts = append(a.doubts, fmt.Sprintf("component %q has the unknown status %q", l.path, l.Word))
		}
		if !a.explainedAway(i) {
			counted = append(counted, l.Component)
		}
	}
	if len(a.page.Indicators) > 0 {
		level := Operational
		for _, i := range a.page.Indicators {
			if i.Level == Unknown {
				a.doubts = append(a.doubts, fmt.Sprintf("the page's overall status is the unknown word %q", i.Word))
			}
			level = Worst(level, i.Level)
		}
		if !level.Trouble() && slices.ContainsFunc(counted, func(c Component) bool { return c.Level.Trouble() }) {
			return Worst(level, Degraded)
		}
		return level
	}
	if len(a.leaves) == 0 && !a.page.ListsOnlyTrouble {
		a.doubts = append(a.doubts, "the page publishes neither an overall status nor components")
		return Unknown
	}
	if a.page.ManyProducts {
		return Overall(counted).Capped(PartialOutage)
	}
	return Overall(counted)
}

// explainedAway tells whether the level of the leaf is due to long-running incidents alone (rule 7), or to
// maintenances alone that are long overdue (rule 4).
func (a *assessment) explainedAway(leaf int) bool {
	switch level := a.leaves[leaf].Level; {
	case level.Trouble():
		long := false
		for _, i := range a.open {
			if slices.Contains(i.leaves, leaf) {
				if !i.LongRunning {
					return false
				}
				long = true
			}
		}
		return long
	case level == UnderMaintenance:
		naming := func(m Maintenance) bool { return a.names(m.Components, leaf) }
		return slices.ContainsFunc(a.overdue, naming) && !slices.ContainsFunc(a.current, naming)
	default:
		return false
	}
}

func (a *assessment) names(refs []Ref, leaf int) bool {
	return slices.ContainsFunc(refs, func(r Ref) bool { return slices.Contains(a.named(r), leaf) })
}

// chosenLevel is rule 5: the level of the chosen leaves and of what names them, or names nothing.
func (a *assessment) chosenLevel(chosen []string) Level {
	picked, unlisted := a.resolve(chosen)
	var leaves []Component
	for i := range a.leaves {
		if !picked[i] {
			continue
		}
		leaves = append(leaves, a.leaves[i].Component)
		if a.leaves[i].Level == Unknown {
			a.doubts = append(a.doubts, fmt.Sprintf("component %q has the unknown status %q", a.leaves[i].path, a.leaves[i].Word))
		}
	}
	concerns := func(refs []Ref) bool {
		return len(refs) == 0 || slices.ContainsFunc(refs, func(r Ref) bool {
			return unlisted[r.ID] || unlisted[r.Name] ||
				slices.ContainsFunc(a.named(r), func(n int) bool { return picked[n] })
		})
	}
	level := Overall(leaves)
	if len(leaves) == 1 {
		level = leaves[0].Level
	}
	for _, i := range a.open {
		if !i.LongRunning && concerns(i.Components) {
			level = Worst(level, i.Level)
		}
	}
	if level == Operational && slices.ContainsFunc(a.current, func(m Maintenance) bool { return concerns(m.Components) }) {
		return UnderMaintenance
	}
	return level
}

// resolve finds the leaves that chosen means, and the choices that the page does not list but its provider knows.
// A choice that means nothing is a doubt.
func (a *assessment) resolve(chosen []string) (picked map[int]bool, unlisted map[string]bool) {
	picked, unlisted = map[int]bool{}, map[string]bool{}
	for _, choice := range chosen {
		choice = strings.TrimSpace(choice)
		found := false
		for i, l := range a.leaves {
			if l.names[choice] {
				picked[i], found = true, true
			}
		}
		switch {
		case found:
		case choice != "" && a.page.Knows != nil && a.page.Knows(choice):
			unlisted[choice] = true
		default:
			a.doubts = append(a.doubts, fmt.Sprintf("the page has no component %q", choice))
		}
	}
	return picked, unlisted
}
