package core

import (
	"context"
	"fmt"
	"time"

	"isserviceup/backend/report"
	"isserviceup/backend/status"
)

// Report writes the report of a day, "YYYY-MM-DD" in the display zone, or of today where day is empty. format is
// "text" or "markdown".
func (c *Core) Report(ctx context.Context, format, day string) (string, error) {
	write, ok := map[string]func(report.Report) string{"text": report.Text, "markdown": report.Markdown}[format]
	if !ok {
		return "", &InvalidError{Field: "format", Err: fmt.Errorf("there is no format %q; known: text, markdown", format)}
	}
	start, err := c.reportDay(day)
	if err != nil {
		return "", err
	}
	in, err := c.reportInput(ctx, start)
	if err != nil {
		return "", err
	}
	return write(report.Build(in)), nil
}

// reportDay returns the start of the day that is meant.
func (c *Core) reportDay(day string) (time.Time, error) {
	zone, now := c.displayZone(), c.now()
	if day == "" {
		return status.DayStart(now, zone), nil
	}
	noon, err := time.ParseInLocation("2006-01-02 15", day+" 12", zone)
	if err != nil {
		return time.Time{}, &InvalidError{Field: "day", Err: fmt.Errorf("%q is not a day of the form YYYY-MM-DD", day)}
	}
	start := status.DayStart(noon, zone)
	if start.After(now) {
		return time.Time{}, &InvalidError{Field: "day", Err: fmt.Errorf("the day %s has not begun", day)}
	}
	return start, nil
}

// reportInput gathers what the report of the day that begins at start tells of.
func (c *Core) reportInput(ctx context.Context, start time.Time) (report.Input, error) {
	snapshot, now := c.Snapshot(), c.now()
	in := report.Input{
		Now: now, Day: start, Demo: snapshot.Frame.Demo, Offline: !snapshot.Frame.OfflineSince.IsZero(),
	}
	if zone := start.Location(); zone != time.Local {
		in.ZoneName = zone.String()
	}
	over := !status.AddDays(start, 1).After(now)
	for _, v := range snapshot.Services {
		s := report.Service{
			Name: v.Service.Name, URL: v.Service.Site(), Level: v.Reading.Level, Since: v.Since, ReadAt: v.CheckedAt,
			Reason: v.Reading.Reason, Good: v.LastGood, GoodAt: v.LastGoodAt, Incidents: v.Reading.Incidents, Maintenances: v.Reading.Maintenances,
		}
		quarters, err := c.Day(ctx, v.Service.ID, start)
		if err != nil {
			return in, err
		}
		s.Day = status.Summarise(start, quarters, now)
		if over {
			if s.Incidents, err = c.incidentsOn(ctx, v, start); err != nil {
				return in, err
			}
		}
		in.Services = append(in.Services, s)
	}
	return in, nil
}

// archiveReach is how long before a day an incident of that day may have begun.
const archiveReach = 60 * 24 * time.Hour

// incidentsOn returns the incidents of a service that were open on the day that begins at start.
func (c *Core) incidentsOn(ctx context.Context, v ServiceView, start time.Time) ([]status.Incident, error) {
	end := status.AddDays(start, 1)
	archived, err := c.store.Incidents(ctx, v.Service.ID, start.Add(-archiveReach), end)
	if err != nil || v.Demo {
		return nil, err
	}
	var incidents []status.Incident
	for _, i := range archived {
		last := i.EndedAt
		if last.IsZero() {
			last = i.LastSeen
		}
		if !last.Before(start) {
			incidents = append(incidents, i.Incident)
		}
	}
	return incidents, nil
}
