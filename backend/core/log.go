package core

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"isserviceup/backend/column"
	"isserviceup/backend/incidentlog"
	"isserviceup/backend/store"
)

// LogFacts returns what is known of the stored log.
func (c *Core) LogFacts(ctx context.Context) (store.LogFacts, error) { return c.store.Log(ctx) }

// OpenLog opens the file of columns of the log with a revision. The error is store.ErrNoLog where it is no longer the log.
func (c *Core) OpenLog(ctx context.Context, revision int64) (*os.File, error) {
	return c.store.OpenLog(ctx, revision)
}

// Log returns the stored log and what is known of it; it is nil where there is none. A log whose file is damaged is set
// aside, which the error says.
func (c *Core) Log(ctx context.Context) (*incidentlog.Log, store.LogFacts, error) {
	for {
		facts, err := c.store.Log(ctx)
		if err != nil || !facts.Stored {
			return nil, facts, err
		}
		log, err := c.readLog(ctx, facts.Revision)
		switch {
		case errors.Is(err, store.ErrNoLog): // it was changed just now
		case errors.Is(err, store.ErrLogDamaged), errors.Is(err, column.ErrDamaged):
			return nil, store.LogFacts{}, c.setLogAside(ctx, err)
		default:
			return log, facts, err
		}
	}
}

// readLog reads the rows of the log with a revision. That the file is whole is verified first: see column.Read.
func (c *Core) readLog(ctx context.Context, revision int64) (*incidentlog.Log, error) {
	if err := c.store.VerifyLog(ctx); err != nil {
		return nil, err
	}
	f, err := c.store.OpenLog(ctx, revision)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return column.Read(f)
}

// setLogAside goes on without the log, whose file is damaged in the way that cause says, and says so. The error wraps
// store.ErrLogDamaged.
func (c *Core) setLogAside(ctx context.Context, cause error) error {
	slog.Error("the incident log is damaged", "error", cause)
	notice, err := c.store.SetLogAside(ctx, c.now())
	if err != nil {
		return err
	}
	c.changeFrame(func(f *Frame) { f.Notice = notice.Text })
	c.noticeLog(ctx)
	return fmt.Errorf("%w: %s", store.ErrLogDamaged, notice.Text)
}

// checkLog looks, when the window starts, whether the log is whole, and removes what processes that died have left of
// others. A damaged log is set aside and said.
func (c *Core) checkLog(ctx context.Context) {
	if err := c.store.TidyLogs(ctx, c.now()); err != nil && ctx.Err() == nil {
		slog.Error("cannot tidy the files of the incident log", "error", err)
	}
	err := c.store.VerifyLog(ctx)
	if errors.Is(err, store.ErrLogDamaged) {
		err = c.setLogAside(ctx, err)
	}
	if err != nil && !errors.Is(err, store.ErrLogDamaged) && ctx.Err() == nil {
		slog.Error("cannot check the incident log", "error", err)
	}
}

// UndoLog goes back to the log, or to none, of before the last import or clearing.
func (c *Core) UndoLog(ctx context.Context) (store.LogFacts, error) {
	facts, err := c.store.UndoLog(ctx)
	c.noticeLog(ctx)
	return facts, err
}

// ClearLog takes the log away; UndoLog brings it back. A simulated log goes for good.
func (c *Core) ClearLog(ctx context.Context) (store.LogFacts, error) {
	now, err := c.store.Log(ctx)
	if err != nil {
		return store.LogFacts{}, err
	}
	undoes := "the clearing of the log"
	if now.Source != "" {
		undoes = "the clearing of " + now.Source
	}
	facts, err := c.store.ClearLog(ctx, undoes)
	c.noticeLog(ctx)
	return facts, err
}

// noticeLog tells the observer where the log is another than it was told of last.
func (c *Core) noticeLog(ctx context.Context) {
	facts, err := c.store.Log(ctx)
	if err != nil {
		if ctx.Err() == nil {
			slog.Error("cannot read what is known of the incident log", "error", err)
		}
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if facts.Revision > c.logRevision {
		c.logRevision = facts.Revision
		c.observer.LogChanged(facts)
	}
}

// writtenLog is a log that was written aside and lies on the disk whole. Discard must be called at the end.
type writtenLog struct {
	*store.LogFile
	rows int
	ids  column.Span
}

// facts is what is known of the log by itself.
func (w *writtenLog) facts() store.LogFacts {
	return store.LogFacts{Rows: w.rows, IDsFrom: w.ids.From, IDsTo: w.ids.To}
}

func (c *Core) writeLog(log *incidentlog.Log) (*writtenLog, error) {
	file, err := c.store.NewLogFile()
	if err != nil {
		return nil, err
	}
	ids, err := column.Write(file, log)
	if err := errors.Join(err, file.Sync()); err != nil {
		file.Discard()
		return nil, fmt.Errorf("the incident log cannot be stored: %w", err)
	}
	return &writtenLog{file, log.Rows(), ids}, nil
}
