package azure

import (
	"cmp"
	"fmt"
	"strings"

	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// post is the document that says in one word how all of Azure is.
type post struct {
	ID       string `json:"Id"`
	Authored string `json:"AuthoredDateTime"`
	Updated  string `json:"LastUpdatedTime"`
	Title    string `json:"Title"`
	Message  string `json:"Message"` // HTML; the standing text while all is well
	Status   string `json:"Status"`
}

// postWords are the words of "Status", which Microsoft uses for all of its clouds.
var postWords = map[string]status.Level{
	"Available":            status.Operational,
	"Operational":          status.Operational,
	"Service restored":     status.Operational,
	"Investigating":        status.Degraded,
	"Service degradation":  status.Degraded,
	"Restoring service":    status.Degraded,
	"Extended recovery":    status.Degraded,
	"Service interruption": status.PartialOutage,
}

// readPost reads the post. It is written anew every minute while all is well, so its time is a sign of life then. Any
// other word that we know tells of an incident.
func (r *reader) readPost(body []byte) error {
	var p post
	if err := provider.UnmarshalJSON(body, &p); err != nil {
		return fmt.Errorf("post: %w", err)
	}
	if p.Status == "" {
		return fmt.Errorf("post: %w: it lacks its status", provider.ErrFormat)
	}
	level, word := postWords[p.Status], provider.Plain(p.Status)
	switch level {
	case status.Unknown: // a doubt for every choice of components too, so no mere indicator
		r.doubt("the page's overall status is the unknown word %q", word)
		return nil
	case status.Operational:
		r.alive("the post", provider.ParseTime(p.Updated))
	default:
		r.page.Incidents = append(r.page.Incidents, p.incident(level, r.address()))
	}
	r.page.Indicators = []status.Indicator{{Level: level, Word: word}}
	return nil
}

// incident is what the post tells of while not all is well.
func (p post) incident(level status.Level, address string) status.Incident {
	word, updated := provider.Plain(p.Status), provider.ParseTime(p.Updated)
	text := provider.PlainHTML(p.Message)
	headline, _, _ := strings.Cut(text, "\n")
	return status.Incident{
		ID:        cmp.Or(provider.Plain(p.ID), "post"),
		Title:     cmp.Or(provider.PlainHTML(p.Title), headline, word),
		Impact:    word,
		State:     word,
		Level:     level,
		StartedAt: provider.ParseTime(p.Authored),
		UpdatedAt: updated,
		URL:       address,
		Updates:   []status.Update{{At: updated, State: word, Text: text}},
	}
}
