// Package provider says what a provider is: a way to read one kind of status page, as a value with pure functions.
// It also holds what every provider needs to turn hostile bytes into the domain's words.
package provider

import (
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/status"
)

// Format is what a page's bytes must look like from the first one on.
type Format uint8

// The formats.
const (
	JSON Format = iota
	XML
	HTML
)

// Page is one document that a provider reads.
type Page struct {
	URL    string // built from the service's own
	Format Format
	// Optional says that the provider can do without the page.
	Optional bool
	// Fallback says that the page is read only where none of the pages before it could be. It is also optional.
	Fallback bool
}

// Provider reads the status pages of one platform. It neither dials nor looks at the clock.
type Provider struct {
	// Name is the catalogue's "platform".
	Name string
	// Options are the names of the options that a service of this platform must have.
	Options []string
	// Pages returns the documents for a check, in order.
	Pages func(catalog.Service) []Page
	// Parse reads the documents of Pages, in that order, nil for one that was not read. It returns an error where
	// they are not what the platform serves; the service is then Unknown and the error its reason.
	Parse func(s catalog.Service, pages [][]byte, now time.Time) (status.Reading, error)
	// HistoryPages returns the documents that tell the page's past; it is nil where the platform publishes none.
	HistoryPages func(catalog.Service) []Page
	// ParseHistory reads the documents of HistoryPages as Parse does those of Pages.
	ParseHistory func(s catalog.Service, pages [][]byte, now time.Time) (status.History, error)
}
