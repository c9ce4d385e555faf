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

// Assess applies the rules of levels to page at now. With chosen empty the whole page counts; else only the components
// that chosen names by id, by path ("Group > Name"), for a group also as "Name (group)", or by a name that one alone
// bears.
func Assess(page Page, chosen []string, now time.Time) Reading {
	a := assessment{page: page, now: now, tree: newTree(page.Components)}
	a.blamed = make([]blame, len(a.leaves))
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
	doubts := shortened(append(slices.Clone(page.Doubts), a.doubts...))
	r.Warnings = shortened(page.Warnings)
	if len(doubts) > 0 {
		r.Level = Worst(r.Level, Unknown)
	}
	if r.Level == Unknown {
		r.Reason = strings.Join(doubts, "; ")
	} else {
		r.Warnings = append(r.Warnings, doubts...)
	}
	return r
}

// shortened returns the first few sentences and how many more there were: a page in a new language has one for every
// component.
func shortened(sentences []string) []string {
	const enough = 5
	if len(sentences) <= enough {
		return slices.Clone(sentences)
	}
	return append(slices.Clone(sentences[:enough]), fmt.Sprintf("and %d more", len(sentences)-enough))
}

// openIncident is an open incident with the leaves that it names.
type openIncident struct {
	Incident
	leaves []int // into tree.leaves
}

// assessment is one run of Assess.
type assessment struct {
	tree
	page   Page
	now    time.Time
	doubts []string

	open    []openIncident
	past    []Incident
	listed  []Maintenance
	current []Maintenance // those in progress that may set the level

	// blamed holds what is said to be behind the trouble of each leaf.
	blamed []blame
}

// blame tells which kinds of incidents and maintenances name a leaf.
type blame struct {
	fresh, longRunning bool // open incidents
	current, overdue   bool // maintenances in progress
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
		a.open = append(a.open, a.assessIncident(i))
	}
}

// assessIncident finishes the level of an open incident.
func (a *assessment) assessIncident(i Incident) openIncident {
	o := openIncident{Incident: i}
	var allKnown bool
	o.leaves, allKnown = a.namedBy(i.Components)
	allWell := allKnown && !slices.ContainsFunc(o.leaves, func(n int) bool { return a.leaves[n].Level != Operational })
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
	for _, n := range o.leaves {
		a.blamed[n].longRunning = a.blamed[n].longRunning || o.LongRunning
		a.blamed[n].fresh = a.blamed[n].fresh || !o.LongRunning
	}
	return o
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
			a.blameMaintenance(m, ended && a.now.Sub(m.EndsAt) > LongRunningAfter)
		case !started && !ended:
			upcoming = append(upcoming, m)
		}
	}
	byStart := func(x, y Maintenance) int { return x.StartsAt.Compare(y.StartsAt) }
	slices.SortStableFunc(a.listed, byStart)
	slices.SortStableFunc(upcoming, byStart)
	a.listed = append(a.listed, upcoming...)
}

// blameMaintenance counts a maintenance in progress where it is due, and notes it at the leaves that it names.
func (a *assessment) blameMaintenance(m Maintenance, overdue bool) {
	if !overdue {
		a.current = append(a.current, m)
	}
	leaves, _ := a.namedBy(m.Components)
	for _, n := range leaves {
		a.blamed[n].overdue = a.blamed[n].overdue || overdue
		a.blamed[n].current = a.blamed[n].current || !overdue
	}
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
		if !a.explainedAway(i) {
			counted = append(counted, l.Component)
		}
	}
	a.doubtWords(a.page.Components, "")
	if len(a.page.Indicators) > 0 {
		return a.indicated(counted)
	}
	if len(a.leaves) == 0 && !a.page.ListsOnlyTrouble {
		a.doubts = append(a.doubts, "the page publishes neither an overall status nor components")
		return Unknown
	}
	return a.computed(counted)
}

// computed is the base without an indicator.
func (a *assessment) computed(counted []Component) Level {
	if a.page.ManyProducts {
		return Overall(counted).Capped(PartialOutage)
	}
	return Overall(counted)
}

// indicated is the worst published indicator, or Degraded where it is green but a counted leaf is in trouble. An
// indicator that nobody knows is as good as none: it is a doubt, and the leaves say what is known.
func (a *assessment) indicated(counted []Component) Level {
	level := Operational
	for _, i := range a.page.Indicators {
		if i.Level == Unknown {
			a.doubts = append(a.doubts, fmt.Sprintf("the page's overall status is the unknown word %q", i.Word))
		}
		level = Worst(level, i.Level)
	}
	switch {
	case level == Unknown:
		return Worst(level, a.computed(counted))
	case !level.Trouble() && slices.ContainsFunc(counted, func(c Component) bool { return c.Level.Trouble() }):
		return Degraded
	}
	return level
}

// doubtWords notes every component, group or leaf, whose level nobody knows, and tells whether there was one: such a
// page may be another than its provider takes it for. A group whose level was computed is not blamed for its leaves.
func (a *assessment) doubtWords(components []Component, path string) (doubted bool) {
	for _, c := range components {
		below := a.doubtWords(c.Components, join(path, c.Name))
		here := c.Level == Unknown && (c.Word != "" || !below)
		if here {
			a.doubtWord(join(path, c.Name), c.Word)
		}
		doubted = doubted || below || here
	}
	return doubted
}

func (a *assessment) doubtWord(path, word string) {
	if word == "" {
		a.doubts = append(a.doubts, fmt.Sprintf("component %q has no status", path))
		return
	}
	a.doubts = append(a.doubts, fmt.Sprintf("component %q has the unknown status %q", path, word))
}

// explainedAway tells whether the level of the leaf is due to long-running incidents alone (rule 7), or to
// maintenances alone that are long overdue (rule 4).
func (a *assessment) explainedAway(leaf int) bool {
	blamed := a.blamed[leaf]
	switch level := a.leaves[leaf].Level; {
	case level.Trouble():
		return blamed.longRunning && !blamed.fresh
	case level == UnderMaintenance:
		return blamed.overdue && !blamed.current
	default:
		return false
	}
}

// chosenLevel is rule 5: the level of the chosen leaves and of what names them, or names nothing.
func (a *assessment) chosenLevel(chosen []string) Level {
	picked, unlisted := a.resolve(chosen)
	var leaves []Component
	for i, l := range a.leaves {
		if !picked[i] {
			continue
		}
		leaves = append(leaves, l.Component)
		if l.Level == Unknown {
			a.doubtWord(l.path, l.Word)
		}
	}
	concerns := func(refs []Ref) bool {
		return len(refs) == 0 || slices.ContainsFunc(refs, func(r Ref) bool {
			return unlisted[r.ID] || unlisted[r.Name] ||
				slices.ContainsFunc(a.named(r), func(n int) bool { return picked[n] })
		})
	}
	level := Overall(leaves)
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
// A choice that means nothing, or one of several, is a doubt.
func (a *assessment) resolve(chosen []string) (picked map[int]bool, unlisted map[string]bool) {
	picked, unlisted = map[int]bool{}, map[string]bool{}
	for _, choice := range chosen {
		choice = strings.TrimSpace(choice)
		found, err := a.find(choice)
		for _, n := range found {
			picked[n] = true
		}
		switch {
		case err == nil:
		case choice != "" && a.page.Knows != nil && a.page.Knows(choice):
			unlisted[choice] = true
		default:
			a.doubts = append(a.doubts, err.Error())
		}
	}
	return picked, unlisted
}
