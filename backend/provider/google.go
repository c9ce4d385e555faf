package provider

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/status"
)

// Google returns the reader of a status dashboard of Google, whose pages lie below dashboard in the service's address.
// products are the dashboard's products by heart, a line each: the name, and after a tab its id where we know it. They
// stand in where the page's own list of products cannot be read. locations are the regions that incidents can name, a
// line each; they are no components, but can be chosen.
//
// It lies here because Google Cloud and Google Workspace publish one schema and providers do not import each other.
func Google(name, dashboard, products, locations string) Provider {
	g := google{name: name, dashboard: dashboard, products: products, locations: map[string]bool{}}
	for location := range strings.FieldsSeq(locations) {
		g.locations[location] = true
	}
	return Provider{
		Name: name,
		Pages: func(s catalog.Service) []Page {
			return []Page{
				{URL: s.Address(dashboard + "incidents.json"), Format: JSON},
				{URL: s.Address(dashboard + "products.json"), Format: JSON, Optional: true},
			}
		},
		Parse: g.parse,
		HistoryPages: func(s catalog.Service) []Page {
			return []Page{{URL: s.Address(dashboard + "incidents.json"), Format: JSON}}
		},
		ParseHistory: g.parseHistory,
	}
}

type google struct {
	name, dashboard, products string
	locations                 map[string]bool
}

// googleImpacts are the words of "status_impact": what an incident raises the provider to, and what a product is at.
var googleImpacts = map[string]struct{ incident, product status.Level }{
	"SERVICE_OUTAGE":      {status.PartialOutage, status.MajorOutage},
	"SERVICE_DISRUPTION":  {status.Degraded, status.Degraded},
	"SERVICE_INFORMATION": {status.Operational, status.Operational},
}

// googleWell is the word of an update after which the products work again.
const googleWell = "AVAILABLE"

type googleIncident struct {
	ID       string          `json:"id"`
	Begin    string          `json:"begin"`
	End      string          `json:"end"` // absent, null or empty while it is open
	Modified string          `json:"modified"`
	Text     string          `json:"external_desc"` // Markdown
	Impact   string          `json:"status_impact"`
	Service  string          `json:"service_name"`
	Products []googleProduct `json:"affected_products"`
	Updates  []googleUpdate  `json:"updates"`
	URI      string          `json:"uri"` // relative to the dashboard
	Affected []struct {
		ID string `json:"id"`
	} `json:"currently_affected_locations"`
}

type googleProduct struct {
	Title   string `json:"title"`
	ID      string `json:"id"`
	Current string `json:"current_title"` // the name after a change of names
}

type googleUpdate struct {
	When    string `json:"when"`
	Created string `json:"created"`
	Text    string `json:"text"` // Markdown
	Status  string `json:"status"`
}

func (g google) parse(s catalog.Service, pages [][]byte, now time.Time) (status.Reading, error) {
	incidents, doubts, err := g.incidents(pages)
	if err != nil {
		return status.Reading{}, err
	}
	result := status.Page{ListsOnlyTrouble: true, ManyProducts: true, Doubts: doubts}
	list := g.catalogue(pages, &result)
	for _, i := range incidents {
		converted := i.convert(g.address(s, i), now)
		level, known := googleImpacts[i.Impact]
		if !known {
			level.product = status.Degraded // minor, as the incident itself
			result.Warnings = append(result.Warnings, fmt.Sprintf("incident %s has the unknown impact %q", converted.ID, converted.Impact))
		}
		if converted.Monitoring || converted.Over(now) {
			level.product = status.Operational
		}
		converted.Components = append(list.raiseAll(i.Products, level.product, converted.Impact), g.places(i, s.Components)...)
		result.Incidents = append(result.Incidents, converted)
	}
	result.Components = list.components
	result.Knows = func(choice string) bool { return g.locations[choice] }
	return status.Assess(result, s.Components, now), nil
}

// parseHistory reads the same list of incidents, which reaches some months back. The page does not say how far: it is
// complete at least from the oldest end in it on, whether it is cut by beginnings or by ends.
func (g google) parseHistory(s catalog.Service, pages [][]byte, now time.Time) (status.History, error) {
	incidents, doubts, err := g.incidents(pages)
	if err == nil && len(doubts) > 0 {
		err = fmt.Errorf("%s: %s", g.name, doubts[0])
	}
	if err != nil {
		return status.History{}, err
	}
	var h status.History
	for _, i := range incidents {
		converted := i.convert(g.address(s, i), now)
		h.Incidents = append(h.Incidents, converted)
		if converted.Over(now) && (h.From.IsZero() || converted.EndedAt.Before(h.From)) {
			h.From = converted.EndedAt
		}
	}
	return h, nil
}

// incidents decodes the required page. An incident that is not whole is a doubt, and counts by what it does say, unless
// that is too little.
func (g google) incidents(pages [][]byte) (list []googleIncident, doubts []string, err error) {
	oddity, err := ReadJSON(First(pages), &list)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: incidents: %w", g.name, err)
	}
	doubts = Doubts(oddity)
	for n, i := range list {
		if err := i.validate(); err != nil {
			doubts = append(doubts, fmt.Sprintf("incident number %d: %v", n+1, err))
		}
	}
	return slices.DeleteFunc(list, googleIncident.strange), doubts, nil
}

// strange tells whether i may be anything: it neither began nor has an impact that we know, or it may be over.
func (i googleIncident) strange() bool {
	_, known := googleImpacts[i.Impact]
	return i.ID == "" || !known && ParseTime(i.Begin).IsZero() || i.End != "" && ParseTime(i.End).IsZero()
}

func (g google) address(s catalog.Service, i googleIncident) string {
	if i.URI == "" {
		return ""
	}
	return WebAddress(s.Address(g.dashboard + i.URI))
}

func (i googleIncident) validate() error {
	switch {
	case i.ID == "" || i.Impact == "" || i.Service == "":
		return fmt.Errorf("%w: it has no id, impact or service", ErrFormat)
	case ParseTime(i.Begin).IsZero():
		return fmt.Errorf("%w: its beginning %q is no time", ErrFormat, i.Begin)
	case i.End != "" && ParseTime(i.End).IsZero():
		return fmt.Errorf("%w: its end %q is no time", ErrFormat, i.End)
	}
	for _, p := range i.Products {
		if p.ID == "" && p.name() == "" {
			return fmt.Errorf("%w: it affects a product without a name", ErrFormat)
		}
	}
	return nil
}

// convert returns i as it is at now: what it says of itself is what it said last by then.
func (i googleIncident) convert(address string, now time.Time) status.Incident {
	converted := status.Incident{
		ID:        Plain(i.ID),
		Title:     i.title(),
		Impact:    Plain(i.Impact),
		Level:     googleImpacts[i.Impact].incident,
		StartedAt: ParseTime(i.Begin),
		UpdatedAt: ParseTime(i.Modified),
		EndedAt:   ParseTime(i.End),
		URL:       address,
		Updates:   i.updates(),
	}
	for _, p := range i.Products {
		converted.Components = append(converted.Components, status.Ref{ID: p.ID, Name: p.name()})
	}
	for _, u := range slices.Backward(converted.Updates) {
		if !u.At.After(now) || converted.State == "" {
			converted.State = u.State
		}
	}
	converted.Monitoring = converted.State == googleWell
	return converted
}

// updates returns the posts, newest first.
func (i googleIncident) updates() []status.Update {
	var updates []status.Update
	for _, u := range i.Updates {
		at := ParseTime(u.When)
		if at.IsZero() {
			at = ParseTime(u.Created)
		}
		updates = append(updates, status.Update{At: at, State: Plain(u.Status), Text: googleText(u.Text)})
	}
	slices.SortStableFunc(updates, func(x, y status.Update) int { return y.At.Compare(x.At) })
	return updates
}

// googleHashes are hash signs that Google escapes in front of its headings, beside or instead of real ones.
var googleHashes = regexp.MustCompile(`(?m)^#*[ \t]*(?:\\#)+[ \t]*`)

func googleText(markdown string) string {
	return PlainMarkdown(googleHashes.ReplaceAllString(markdown, "# "))
}

// title returns the first line of the description that is more than a heading, else the service's name: incidents have
// no title of their own.
func (i googleIncident) title() string {
	for line := range strings.Lines(googleText(i.Text)) {
		line = strings.TrimSpace(line)
		switch strings.ToLower(strings.TrimRight(line, ":")) {
		case "", "title", "summary", "description", "incident report":
		default:
			return line
		}
	}
	if name := Plain(i.Service); name != "" {
		return name
	}
	return "Incident " + Plain(i.ID)
}

// name returns what the product is called now.
func (p googleProduct) name() string {
	if name := Plain(p.Current); name != "" {
		return name
	}
	return Plain(p.Title)
}

// places returns the chosen locations that i may concern: all of them, unless it names only other regions.
func (g google) places(i googleIncident, chosen []string) []status.Ref {
	elsewhere := len(i.Affected) > 0
	named := map[string]bool{}
	for _, place := range i.Affected {
		named[place.ID] = true
		elsewhere = elsewhere && g.locations[place.ID]
	}
	var refs []status.Ref
	for _, choice := range chosen {
		if choice = strings.TrimSpace(choice); g.locations[choice] && (!elsewhere || named[choice]) {
			refs = append(refs, status.Ref{ID: choice, Name: choice})
		}
	}
	return refs
}
