package core

import (
	"context"
	"os"

	"isserviceup/backend/demo"
	"isserviceup/backend/incidentlog"
	"isserviceup/backend/store"
)

// LoadDemoLog stores a simulated log, which goes the way of every file that is imported. The error is store.ErrLogStored
// where there is a log.
func (c *Core) LoadDemoLog(ctx context.Context) (store.LogFacts, error) {
	log, err := c.demoLog(ctx)
	if err != nil {
		return store.LogFacts{}, err
	}
	file, err := c.writeLog(log)
	if err != nil {
		return store.LogFacts{}, err
	}
	defer file.Discard()
	facts := file.facts()
	facts.ImportedAt = c.now()
	facts, err = c.store.SetDemoLog(ctx, file.LogFile, facts)
	c.noticeLog(ctx)
	return facts, err
}

// EndDemoLog takes the simulated log away. It leaves a log that is none alone.
func (c *Core) EndDemoLog(ctx context.Context) (store.LogFacts, error) {
	facts, err := c.store.Log(ctx)
	if err != nil || !facts.Demo {
		return facts, err
	}
	return c.ClearLog(ctx)
}

// demoLog is a simulated log as it is read from a file.
func (c *Core) demoLog(ctx context.Context) (*incidentlog.Log, error) {
	f, err := os.CreateTemp("", "isserviceup-demo-*.csv")
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	options := demo.LogOptions{Rows: 4812, Services: 40, Months: 12, End: c.now(), IDs: true, Seed: 1}
	if err := demo.WriteLog(f, options); err != nil {
		return nil, err
	}
	reading, err := incidentlog.Read(ctx, f.Name(), incidentlog.Choices{Now: options.End}, nil)
	if err != nil {
		return nil, err
	}
	return reading.Log, nil
}
