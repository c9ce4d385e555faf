package core

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"isserviceup/backend/check"
	"isserviceup/backend/notify"
)

// load reads everything that the store remembers, at the start.
func (c *Core) load(ctx context.Context) error {
	if err := c.loadChoices(ctx); err != nil {
		return err
	}
	log, err := c.store.Log(ctx)
	if err != nil {
		return err
	}
	c.logRevision = log.Revision
	states, err := c.store.States(ctx)
	if err != nil {
		return err
	}
	var rows []check.Row
	for id, s := range states {
		var r remembered
		if err := json.Unmarshal(s.Memory, &r); err != nil && len(s.Memory) > 0 {
			slog.Warn("what was remembered of notifications cannot be read", "service", id, "error", err)
		}
		rows = append(rows, rowOf(s, cmp.Or(r.GoodSince, s.GoodAt)))
		c.memories[id] = r.Memory
	}
	c.state.Restore(rows)
	for _, r := range rows {
		if r.CheckedAt.After(c.frame.CheckedAt) {
			c.frame.CheckedAt = r.CheckedAt
		}
	}
	return nil
}

// remembered is what the store keeps of a service for us without looking into it.
type remembered struct {
	notify.Memory
	GoodSince time.Time `json:"goodSince"` // since when the level of the last good reading stood
}

// encode writes what is remembered as JSON.
func encode(r remembered) []byte {
	text, err := json.Marshal(r)
	if err != nil {
		panic(err) // a struct of plain values
	}
	return text
}
