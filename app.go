package main

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"

	"isserviceup/backend/bridge"
	"isserviceup/backend/core"
)

// App is the window's life: it opens the parts when the window starts and closes them, in order, when it ends. It is
// never bound to the page.
type App struct {
	options core.Options
	bridge  *bridge.Bridge

	stop    context.CancelFunc
	running sync.WaitGroup
	core    *core.Core
	desktop atomic.Pointer[bridge.WailsDesktop] // a second start may ask for it from another thread
}

// NewApp returns the App of a window that is yet to open.
func NewApp(options core.Options) *App {
	return &App{options: options, bridge: bridge.New()}
}

// Start opens the core and lets the page reach it. window is Wails' own context.
func (a *App) Start(window context.Context) {
	desktop := bridge.NewWailsDesktop(window)
	a.desktop.Store(desktop)
	desktop.PassOnDrops()
	bridge.GuardWebView(func() { slog.Warn("the page's process ended and was started again") })
	opened, err := core.Open(window, a.options)
	if err != nil {
		slog.Error("cannot start", "error", err)
		a.bridge.Fail(err)
		return
	}
	ctx, stop := context.WithCancel(window)
	a.core, a.stop = opened, stop
	opened.Observe(bridge.NewObserver(desktop))
	a.running.Go(func() { opened.Run(ctx) })
	a.bridge.Attach(ctx, opened, desktop)
}

// Raise brings the window to the front, for a second start on the same data.
func (a *App) Raise() {
	if desktop := a.desktop.Load(); desktop != nil {
		desktop.Raise()
	}
}

// Shutdown ends what Start began: checks first, the store last.
func (a *App) Shutdown(context.Context) {
	if a.core == nil {
		return
	}
	a.stop()
	a.running.Wait()
	if err := a.core.Close(); err != nil {
		slog.Error("cannot close the data", "error", err)
	}
}
