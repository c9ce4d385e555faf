// Package incidentio reads status pages of incident.io, in two ways at once: the imitation of Statuspage's API, which
// has the overall indicator but neither groups nor maintenances, and the document that the page itself is drawn from.
package incidentio

import (
	"fmt"
	"net/url"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// The pages by their index.
const (
	compat = iota
	native
)

// Provider returns the provider "incidentio". Its option "proxy" names the page's host where the service's URL does
// not have it.
func Provider() provider.Provider {
	return provider.Provider{
		Name: "incidentio",
		Pages: func(s catalog.Service) []provider.Page {
			return []provider.Page{
				compat: {URL: s.Address("/api/v2/summary.json"), Format: provider.JSON, Optional: true},
				native: {URL: s.Address("/proxy/" + url.PathEscape(host(s))), Format: provider.JSON, Optional: true},
			}
		},
		Parse: parse,
		HistoryPages: func(s catalog.Service) []provider.Page {
			return []provider.Page{{URL: s.Address("/api/v2/incidents.json"), Format: provider.JSON}}
		},
		ParseHistory: parseHistory,
	}
}

// host is the page's own host, by which the native document is called.
func host(s catalog.Service) string {
	if host := s.Options["proxy"]; host != "" {
		return host
	}
	u, err := url.Parse(s.URL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// parse reads whichever documents there are. Of two, the imitation gives the indicator alone.
func parse(s catalog.Service, pages [][]byte, now time.Time) (status.Reading, error) {
	imitated, compatErr := readCompat(provider.At(pages, compat))
	page, nativeErr := readNative(provider.At(pages, native))
	switch {
	case compatErr != nil && nativeErr != nil:
		return status.Reading{}, fmt.Errorf("incidentio: %w; %w", compatErr, nativeErr)
	case nativeErr != nil:
		page = imitated
	case compatErr == nil:
		page.Indicators = imitated.Indicators
	}
	link(&page, s.Site())
	return status.Assess(page, s.Components, now), nil
}

// readCompat reads the imitation. It leaves the incidents out where there are none, so only what a page always says
// is demanded.
func readCompat(body []byte) (status.Page, error) {
	page, err := provider.ReadSummary(body, "status", "components")
	if err != nil {
		return page, fmt.Errorf("read summary: %w", err)
	}
	return page, nil
}

func parseHistory(s catalog.Service, pages [][]byte, _ time.Time) (status.History, error) {
	history, err := provider.ReadIncidents(provider.First(pages))
	if err != nil {
		return history, fmt.Errorf("incidentio: read incidents: %w", err)
	}
	page := status.Page{Incidents: history.Incidents}
	link(&page, s.Site())
	return history, nil
}

// link gives the incidents and maintenances without an address that which they have on site.
func link(page *status.Page, site string) {
	address := func(have, id string) string {
		if have != "" || id == "" {
			return have
		}
		return provider.WebAddress(catalog.Service{URL: site}.Address("/incidents/" + url.PathEscape(id)))
	}
	for n := range page.Incidents {
		page.Incidents[n].URL = address(page.Incidents[n].URL, page.Incidents[n].ID)
	}
	for n := range page.Maintenances {
		page.Maintenances[n].URL = address(page.Maintenances[n].URL, page.Maintenances[n].ID)
	}
}
