package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"isserviceup/backend/status"
)

// maxNote bounds an update, in runes. Post-mortems are longer than a report.
const maxNote = 500

// trouble tells of the services with trouble, the worst first.
func (b builder) trouble() Section {
	section := Section{Title: "Trouble"}
	services := slices.DeleteFunc(slices.Clone(b.Services), func(s Service) bool { return !b.level(s).Trouble() })
	slices.SortStableFunc(services, func(x, y Service) int { return b.level(y).Severity() - b.level(x).Severity() })
	for _, s := range services {
		e := Entry{Name: s.Name, Text: b.level(s).Title()}
		switch {
		case b.over:
			e.Text += " at worst"
		case !s.Since.IsZero():
			e.Text += " since " + b.at(s.Since)
		}
		e.Items = b.incidents(s)
		if len(e.Items) == 0 {
			e.Items = []Item{{Title: "The page names no incident", URL: s.URL}}
		}
		section.Entries = append(section.Entries, e)
	}
	return section
}

// incidents are those of a service, newest first.
func (b builder) incidents(s Service) []Item {
	incidents := slices.Clone(s.Incidents)
	slices.SortStableFunc(incidents, func(x, y status.Incident) int {
		return cmp.Or(y.StartedAt.Compare(x.StartedAt), strings.Compare(x.ID, y.ID))
	})
	var items []Item
	for _, i := range incidents {
		item := Item{Title: i.Title, Text: b.lasting(i), URL: cmp.Or(i.URL, s.URL)}
		if len(i.Updates) > 0 {
			item.Note = b.update(i.Updates[0])
		}
		items = append(items, item)
	}
	return items
}

// lasting is the state and the time of an incident.
func (b builder) lasting(i status.Incident) string {
	var parts []string
	if i.State != "" {
		parts = append(parts, i.State)
	}
	if i.LongRunning {
		parts = append(parts, "long-running")
	}
	switch {
	case i.StartedAt.IsZero():
	case i.EndedAt.IsZero():
		parts = append(parts, "since "+b.at(i.StartedAt))
	default:
		parts = append(parts, "from "+b.at(i.StartedAt)+" to "+b.at(i.EndedAt))
	}
	return strings.Join(parts, ", ")
}

func (b builder) update(u status.Update) string {
	var parts []string
	if !u.At.IsZero() {
		parts = append(parts, b.at(u.At))
	}
	if u.State != "" {
		parts = append(parts, u.State)
	}
	return strings.TrimPrefix(strings.Join(parts, ", ")+": "+clip(u.Text), ": ")
}

// maintenance tells of planned work, first that in progress, then that to come.
func (b builder) maintenance() Section {
	section := Section{Title: "Maintenance"}
	for _, s := range b.Services {
		e := Entry{Name: s.Name}
		for _, m := range s.Maintenances {
			if b.concerns(m) {
				e.Items = append(e.Items, Item{Title: m.Title, Text: b.planned(m), URL: cmp.Or(m.URL, s.URL)})
			}
		}
		switch {
		case b.level(s) == status.UnderMaintenance && b.over:
			e.Text = "in maintenance for a time"
		case b.level(s) == status.UnderMaintenance:
			e.Text = "in progress"
		case len(e.Items) > 0:
			e.Text = "planned"
		}
		if e.Text != "" {
			section.Entries = append(section.Entries, e)
		}
	}
	return section
}

// concerns tells whether a maintenance belongs in the report: for a day that is over only what was planned for it.
func (b builder) concerns(m status.Maintenance) bool {
	end := status.AddDays(b.Day, 1)
	return !b.over || m.StartsAt.Before(end) && !m.StartsAt.IsZero() && (m.EndsAt.IsZero() || m.EndsAt.After(b.Day))
}

func (b builder) planned(m status.Maintenance) string {
	text := "from " + b.at(m.StartsAt)
	if m.InProgress && !b.over {
		text = "in progress since " + b.at(m.StartsAt)
	}
	if m.StartsAt.IsZero() {
		text = "without a start"
	}
	if !m.EndsAt.IsZero() {
		text += " to " + b.at(m.EndsAt)
	}
	return text
}

// unreadable tells of the services that nothing is known of.
func (b builder) unreadable() Section {
	section := Section{Title: "Could not be read"}
	if b.over {
		section.Title = "Not observed"
	}
	for _, s := range b.Services {
		if b.level(s) != status.Unknown {
			continue
		}
		e := Entry{Name: s.Name, Text: cmp.Or(clip(s.Reason), "not read yet")}
		switch {
		case b.over && s.Day.Unreadable > 0:
			e.Text = fmt.Sprintf("could not be read in %d quarter-hours", s.Day.Unreadable)
		case b.over:
			e.Text = "was not checked"
		case !s.GoodAt.IsZero():
			e.Text = sentence(e.Text) + fmt.Sprintf(" Last read %s: %s.", b.at(s.GoodAt), s.Good.Title())
		}
		section.Entries = append(section.Entries, e)
	}
	return section
}

// others tells of incidents that raise no level: those without impact, and long-running ones.
func (b builder) others() Section {
	section := Section{Title: "Other open incidents"}
	if b.over {
		section.Title = "Other incidents"
	}
	for _, s := range b.Services {
		if items := b.incidents(s); len(items) > 0 && !b.level(s).Trouble() {
			section.Entries = append(section.Entries, Entry{Name: s.Name, Text: b.level(s).Title(), Items: items})
		}
	}
	return section
}

// at is a time as the report writes it, in full, so that a line means the same on the next day.
func (b builder) at(t time.Time) string { return t.In(b.zone).Format("2006-01-02 15:04") }

// sentence ends text as a sentence.
func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// clip makes one line of a text and cuts it to maxNote runes.
func clip(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > maxNote {
		return strings.TrimSpace(string(runes[:maxNote-1])) + "…"
	}
	return string(runes)
}
