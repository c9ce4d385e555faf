// Package bridge is what the page may call: one bound struct a view, with methods of a few lines.
package bridge

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"

	"isserviceup/backend/core"
	"isserviceup/backend/store"
)

// Codes of an Error.
const (
	CodeInvalid  = "invalid"   // the input is wrong: see Field
	CodeNotFound = "not_found" // what was asked for does not exist
	CodeStart    = "start"     // the program could not start: the page shows Message and nothing else
	CodeInternal = "internal"
)

// Bridge holds the structs that are bound to the page. They exist before the window does; Attach gives them the core
// once it is open, and calls wait for that.
type Bridge struct {
	Monitor     *Monitor
	Services    *Services
	Preferences *Preferences
	Analytics   *Analytics

	link *link
}

// link is what the bound structs share: set once, then ready is closed.
type link struct {
	ready   chan struct{}
	ctx     context.Context // ends with the window
	core    *core.Core
	desktop Desktop
	err     error
}

// New returns a Bridge whose structs wait for Attach or Fail.
func New() *Bridge {
	l := &link{ready: make(chan struct{})}
	return &Bridge{
		Monitor: &Monitor{link: l}, Services: &Services{link: l}, Preferences: &Preferences{link: l},
		Analytics: &Analytics{link: l}, link: l,
	}
}

// Bound returns the structs to bind.
func (b *Bridge) Bound() []any { return []any{b.Monitor, b.Services, b.Preferences, b.Analytics} }

// Attach lets the page's calls reach the core. ctx must end with the window. Call it once, and not after Fail.
func (b *Bridge) Attach(ctx context.Context, c *core.Core, d Desktop) {
	b.link.ctx, b.link.core, b.link.desktop = ctx, c, d
	close(b.link.ready)
}

// Fail lets every call fail with err, for a program that could not start. Call it once, and not after Attach.
func (b *Bridge) Fail(err error) {
	b.link.err = Error{Code: CodeStart, Message: err.Error()}
	close(b.link.ready)
}

// call runs f once the core is there. A panic becomes an error: otherwise the page's promise would never settle.
func call[T any](l *link, f func(ctx context.Context, c *core.Core) (T, error)) (result T, err error) {
	<-l.ready
	if l.err != nil {
		return result, l.err
	}
	defer func() {
		if p := recover(); p != nil {
			err = Error{Code: CodeInternal, Message: fmt.Sprintf("a mistake in the program: %v\n%s", p, debug.Stack())}
		}
	}()
	return f(l.ctx, l.core)
}

// do is call for what has no result.
func do(l *link, f func(ctx context.Context, c *core.Core) error) error {
	_, err := call(l, func(ctx context.Context, c *core.Core) (struct{}, error) { return struct{}{}, f(ctx, c) })
	return err
}

// FormatError turns any error of a bound method into what the page gets: an Error as JSON in a text, because the runtime
// of Wails makes a JavaScript error of whatever it is given, and of an object only "[object Object]" would be left.
func FormatError(err error) any {
	document, marshalErr := json.Marshal(asError(err))
	if marshalErr != nil {
		return err.Error()
	}
	return string(document)
}

// sentinels are errors whose own text says all that the user need know.
var sentinels = []struct {
	err  error
	code string
}{
	{store.ErrNoLog, CodeNotFound}, {core.ErrImportEnded, CodeNotFound}, {store.ErrLogStored, CodeInvalid},
	{store.ErrNothingToUndo, CodeInvalid},
}

func asError(err error) Error {
	var own Error
	var invalid *core.InvalidError
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &invalid):
		return Error{Code: CodeInvalid, Message: invalid.Error(), Field: invalid.Field}
	case errors.Is(err, core.ErrNotFound):
		return Error{Code: CodeNotFound, Message: err.Error()}
	}
	for _, known := range sentinels {
		if errors.Is(err, known.err) {
			return Error{Code: known.code, Message: known.err.Error()}
		}
	}
	return Error{Code: CodeInternal, Message: err.Error()}
}
