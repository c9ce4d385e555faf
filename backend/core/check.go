package core

import (
	"context"
	"fmt"
	"slices"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/status"
)

// Outcome is what one check came to.
type Outcome struct {
	At       time.Time
	Services []catalog.Service
	Results  map[string]check.Result // by service
	LastGood map[string]time.Time    // when a service was last read well, by service; zero or missing: never
	Offline  bool                    // the network is gone: every service is unknown, and nothing was recorded as theirs
	Unkept   error                   // why what was found could not be kept; nil where it was
}

// Check reads the services once, for a command, and keeps what it found. The desktop is not told.
func (c *Core) Check(ctx context.Context, o CheckOptions) (Outcome, error) {
	services, err := c.pick(o.IDs)
	if err != nil {
		return Outcome{}, err
	}
	c.mu.Lock()
	if o.Concurrency == 0 {
		o.Concurrency = c.settings.Concurrency
	}
	if o.Timeout == 0 {
		o.Timeout = c.settings.Timeout()
	}
	checker := c.newChecker(o.Concurrency, o.Timeout)
	c.mu.Unlock()

	outcome := Outcome{Services: services, Results: map[string]check.Result{}, LastGood: map[string]time.Time{}}
	var results []moved
	summary := checker.Run(ctx, services, func(r check.Result) {
		results = append(results, moved{r, c.state.Apply(r)})
		outcome.Results[r.Service.ID] = r
	})
	if summary.Interrupted {
		return Outcome{}, fmt.Errorf("interrupted after %d of %d services", summary.Checked, len(services))
	}
	outcome.At, outcome.Offline = c.now(), summary.Offline
	for _, s := range services {
		if _, ok := outcome.Results[s.ID]; !ok {
			outcome.Results[s.ID] = check.Result{Service: s, At: outcome.At, Reading: status.Reading{Reason: "you are offline"}}
		}
		row, _ := c.state.Row(s.ID)
		outcome.LastGood[s.ID] = row.LastGoodAt
	}
	_, outcome.Unkept = c.record(ctx, summary, results, nil)
	return outcome, nil
}

// pick returns the watched services with these ids, each once, or all of them; one that is only in the catalogue may be named, too.
func (c *Core) pick(ids []string) ([]catalog.Service, error) {
	services := c.Watched()
	if len(ids) == 0 {
		return services, nil
	}
	var picked []catalog.Service
	for n, id := range ids {
		if slices.Contains(ids[:n], id) {
			continue
		}
		if i := slices.IndexFunc(services, func(s catalog.Service) bool { return s.ID == id }); i >= 0 {
			picked = append(picked, services[i])
		} else if s, ok := c.known(id); ok {
			picked = append(picked, s)
		} else {
			return nil, fmt.Errorf(`%w: %q; "isserviceup services" lists them`, ErrNotFound, id)
		}
	}
	return picked, nil
}
