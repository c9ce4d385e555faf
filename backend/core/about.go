package core

import (
	"context"
	"log/slog"
	"time"

	"isserviceup/backend/notify"
	"isserviceup/backend/status"
)

// About is what the program says of itself.
type About struct {
	Version  string
	DataDir  string
	Database int64  // its size in bytes
	Zone     string // the display zone's name
}

// About returns what the program says of itself.
func (c *Core) About(ctx context.Context) About {
	size, err := c.store.Size(ctx)
	if err != nil {
		slog.Error("cannot measure the database", "error", err)
	}
	return About{Version: c.options.Version, DataDir: c.dir, Database: size, Zone: zoneName(c.displayZone(), c.now())}
}

// zoneName names a zone for people: "Local" says nothing, so its abbreviation stands for it.
func zoneName(zone *time.Location, now time.Time) string {
	if zone != time.Local {
		return zone.String()
	}
	name, _ := now.In(zone).Zone()
	return name
}

// TestNotification sends a notification that says it is a test.
func (c *Core) TestNotification(ctx context.Context) error {
	return c.send(ctx, notify.Notification{
		Title: "This is a test", Body: "isServiceUp can tell you here when a service changes.",
		Level: status.Operational, Urgency: notify.Normal,
	})
}
