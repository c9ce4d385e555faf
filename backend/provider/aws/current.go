package aws

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"isserviceup/backend/provider"
)

// currentEvent is an element of /public/currentevents.
type currentEvent struct {
	Date        text       `json:"date"`
	End         text       `json:"end_time"` // absent while it is open
	ARN         string     `json:"arn"`
	Region      string     `json:"region_name"`
	Status      text       `json:"status"`
	Service     string     `json:"service"`
	ServiceName string     `json:"service_name"`
	Summary     string     `json:"summary"`
	Log         []logEntry `json:"event_log"`
	Impacted    map[string]struct {
		Name    string `json:"service_name"`
		Current text   `json:"current"`
		Max     text   `json:"max"`
	} `json:"impacted_services"`
}

type logEntry struct {
	Summary   string `json:"summary"`
	Message   string `json:"message"`
	Status    text   `json:"status"`
	Timestamp text   `json:"timestamp"`
}

// currentEvents reads /public/currentevents, each event once. One that is not whole is a doubt, and counts by what it
// does say, unless that is too little.
func currentEvents(body []byte) (events []event, doubts []string, err error) {
	var list []currentEvent
	oddity, err := provider.ReadJSON(body, &list)
	if err != nil {
		return nil, nil, fmt.Errorf("current events: %w", err)
	}
	doubts = provider.Doubts(oddity)
	for n, w := range list {
		oddEnd := w.End != "" && w.End != "0" && w.End.seconds().IsZero()
		if w.Date.seconds().IsZero() || w.Service == "" || w.Status == "" || oddEnd {
			doubts = append(doubts, fmt.Sprintf("event number %d: %v: it lacks its service or status, or its times are none", n+1, provider.ErrFormat))
		}
		if w.Service != "" && (w.Status != "" || w.ARN != "") && !oddEnd {
			events = append(events, w.event())
		}
	}
	return once(events), doubts, nil
}

// placed returns the key of a service with the region of e where AWS has left it out: "workspaces" in an event of one
// region means the service there, unless it is one that runs in no region.
func (e event) placed(key string) string {
	_, region := split(key)
	_, own := split(e.service)
	if region != "global" || own == "global" || strings.Contains("\n"+knownGlobals, "\n"+key+"\t") {
		return key
	}
	return key + "-" + own
}

// once joins what is said of one event in several places.
func once(events []event) []event {
	var joined []event
	at := map[string]int{}
	for _, e := range events {
		key := cmp.Or(e.arn, e.id())
		n, known := at[key]
		if !known {
			at[key] = len(joined)
			joined = append(joined, e)
			continue
		}
		joined[n] = joined[n].join(e)
	}
	return joined
}

// join returns e with what other, which is the same event, says beside it: the worse and the open count.
func (e event) join(other event) event {
	if e.closed && !other.closed || !e.end.IsZero() && other.end.IsZero() {
		e, other = other, e
	}
	own := e.impacts()
	for _, i := range other.impacts() {
		n := slices.IndexFunc(own, func(o impact) bool { return o.key == i.key })
		if n < 0 {
			own = append(own, i)
		} else {
			own[n].code = worse(own[n].code, i.code)
		}
	}
	e.services, e.code, e.worst = own, worse(e.code, other.code), worse(e.worst, other.worst)
	return e
}

func (w currentEvent) event() event {
	e := event{
		arn:         w.ARN,
		service:     provider.Plain(w.Service),
		serviceName: provider.Plain(w.ServiceName),
		regionName:  provider.Plain(w.Region),
		code:        string(w.Status),
		worst:       string(w.Status),
		start:       w.Date.seconds(),
		end:         w.End.seconds(),
	}
	e.title, e.closed = unresolved(w.Summary)
	e.closed = e.closed || e.code == "0"
	for _, key := range slices.Sorted(maps.Keys(w.Impacted)) {
		i := w.Impacted[key]
		e.services = append(e.services, impact{e.placed(provider.Plain(key)), provider.Plain(i.Name), string(i.Current)})
		e.worst = worse(e.worst, string(i.Max))
	}
	e.log(w.Log)
	return e
}
