package provider

import (
	"testing"
	"time"

	"isserviceup/backend/catalog"
)

func TestGoogleTitle(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ text, want string }{
		"a first line":             {"Builds are slow.\n\nMore of it.", "Builds are slow."},
		"below a bold heading":     {"**Title**\nMail is late.\n**Description**\nWe look.", "Mail is late."},
		"below a heading":          {"## Summary:\nMail is late.", "Mail is late."},
		"below escaped hashes":     {"## \\# Incident Report\n## \\#\\# Summary\nMail is late.", "Mail is late."},
		"with Markdown":            {"Builds are *very* slow, see [here](https://example.com).", "Builds are very slow, see here."},
		"nothing but headings":     {"**Summary**\n**Description**", "Gmail"},
		"nothing":                  {"", "Gmail"},
		"a hash that means a hash": {"Issue \\#4 is back", "Issue #4 is back"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := (googleIncident{Text: c.text, Service: "Gmail"}).title(); got != c.want {
				t.Errorf("title %q, want %q", got, c.want)
			}
		})
	}
}

// TestGoogleHistoryFrom holds the past to what the list proves: it is complete from the oldest end in it on.
func TestGoogleHistoryFrom(t *testing.T) {
	t.Parallel()
	const one = `{"id":"a","status_impact":"SERVICE_OUTAGE","service_name":"x","begin":"2026-01-05T00:00:00Z","end":"2026-02-01T00:00:00Z"}`
	const two = `{"id":"b","status_impact":"SERVICE_OUTAGE","service_name":"x","begin":"2026-01-20T00:00:00Z","end":"2026-01-21T00:00:00Z"}`
	const open = `{"id":"c","status_impact":"SERVICE_OUTAGE","service_name":"x","begin":"2025-11-01T00:00:00Z"}`
	p := Google("gcp", "/", "", "")
	cases := map[string]struct {
		list string
		want time.Time
	}{
		"none":      {"[]", time.Time{}},
		"open only": {"[" + open + "]", time.Time{}},
		"several":   {"[" + one + "," + two + "," + open + "]", time.Date(2026, 1, 21, 0, 0, 0, 0, time.UTC)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, err := p.ParseHistory(catalog.Service{}, [][]byte{[]byte(c.list)}, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
			if err != nil || !h.From.Equal(c.want) {
				t.Errorf("from %v (error %v), want %v", h.From, err, c.want)
			}
		})
	}
}
