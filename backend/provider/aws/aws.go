// Package aws reads the AWS Health Dashboard: the current events, which name only what is in trouble, and for the past
// the recent events and the RSS feed of the older dashboard. Regions and services are known by heart.
package aws

import (
	"errors"
	"fmt"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// Provider returns the reader of the AWS Health Dashboard.
func Provider() provider.Provider {
	return provider.Provider{
		Name:         "aws",
		Pages:        pages,
		Parse:        parse,
		HistoryPages: historyPages,
		ParseHistory: parseHistory,
	}
}

// older maps the dashboard's host to the one of its predecessor, which still serves what it always did.
func older(host string) string {
	if host == "health.aws.amazon.com" {
		return "status.aws.amazon.com"
	}
	return host
}

func pages(s catalog.Service) []provider.Page {
	return []provider.Page{
		{URL: s.Address("/public/currentevents"), Format: provider.JSON, Optional: true},
		{URL: s.AddressAt(older, "/data.json"), Format: provider.JSON, Fallback: true},
	}
}

func historyPages(s catalog.Service) []provider.Page {
	return []provider.Page{
		{URL: s.Address("/public/currentevents"), Format: provider.JSON, Optional: true},
		{URL: s.Address("/public/events"), Format: provider.JSON, Optional: true},
		{URL: s.AddressAt(older, "/rss/all.rss"), Format: provider.XML, Optional: true},
		{URL: s.AddressAt(older, "/data.json"), Format: provider.JSON, Fallback: true},
	}
}

var errUnread = errors.New("none of the documents could be read")

func parse(s catalog.Service, pages [][]byte, now time.Time) (status.Reading, error) {
	events, doubts, err := current(pages)
	if err != nil {
		return status.Reading{}, fmt.Errorf("aws: %w", err)
	}
	result := status.Page{ListsOnlyTrouble: true, ManyProducts: true, Doubts: doubts}
	t := newTree()
	for _, e := range events {
		if _, known := codes[e.code]; !known {
			result.Warnings = append(result.Warnings, fmt.Sprintf("event %s has the unknown status %q", e.id(), provider.Plain(e.code)))
		}
		if !e.over(now) {
			t.add(e)
		}
		result.Incidents = append(result.Incidents, e.incident(s, now))
	}
	chosen := t.choose(s.Components)
	result.Components = t.regions.Components()
	result.Knows = t.knows
	return status.Assess(result, chosen, now), nil
}

// current returns the events of the first document that was read, and what is to be doubted about them.
func current(pages [][]byte) (events []event, doubts []string, err error) {
	switch {
	case len(pages) > 0 && pages[0] != nil:
		return currentEvents(pages[0])
	case len(pages) > 1 && pages[1] != nil:
		events, _, err = dataFile(pages[1])
		return events, nil, err
	default:
		return nil, nil, errUnread
	}
}
