package aws

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// codes are the statuses of events and services: what an event raises AWS to, what a service is at, and what AWS calls
// it in words. AWS documents none of them; they are the same in all of its documents.
var codes = map[string]struct {
	event, service status.Level
	word           string
}{
	"0": {status.Operational, status.Operational, "Service is operating normally"},
	"1": {status.Operational, status.Operational, "Informational message"},
	"2": {status.Degraded, status.Degraded, "Service impact"},
	"3": {status.PartialOutage, status.MajorOutage, "Service disruption"},
}

// word returns AWS's words for code, or code itself.
func word(code string) string {
	if known, ok := codes[code]; ok {
		return known.word
	}
	return provider.Plain(code)
}

// worse returns the worse of two codes, and of an unknown one and another the other.
func worse(x, y string) string {
	if _, known := codes[y]; !known {
		return x
	}
	if _, known := codes[x]; !known {
		return y
	}
	return max(x, y)
}

// event is one event, whichever document it is from.
type event struct {
	arn         string
	service     string // the key of a service in a region, such as "ec2-us-east-1", or of a global one, such as "route53"
	serviceName string
	regionName  string
	title       string
	code        string // the current status
	worst       string // the worst status that it ever had
	closed      bool
	start, end  time.Time // end is zero while it is open or where it is not published
	services    []impact
	updates     []status.Update
}

// impact is a service that an event affects.
type impact struct{ key, name, code string }

// text is a JSON string or number: AWS writes codes and times as either.
type text string

// UnmarshalJSON takes a string, a number or null, which is empty.
func (t *text) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, (*string)(t))
	}
	var number json.Number
	err := json.Unmarshal(data, &number)
	*t = text(number)
	return err
}

// seconds reads a count of seconds since 1970; anything else, and one that no event can have, is the zero time.
func (t text) seconds() time.Time {
	n, err := strconv.ParseInt(string(t), 10, 64)
	if err != nil || n > 1<<36 {
		return time.Time{}
	}
	return provider.Plausible(time.Unix(n, 0))
}

// log takes over the updates of an event, oldest first as AWS has them, and what they say of its worst status.
func (e *event) log(entries []logEntry) {
	for _, l := range entries {
		e.updates = append(e.updates, status.Update{
			At: l.Timestamp.seconds(), State: word(string(l.Status)), Text: provider.PlainHTML(l.Message),
		})
		e.worst = worse(e.worst, string(l.Status))
	}
	slices.Reverse(e.updates)
	slices.SortStableFunc(e.updates, func(x, y status.Update) int { return y.At.Compare(x.At) })
}

// resolvedMark is what AWS puts before the summary of an event that is over.
const resolvedMark = "[RESOLVED]"

// unresolved returns summary without the mark, and whether it had one.
func unresolved(summary string) (string, bool) {
	summary = provider.Plain(summary)
	rest, resolved := strings.CutPrefix(summary, resolvedMark)
	return strings.TrimSpace(rest), resolved
}

// id is the service and the start, as AWS itself writes it in the RSS feed. The ARN would do as well, but not all of
// the documents have it, and an event must keep its id from one to the other.
func (e event) id() string {
	if e.start.IsZero() {
		return cmp.Or(e.arn, e.service)
	}
	return fmt.Sprintf("%s_%d", e.service, e.start.Unix())
}

// over tells whether e is over at now.
func (e event) over(now time.Time) bool {
	return e.closed || !e.end.IsZero() && !e.end.After(now)
}

// incident is e as the page tells it at now. While it is open its current status counts, afterwards the worst.
func (e event) incident(s catalog.Service, now time.Time) status.Incident {
	code, state := e.code, "open"
	if e.over(now) {
		code, state = e.worst, "resolved"
	}
	return status.Incident{
		ID:         e.id(),
		Title:      cmp.Or(e.title, e.serviceName, e.service),
		Impact:     word(code),
		State:      state,
		Level:      codes[code].event,
		Closed:     e.closed,
		StartedAt:  e.start,
		EndedAt:    e.end,
		URL:        e.address(s),
		Components: e.refs(),
		Updates:    e.updates,
	}
}

func (e event) address(s catalog.Service) string {
	if e.arn == "" {
		return provider.WebAddress(s.Address("/health/status"))
	}
	return provider.WebAddress(s.Address("/health/status?eventID=" + url.QueryEscape(e.arn)))
}

// refs names the services that e affects now, all of them where none is left, and the whole region where e is about
// several services and does not say which.
func (e event) refs() []status.Ref {
	var all, affected []status.Ref
	for _, i := range e.impacts() {
		ref := status.Ref{ID: i.key, Name: i.name}
		all = append(all, ref)
		if i.code != "0" {
			affected = append(affected, ref)
		}
	}
	if len(e.services) == 0 && e.several() {
		_, region := split(e.service)
		affected = append(affected, status.Ref{ID: region, Name: cmp.Or(e.regionName, region)})
	}
	if len(affected) == 0 {
		return all
	}
	return affected
}

// several tells whether e is about a region as a whole.
func (e event) several() bool { return strings.HasPrefix(e.service, "multipleservices") }

// impacts returns the services that e names, its own among them.
func (e event) impacts() []impact {
	own := slices.ContainsFunc(e.services, func(i impact) bool { return i.key == e.service })
	if own || len(e.services) > 0 && e.several() {
		return e.services
	}
	return append(slices.Clone(e.services), impact{e.service, cmp.Or(e.serviceName, e.service), e.code})
}

// keyed finds the region at the end of a service's key.
var keyed = regexp.MustCompile(`^(.+?)-((?:us-gov|us-iso[a-z]?|eusc-[a-z]{2}|[a-z]{2})-(?:north|south)?(?:north|south|east|west|central)-\d+)$`)

// split parts a service's key into service and region, which is "global" for a key without.
func split(key string) (service, region string) {
	if m := keyed.FindStringSubmatch(key); m != nil {
		return m[1], m[2]
	}
	return key, "global"
}
