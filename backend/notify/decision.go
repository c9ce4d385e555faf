package notify

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"isserviceup/backend/status"
)

// Urgency is how much a notification presses.
type Urgency uint8

// The urgencies.
const (
	Low Urgency = iota
	Normal
	Critical
)

// Decision is what follows one reading.
type Decision struct {
	Kind    Kind
	Service string       // the service's id
	Name    string       // the service's name
	Level   status.Level // the level now
	Demo    bool         // the reading is simulated
	Send    bool
	Reason  string // a sentence that says why nothing is sent; empty where Send or where there is nothing new
	// Title, Body and Urgency are what to say where Send; send what Combine makes of it, not this.
	Title   string
	Body    string
	Urgency Urgency
}

// Notification is what a Sender shows. Its texts are plain.
type Notification struct {
	Title    string
	Body     string
	Level    status.Level // for the icon
	Urgency  Urgency
	Services []string // the ids of the services it tells of
}

// Limits of what a notification says, in runes and lines: desktops cut longer ones at a place of their own choosing.
const (
	maxTitle  = 80
	maxLine   = 120
	maxUpdate = 240
	maxLines  = 8
	combineAt = 4 // so many notifications of one cycle become one
)

// words says what happened. known is the level before.
func words(kind Kind, f Facts, known status.Level) (title, body string, u Urgency) {
	level := f.Reading.Level
	switch kind {
	case Recovered:
		title, body = "recovered", fmt.Sprintf("%s, after %s.", level.Title(), lower(known.Title()))
	case MaintenanceBegan:
		title, body = "maintenance", maintenance(f.Reading)
	case Unread:
		title, body = "could not be read", unreadable(f.Reading, known)
	case Trouble:
		title, body, u = lower(level.Title()), trouble(f.Reading), urgency(level)
	}
	return clip(f.Service.Name+": "+title, maxTitle), body, u
}

func urgency(level status.Level) Urgency {
	if level == status.MajorOutage {
		return Critical
	}
	return Normal
}

// trouble tells of the open incident that weighs most, the newest of several, or else of the components.
func trouble(r status.Reading) string {
	var worst *status.Incident
	for i := range r.Incidents {
		in := &r.Incidents[i]
		if !in.LongRunning && (worst == nil || in.Level.Worse(worst.Level)) {
			worst = in
		}
	}
	if worst == nil {
		return affected(r.Components)
	}
	body := clip(worst.Title, maxLine)
	if len(worst.Updates) > 0 && worst.Updates[0].Text != "" {
		body += "\n" + clip(worst.Updates[0].Text, maxUpdate)
	}
	return body
}

// affected names the leaves with trouble.
func affected(components []status.Component) string {
	var names []string
	for _, c := range status.Leaves(components) {
		if c.Level.Trouble() {
			names = append(names, c.Name)
		}
	}
	if len(names) == 0 {
		return "The page names no incident and no component."
	}
	return clip("Affected: "+strings.Join(names, ", "), maxUpdate)
}

func maintenance(r status.Reading) string {
	for _, m := range r.Maintenances {
		if m.InProgress {
			return clip(m.Title, maxLine)
		}
	}
	return "Planned work is in progress."
}

func unreadable(r status.Reading, known status.Level) string {
	body := clip(r.Reason, maxUpdate)
	if known == status.Unknown {
		return body
	}
	return strings.TrimSpace(body + "\nLast known: " + known.Title() + ".")
}

// Combine makes the notifications of the decisions of one cycle, worst first: one for each that is to be sent, or one
// for all where they are four or more.
func Combine(decisions []Decision) []Notification {
	send := slices.DeleteFunc(slices.Clone(decisions), func(d Decision) bool { return !d.Send })
	slices.SortStableFunc(send, func(a, b Decision) int {
		return cmp.Or(b.Level.Severity()-a.Level.Severity(), strings.Compare(a.Name, b.Name))
	})
	if len(send) >= combineAt {
		return []Notification{combined(send)}
	}
	var notifications []Notification
	for _, d := range send {
		notifications = append(notifications, Notification{
			Title: prefix(d.Demo) + d.Title, Body: d.Body, Level: d.Level, Urgency: d.Urgency, Services: []string{d.Service},
		})
	}
	return notifications
}

// combined tells of many services, sorted worst first, in one notification.
func combined(send []Decision) Notification {
	n := Notification{Level: send[0].Level}
	var lines []string
	demo := false
	for i, d := range send {
		demo = demo || d.Demo
		n.Urgency = max(n.Urgency, d.Urgency)
		n.Services = append(n.Services, d.Service)
		if i < maxLines {
			lines = append(lines, d.Title)
		}
	}
	if rest := len(send) - maxLines; rest > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", rest))
	}
	n.Title = fmt.Sprintf("%s%d services changed", prefix(demo), len(send))
	n.Body = strings.Join(lines, "\n")
	return n
}

// prefix marks what is simulated.
func prefix(demo bool) string {
	if demo {
		return "Demo: "
	}
	return ""
}

func lower(title string) string { return strings.ToLower(title[:1]) + title[1:] }

// clip makes one line of a page's text, without control characters, and shortens it to limit runes.
func clip(text string, limit int) string {
	runes := []rune(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }), " "))
	if len(runes) <= limit {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:limit-1])) + "…"
}
