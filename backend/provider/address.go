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

// ParseTime reads an RFC 3339 time, with any fraction, and returns it in UTC. Anything else, and a time that Plausible
// does not pass, is the zero time.
func ParseTime(text string) time.Time {
	t, err := time.Parse(time.RFC3339, strings.TrimSpace(text))
	if err != nil {
		return time.Time{}
	}
	return Plausible(t)
}

// Plausible returns t in UTC where a page can mean it. Pages write year 1 or the start of 1970 for "none"; what is
// older than any status page is no time, or an incident with it would be taken for one that nobody tends any more.
func Plausible(t time.Time) time.Time {
	if t.Year() < 2000 || t.Year() > 9998 {
		return time.Time{}
	}
	return t.UTC()
}
