package core

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/status"
)

// ownCategory is where the picker shows the services that the user has added.
const ownCategory = "Your own"

// guessed are the platforms whose pages many vendors have at addresses of their own and that can be read by address
// alone, the stricter reader first: incident.io imitates Statuspage.
var guessed = []string{"statuspage", "incidentio"}

// Add reads the status page at an address that the user gives, adds it to the catalogue and returns it. A page that
// the catalogue has already is returned as it is. An address at which no known platform answers is an *InvalidError.
func (c *Core) Add(ctx context.Context, address string) (catalog.Service, error) {
	page, err := pageAddress(address)
	if err != nil {
		return catalog.Service{}, &InvalidError{Field: "address", Err: err}
	}
	for _, s := range c.Catalogue() {
		if same(s.Site(), page) || same(s.URL, page) {
			return s, nil
		}
	}
	var reasons []string
	for _, platform := range guessed {
		s := c.named(page, platform)
		reading := c.readOnce(ctx, s)
		if reading.Level != status.Unknown {
			return s, c.keep(ctx, s)
		}
		reasons = append(reasons, platform+": "+reading.Reason)
	}
	return catalog.Service{}, &InvalidError{Field: "address", Err: fmt.Errorf(
		"no status page that isServiceUp can read was found at %s (%s)", page, strings.Join(reasons, "; "))}
}

// readOnce reads one service that is not watched.
func (c *Core) readOnce(ctx context.Context, s catalog.Service) status.Reading {
	reading := status.Reading{Reason: "you are offline"}
	c.currentChecker().Run(ctx, []catalog.Service{s}, func(r check.Result) { reading = r.Reading })
	return reading
}

// keep adds a service to the user's own, for good where the catalogue is not that of a file.
func (c *Core) keep(ctx context.Context, s catalog.Service) error {
	if !c.fixed {
		if err := c.store.SaveCustomService(ctx, s); err != nil {
			return err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.own = append(c.own, s)
	return nil
}

// pageAddress reads an address as people type it: the scheme may be missing, and what follows the page's own path, such
// as an incident, is left out.
func pageAddress(text string) (string, error) {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
		return "", fmt.Errorf("%q is not the address of a web page", text)
	}
	path, _, _ := strings.Cut(u.Path, "/incidents/")
	path, _, _ = strings.Cut(path, "/api/")
	return u.Scheme + "://" + strings.ToLower(u.Host) + strings.TrimRight(path, "/"), nil
}

// same tells whether two addresses are of one page.
func same(a, b string) bool {
	plain := func(address string) string {
		_, rest, _ := strings.Cut(strings.TrimRight(address, "/"), "://")
		return strings.TrimPrefix(rest, "www.")
	}
	return plain(a) == plain(b)
}

var notInID = regexp.MustCompile(`[^a-z0-9]+`)

// named makes a service of the page at an address: its name is the host without what only says that it is a status
// page.
func (c *Core) named(page, platform string) catalog.Service {
	_, rest, _ := strings.Cut(page, "://")
	name := strings.TrimPrefix(strings.TrimPrefix(rest, "www."), "status.")
	name = strings.TrimSuffix(name, ".statuspage.io")
	base := "own-" + strings.Trim(notInID.ReplaceAllString(rest, "-"), "-")
	id := base
	for n := 2; ; n++ { // addresses that differ only in what an id cannot hold
		if _, taken := c.known(id); !taken {
			break
		}
		id = fmt.Sprintf("%s-%d", base, n)
	}
	return catalog.Service{ID: id, Name: name, Category: ownCategory, Platform: platform, URL: page}
}
