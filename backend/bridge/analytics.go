package bridge

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"isserviceup/backend/core"
	"isserviceup/backend/store"
)

// Analytics is what the Analytics view and its import may call.
type Analytics struct{ link *link }

// facts is call for what returns the facts of the log.
func (a *Analytics) facts(f func(ctx context.Context, c *core.Core) (store.LogFacts, error)) (LogFacts, error) {
	return call(a.link, func(ctx context.Context, c *core.Core) (LogFacts, error) {
		facts, err := f(ctx, c)
		return logFactsOf(facts), err
	})
}

// Log returns what is known of the stored log. Subscribe to the events first, then pull.
func (a *Analytics) Log() (LogFacts, error) {
	return a.facts(func(ctx context.Context, c *core.Core) (store.LogFacts, error) { return c.LogFacts(ctx) })
}

// LoadDemo stores a simulated log, which is labelled so. It fails where there is a log.
func (a *Analytics) LoadDemo() (LogFacts, error) {
	return a.facts(func(ctx context.Context, c *core.Core) (store.LogFacts, error) { return c.LoadDemoLog(ctx) })
}

// EndDemo takes the simulated log away.
func (a *Analytics) EndDemo() (LogFacts, error) {
	return a.facts(func(ctx context.Context, c *core.Core) (store.LogFacts, error) { return c.EndDemoLog(ctx) })
}

// UndoImport goes back to the log, or to none, of before the last import or clearing.
func (a *Analytics) UndoImport() (LogFacts, error) {
	return a.facts(func(ctx context.Context, c *core.Core) (store.LogFacts, error) { return c.UndoLog(ctx) })
}

// ClearLog takes the log away; UndoImport brings it back.
func (a *Analytics) ClearLog() (LogFacts, error) {
	return a.facts(func(ctx context.Context, c *core.Core) (store.LogFacts, error) { return c.ClearLog(ctx) })
}

// The kinds of files that dialogs offer.
var (
	logFiles  = FileKind{Name: "Incident logs (CSV, Excel)", Pattern: "*.csv;*.CSV;*.tsv;*.txt;*.xlsx;*.XLSX;*.xlsm"}
	csvFiles  = FileKind{Name: "CSV", Pattern: "*.csv"}
	xlsxFiles = FileKind{Name: "Excel workbook", Pattern: "*.xlsx"}
	pngFiles  = FileKind{Name: "PNG picture", Pattern: "*.png"}
	allFiles  = FileKind{Name: "All files", Pattern: "*"}
)

// PickLog lets the user choose a file in a dialog; it is "" where the user chose none.
func (a *Analytics) PickLog() (string, error) {
	return call(a.link, func(context.Context, *core.Core) (string, error) {
		return a.link.desktop.OpenFile("Import incidents", logFiles, allFiles)
	})
}

// StartImport begins to read a file in the background and ends any other import. It returns the id of the import, which
// EventImport carries, at once. What the choices leave open is what was chosen for the last file with the same header,
// and else guessed.
func (a *Analytics) StartImport(path string, choices ImportChoices) (int64, error) {
	return call(a.link, func(ctx context.Context, c *core.Core) (int64, error) {
		if !filepath.IsAbs(path) {
			return 0, Error{Code: CodeInvalid, Message: "The path of the file is not absolute.", Field: "path"}
		}
		said, err := choices.domain()
		if err != nil {
			return 0, err
		}
		return c.StartImport(ctx, path, said), nil
	})
}

// Preview returns what was understood of the file of an import, once its progress is finished.
func (a *Analytics) Preview(id int64) (ImportPreview, error) {
	return call(a.link, func(_ context.Context, c *core.Core) (ImportPreview, error) {
		p, err := c.Preview(id)
		if err != nil {
			return ImportPreview{}, err
		}
		return previewOf(p), nil
	})
}

// Rejected returns the rejected rows of an import from one place on, at most limit.
func (a *Analytics) Rejected(id int64, offset, limit int) ([]RejectedRow, error) {
	return call(a.link, func(_ context.Context, c *core.Core) ([]RejectedRow, error) {
		rejects, err := c.Rejected(id, offset, limit)
		return each(rejects, rejectedOf), err
	})
}

// SaveRejected writes the rejected rows into a file of the user's choice, ready to be mended and imported.
func (a *Analytics) SaveRejected(id int64) (Saved, error) {
	return call(a.link, func(ctx context.Context, c *core.Core) (Saved, error) {
		p, err := c.Preview(id)
		if err != nil {
			return Saved{}, err
		}
		file := filepath.Base(p.Reading.File.Path)
		name := strings.TrimSuffix(file, filepath.Ext(file)) + "-rejected.csv"
		return a.save("Save rejected rows", name, csvFiles, func(path string) (int, error) { return c.SaveRejected(ctx, id, path) })
	})
}

// Import makes what an import has read the log. mode is "replace" or "append".
func (a *Analytics) Import(id int64, mode string) (LogFacts, error) {
	return a.facts(func(ctx context.Context, c *core.Core) (store.LogFacts, error) {
		if mode != "replace" && mode != "append" {
			return store.LogFacts{}, &core.InvalidError{Field: "mode", Err: errors.New("an import replaces the log or is appended to it")}
		}
		return c.Import(ctx, id, mode == "append")
	})
}

// CancelImport ends an import; one that has ended is no error.
func (a *Analytics) CancelImport(id int64) error {
	return do(a.link, func(_ context.Context, c *core.Core) error { c.CancelImport(id); return nil })
}

// Export writes the incidents that a filter chooses into a file of the user's choice. format is "csv" or "xlsx".
func (a *Analytics) Export(format string, filter LogFilter) (Saved, error) {
	return call(a.link, func(ctx context.Context, c *core.Core) (Saved, error) {
		e, err := filter.domain()
		if err != nil {
			return Saved{}, err
		}
		e.Format = format
		kind := csvFiles
		if format == core.ExportXLSX {
			kind = xlsxFiles
		}
		name := "incidents-" + time.Now().In(e.Zone).Format(time.DateOnly) + strings.TrimPrefix(kind.Pattern, "*")
		return a.save("Export incidents", name, kind, func(path string) (int, error) { return c.ExportLog(ctx, path, e) })
	})
}

// SaveTemplate writes a log of three rows into a file of the user's choice.
func (a *Analytics) SaveTemplate() (Saved, error) {
	return call(a.link, func(_ context.Context, c *core.Core) (Saved, error) {
		return a.save("Save template", "incidents-template.csv", csvFiles, c.SaveTemplate)
	})
}

// save asks the user for a place and writes there.
func (a *Analytics) save(title, name string, kind FileKind, write func(path string) (rows int, err error)) (Saved, error) {
	path, err := a.link.desktop.SaveFile(title, name, kind)
	if err != nil || path == "" {
		return Saved{}, err
	}
	rows, err := write(path)
	if err != nil {
		return Saved{}, err
	}
	return Saved{Path: path, Rows: rows}, nil
}
