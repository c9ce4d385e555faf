package bridge

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Desktop is what the window can do for us.
type Desktop interface {
	Emit(event EventName, payload ...any)
	SetClipboard(text string) error
	OpenURL(address string) error
	Raise()
	// OpenFile lets the user choose a file of one of the kinds; it returns its path, "" where the user chose none.
	OpenFile(title string, kinds ...FileKind) (path string, err error)
	// SaveFile lets the user choose a place for a file, for which it offers a name; it returns its path, "" where the user
	// chose none.
	SaveFile(title, name string, kind FileKind) (path string, err error)
}

// FileKind is a kind of files in a dialog.
type FileKind struct {
	Name    string // for the user
	Pattern string // such as "*.csv;*.xlsx"
}

// WailsDesktop is the Desktop of a Wails window.
type WailsDesktop struct {
	// window is Wails' own context: any other ends the process when it is handed to the runtime.
	window context.Context
}

// NewWailsDesktop returns the Desktop of the window whose OnStartup was given window.
func NewWailsDesktop(window context.Context) *WailsDesktop { return &WailsDesktop{window: window} }

// Emit sends an event to the page.
func (d *WailsDesktop) Emit(event EventName, payload ...any) {
	runtime.EventsEmit(d.window, string(event), payload...)
}

// SetClipboard puts text into the clipboard.
func (d *WailsDesktop) SetClipboard(text string) error {
	return runtime.ClipboardSetText(d.window, text)
}

// OpenURL opens a web page in the user's browser. Addresses come from status pages, so only http and https are let
// through, written anew from their parts.
func (d *WailsDesktop) OpenURL(address string) error {
	safe, err := webAddress(address)
	if err != nil {
		return err
	}
	runtime.BrowserOpenURL(d.window, safe)
	return nil
}

// Raise brings the window to the front.
func (d *WailsDesktop) Raise() {
	runtime.WindowUnminimise(d.window)
	runtime.WindowShow(d.window)
}

// OpenFile shows the system's dialog.
func (d *WailsDesktop) OpenFile(title string, kinds ...FileKind) (string, error) {
	return runtime.OpenFileDialog(d.window, runtime.OpenDialogOptions{Title: title, Filters: each(kinds, filterOf)})
}

// SaveFile shows the system's dialog, which asks before a file is overwritten.
func (d *WailsDesktop) SaveFile(title, name string, kind FileKind) (string, error) {
	return runtime.SaveFileDialog(d.window, runtime.SaveDialogOptions{
		Title: title, DefaultFilename: name, Filters: []runtime.FileFilter{filterOf(kind)},
	})
}

func filterOf(kind FileKind) runtime.FileFilter {
	return runtime.FileFilter{DisplayName: kind.Name, Pattern: kind.Pattern}
}

// PassOnDrops tells the page of files that are dropped on the window, from now on.
func (d *WailsDesktop) PassOnDrops() {
	runtime.OnFileDrop(d.window, func(_, _ int, paths []string) {
		if len(paths) > 0 {
			d.Emit(EventDropped, paths)
		}
	})
}

// encoded are the characters that are valid in an address but that Wails' own check refuses.
var encoded = strings.NewReplacer("(", "%28", ")", "%29", "~", "%7E", "!", "%21", "*", "%2A", "[", "%5B", "]", "%5D", ";", "%3B", "'", "%27")

// webAddress checks that address is one of the web and returns it in a form that the browser may be given.
func webAddress(address string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return "", Error{Code: CodeInvalid, Message: fmt.Sprintf("%q is not the address of a web page", address), Field: "url"}
	}
	u.User = nil
	host := u.Scheme + "://" + u.Host
	return host + encoded.Replace(strings.TrimPrefix(u.String(), host)), nil
}
