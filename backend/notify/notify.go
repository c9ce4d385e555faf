package notify

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/gen2brain/beeep"
)

// ErrNoDaemon says that nothing on this desktop shows notifications.
var ErrNoDaemon = errors.New("notify: no notification service answers on this desktop")

// Sender shows notifications to the user. After ErrNoDaemon the next one will hardly fare better.
type Sender interface {
	Send(ctx context.Context, n Notification) error
}

// appName is what the desktop says that a notification comes from.
const appName = "isServiceUp"

// icons are a sign for each level, 96 pixels wide: a larger one slows the desktop down. Each is drawn from the SVG of
// its name.
//
//go:embed icons/*.png
var icons embed.FS

// Desktop sends to the desktop that the program runs on. Make one with NewDesktop.
type Desktop struct {
	turn chan struct{} // holds a token while a notification is under way
	show func(title, body string, icon []byte, u Urgency) error
	os   string
}

// NewDesktop returns the Sender for this desktop.
func NewDesktop() *Desktop {
	return &Desktop{turn: make(chan struct{}, 1), show: show, os: runtime.GOOS}
}

// Send shows n. The systems below know no deadline: where ctx ends first, Send returns its error and the notification
// may still come; the next one waits for that.
func (d *Desktop) Send(ctx context.Context, n Notification) error {
	icon, err := icons.ReadFile("icons/" + n.Level.String() + ".png")
	if err != nil {
		return fmt.Errorf("notify: icon: %w", err)
	}
	select {
	case d.turn <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("notify: an earlier notification is still under way: %w", ctx.Err())
	}
	title, body := safe(d.os, n.Title, n.Body)
	shown := make(chan error, 1)
	go func() {
		defer func() { <-d.turn }()
		shown <- d.show(title, body, icon, n.Urgency)
	}()
	select {
	case err := <-shown:
		return explain(d.os, err)
	case <-ctx.Done():
		return fmt.Errorf("notify: the desktop does not answer: %w", ctx.Err())
	}
}

// Close waits for the notification that is under way, at most until ctx ends.
func (d *Desktop) Close(ctx context.Context) error {
	select {
	case d.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("notify: the desktop does not answer: %w", ctx.Err())
	}
}

// show hands a notification to the system. It is never called twice at a time, as beeep's name of the program is one
// for the whole process.
func show(title, body string, icon []byte, u Urgency) error {
	beeep.AppName = appName
	if u == Critical {
		return beeep.Alert(title, body, icon)
	}
	return beeep.Notify(title, body, icon)
}

// explain tells the absence of a daemon from other failures. Where every way to notify has failed, beeep returns an
// error of several. Else only Windows has failed: elsewhere the notification was shown and could not ring the bell.
func explain(os string, err error) error {
	var ways interface{ Unwrap() []error }
	switch {
	case errors.As(err, &ways):
		return fmt.Errorf("%w: %w", ErrNoDaemon, err)
	case err != nil && os == "windows":
		return fmt.Errorf("notify: %w", err)
	default:
		return nil
	}
}

// safe makes the texts of a page harmless for the system that shows them. On the free desktops the body is markup. On
// Windows both go into an XML section and, where the newer interface is missing, into a PowerShell here-string, neither
// of which beeep escapes. On macOS beeep quotes them.
func safe(os, title, body string) (string, string) {
	switch os {
	case "windows":
		r := strings.NewReplacer("]]>", "]] >", "$", "＄", "`", "'", "\"@", "\" @", "\r", "")
		return r.Replace(title), r.Replace(body)
	case "darwin":
		return title, body
	default:
		return title, strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(body)
	}
}
