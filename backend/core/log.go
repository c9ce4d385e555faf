package core

import (
	"context"
	"errors"

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

// errNotBuilt stands for what is still to come.
var errNotBuilt = errors.New("core: not built yet")

// ImportLog reads a file and makes it the log, or adds it. Nothing is stored where no row was accepted or where the
// order of the dates is open: see Reading.Open. The choices that the window remembers of earlier files do not count
// here: a command does the same each time. The errors are those of incidentlog.Read and of the store.
func (c *Core) ImportLog(ctx context.Context, i LogImport) (LogImported, error) {
	return LogImported{}, errNotBuilt
}

// Log returns the stored log and what is known of it; it is nil where there is none.
func (c *Core) Log(ctx context.Context) (*incidentlog.Log, store.LogFacts, error) {
	return nil, store.LogFacts{}, errNotBuilt
}
