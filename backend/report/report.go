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
	ReadAt time.Time    // when Level was found; zero where nothing was ever read
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

// builder builds one report.
type builder struct {
	Input
	zone *time.Location
	over bool // the day is over
}

// Build makes the report. The order of in.Services does not matter.
func Build(in Input) Report {
	b := builder{Input: in, zone: in.Day.Location(), over: !status.AddDays(in.Day, 1).After(in.Now)}
	b.Services = make([]Service, len(in.Services))
	for i, s := range in.Services {
		b.Services[i] = b.fresh(s)
	}
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

// staleAfter is how old a reading may be to tell what stands now: much longer than checks lie apart.
const staleAfter = time.Hour

// fresh returns s, of which nothing is known now where it was not read for long, as when a command makes the report of
// a day on which nothing ran. While we are offline that is said of all of them, and they keep their levels.
func (b builder) fresh(s Service) Service {
	if !b.over && !b.Offline && !s.ReadAt.IsZero() && b.Now.Sub(s.ReadAt) > staleAfter {
		s.Level, s.Reason = status.Unknown, "not checked since "+b.at(s.ReadAt)
	}
	return s
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
	notes := []string{fmt.Sprintf("Made at %s. All times are in %s.", b.at(b.Now), b.zoneWords())}
	if b.Demo {
		notes = append(notes, "Every service and every incident in it is simulated, for demonstration only.")
	}
	if b.Offline && !b.over {
		notes = append(notes, "We are offline: the levels are those that were last read.")
	}
	return notes
}

// zoneWords names the zone with its distance to UTC: both of them on a day on which the clock is moved.
func (b builder) zoneWords() string {
	if b.ZoneName == "UTC" {
		return "UTC"
	}
	distance := "UTC" + b.Day.Format("-07:00")
	if last := "UTC" + status.AddDays(b.Day, 1).Add(-time.Second).Format("-07:00"); last != distance {
		distance += ", later " + last
	}
	if b.ZoneName == "" {
		return distance
	}
	return b.ZoneName + " (" + distance + ")"
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

// uptime is what was observed of a service. Shares are rounded down: only a day without a fault has 100 %.
func uptime(s Service) Uptime {
	u := Uptime{Name: s.Name, Share: "not observed", Coverage: fmt.Sprintf("%d of %d quarter-hours", s.Day.Observed, s.Day.Elapsed())}
	if s.Day.Observed > 0 {
		hundredths := (s.Day.Observed - s.Day.Down) * 10000 / s.Day.Observed
		u.Share = fmt.Sprintf("%d.%02d %%", hundredths/100, hundredths%100)
	}
	return u
}
