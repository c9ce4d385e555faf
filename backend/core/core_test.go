package core

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"isserviceup/backend/notify"
	"isserviceup/backend/settings"
	"isserviceup/backend/status"
	"isserviceup/backend/store"
)

// desk is a desktop that remembers what it was told.
type desk struct {
	mu   sync.Mutex
	told []notify.Notification
	err  error
}

func (d *desk) Send(_ context.Context, n notify.Notification) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err != nil {
		return d.err
	}
	d.told = append(d.told, n)
	return nil
}

func (d *desk) titles() (titles []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, n := range d.told {
		titles = append(titles, n.Title)
	}
	return titles
}

// pages are the status pages of services a, b, c …, each at its own path of one server.
type pages struct {
	*httptest.Server
	mu     sync.Mutex
	bodies map[string]string
}

const (
	green = `{"page":{"id":"p","name":"Page","url":"https://page.test","updated_at":"2026-11-22T10:00:00Z"},
		"status":{"indicator":"none","description":"All well"},"incidents":[],"scheduled_maintenances":[],
		"components":[{"id":"c1","name":"API","status":"operational","group":false,"group_id":null}]}`
	red = `{"page":{"id":"p","name":"Page","url":"https://page.test","updated_at":"2026-11-22T10:00:00Z"},
		"status":{"indicator":"major","description":"Trouble"},"incidents":[],"scheduled_maintenances":[],
		"components":[{"id":"c1","name":"API","status":"partial_outage","group":false,"group_id":null}]}`
)

func newPages(t *testing.T) *pages {
	p := &pages{bodies: map[string]string{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		id := strings.Split(r.URL.Path, "/")[1]
		body, ok := p.bodies[id]
		if strings.HasSuffix(r.URL.Path, "/incidents.json") {
			body, ok = p.bodies["history of "+id]
		} else if !strings.HasSuffix(r.URL.Path, "/summary.json") {
			ok = false
		}
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, body)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *pages) set(id, body string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bodies[id] = body
}

// setHistory sets what the list of past incidents of a page says.
func (p *pages) setHistory(id, body string) { p.set("history of "+id, body) }

// services writes a services file for the ids.
func (p *pages) services(t *testing.T, ids ...string) string {
	text := "services:\n"
	for _, id := range ids {
		text += fmt.Sprintf("  - {id: %s, name: Service %s, category: Test, platform: statuspage, url: %s/%s}\n", id, id, p.URL, id)
	}
	path := filepath.Join(t.TempDir(), "services.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// window opens a core as a window does, with a desktop of its own.
func window(t *testing.T, dir, services string) (*Core, *desk) {
	t.Helper()
	c, err := Open(t.Context(), Options{DataDir: dir, ServicesFile: services, Window: true, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	d := &desk{}
	c.sender = d
	return c, d
}

func level(t *testing.T, c *Core, id string) status.Level {
	t.Helper()
	d, err := c.Details(id)
	if err != nil {
		t.Fatal(err)
	}
	return d.View.Reading.Level
}

func TestTroubleIsToldOnceAndRecoveryToo(t *testing.T) {
	t.Parallel()
	p := newPages(t)
	p.set("a", green)
	c, d := window(t, t.TempDir(), p.services(t, "a"))
	steps := []struct {
		body  string
		level status.Level
		told  int
	}{{green, status.Operational, 0}, {red, status.PartialOutage, 1}, {red, status.PartialOutage, 1}, {green, status.Operational, 2}}
	for i, s := range steps {
		p.set("a", s.body)
		c.cycle(t.Context())
		if got := level(t, c, "a"); got != s.level {
			t.Errorf("step %d: level %s, want %s", i, got, s.level)
		}
		if got := d.titles(); len(got) != s.told {
			t.Errorf("step %d: told %q, want %d notifications", i, got, s.told)
		}
	}
	changes, err := c.Changes(t.Context(), 0, 10)
	if err != nil || len(changes) != 2 {
		t.Fatalf("%d changes, %v; want 2", len(changes), err)
	}
	if newest := changes[0]; newest.To != status.Operational || newest.Notified != store.Sent || newest.Name != "Service a" {
		t.Errorf("the newest change is %+v", newest)
	}
}

func TestRestartTellsNothing(t *testing.T) {
	t.Parallel()
	p, dir := newPages(t), t.TempDir()
	p.set("a", green)
	file := p.services(t, "a")
	c, _ := window(t, dir, file)
	c.cycle(t.Context())
	p.set("a", red)
	c.cycle(t.Context())
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	again, d := window(t, dir, file)
	if got := level(t, again, "a"); got != status.PartialOutage {
		t.Errorf("after the restart the level is %s", got)
	}
	again.cycle(t.Context())
	if got := d.titles(); len(got) != 0 {
		t.Errorf("the restart told %q", got)
	}
	p.set("a", green)
	again.cycle(t.Context())
	if got := d.titles(); len(got) != 1 {
		t.Errorf("the recovery told %q, want one", got)
	}
}

func TestManyChangesAreOneNotification(t *testing.T) {
	t.Parallel()
	p := newPages(t)
	names := []string{"a", "b", "c", "d"}
	for _, id := range names {
		p.set(id, green)
	}
	c, d := window(t, t.TempDir(), p.services(t, names...))
	c.cycle(t.Context())
	for _, id := range names {
		p.set(id, red)
	}
	c.cycle(t.Context())
	if got := d.titles(); len(got) != 1 {
		t.Errorf("told %q, want one for all four", got)
	}
}

func TestUnreadablePageKeepsTheLastGoodReading(t *testing.T) {
	t.Parallel()
	p := newPages(t)
	p.set("a", green)
	p.set("b", green)
	c, d := window(t, t.TempDir(), p.services(t, "a", "b"))
	c.cycle(t.Context())
	p.set("a", "<!doctype html><title>Operational</title>")
	for range 3 {
		c.cycle(t.Context())
	}
	details, err := c.Details("a")
	if err != nil {
		t.Fatal(err)
	}
	v := details.View
	if v.Reading.Level != status.Unknown || v.Reading.Reason == "" || !v.Stale || v.LastGood != status.Operational || v.LastGoodAt.IsZero() {
		t.Errorf("the view is %+v", v)
	}
	if len(v.Reading.Components) != 1 {
		t.Error("the last good reading's components are gone")
	}
	if got := level(t, c, "b"); got != status.Operational {
		t.Errorf("the neighbour is %s", got)
	}
	if got := d.titles(); len(got) != 1 {
		t.Errorf("told %q, want one after three readings", got)
	}
}

// closedPort returns an address where nobody listens.
func closedPort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestOfflineBlamesNobody(t *testing.T) {
	t.Parallel()
	p := newPages(t)
	p.set("a", green)
	c, d := window(t, t.TempDir(), p.services(t, "a"))
	s := settings.Defaults()
	s.ProbeAddresses = []string{closedPort(t)}
	if err := c.SaveSettings(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	c.cycle(t.Context())
	address := p.Listener.Addr().String()
	p.Close()
	for range 4 {
		if !c.cycle(t.Context()) {
			t.Fatal("the cycle did not find the network gone")
		}
	}
	snapshot := c.Snapshot()
	if snapshot.Frame.OfflineSince.IsZero() || level(t, c, "a") != status.Operational || len(d.titles()) != 0 {
		t.Errorf("offline: frame %+v, level %s, told %q", snapshot.Frame, level(t, c, "a"), d.titles())
	}
	quarters, err := c.store.Quarters(t.Context(), "a", time.Now(), time.Now().Add(time.Minute))
	if err != nil || quarters[0].Cover != status.Observed || quarters[0].Level != status.Operational {
		t.Errorf("the quarter is %+v, %v", quarters, err)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Skipf("the port was taken: %v", err)
	}
	back := &http.Server{Handler: p.Config.Handler}
	go func() { _ = back.Serve(listener) }()
	defer back.Close()
	if c.cycle(t.Context()) || !c.Snapshot().Frame.OfflineSince.IsZero() {
		t.Error("still offline after the network came back")
	}
}

func TestCommandBesideTheWindow(t *testing.T) {
	t.Parallel()
	p, dir := newPages(t), t.TempDir()
	p.set("a", green)
	file := p.services(t, "a")
	c, d := window(t, dir, file)
	absorb := c.absorb(t.Context())
	c.cycle(t.Context())

	p.set("a", red)
	command, err := Open(t.Context(), Options{DataDir: dir, ServicesFile: file, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	outcome, err := command.Check(t.Context(), CheckOptions{})
	if err != nil || outcome.Results["a"].Reading.Level != status.PartialOutage {
		t.Fatalf("the command read %+v, %v", outcome.Results, err)
	}
	if err := command.Close(); err != nil {
		t.Fatal(err)
	}
	if level(t, c, "a") != status.Operational {
		t.Fatal("the window knows before it looked")
	}
	absorb(t.Context())
	if got := level(t, c, "a"); got != status.PartialOutage {
		t.Errorf("the window shows %s", got)
	}
	if got := d.titles(); len(got) != 1 {
		t.Errorf("told %q, want one", got)
	}
	absorb(t.Context())
	if got := d.titles(); len(got) != 1 {
		t.Errorf("told %q, the second look told again", got)
	}
}

func TestSecondWindowIsRefused(t *testing.T) {
	t.Parallel()
	p, dir := newPages(t), t.TempDir()
	file := p.services(t, "a")
	window(t, dir, file)
	if _, err := Open(t.Context(), Options{DataDir: dir, ServicesFile: file, Window: true}); err == nil {
		t.Fatal("a second window opened on the same data")
	}
}

func TestNoDaemonIsSaid(t *testing.T) {
	t.Parallel()
	p := newPages(t)
	p.set("a", green)
	c, d := window(t, t.TempDir(), p.services(t, "a"))
	d.err = fmt.Errorf("send: %w", notify.ErrNoDaemon)
	c.cycle(t.Context())
	p.set("a", red)
	c.cycle(t.Context())
	if c.Snapshot().Frame.NoNotifications == "" {
		t.Error("the frame does not say that the desktop cannot be told")
	}
	changes, err := c.Changes(t.Context(), 0, 1)
	if err != nil || changes[0].Notified != store.Failed || changes[0].Why == "" {
		t.Errorf("the change is %+v, %v", changes, err)
	}
}

func TestFirstStart(t *testing.T) {
	t.Parallel()
	c, _ := window(t, t.TempDir(), "")
	if !c.Snapshot().Frame.FirstStart || len(c.Watched()) != 0 {
		t.Fatal("a first start is not shown as one")
	}
	if err := c.Watch(t.Context(), []string{"github", "aws"}); err != nil {
		t.Fatal(err)
	}
	if got := c.Watched(); c.Snapshot().Frame.FirstStart || len(got) != 2 || got[0].ID != "github" {
		t.Errorf("after the choice: %v", got)
	}
	if err := c.Watch(t.Context(), []string{"no-such"}); !errors.Is(err, ErrNotFound) {
		t.Errorf("an unknown id gives %v", err)
	}
}

func TestDemoStoresNothing(t *testing.T) {
	t.Parallel()
	c, d := window(t, t.TempDir(), "")
	c.StartDemo()
	for range 4 {
		c.demoTick(t.Context())
	}
	s := c.Snapshot()
	if !s.Frame.Demo || s.Frame.FirstStart || len(s.Services) < 5 {
		t.Fatalf("the demo shows %+v", s.Frame)
	}
	for _, v := range s.Services {
		if !v.Demo || v.CheckedAt.IsZero() {
			t.Errorf("%s is not marked as simulated, or not read", v.Service.ID)
		}
	}
	for _, title := range d.titles() {
		if !strings.HasPrefix(title, "Demo:") {
			t.Errorf("the notification %q does not say that it is a demo", title)
		}
	}
	states, err := c.store.States(t.Context())
	if err != nil || len(states) != 0 {
		t.Errorf("the demo stored %d states, %v", len(states), err)
	}
	c.StopDemo()
	if s := c.Snapshot(); s.Frame.Demo || !s.Frame.FirstStart || len(s.Services) != 0 {
		t.Errorf("after the demo: %+v", s.Frame)
	}
}
