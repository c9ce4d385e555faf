package bridge

import (
	"context"
	"errors"

	"isserviceup/backend/core"
)

// Analytics is what the Analytics view and its import may call.
type Analytics struct{ link *link }

// errNotBuilt stands for what is still to come.
var errNotBuilt = errors.New("this part of Analytics is not built yet")

// Log returns what is known of the stored log. Subscribe to the events first, then pull.
func (a *Analytics) Log() (LogFacts, error) {
	return call(a.link, func(context.Context, *core.Core) (LogFacts, error) { return LogFacts{}, nil })
}

// LoadDemo stores a simulated log, which is labelled so. It fails where there is a log.
func (a *Analytics) LoadDemo() (LogFacts, error) { return LogFacts{}, errNotBuilt }

// EndDemo takes the simulated log away.
func (a *Analytics) EndDemo() (LogFacts, error) { return LogFacts{}, errNotBuilt }

// UndoImport goes back to the log, or to none, of before the last import.
func (a *Analytics) UndoImport() (LogFacts, error) { return LogFacts{}, errNotBuilt }

// ClearLog takes the log away; UndoImport brings it back.
func (a *Analytics) ClearLog() (LogFacts, error) { return LogFacts{}, errNotBuilt }

// PickLog lets the user choose a file in a dialog; it is "" where the user chose none.
func (a *Analytics) PickLog() (string, error) { return "", errNotBuilt }

// StartImport begins to read a file in the background and ends any other reading. It returns the id of the import, which
// EventImport carries, at once.
func (a *Analytics) StartImport(path string, choices ImportChoices) (int64, error) {
	return 0, errNotBuilt
}

// Preview returns what was understood of the file of an import, once it is read.
func (a *Analytics) Preview(id int64) (ImportPreview, error) { return ImportPreview{}, errNotBuilt }

// Rejected returns the rejected rows of an import from one place on, at most limit.
func (a *Analytics) Rejected(id int64, offset, limit int) ([]RejectedRow, error) {
	return nil, errNotBuilt
}

// SaveRejected writes the rejected rows into a file of the user's choice, ready to be mended and imported.
func (a *Analytics) SaveRejected(id int64) (Saved, error) { return Saved{}, errNotBuilt }

// Import makes what an import has read the log. mode is "replace" or "append".
func (a *Analytics) Import(id int64, mode string) (LogFacts, error) { return LogFacts{}, errNotBuilt }

// CancelImport ends an import; one that has ended is no error.
func (a *Analytics) CancelImport(id int64) error { return errNotBuilt }

// Export writes the incidents that a filter chooses into a file of the user's choice. format is "csv" or "xlsx".
func (a *Analytics) Export(format string, filter LogFilter) (Saved, error) {
	return Saved{}, errNotBuilt
}

// SaveTemplate writes a log of three rows into a file of the user's choice.
func (a *Analytics) SaveTemplate() (Saved, error) { return Saved{}, errNotBuilt }
