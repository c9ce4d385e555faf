package bridge

import (
	"isserviceup/backend/core"
	"isserviceup/backend/store"
)

// Observer passes what the core says changed on to the page.
type Observer struct{ desktop Desktop }

// NewObserver returns the Observer of a window.
func NewObserver(d Desktop) Observer { return Observer{desktop: d} }

// FrameChanged sends the frame.
func (o Observer) FrameChanged(f core.Frame) { o.desktop.Emit(EventFrame, frameOf(f)) }

// ServiceChanged sends one row.
func (o Observer) ServiceChanged(revision int64, view core.ServiceView, announce string) {
	o.desktop.Emit(EventRow, RowChange{Revision: revision, Row: rowOf(view), Announce: announce})
}

// ListChanged tells the page to pull everything again.
func (o Observer) ListChanged() { o.desktop.Emit(EventStale) }

// LogChanged sends what is known of the log.
func (o Observer) LogChanged(facts store.LogFacts) { o.desktop.Emit(EventLog, logFactsOf(facts)) }

// ImportProgressed sends how far an import is.
func (o Observer) ImportProgressed(p core.ImportProgress) { o.desktop.Emit(EventImport, progressOf(p)) }
