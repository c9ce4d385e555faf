package core

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"isserviceup/backend/check"
)

const (
	// defaultRefresh is the interval of checks until the page has said which one the user chose.
	defaultRefresh = 2 * time.Minute
	// watchEvery is how often the window looks whether a command has changed the data.
	watchEvery = 2 * time.Second
	// tidyEvery is how often old data are thinned.
	tidyEvery = 6 * time.Hour
)

// Observe makes o the one that is told what changes from now on.
func (c *Core) Observe(o Observer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.observer = o
}

// Run lives the window's life until ctx ends: checks when they are due, what a command changes beside the window, and
// the thinning of old data. It returns when all of that has ended.
func (c *Core) Run(ctx context.Context) {
	var group sync.WaitGroup
	group.Go(func() {
		c.schedule.Run(ctx, func(ctx context.Context, cause check.Cause) bool {
			if cause == check.Wake {
				c.client.Close() // the connections of before the sleep are dead
			}
			return c.cycle(ctx)
		})
	})
	group.Go(func() { every(ctx, watchEvery, c.absorb(ctx)) })
	group.Go(func() { every(ctx, time.Second, c.lookAhead) })
	group.Go(func() { every(ctx, tidyEvery, c.tidy) })
	group.Go(func() { every(ctx, time.Second, c.giveBack()) })
	group.Go(func() { every(ctx, demoStep, c.demoTick) })
	group.Go(func() { c.checkLog(ctx) })
	group.Wait()
}

// every calls f now and then at each interval, until ctx ends.
func every(ctx context.Context, interval time.Duration, f func(context.Context)) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		f(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// giveBack returns what a check or an import needed to the system, once after each and a moment later, when the page has
// also read what it shows: until the next one nobody needs that memory, and Go alone would keep it for minutes.
func (c *Core) giveBack() func(context.Context) {
	var given time.Time
	return func(context.Context) {
		c.mu.Lock()
		busy, free := c.frame.Checking, c.frame.CheckedAt
		if c.importedAt.After(free) {
			free = c.importedAt
		}
		c.mu.Unlock()
		if busy || free.Equal(given) || c.now().Sub(free) < time.Second {
			return
		}
		given = free
		debug.FreeOSMemory()
	}
}

// letGo notes that an import has ended and that its memory can be given back.
func (c *Core) letGo() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.importedAt = c.now()
}

// lookAhead tells the page when the next check is due. The schedule decides that when a check has ended, and anew when
// the user chooses another interval.
func (c *Core) lookAhead(context.Context) {
	next, _ := c.schedule.Next()
	c.changeFrame(func(f *Frame) { f.NextCheck = next })
}

// Refresh asks for a check at once.
func (c *Core) Refresh() { c.schedule.Refresh() }

// absorb returns a function that takes in what another process, such as a command, has changed in the data since it
// was called last. What that process read is applied as a reading of our own: the desktop is told of it.
func (c *Core) absorb(ctx context.Context) func(context.Context) {
	version, err := c.store.DataVersion(ctx)
	if err != nil {
		slog.Error("cannot watch the data", "error", err)
	}
	return func(ctx context.Context) {
		now, err := c.store.DataVersion(ctx)
		if err != nil || now == version {
			return
		}
		version = now
		if err := c.takeIn(ctx); err != nil && ctx.Err() == nil {
			slog.Error("cannot read what changed in the data", "error", err)
		}
	}
}

// takeIn reads settings, choice and states anew and applies every state that is newer than ours.
func (c *Core) takeIn(ctx context.Context) error {
	c.cycles.Lock()
	defer c.cycles.Unlock()
	if err := c.loadChoices(ctx); err != nil {
		return err
	}
	states, err := c.store.States(ctx)
	if err != nil {
		return err
	}
	var results []moved
	for _, s := range c.Watched() {
		row, _ := c.state.Row(s.ID)
		if state, ok := states[s.ID]; ok && state.At.After(row.CheckedAt) {
			r := check.Result{Service: s, Reading: state.Reading, At: state.At}
			results = append(results, moved{r, c.state.Apply(r)})
		}
	}
	if len(results) > 0 {
		c.afterCheck(ctx, check.Summary{Checked: len(results)}, results)
	}
	c.noticeLog(ctx)
	c.listChanged()
	return nil
}

// tidy thins old data.
func (c *Core) tidy(ctx context.Context) {
	s := c.Settings()
	if _, err := c.store.Retain(ctx, c.now(), s.RetentionDays, s.MaxBytes()); err != nil && ctx.Err() == nil {
		slog.Error("cannot thin old data", "error", err)
	}
}
