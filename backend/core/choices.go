package core

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/provider/all"
	"isserviceup/backend/settings"
	"isserviceup/backend/store"
)

// watched is one service that is watched, with what the user has set for it.
type watched struct {
	catalog.Service
	pinned     bool
	mutedUntil time.Time
}

// loadChoices reads settings and watched services.
func (c *Core) loadChoices(ctx context.Context) error {
	s, err := c.store.Settings(ctx)
	if err != nil {
		slog.Warn("the settings cannot be read, the defaults count", "error", err)
	}
	kept, chosen, err := c.store.Watched(ctx)
	if err != nil {
		return err
	}
	own, err := c.store.CustomServices(ctx)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.own = own
	if err := c.useSettings(s); err != nil {
		return err
	}
	if c.fixed {
		c.watchFile()
		return nil
	}
	c.frame.FirstStart = !chosen && c.options.Window
	if !chosen && !c.options.Window {
		for _, id := range catalog.Recommended() {
			kept = append(kept, store.Watch{Service: id})
		}
	}
	c.watchKept(kept)
	return nil
}

// watchKept watches what the store has kept. The caller holds the lock.
func (c *Core) watchKept(kept []store.Watch) {
	c.watched = nil
	for _, w := range kept {
		known, ok := find(c.all(), w.Service)
		if !ok {
			slog.Warn("a watched service is no longer in the catalogue", "service", w.Service)
			continue
		}
		if len(w.Components) > 0 {
			known.Components = w.Components
		}
		c.watched = append(c.watched, watched{known, w.Pinned, w.MutedUntil})
	}
}

// watchFile watches every service of the services file; what the user set in this run stays. The caller holds the lock.
func (c *Core) watchFile() {
	if c.watched != nil {
		return
	}
	for _, s := range c.builtIn {
		c.watched = append(c.watched, watched{Service: s})
	}
}

// useSettings makes the settings count from the next check on. The caller holds the lock.
func (c *Core) useSettings(s settings.Settings) (err error) {
	c.settings = s
	if c.zone, err = s.Location(); err != nil {
		return err
	}
	c.checker = c.newChecker(s.Concurrency, s.Timeout())
	return nil
}

// newChecker returns a checker with these bounds. The caller holds the lock.
func (c *Core) newChecker(workers int, timeout time.Duration) *check.Checker {
	return check.New(c.client, all.Providers(), check.Options{
		Workers: workers, Timeout: timeout, Probe: check.Network{Addresses: c.settings.ProbeAddresses}, Now: c.now,
	})
}

func (c *Core) currentChecker() *check.Checker {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.checker
}

// Catalogue returns every service that can be watched.
func (c *Core) Catalogue() []catalog.Service {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.all()
}

// all is the catalogue. The caller holds the lock.
func (c *Core) all() []catalog.Service { return slices.Concat(c.builtIn, c.own) }

// known returns the service of the catalogue with the id.
func (c *Core) known(id string) (catalog.Service, bool) { return find(c.Catalogue(), id) }

func find(services []catalog.Service, id string) (catalog.Service, bool) {
	i := slices.IndexFunc(services, func(s catalog.Service) bool { return s.ID == id })
	if i < 0 {
		return catalog.Service{}, false
	}
	return services[i], true
}

// Watched returns the watched services in the user's order, each with the user's choice of components.
func (c *Core) Watched() []catalog.Service {
	c.mu.Lock()
	defer c.mu.Unlock()
	services := make([]catalog.Service, len(c.watched))
	for i, w := range c.watched {
		services[i] = w.Service
	}
	return services
}

// Watch sets the services that are watched, in this order, and checks at once.
func (c *Core) Watch(ctx context.Context, ids []string) error {
	for _, id := range ids {
		if _, ok := c.known(id); !ok {
			return fmt.Errorf("%w: %q is not in the catalogue", ErrNotFound, id)
		}
	}
	if c.fixed {
		c.watchOnly(ids)
	} else if err := c.store.SetWatched(ctx, ids); err != nil {
		return err
	} else if err := c.loadChoices(ctx); err != nil {
		return err
	}
	c.StopDemo()
	c.forgetOthers(ids)
	c.listChanged()
	c.schedule.Refresh()
	return nil
}

// watchOnly watches, of the services file, those with these ids until the program ends.
func (c *Core) watchOnly(ids []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.watched
	c.watched = []watched{}
	for _, id := range ids {
		s, _ := find(c.all(), id)
		w := watched{Service: s}
		if i := slices.IndexFunc(before, func(b watched) bool { return b.ID == id }); i >= 0 {
			w = before[i]
		}
		c.watched = append(c.watched, w)
	}
}

// forgetOthers forgets the readings of services that are no longer watched, so that they are new when they come again.
func (c *Core) forgetOthers(ids []string) {
	c.state.Retain(ids)
	c.mu.Lock()
	defer c.mu.Unlock()
	for id := range c.memories {
		if !slices.Contains(ids, id) {
			delete(c.memories, id)
		}
	}
}

// change changes a watched service in the store and here, and tells the observer.
func (c *Core) change(id string, inStore func() error, here func(*watched)) error {
	c.mu.Lock()
	i := c.index(id)
	c.mu.Unlock()
	if i < 0 {
		return fmt.Errorf("%w: %q is not watched", ErrNotFound, id)
	}
	if !c.fixed {
		if err := inStore(); errors.Is(err, store.ErrNotWatched) {
			return fmt.Errorf("%w: %w", ErrNotFound, err)
		} else if err != nil {
			return err
		}
	}
	c.mu.Lock()
	if i = c.index(id); i >= 0 {
		here(&c.watched[i])
	}
	c.mu.Unlock()
	c.listChanged()
	return nil
}

// index returns where the watched service with the id stands, -1 for none. The caller holds the lock.
func (c *Core) index(id string) int {
	return slices.IndexFunc(c.watched, func(w watched) bool { return w.ID == id })
}

// Pin puts a service before the others, or back.
func (c *Core) Pin(ctx context.Context, id string, pinned bool) error {
	return c.change(id, func() error { return c.store.Pin(ctx, id, pinned) }, func(w *watched) { w.pinned = pinned })
}

// Mute holds back a service's notifications until a time; the zero time ends it.
func (c *Core) Mute(ctx context.Context, id string, until time.Time) error {
	return c.change(id, func() error { return c.store.Mute(ctx, id, until) }, func(w *watched) { w.mutedUntil = until })
}

// Choose makes only some components of a service count, and reads it again; none means the whole page.
func (c *Core) Choose(ctx context.Context, id string, choices []string) error {
	err := c.change(id, func() error { return c.store.Choose(ctx, id, choices) }, func(w *watched) {
		w.Components = choices
		delete(c.memories, id) // another level because of another choice is no news
	})
	if err == nil {
		c.schedule.Refresh()
	}
	return err
}

// Settings returns the settings.
func (c *Core) Settings() settings.Settings {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.settings
}

// SaveSettings validates and keeps the settings; they count at once. The error is an *InvalidError for a wrong field.
func (c *Core) SaveSettings(ctx context.Context, s settings.Settings) error {
	var invalid *settings.Error
	if err := s.Validate(); errors.As(err, &invalid) {
		return &InvalidError{Field: invalid.Field, Err: errors.New(invalid.Message)}
	}
	if err := c.store.SaveSettings(ctx, s); err != nil {
		return err
	}
	c.mu.Lock()
	err := c.useSettings(s)
	c.mu.Unlock()
	c.listChanged()
	return err
}

// SetAutoRefresh makes the checks come at an interval; 0 turns that off.
func (c *Core) SetAutoRefresh(interval time.Duration) error {
	if interval < 0 || interval > 24*time.Hour {
		return &InvalidError{Field: "minutes", Err: errors.New("the interval is not between 0 and 1440 minutes")}
	}
	c.schedule.SetInterval(interval)
	return nil
}
