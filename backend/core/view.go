package core

import (
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/status"
	"isserviceup/backend/store"
)

// ServiceView is what is known of one watched service.
type ServiceView struct {
	Service catalog.Service
	// Reading is the newest reading; while the page cannot be read, its components, incidents and maintenances are
	// those of the last good one and Stale is true.
	Reading    status.Reading
	Since      time.Time // since when the level stands, as observed
	CheckedAt  time.Time // zero: never
	LastGoodAt time.Time // zero: the page was never read
	LastGood   status.Level
	Stale      bool
	Error      string // what failed, in full
	Detail     string // the one line of the list
	Pinned     bool
	MutedUntil time.Time
	Demo       bool
}

// Frame is what stands around the services.
type Frame struct {
	Revision        int64 // grows with every change of anything that a view shows
	FirstStart      bool  // no service was ever chosen
	Demo            bool
	Notice          string // to be said once in the window
	Checking        bool
	Done, Total     int       // services of the check under way
	CheckedAt       time.Time // when the last whole check ended
	NextCheck       time.Time // zero: none is planned
	OfflineSince    time.Time // zero: online
	OfflineDetails  string
	Failure         string // what could not be stored; else empty
	NoNotifications string // why the desktop cannot be told; else empty
}

// Snapshot is everything that the Monitor shows but the strips of days.
type Snapshot struct {
	Frame    Frame
	Services []ServiceView
}

// Observer is told what changed. Its methods are called from one goroutine at a time and must return soon.
type Observer interface {
	// FrameChanged says that only the frame changed.
	FrameChanged(Frame)
	// ServiceChanged says that one service has a new reading. announce is a sentence where its level changed.
	ServiceChanged(revision int64, view ServiceView, announce string)
	// ListChanged says that services came, went or moved: everything is to be pulled again.
	ListChanged()
	// LogChanged says that the stored incident log is another.
	LogChanged(store.LogFacts)
	// ImportProgressed says how far the reading of a file is.
	ImportProgressed(ImportProgress)
}

// Details is what the dialog of one service shows at once.
type Details struct {
	View   ServiceView
	Chosen []string // the user's choice of components
}

// Past is what is known of a service's past.
type Past struct {
	Weeks  []Week
	Recent []status.Incident // closed, newest first
	Error  string            // why the page's own history could not be read; else empty
}
