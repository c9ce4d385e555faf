// Package statuspage reads pages of Atlassian Statuspage by their public API, version 2.
package statuspage

import (
	"fmt"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// Provider returns the provider "statuspage".
func Provider() provider.Provider {
	return provider.Provider{
		Name: "statuspage",
		Pages: func(s catalog.Service) []provider.Page {
			return []provider.Page{{URL: s.Address("/api/v2/summary.json"), Format: provider.JSON}}
		},
		Parse: parse,
		HistoryPages: func(s catalog.Service) []provider.Page {
			return []provider.Page{{URL: s.Address("/api/v2/incidents.json"), Format: provider.JSON}}
		},
		ParseHistory: parseHistory,
	}
}

// parse reads a summary. Statuspage always serves all four keys, empty or not: a document that lacks one is somebody
// else's, and its silence about incidents proves nothing.
func parse(s catalog.Service, pages [][]byte, now time.Time) (status.Reading, error) {
	page, err := provider.ReadSummary(provider.First(pages), "status", "components", "incidents", "scheduled_maintenances")
	if err != nil {
		return status.Reading{}, fmt.Errorf("statuspage: read summary: %w", err)
	}
	return status.Assess(page, s.Components, now), nil
}

func parseHistory(_ catalog.Service, pages [][]byte, _ time.Time) (status.History, error) {
	history, err := provider.ReadIncidents(provider.First(pages))
	if err != nil {
		return history, fmt.Errorf("statuspage: read incidents: %w", err)
	}
	return history, nil
}
