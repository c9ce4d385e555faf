package provider

import (
	"net/url"
	"strings"
	"time"
)

// WebAddress returns address where it is an absolute http or https one, else nothing: a page must not be able to make
// the program open anything else.
func WebAddress(address string) string {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.ContainsAny(address, " <>\"`") {
		return ""
	}
	return address
}

// ParseTime reads an RFC 3339 time, with any fraction, and returns it in UTC. Anything else, and a time outside the
// years 1970 to 9998 (some pages write year 1 for "none"), is the zero time.
func ParseTime(text string) time.Time {
	t, err := time.Parse(time.RFC3339, strings.TrimSpace(text))
	if err != nil || t.Year() < 1970 || t.Year() > 9998 {
		return time.Time{}
	}
	return t.UTC()
}
