package aws

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// feedItem is an item of /rss/all.rss: one update of an event, not an event.
type feedItem struct {
	Title       string `xml:"title"`
	Published   string `xml:"pubDate"`
	GUID        string `xml:"guid"` // ends in "#<service>_<seconds since 1970>"
	Description string `xml:"description"`
}

// update is a feedItem understood.
type update struct {
	service, title string
	code           string
	resolved       bool
	status.Update
}

// prefixes are AWS's words before the title of an item, and the codes that they stand for.
var prefixes = map[string]string{
	"Service is operating normally": "0",
	"Informational message":         "1",
	"Service degradation":           "2",
	"Service impact":                "2",
	"Performance issues":            "2",
	"Service disruption":            "3",
}

// feed reads the RSS feed of the older dashboard. It is cut at a number of updates, so it is complete from the oldest
// one on, and the first updates of an event may have left it.
func feed(body []byte) ([]event, time.Time, error) {
	var document struct {
		XMLName struct{} `xml:"rss"`
		Channel *struct {
			Title string     `xml:"title"`
			Items []feedItem `xml:"item"`
		} `xml:"channel"`
	}
	if err := provider.UnmarshalXML(body, &document); err != nil {
		return nil, time.Time{}, fmt.Errorf("feed: %w", err)
	}
	if document.Channel == nil || !strings.Contains(document.Channel.Title, "Amazon Web Services") {
		return nil, time.Time{}, fmt.Errorf("feed: %w: it is not the feed of AWS", provider.ErrFormat)
	}
	var updates []update
	for n, item := range document.Channel.Items {
		u, err := item.update()
		if err != nil {
			return nil, time.Time{}, fmt.Errorf("feed: item %d: %w", n, err)
		}
		updates = append(updates, u)
	}
	if len(updates) == 0 {
		return nil, time.Time{}, nil
	}
	slices.SortStableFunc(updates, func(x, y update) int { return x.At.Compare(y.At) })
	return chain(updates), updates[0].At, nil
}

func (i feedItem) update() (update, error) {
	_, id, _ := strings.Cut(i.GUID, "#")
	cut := strings.LastIndex(id, "_")
	at := pacific(i.Published)
	if cut <= 0 || at.IsZero() {
		return update{}, fmt.Errorf("%w: it lacks its service or its time", provider.ErrFormat)
	}
	u := update{service: provider.Plain(id[:cut])}
	u.title = provider.Plain(i.Title)
	if words, rest, found := strings.Cut(u.title, ": "); found && prefixes[words] != "" {
		u.code, u.title = prefixes[words], rest
	}
	u.title, u.resolved = unresolved(u.title)
	u.resolved = u.resolved || u.code == "0"
	u.Update = status.Update{At: at, State: word(u.code), Text: provider.PlainHTML(i.Description)}
	return u, nil
}

// pacific reads a time such as "Mon, 17 Aug 2026 21:01:19 PDT". The abbreviations are those of AWS's home; a time
// without one of them is the zero time.
func pacific(date string) time.Time {
	date = strings.TrimSpace(date)
	for abbreviation, offset := range map[string]int{"PDT": -7, "PST": -8, "GMT": 0, "UTC": 0} {
		if rest, found := strings.CutSuffix(date, " "+abbreviation); found {
			zone := time.FixedZone(abbreviation, offset*int(time.Hour/time.Second))
			if t, err := time.ParseInLocation("Mon, 2 Jan 2006 15:04:05", rest, zone); err == nil {
				return t.UTC()
			}
		}
	}
	return time.Time{}
}

// chain makes events of updates, which are oldest first. The updates of a service belong to one event until it is
// resolved, however long the gap between them: AWS goes silent for weeks over an event that lasts.
func chain(updates []update) []event {
	var events []event
	newest := map[string]int{} // the newest event of a service
	for _, u := range updates {
		n, begun := newest[u.service]
		if !begun || events[n].closed && !u.resolved {
			n = len(events)
			newest[u.service] = n
			events = append(events, event{service: u.service, start: u.At})
		}
		e := &events[n]
		e.title, e.code, e.worst = u.title, cmp.Or(u.code, e.code), worse(e.worst, u.code)
		e.updates = slices.Insert(e.updates, 0, u.Update)
		if u.resolved && !e.closed {
			e.closed, e.end = true, u.At
		}
	}
	return events
}
