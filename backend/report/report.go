// Package report writes the daily report: what stands on a day, in an order that does not depend on when services
// were read, so that two reports can be laid side by side.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"isserviceup/backend/status"
)

// Input is what a report tells of.
type Input struct {
	Now time.Time // when the report is made
	// Day is the start of the day that it tells of, see status.DayStart. Its location is the zone of all times. A day
	// that is over is told of by what was observed on it, the running one by what stands at Now.
	Day      time.Time
	ZoneName string // such as "Europe/Berlin"; empty where only the distance to UTC is known
	Offline  bool   // we are offline, so what stands is what was last read
	Demo     bool   // the services are simulated
	Services []Service
}

// Service is what a report tells of one service.
type Service struct {
	Name   string
	URL    string       // of the status page, for people
	Level  status.Level // now; a day that is over is judged by Day alone
	Since  time.Time    // since when Level stands; zero where it is not known
	Reason string       // why Level is Unknown; else empty
	Good   status.Level // the level last known, where Level is Unknown
	GoodAt time.Time    // when Good was read; zero where nothing ever was
	Day    status.Day   // what was observed on the day

	Incidents    []status.Incident // open now, or for a day that is over those of the day
	Maintenances []status.Maintenance
}

// Report is a report before it is written as text or Markdown. Its texts are plain.
type Report struct {
	Title    string
	Notes    []string // when and in which zone, and what else must be known to read it
	Overall  string   // one sentence
	Sections []Section
	Well     []string // the names of the services without a section
	Uptimes  []Uptime
}

// Section tells of the services of one kind.
type Section struct {
	Title   string
	Entries []Entry
}

// Entry tells of one service.
type Entry struct {
	Name  string
	Text  string
	Items []Item
}

// Item is an incident or a maintenance.
type Item struct {
	Title string
	Text  string
	URL   string
	Note  string // the newest update; empty where there is none
}

// Uptime is what was observed of one service on the day.
type Uptime struct {
	Name     string
	Share    string // such as "99.89 %", of the quarters of an hour that were observed
	Coverage string // such as "88 of 96 quarter-hours"
}

// maxNote bounds an update, in runes. Post-mortems are longer than a report.
const maxNote = 500

// builder builds one report.
type builder struct {
	Input
	zone *time.Location
	over bool // the day is over
}

// Build makes the report. The order of in.Services does not matter.
func Build(in Input) Report {
	b := builder{Input: in, zone: in.Day.Location(), over: !status.AddDays(in.Day, 1).After(in.Now)}
	b.Services = slices.Clone(in.Services)
	slices.SortStableFunc(b.Services, func(x, y Service) int {
		return cmp.Or(strings.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)), strings.Compare(x.Name, y.Name))
	})
	r := Report{Title: b.title(), Notes: b.notes(), Overall: b.overall()}
	for _, s := range []Section{b.trouble(), b.maintenance(), b.unreadable(), b.others()} {
		if len(s.Entries) > 0 {
			r.Sections = append(r.Sections, s)
		}
	}
	for _, s := range b.Services {
		if b.level(s) == status.Operational {
			r.Well = append(r.Well, s.Name)
		}
		r.Uptimes = append(r.Uptimes, uptime(s))
	}
	return r
}

// level is what the report judges a service by.
func (b builder) level(s Service) status.Level {
	if b.over {
		return s.Day.Level
	}
	return s.Level
}

func (b builder) title() string {
	title := "isServiceUp report for " + b.Day.Format("Monday 2006-01-02")
	if b.Demo {
		return "Demo: " + title
	}
	return title
}

func (b builder) notes() []string {
	zone := "UTC" + b.Day.Format("-07:00")
	if b.ZoneName != "" && b.ZoneName != "UTC" {
		zone = b.ZoneName + " (" + zone + ")"
	} else if b.ZoneName == "UTC" {
		zone = "UTC"
	}
	notes := []string{fmt.Sprintf("Made at %s. All times are in %s.", b.at(b.Now), zone)}
	if b.Demo {
		notes = append(notes, "Every service and every incident in it is simulated, for demonstration only.")
	}
	if b.Offline && !b.over {
		notes = append(notes, "We are offline: the levels are those that were last read.")
	}
	return notes
}

// overall is the day in one sentence.
func (b builder) overall() string {
	var trouble, maintenance, unread int
	for _, s := range b.Services {
		switch level := b.level(s); {
		case level.Trouble():
			trouble++
		case level == status.UnderMaintenance:
			maintenance++
		case level == status.Unknown:
			unread++
		}
	}
	well := len(b.Services) - trouble - maintenance - unread
	switch {
	case len(b.Services) == 0:
		return "No service is watched."
	case well == len(b.Services) && b.over:
		return "No service had issues."
	case well == len(b.Services):
		return fmt.Sprintf("All services are operational: %d of %d.", well, well)
	}
	return fmt.Sprintf("Of %d watched: %s.", len(b.Services), strings.Join(slices.Concat(
		b.counted(trouble, "has issues", "have issues", "had issues"),
		b.counted(maintenance, "is in maintenance", "are in maintenance", "had maintenance only"),
		b.counted(unread, "could not be read", "could not be read", "could not be observed"),
		b.counted(well, "is operational", "are operational", "had no issues"),
	), ", "))
}

// counted says of n services what one does, what several do, or what any did on a day that is over; nothing of none.
func (b builder) counted(n int, one, many, did string) []string {
	switch {
	case n == 0:
		return nil
	case b.over:
		return []string{fmt.Sprintf("%d %s", n, did)}
	case n == 1:
		return []string{"1 " + one}
	default:
		return []string{fmt.Sprintf("%d %s", n, many)}
	}
}

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

// uptime is what was observed of a service. Shares are rounded down: only a day without a fault has 100 %.
func uptime(s Service) Uptime {
	u := Uptime{Name: s.Name, Share: "not observed", Coverage: fmt.Sprintf("%d of %d quarter-hours", s.Day.Observed, s.Day.Elapsed())}
	if s.Day.Observed > 0 {
		hundredths := (s.Day.Observed - s.Day.Down) * 10000 / s.Day.Observed
		u.Share = fmt.Sprintf("%d.%02d %%", hundredths/100, hundredths%100)
	}
	return u
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
