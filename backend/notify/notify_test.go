package notify

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"testing"
	"time"

	"isserviceup/backend/status"
)

func TestEveryLevelHasAnIcon(t *testing.T) {
	t.Parallel()
	for _, l := range status.Levels() {
		f, err := icons.Open("icons/" + l.String() + ".png")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		image, err := png.Decode(f)
		if err != nil {
			t.Fatal(err)
		}
		if size := image.Bounds().Size(); size.X > 128 || size.Y > 128 {
			t.Errorf("the icon of %v is %v large", l, size)
		}
	}
}

func TestSafe(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ os, in, title, body string }{
		"markup":              {"linux", "<b>a</b> & b", "<b>a</b> & b", "&lt;b&gt;a&lt;/b&gt; &amp; b"},
		"markup elsewhere":    {"darwin", "<b>a</b> & b", "<b>a</b> & b", "<b>a</b> & b"},
		"the end of a string": {"windows", "a]]>b\n\"@\n$(calc) `n", "a]] >b\n\" @\n＄(calc) 'n", "a]] >b\n\" @\n＄(calc) 'n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if title, body := safe(c.os, c.in, c.in); title != c.title || body != c.body {
				t.Errorf("got %q, %q", title, body)
			}
		})
	}
}

func TestSend(t *testing.T) {
	t.Parallel()
	bus, bell := errors.New("no bus"), errors.New("no bell")
	for name, c := range map[string]struct {
		os   string
		err  error
		want error
	}{
		"shown":                 {"linux", nil, nil},
		"no daemon":             {"linux", fmt.Errorf("dbus: %w; notify-send: %w", bus, bus), ErrNoDaemon},
		"shown without a bell":  {"linux", bell, nil},
		"a failure of Windows":  {"windows", bell, bell},
		"the cause comes along": {"linux", fmt.Errorf("dbus: %w; notify-send: %w", bus, bus), bus},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := NewDesktop()
			d.os = c.os
			d.show = func(string, string, []byte, Urgency) error { return c.err }
			if err := d.Send(t.Context(), Notification{}); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if err := d.Close(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestSendToDesktopThatHangs(t *testing.T) {
	t.Parallel()
	d := NewDesktop()
	hang := make(chan struct{})
	d.show = func(string, string, []byte, Urgency) error { <-hang; return nil }
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	for range 2 {
		if err := d.Send(ctx, Notification{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	}
	if err := d.Close(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("closed with %v while a notification is under way", err)
	}
	close(hang)
	if err := d.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
