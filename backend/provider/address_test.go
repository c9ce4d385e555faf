package provider_test

import (
	"testing"
	"time"

	"isserviceup/backend/provider"
)

func TestWebAddress(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://status.test/incidents/1?a=b#c": "https://status.test/incidents/1?a=b#c",
		"http://status.test":                    "http://status.test",
		" https://status.test\n":                "https://status.test",
		"javascript:alert(1)":                   "",
		"JavaScript://status.test/%0aalert(1)":  "",
		"file:///etc/passwd":                    "",
		"//status.test":                         "",
		"/incidents/1":                          "",
		"incidents/1":                           "",
		"https://":                              "",
		"https://status.test/a b":               "",
		"https://status.test/\"onclick=":        "",
		"https://status.test/\x1b":              "",
		"mailto:a@status.test":                  "",
		"":                                      "",
	} {
		if got := provider.WebAddress(address); got != want {
			t.Errorf("WebAddress(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestParseTime(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Time{
		"2026-03-02T12:00:00Z":              at,
		"2026-03-02T12:00:00.000Z":          at,
		"2026-03-02T04:00:00.000-08:00":     at,
		"2026-03-02T13:00:00.0000000+01:00": at,
		" 2026-03-02T12:00:00Z ":            at,
		"2026-03-02T12:00:00.25Z":           at.Add(250 * time.Millisecond),
		"0001-01-01T00:00:00+00:00":         {},
		"1970-01-01T00:00:00Z":              {},
		"1999-12-31T23:59:59Z":              {},
		"9999-12-31T23:59:59-12:00":         {},
		"2026-03-02":                        {},
		"2026-03-02 12:00:00":               {},
		"yesterday":                         {},
		"":                                  {},
	} {
		if got := provider.ParseTime(text); !got.Equal(want) || got.Location() != time.UTC {
			t.Errorf("ParseTime(%q) = %v, want %v", text, got, want)
		}
	}
}
