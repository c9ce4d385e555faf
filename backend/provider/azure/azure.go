// Package azure reads the status page of Microsoft Azure: the feed, which lists the active incidents; where it cannot
// be read the one post that stands for all of Azure; and the page's own table of products and regions, which can only
// add trouble, because nothing on it tells how old it is. Regions and services are known by heart.
package azure

import (
	"errors"
	"fmt"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// Provider returns the reader of Azure's status page. It publishes no past that a program could read.
func Provider() provider.Provider {
	return provider.Provider{Name: "azure", Pages: pages, Parse: parse}
}

func pages(s catalog.Service) []provider.Page {
	return []provider.Page{
		{URL: s.Address("/en-us/status/feed/"), Format: provider.XML, Optional: true},
		{URL: s.AddressAt(cloud, "/api/posts/azure"), Format: provider.JSON, Fallback: true},
		{URL: s.Address("/en-us/status"), Format: provider.HTML, Optional: true},
	}
}

// cloud maps Azure's host to the one that has the posts of all of Microsoft's clouds.
func cloud(host string) string {
	if host == "azure.status.microsoft" {
		return "status.cloud.microsoft"
	}
	return host
}

// staleAfter is the age at which a sign of life is none, and skew how far it may lie ahead of our clock.
const (
	staleAfter = time.Hour
	skew       = 10 * time.Minute
)

func parse(s catalog.Service, pages [][]byte, now time.Time) (status.Reading, error) {
	r := reader{service: s, now: now, tree: newTree(), page: status.Page{ListsOnlyTrouble: true, ManyProducts: true}}
	read := func(n int) bool { return n < len(pages) && pages[n] != nil }
	var err error
	switch {
	case read(0):
		err = r.readFeed(pages[0])
	case read(1):
		err = r.readPost(pages[1])
	case read(2):
		r.doubt("neither the feed nor the post could be read, and the table does not tell its age")
	default:
		err = errors.New("none of the documents could be read")
	}
	if err == nil && read(2) {
		if err = r.tree.readTable(pages[2]); err != nil && (read(0) || read(1)) {
			r.page.Warnings = append(r.page.Warnings, "the table of products and regions could not be read")
			err = nil
		}
	}
	if err != nil {
		return status.Reading{}, fmt.Errorf("azure: %w", err)
	}
	chosen := r.tree.choose(s.Components)
	r.page.Components = r.tree.regions.Components()
	r.page.Knows = r.tree.knows
	return status.Assess(r.page, chosen, now), nil
}

// reader puts one reading together.
type reader struct {
	service catalog.Service
	now     time.Time
	tree    *tree
	page    status.Page
}

func (r *reader) doubt(format string, args ...any) {
	r.page.Doubts = append(r.page.Doubts, fmt.Sprintf(format, args...))
}

// alive adds a doubt unless built, when the machine wrote what, is fresh.
func (r *reader) alive(what string, built time.Time) {
	switch age := r.now.Sub(built); {
	case built.IsZero():
		r.doubt("%s does not tell when it was built", what)
	case age > staleAfter:
		r.doubt("%s is stale: it was built %s ago", what, age.Round(time.Minute))
	case age < -skew:
		r.doubt("%s was built %s ahead of this computer's clock", what, (-age).Round(time.Minute))
	}
}

// address is the page for people: links in the documents lead to hosts behind it.
func (r *reader) address() string { return provider.WebAddress(r.service.Address("/en-us/status")) }
