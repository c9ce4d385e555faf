package bridge

import (
	"time"

	"isserviceup/backend/core"
	"isserviceup/backend/notify"
	"isserviceup/backend/settings"
	"isserviceup/backend/status"
)

// millis is the wire's form of a time; 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// instant is the inverse of millis.
func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// each maps items with f. It never returns nil: the page gets [] and not null.
func each[A, B any](items []A, f func(A) B) []B {
	mapped := make([]B, 0, len(items))
	for _, item := range items {
		mapped = append(mapped, f(item))
	}
	return mapped
}

func levelOf(l status.Level) Level { return Level(l.String()) }

func nameOf(r status.Ref) string {
	if r.Name == "" {
		return r.ID
	}
	return r.Name
}

func frameOf(f core.Frame) Frame {
	return Frame{
		Revision: f.Revision, FirstStart: f.FirstStart, Demo: f.Demo, Notice: f.Notice,
		Checking: f.Checking, Done: f.Done, Total: f.Total, CheckedAt: millis(f.CheckedAt), NextCheck: millis(f.NextCheck),
		Offline: !f.OfflineSince.IsZero(), OfflineAt: millis(f.OfflineSince), OfflineDetails: f.OfflineDetails,
		Failure: f.Failure, NoNotifications: f.NoNotifications,
	}
}

func rowOf(v core.ServiceView) ServiceRow {
	return ServiceRow{
		ID: v.Service.ID, Name: v.Service.Name, Category: v.Service.Category, Platform: v.Service.Platform,
		Site: v.Service.Site(), Level: levelOf(v.Reading.Level), Since: millis(v.Since),
		Reason: v.Reading.Reason, Error: v.Error, Detail: v.Detail,
		CheckedAt: millis(v.CheckedAt), LastGoodAt: millis(v.LastGoodAt), LastGood: levelOf(v.LastGood), Stale: v.Stale,
		Pinned: v.Pinned, MutedUntil: millis(v.MutedUntil), Demo: v.Demo,
		Incidents: each(v.Reading.Incidents, func(i status.Incident) Incident {
			i.Updates = i.Updates[:min(1, len(i.Updates))]
			return incidentOf(i)
		}),
		Maintenances: each(v.Reading.Maintenances, maintenanceOf),
	}
}

func incidentOf(i status.Incident) Incident {
	return Incident{
		ID: i.ID, Title: i.Title, Impact: i.Impact, State: i.State, Level: levelOf(i.Level),
		LongRunning: i.LongRunning, Closed: i.Closed,
		StartedAt: millis(i.StartedAt), UpdatedAt: millis(i.NewestUpdate()), EndedAt: millis(i.EndedAt), URL: i.URL,
		Components: each(i.Components, nameOf), Updates: each(i.Updates, updateOf),
	}
}

func updateOf(u status.Update) Update { return Update{At: millis(u.At), State: u.State, Text: u.Text} }

func maintenanceOf(m status.Maintenance) Maintenance {
	return Maintenance{
		ID: m.ID, Title: m.Title, InProgress: m.InProgress, StartsAt: millis(m.StartsAt), EndsAt: millis(m.EndsAt),
		URL: m.URL, Components: each(m.Components, nameOf), Updates: each(m.Updates, updateOf),
	}
}

func detailsOf(d core.Details) Details {
	leaves := status.Leaves(d.View.Reading.Components)
	return Details{
		Row: rowOf(d.View), Components: nodes(nil, d.View.Reading.Components, "", 0),
		Leaves: len(leaves), Affected: affected(leaves),
		Incidents: each(d.View.Reading.Incidents, incidentOf),
		Chosen:    each(d.Chosen, func(c string) string { return c }),
		Warnings:  each(d.View.Reading.Warnings, func(w string) string { return w }),
	}
}

// nodes appends the tree in its order to list, each node before those below it.
func nodes(list []ComponentNode, components []status.Component, path string, depth int) []ComponentNode {
	if list == nil {
		list = []ComponentNode{}
	}
	for _, c := range components {
		own := c.Name
		if path != "" {
			own = path + " > " + c.Name
		}
		node := ComponentNode{Choice: c.ID, Name: c.Name, Depth: depth, Group: c.Group(), Level: levelOf(c.Level), Word: c.Word}
		if node.Choice == "" {
			node.Choice = own
		}
		if c.Group() {
			leaves := status.Leaves(c.Components)
			node.Leaves, node.Affected = len(leaves), affected(leaves)
		}
		list = nodes(append(list, node), c.Components, own, depth+1)
	}
	return list
}

// affected counts the leaves that are neither operational nor under maintenance.
func affected(leaves []status.Component) (n int) {
	for _, l := range leaves {
		if l.Level != status.Operational && l.Level != status.UnderMaintenance {
			n++
		}
	}
	return n
}

func historyOf(p core.Past) History {
	return History{
		Weeks: each(p.Weeks, func(w core.Week) Week {
			return Week{Start: millis(w.Start), Label: w.Label, Count: w.Count, Known: w.Known, Current: w.Current}
		}),
		Recent: each(p.Recent, incidentOf), Error: p.Error,
	}
}

func changeOf(v core.ChangeView) Change {
	return Change{
		ID: v.ID, At: millis(v.At), Service: v.Service, Name: v.Name, From: levelOf(v.From), To: levelOf(v.To),
		Reason: v.Reason, Notified: string(v.Notified), Why: v.Why, Demo: v.Demo,
	}
}

func settingsOf(s settings.Settings) Settings {
	return Settings{
		NotifyFrom: levelOf(s.Notify.From), NotifyRecovery: s.Notify.Recovery, NotifyMaintenance: s.Notify.Maintenance,
		Concurrency: s.Concurrency, TimeoutSeconds: s.TimeoutSeconds, ProbeAddresses: s.ProbeAddresses,
		RetentionDays: s.RetentionDays, MaxMegabytes: s.MaxMegabytes, Zone: s.Zone,
		Compact: s.Compact, ColourBlind: s.ColourBlind,
	}
}

// domain is the inverse of settingsOf. A level that does not exist is one that validation refuses.
func (s Settings) domain() settings.Settings {
	from, err := status.ParseLevel(string(s.NotifyFrom))
	if err != nil {
		from = status.Unknown
	}
	return settings.Settings{
		Concurrency: s.Concurrency, TimeoutSeconds: s.TimeoutSeconds, ProbeAddresses: s.ProbeAddresses,
		Notify: notify.Rules{From: from, Recovery: s.NotifyRecovery, Maintenance: s.NotifyMaintenance},
		Zone:   s.Zone, Compact: s.Compact, ColourBlind: s.ColourBlind,
		RetentionDays: s.RetentionDays, MaxMegabytes: s.MaxMegabytes,
	}
}
