package core

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"isserviceup/backend/incidentlog"
	"isserviceup/backend/store"
)

// The formats of exports.
const (
	ExportCSV  = "csv"
	ExportXLSX = "xlsx"
)

// LogExport says what of the log is written, and how.
type LogExport struct {
	Format   string    // ExportCSV or ExportXLSX
	From, To time.Time // of creation, To not included; zero: all
	Services []string  // an incident counts if one of its services does; none: all
	States   []incidentlog.State
	Stages   []incidentlog.Stage
	Zone     *time.Location // in which times are written; nil: UTC
	// About are sentences that are written into the file, such as the filters in words. Where there are any, the time of
	// making and the zone are added.
	About []string
}

// ExportLog writes what is chosen of the log into the file at path and returns how many incidents that are. The error is
// store.ErrNoLog where there is none.
func (c *Core) ExportLog(ctx context.Context, path string, e LogExport) (incidents int, err error) {
	if e.Format != ExportCSV && e.Format != ExportXLSX {
		return 0, &InvalidError{Field: "format", Err: fmt.Errorf("a log is exported as csv or xlsx, not as %q", e.Format)}
	}
	log, facts, err := c.Log(ctx)
	if err != nil {
		return 0, err
	}
	if log == nil {
		return 0, store.ErrNoLog
	}
	out := incidentlog.Export{Log: log, Keep: e.keep(log), Zone: e.Zone, About: e.about(facts, c.now())}
	err = Save(path, func(w io.Writer) error {
		if e.Format == ExportXLSX {
			incidents, err = out.XLSX(w)
		} else {
			incidents, err = out.CSV(w)
		}
		return err
	})
	return incidents, err
}

// about is what the file says of itself.
func (e LogExport) about(facts store.LogFacts, now time.Time) (sentences []string) {
	if facts.Demo {
		sentences = append(sentences, "Simulated incidents for demonstration only")
	}
	if len(e.About) == 0 {
		return sentences
	}
	zone := e.Zone
	if zone == nil {
		zone = time.UTC
	}
	sentences = append(sentences, e.About...)
	return append(sentences, "Times in "+zone.String(), "Exported by isServiceUp at "+now.In(zone).Format(time.RFC3339))
}

// keep tells which rows of a log are chosen.
func (e LogExport) keep(log *incidentlog.Log) func(row int) bool {
	from, to := int64(incidentlog.NoTime), int64(1<<63-1)
	if !e.From.IsZero() {
		from = e.From.UnixMilli()
	}
	if !e.To.IsZero() {
		to = e.To.UnixMilli()
	}
	cells := e.cells(log)
	return func(row int) bool {
		at := log.Created[row]
		return at >= from && at < to && cells[log.Cell[row]] &&
			(len(e.States) == 0 || slices.Contains(e.States, log.State[row])) &&
			(len(e.Stages) == 0 || slices.Contains(e.Stages, log.Stage[row]))
	}
}

// cells tells of each cell of a log whether it names a service that is chosen.
func (e LogExport) cells(log *incidentlog.Log) []bool {
	chosen := make([]bool, len(log.Services))
	for i, name := range log.Services {
		chosen[i] = len(e.Services) == 0 || slices.Contains(e.Services, name)
	}
	cells := make([]bool, len(log.Cells))
	for i, cell := range log.Cells {
		cells[i] = slices.ContainsFunc(cell, func(s uint32) bool { return chosen[s] })
	}
	return cells
}

// SaveRejected writes the rows that an import rejects into the file at path, ready to be mended and imported.
func (c *Core) SaveRejected(ctx context.Context, id int64, path string) (rows int, err error) {
	i, err := c.understoodImport(id)
	if err != nil {
		return 0, err
	}
	p := i.preview
	err = Save(path, func(w io.Writer) error { return p.Reading.WriteRejects(ctx, p.Choices, w) })
	return p.Reading.Rejected, err
}

// template is a log of three rows that shows what a log is like.
const template = `services,state,stage,creationtime,recentreporttime
Checkout API,closed,prd,2026-11-02T08:14Z,2026-11-02T09:51Z
Payments gateway; Order events,inprogress,prd,2026-11-18 22:40,2026-11-19 06:12
Search index,open,stg,19.11.2026 07:05,
`

// templateRows is how many incidents the template has.
const templateRows = 3

// SaveTemplate writes a log of a few rows into the file at path, to be filled in.
func (c *Core) SaveTemplate(path string) (rows int, err error) {
	return templateRows, Save(path, func(w io.Writer) error {
		_, err := io.WriteString(w, template)
		return err
	})
}
