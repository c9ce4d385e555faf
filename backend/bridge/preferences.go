package bridge

import (
	"context"
	"errors"

	"isserviceup/backend/core"
)

// Preferences is what the Settings view and the Changes list may call.
type Preferences struct{ link *link }

// Settings returns the settings.
func (p *Preferences) Settings() (Settings, error) {
	return call(p.link, func(_ context.Context, c *core.Core) (Settings, error) { return settingsOf(c.Settings()), nil })
}

// Save validates and stores the settings; they take effect at once. A wrong field is an Error with its name.
func (p *Preferences) Save(s Settings) error {
	return do(p.link, func(ctx context.Context, c *core.Core) error {
		err := c.SaveSettings(ctx, s.domain())
		var invalid *core.InvalidError
		if errors.As(err, &invalid) && invalid.Field == "notify.from" {
			invalid.Field = "notifyFrom" // what the page calls it
		}
		return err
	})
}

// Changes returns the newest changes of level older than the change with the id before (0: the newest), at most limit.
func (p *Preferences) Changes(before int64, limit int) ([]Change, error) {
	return call(p.link, func(ctx context.Context, c *core.Core) ([]Change, error) {
		changes, err := c.Changes(ctx, before, limit)
		return each(changes, changeOf), err
	})
}

// About returns what the program says of itself.
func (p *Preferences) About() (About, error) {
	return call(p.link, func(ctx context.Context, c *core.Core) (About, error) {
		a := c.About(ctx)
		return About{Version: a.Version, DataDir: a.DataDir, Database: a.Database, Zone: a.Zone}, nil
	})
}

// TestNotification sends a notification that says it is a test.
func (p *Preferences) TestNotification() error {
	return do(p.link, func(ctx context.Context, c *core.Core) error { return c.TestNotification(ctx) })
}
