package azure

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// item is an active incident in the feed.
type item struct {
	GUID        string   `xml:"guid"`
	Title       string   `xml:"title"`
	Description string   `xml:"description"` // HTML
	Published   string   `xml:"pubDate"`
	Updated     string   `xml:"updated"`  // RFC 3339
	Categories  []string `xml:"category"` // services and regions, mixed
}

// readFeed reads the feed of active incidents. An empty one is healthy, if it is Azure's and fresh: it is rebuilt
// every minute.
func (r *reader) readFeed(body []byte) error {
	var document struct {
		XMLName struct{} `xml:"rss"`
		Channel *struct {
			Title string `xml:"title"`
			Built string `xml:"lastBuildDate"`
			Items []item `xml:"item"`
		} `xml:"channel"`
	}
	if err := provider.UnmarshalXML(body, &document); err != nil {
		return fmt.Errorf("feed: %w", err)
	}
	if document.Channel == nil || !strings.Contains(document.Channel.Title, "Azure") {
		return fmt.Errorf("feed: %w: it is not the feed of Azure", provider.ErrFormat)
	}
	r.alive("the feed", feedTime(document.Channel.Built))
	for n, i := range document.Channel.Items {
		if provider.Plain(i.Title) == "" {
			r.doubt("item number %d of the feed has no title", n+1)
		}
		r.addItem(i)
	}
	return nil
}

// feedTime reads a time such as "Thu, 23 Jul 2026 16:49:55 Z"; anything else is the zero time.
func feedTime(text string) time.Time {
	text = strings.NewReplacer("GMT", "Z", "UTC", "Z").Replace(strings.TrimSpace(text))
	t, err := time.Parse("Mon, 2 Jan 2006 15:04:05 Z0700", text)
	if err != nil {
		return time.Time{}
	}
	return provider.Plausible(t)
}

var (
	severe    = regexp.MustCompile(`(?i)\b(outages?|unavailable|unavailability)\b`)
	mitigated = regexp.MustCompile(`(?i)^\W*(mitigated|resolved)\b`)
)

func (r *reader) addItem(i item) {
	title := cmp.Or(provider.Plain(i.Title), "(untitled)")
	incident := status.Incident{
		ID:         cmp.Or(provider.Plain(i.GUID), title),
		Title:      title,
		Level:      status.Degraded, // no severity is published, so the title decides
		Monitoring: mitigated.MatchString(title),
		StartedAt:  feedTime(i.Published),
		UpdatedAt:  provider.ParseTime(i.Updated),
		URL:        r.address(),
	}
	leaf := status.Degraded
	if severe.MatchString(title) {
		incident.Level = status.PartialOutage
		if !incident.Monitoring {
			leaf = status.MajorOutage
		}
	}
	if incident.StartedAt.IsZero() {
		r.page.Warnings = append(r.page.Warnings, fmt.Sprintf("incident %q has no time", incident.ID))
	}
	at := incident.UpdatedAt
	if at.IsZero() {
		at = incident.StartedAt
	}
	if text := provider.PlainHTML(i.Description); text != "" {
		incident.Updates = []status.Update{{At: at, Text: text}}
	}
	incident.Components = r.tree.raise(i.Categories, leaf)
	r.page.Incidents = append(r.page.Incidents, incident)
}

// raise makes the services among categories at least as bad as level in the regions among them, and returns the
// references to them. Without a region they are services of no region; without a service the region itself is meant.
func (t *tree) raise(categories []string, level status.Level) []status.Ref {
	var regions, services []string
	for _, c := range categories {
		c = provider.Plain(c)
		if id := t.region(c); id != "" {
			regions = append(regions, id)
		} else if c != "" && !slices.Contains(services, c) {
			services = append(services, c)
		}
	}
	if len(regions) == 0 && len(services) > 0 {
		regions = []string{global}
	}
	var refs []status.Ref
	for _, region := range regions {
		if len(services) == 0 {
			t.set(region, wholeRegion, level, "")
			t.regions.Whole(region)
			refs = append(refs, status.Ref{ID: region, Name: t.regions.Name(region)})
		}
		for _, service := range services {
			refs = append(refs, status.Ref{ID: t.set(region, service, level, ""), Name: service})
		}
	}
	return refs
}
