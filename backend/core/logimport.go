package core

import (
	"context"
	"errors"
	"path/filepath"

	"isserviceup/backend/incidentlog"
	"isserviceup/backend/store"
	"isserviceup/backend/tabular"
)

// LogImport says what is to become of a file in one go, without a preview.
type LogImport struct {
	Path    string
	Choices incidentlog.Choices
	Append  bool // adds to the log, where there is one, instead of taking its place
	DryRun  bool // stores nothing
	// Progress is called now and then, by one goroutine at a time; it may be nil.
	Progress func(tabular.Progress)
}

// LogImported is what a file was understood as and what came, or would come, of it.
type LogImported struct {
	*incidentlog.Reading
	// Log is the log as it is, or would be, after the import; nil where nothing can be imported.
	Log *incidentlog.Log
	// Known counts incidents of the file that the log had already; it is 0 unless it was added to.
	Known  int
	Stored bool
}

// ImportLog reads a file and makes it the log, or adds it. Nothing is stored where no row was accepted or where the
// order of the dates is open: see Reading.Open. The choices that the window remembers of earlier files do not count
// here: a command does the same each time. The errors are those of incidentlog.Read and of the store.
func (c *Core) ImportLog(ctx context.Context, i LogImport) (LogImported, error) {
	reading, err := incidentlog.Read(ctx, i.Path, i.Choices, i.Progress)
	if err != nil {
		return LogImported{Reading: reading}, err
	}
	done := LogImported{Reading: reading}
	if !importable(reading) {
		return done, nil
	}
	p := logPlan{source: filepath.Base(i.Path), read: reading.Log}
	defer p.discard()
	if i.Append {
		if err := c.joinLog(ctx, &p); err != nil {
			return done, err
		}
	}
	if !i.DryRun {
		if _, err := c.carryOut(ctx, &p); err != nil {
			return done, err
		}
	}
	done.Log, done.Known, done.Stored = p.log(), p.known, !i.DryRun
	return done, nil
}

// importable tells whether there is something in what was read that a log can be made of.
func importable(r *incidentlog.Reading) bool { return r.Log != nil && r.Log.Rows() > 0 }

// logPlan is what is to become of the log by a file that was read.
type logPlan struct {
	source string
	read   *incidentlog.Log
	file   *writtenLog // the log that is to be stored; nil: yet to be written

	base   int64            // the revision of the log that is added to; 0: the file takes its place
	joined *incidentlog.Log // both, where the file is added
	known  int              // incidents of the file that the log has already
}

// log is the log that the plan leads to.
func (p *logPlan) log() *incidentlog.Log {
	if p.base != 0 {
		return p.joined
	}
	return p.read
}

// discard removes what was written aside and has not become the log.
func (p *logPlan) discard() {
	if p.file != nil {
		p.file.Discard()
	}
}

// joinLog plans to add what was read to the stored log as it is now. Where there is none, or a simulated one, it plans to
// take its place.
func (c *Core) joinLog(ctx context.Context, p *logPlan) error {
	old, facts, err := c.Log(ctx)
	if err != nil {
		return err
	}
	p.base, p.joined, p.known = 0, nil, 0
	if old != nil && !facts.Demo {
		p.base = facts.Revision
		p.joined, p.known = incidentlog.Append(old, p.read)
	}
	return nil
}

// carryOut stores the log that a plan leads to. Where the log has changed since it was to be added to, it is joined anew.
func (c *Core) carryOut(ctx context.Context, p *logPlan) (store.LogFacts, error) {
	for {
		if p.file == nil {
			file, err := c.writeLog(p.log())
			if err != nil {
				return store.LogFacts{}, err
			}
			p.file = file
		}
		facts := p.file.facts()
		facts.Source, facts.ImportedAt, facts.Undoes = p.source, c.now(), "the import of "+p.source
		if p.base != 0 {
			facts.Undoes = "adding " + p.source
		}
		facts, err := c.store.SetLog(ctx, p.file.LogFile, facts, p.base)
		if err != nil {
			p.discard()
			p.file = nil
		}
		if !errors.Is(err, store.ErrLogChanged) {
			c.noticeLog(ctx)
			return facts, err
		}
		if err := c.joinLog(ctx, p); err != nil {
			return store.LogFacts{}, err
		}
	}
}
