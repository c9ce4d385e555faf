package aws

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// parseHistory puts together what the documents know, each incident once. They are taken by how much they know of an
// incident: the current events name the services, the recent ones both ends, the feed only single updates. A document
// that is not what it should be is left out as long as another one is.
func parseHistory(s catalog.Service, pages [][]byte, now time.Time) (status.History, error) {
	var failures []error
	var known []event
	var from time.Time
	unread := true
	for n, read := range []func([]byte) ([]event, time.Time, error){withoutPast, recentEvents, feed, dataFile} {
		if n >= len(pages) || pages[n] == nil {
			continue
		}
		events, since, err := read(pages[n])
		if err != nil {
			failures = append(failures, err)
			continue
		}
		if from.IsZero() || !since.IsZero() && since.Before(from) {
			from = since
		}
		known = merge(known, events, now)
		unread = false
	}
	if unread {
		return status.History{}, fmt.Errorf("aws: history: %w", errors.Join(append(failures, errUnread)...))
	}
	h := status.History{From: from}
	for _, e := range known {
		h.Incidents = append(h.Incidents, e.incident(s, now))
	}
	return h, nil
}

// withoutPast reads the current events, which are complete from no time on: a closed one stays only for a while.
func withoutPast(body []byte) ([]event, time.Time, error) {
	events, doubts, err := currentEvents(body)
	if err == nil && len(doubts) > 0 {
		err = errors.New("current events: " + doubts[0])
	}
	return events, time.Time{}, err
}

// merge adds to known those of events that it does not hold yet.
func merge(known, events []event, now time.Time) []event {
	older := known
	for _, e := range events {
		held := false
		for _, k := range older {
			held = held || k.same(e, now)
		}
		if !held {
			known = append(known, e)
		}
	}
	return known
}

// same tells whether e and other, from different documents, are one event: the same service in the same region at the
// same time. Starts differ, because the feed is cut and documents tell the first post from the first trouble.
func (e event) same(other event, now time.Time) bool {
	const slack = time.Hour
	if e.arn != "" && e.arn == other.arn {
		return true
	}
	service, region := split(e.service)
	otherService, otherRegion := split(other.service)
	return letters(service) == letters(otherService) && region == otherRegion &&
		!e.start.After(other.last(now).Add(slack)) && !other.start.After(e.last(now).Add(slack))
}

// last returns when e was last known to go on: its end, its newest update if it is over, else now.
func (e event) last(now time.Time) time.Time {
	switch {
	case !e.end.IsZero():
		return e.end
	case !e.closed:
		return now
	case len(e.updates) > 0:
		return e.updates[0].At
	default:
		return e.start
	}
}

// letters drops what documents write differently: "MULTIPLE_SERVICES" is "multipleservices" elsewhere.
func letters(service string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, service)
}

// recentEvent is an element of /public/events.
type recentEvent struct {
	ARN      string `json:"arn"`
	Service  string `json:"service"` // such as "BEDROCK"
	Region   string `json:"region"`
	TypeCode string `json:"typeCode"`
	Start    text   `json:"startTime"` // milliseconds since 1970
	End      text   `json:"endTime"`   // the same; absent or null while it is open
	Metadata struct {
		Log string `json:"EVENT_LOG"` // JSON in a string
	} `json:"metadata"`
}

// recentEvents reads /public/events. Whether its window counts beginnings or ends is not known; from the oldest end in
// it on it is complete either way.
func recentEvents(body []byte) (events []event, from time.Time, err error) {
	var list []recentEvent
	if err := provider.UnmarshalJSON(body, &list); err != nil {
		return nil, from, fmt.Errorf("recent events: %w", err)
	}
	for n, w := range list {
		e, err := w.event()
		if err != nil {
			return nil, time.Time{}, fmt.Errorf("recent events: event %d: %w", n, err)
		}
		if e.closed && (from.IsZero() || e.end.Before(from)) {
			from = e.end
		}
		events = append(events, e)
	}
	return events, from, nil
}

func (w recentEvent) event() (event, error) {
	e := event{arn: w.ARN, service: code(w.Service), start: w.Start.milliseconds(), end: w.End.milliseconds()}
	if e.service == "" || e.start.IsZero() || w.End != "" && e.end.IsZero() {
		return event{}, fmt.Errorf("%w: it lacks its service, or its times are none", provider.ErrFormat)
	}
	if region := strings.ToLower(provider.Plain(w.Region)); region != "" && region != "global" {
		e.service += "-" + region
	}
	e.title = provider.Plain(w.TypeCode)
	e.closed = !e.end.IsZero()
	return e, w.readLog(&e)
}

// readLog takes over the log, whose newest entry has the title and the current status.
func (w recentEvent) readLog(e *event) error {
	if w.Metadata.Log == "" {
		return nil
	}
	var entries []logEntry
	if err := json.Unmarshal([]byte(w.Metadata.Log), &entries); err != nil {
		return fmt.Errorf("%w: its log: %w", provider.ErrFormat, err)
	}
	e.log(entries)
	if len(entries) > 0 {
		newest := entries[len(entries)-1]
		title, resolved := unresolved(newest.Summary)
		e.title, e.code = cmp.Or(title, e.title), string(newest.Status)
		e.closed = e.closed || resolved
	}
	if e.closed && e.end.IsZero() {
		e.end = e.last(time.Time{})
	}
	return nil
}

// code returns how the keys of services write service, which is "ACM_PCA" here and "acm-pca" there.
func code(service string) string {
	service = letters(service)
	for line := range strings.Lines(knownServices + knownGlobals) {
		if known, _, _ := strings.Cut(line, "\t"); letters(known) == service {
			return known
		}
	}
	return service
}

// milliseconds reads a count of milliseconds since 1970, as seconds does one of seconds.
func (t text) milliseconds() time.Time {
	n, err := strconv.ParseInt(string(t), 10, 64)
	if err != nil {
		return time.Time{}
	}
	return text(strconv.FormatInt(n/1000, 10)).seconds()
}
