package status

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
