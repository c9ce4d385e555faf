package core

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"isserviceup/backend/incidentlog"
	"isserviceup/backend/store"
	"isserviceup/backend/tabular"
)

// ImportProgress is how far the reading of a file has come.
type ImportProgress struct {
	ID       int64
	Rows     int64
	Share    float64       // of the file, 0 to 1
	Left     time.Duration // negative: not known yet
	Finished bool          // this is the last one of the id
	Err      error         // why the file could not be read
}

// ImportPreview is what was understood of a file and what would come of importing it.
type ImportPreview struct {
	ID int64
	// Reading has no counts where Missing is not empty.
	Reading *incidentlog.Reading
	Missing []incidentlog.Field // those that have neither a column nor a constant
	Choices incidentlog.Choices // the user's, and those that were remembered
	// Remembered says that choices that were made for a file with the same header count where the user says nothing else.
	Remembered bool
	// New and Known count the incidents that the stored log lacks and has; both are 0 where there is none.
	New, Known int
}

// importDesk holds the one import that the window has open. It is safe for concurrent use.
type importDesk struct {
	mu      sync.Mutex
	last    int64 // the id of the newest import
	current *importing
	running sync.WaitGroup
	storing sync.Mutex // held while an import becomes the log, or what it has written aside is removed
}

// importing is one file that is read, or was, to be imported. What it holds is set once its channel is closed.
type importing struct {
	id     int64
	path   string
	wish   incidentlog.Choices // what the user says: see StartImport
	cancel context.CancelFunc

	understood chan struct{} // closed when preview and err are set
	preview    ImportPreview
	header     string // what its header is remembered by
	err        error

	ended chan struct{} // closed when nothing of it runs any more and the plans are set
	alone logPlan       // taking the place of the log
	added logPlan       // adding to it
}

// ErrImportEnded says that an import is no longer open: another one was begun, or it was imported or cancelled.
var ErrImportEnded = errors.New("this import has ended: choose the file again")

// StartImport begins to read a file in the background, and ends any other import. The observer is told of the progress
// under the id that is returned. It ends with ctx. What wish leaves open is what was said of the last file with the same
// header, and else guessed; a word whose meaning is "" has none, whatever was said before.
func (c *Core) StartImport(ctx context.Context, path string, wish incidentlog.Choices) int64 {
	d := &c.imports
	d.mu.Lock()
	defer d.mu.Unlock()
	before := d.current
	if before != nil {
		before.cancel()
	}
	ctx, cancel := context.WithCancel(ctx)
	d.last++
	i := &importing{
		id: d.last, path: path, wish: wish, cancel: cancel, understood: make(chan struct{}), ended: make(chan struct{}),
	}
	d.current = i
	d.running.Go(func() {
		if before != nil {
			d.end(before) // so that two files are never read at once
		}
		c.runImport(ctx, i)
	})
	return i.id
}

// runImport understands the file, and then prepares what Import would store while the user looks at the preview.
func (c *Core) runImport(ctx context.Context, i *importing) {
	defer close(i.ended)
	meter := newMeter(i.id, c.now, c.importProgressed)
	i.err = c.understand(ctx, i, meter.take)
	if i.err == nil && importable(i.preview.Reading) {
		i.err = c.plan(ctx, i)
	}
	close(i.understood)
	meter.finish(i.err)
	if i.err == nil && importable(i.preview.Reading) && ctx.Err() == nil {
		file, err := c.writeLog(i.alone.read)
		if err != nil {
			slog.Warn("cannot prepare an import", "error", err) // Import tries again and says so
		}
		i.alone.file = file
	}
}

// understand reads the file with what the user says of it, and else with what is remembered of its header.
func (c *Core) understand(ctx context.Context, i *importing, progress func(tabular.Progress)) error {
	file, err := tabular.Open(ctx, i.path, i.wish.Options)
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	i.header = headerKey(file.Header)
	remembered, ok := c.rememberedChoices(ctx, i.header)
	p := ImportPreview{ID: i.id, Choices: overlay(remembered, i.wish), Remembered: ok}
	p.Reading, err = incidentlog.Read(ctx, i.path, p.Choices, progress)
	var missing *incidentlog.MissingColumnError
	if errors.As(err, &missing) {
		p.Missing = missing.Fields
		p.Reading = &incidentlog.Reading{File: *file, Columns: missing.Columns, Warnings: file.Warnings}
	} else if err != nil {
		return err
	}
	i.preview = p
	return nil
}

// plan works out what would come of the import.
func (c *Core) plan(ctx context.Context, i *importing) error {
	i.alone = logPlan{source: filepath.Base(i.path), read: i.preview.Reading.Log}
	i.added = i.alone
	err := c.joinLog(ctx, &i.added)
	if err != nil && !errors.Is(err, store.ErrLogDamaged) { // a damaged one is set aside, and so there is none
		return err
	}
	if i.added.base != 0 {
		i.preview.Known = i.added.known
		i.preview.New = i.preview.Reading.Log.Rows() - i.added.known
	}
	return nil
}

// end waits until nothing of a cancelled import runs any more, and removes what it has written aside.
func (d *importDesk) end(i *importing) {
	<-i.ended
	d.storing.Lock()
	defer d.storing.Unlock()
	i.alone.discard()
	i.added.discard()
}

// find returns the import that is open, which must have the id.
func (d *importDesk) find(id int64) (*importing, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.current == nil || d.current.id != id {
		return nil, ErrImportEnded
	}
	return d.current, nil
}

// understoodImport returns the import that is open, which must have the id and must have been understood.
func (c *Core) understoodImport(id int64) (*importing, error) {
	i, err := c.imports.find(id)
	if err != nil {
		return nil, err
	}
	select {
	case <-i.understood:
		return i, i.err
	default:
		return nil, errors.New("the file is still being read")
	}
}

// Preview returns what was understood of the file of an import, once its progress is finished.
func (c *Core) Preview(id int64) (ImportPreview, error) {
	i, err := c.understoodImport(id)
	if err != nil {
		return ImportPreview{}, err
	}
	return i.preview, nil
}

// Import makes what an import has read the log, or adds it, remembers what the user said of the file, and ends the
// import. Where it fails the import stays open.
func (c *Core) Import(ctx context.Context, id int64, adding bool) (store.LogFacts, error) {
	c.imports.storing.Lock()
	defer c.imports.storing.Unlock()
	i, err := c.understoodImport(id)
	if err != nil {
		return store.LogFacts{}, err
	}
	if !importable(i.preview.Reading) {
		return store.LogFacts{}, &InvalidError{Err: errors.New("nothing in this file can be imported as it is understood now")}
	}
	<-i.ended
	p := &i.alone
	if adding && i.added.base != 0 {
		p = &i.added
	} else if adding {
		p = &logPlan{source: i.alone.source, read: i.alone.read} // there may be a log by now
		if err := c.joinLog(ctx, p); err != nil {
			return store.LogFacts{}, err
		}
		defer p.discard()
	}
	facts, err := c.carryOut(ctx, p)
	if err != nil {
		return store.LogFacts{}, err
	}
	if err := c.rememberChoices(ctx, i.header, i.preview.Choices); err != nil {
		slog.Error("cannot remember how a file was read", "error", err)
	}
	c.CancelImport(id)
	return facts, nil
}

// CancelImport ends an import and forgets what it has read. One that has ended already is left alone.
func (c *Core) CancelImport(id int64) {
	d := &c.imports
	d.mu.Lock()
	defer d.mu.Unlock()
	i := d.current
	if i == nil || i.id != id {
		return
	}
	i.cancel()
	d.current = nil
	d.running.Go(func() {
		d.end(i)
		c.letGo()
	})
}

// close ends the import that is open and waits for all that runs.
func (d *importDesk) close(c *Core) {
	d.mu.Lock()
	last := d.last
	d.mu.Unlock()
	c.CancelImport(last)
	d.running.Wait()
}

// importProgressed tells the observer how far an import is, unless another has taken its place.
func (c *Core) importProgressed(p ImportProgress) {
	if _, err := c.imports.find(p.ID); err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.observer.ImportProgressed(p)
}

// Rejected returns the rows that an import rejects from one place on, at most limit of those that the reading lists.
func (c *Core) Rejected(id int64, offset, limit int) ([]incidentlog.Reject, error) {
	i, err := c.understoodImport(id)
	if err != nil {
		return nil, err
	}
	if offset < 0 || limit < 0 {
		return nil, &InvalidError{Field: "offset", Err: fmt.Errorf("there are no %d rows from %d on", limit, offset)}
	}
	rest := i.preview.Reading.Rejects
	rest = rest[min(offset, len(rest)):]
	return rest[:min(limit, len(rest))], nil
}
