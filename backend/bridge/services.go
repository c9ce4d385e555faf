package bridge

import (
	"context"
	"net/url"
	"strings"

	"isserviceup/backend/catalog"
	"isserviceup/backend/core"
)

// Services is what the picker of services may call.
type Services struct{ link *link }

// Catalogue returns every known service and the presets.
func (s *Services) Catalogue() (Catalogue, error) {
	return call(s.link, func(_ context.Context, c *core.Core) (Catalogue, error) {
		watched := map[string]bool{}
		for _, w := range c.Watched() {
			watched[w.ID] = true
		}
		return Catalogue{
			Services: each(c.Catalogue(), func(known catalog.Service) CatalogueService {
				return catalogued(known, watched[known.ID])
			}),
			Presets: each(catalog.Presets(), func(p catalog.Preset) Preset { return Preset{Name: p.Name, IDs: p.IDs} }),
		}, nil
	})
}

// Add reads the status page at an address, adds it to the catalogue and returns it. It may take seconds.
func (s *Services) Add(address string) (CatalogueService, error) {
	return call(s.link, func(ctx context.Context, c *core.Core) (CatalogueService, error) {
		added, err := c.Add(ctx, address)
		return catalogued(added, false), err
	})
}

// Watch sets the services that are watched, in this order, and checks the new ones at once.
func (s *Services) Watch(ids []string) error {
	return do(s.link, func(ctx context.Context, c *core.Core) error { return c.Watch(ctx, ids) })
}

func catalogued(s catalog.Service, watched bool) CatalogueService {
	return CatalogueService{
		ID: s.ID, Name: s.Name, Category: s.Category, Platform: s.Platform, Host: hostOf(s.Site()), Watched: watched,
	}
}

// hostOf returns the host of an address as people write it, and below a www host the first step of the path: several
// pages may share such a host.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	host, shared := strings.CutPrefix(u.Host, "www.")
	if step, _, _ := strings.Cut(strings.Trim(u.Path, "/"), "/"); shared && step != "" {
		return host + "/" + step
	}
	return host
}
