package core

import (
	"errors"
	"testing"
	"time"

	"isserviceup/backend/check"
	"isserviceup/backend/notify"
	"isserviceup/backend/status"
	"isserviceup/backend/store"
)

// A result that was under way while the user chose other components is that of the choice before.
func TestAChoiceDuringACheckIsNoNews(t *testing.T) {
	t.Parallel()
	p := newPages(t)
	p.set("a", green)
	c, d := window(t, t.TempDir(), p.services(t, "a"))
	c.cycle(t.Context())
	late := check.Result{Service: c.Watched()[0], Reading: status.Reading{Level: status.MajorOutage}, At: time.Now()}
	if err := c.Choose(t.Context(), "a", []string{"c1"}); err != nil {
		t.Fatal(err)
	}
	if c.current(late.Service) {
		t.Error("the result of the choice before would be taken in")
	}
	c.afterCheck(t.Context(), check.Summary{Checked: 1}, []moved{{late, c.state.Apply(late)}})
	c.cycle(t.Context())
	if got := d.titles(); len(got) != 0 {
		t.Errorf("told %q", got)
	}
	if changes, err := c.Changes(t.Context(), 0, 10); err != nil || len(changes) != 0 {
		t.Errorf("%d changes, %v; want none", len(changes), err)
	}
}

// What a command has read while no window was open is told by the next window, as a change from what was told last.
func TestWhatACommandReadIsToldLater(t *testing.T) {
	t.Parallel()
	p, dir := newPages(t), t.TempDir()
	p.set("a", green)
	file := p.services(t, "a")
	first, _ := window(t, dir, file)
	first.cycle(t.Context())
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	p.set("a", red)
	command, err := Open(t.Context(), Options{DataDir: dir, ServicesFile: file})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := command.Check(t.Context(), CheckOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := command.Close(); err != nil {
		t.Fatal(err)
	}
	second, d := window(t, dir, file)
	second.cycle(t.Context())
	if got := d.titles(); len(got) != 1 {
		t.Errorf("told %q, want one", got)
	}
	changes, err := second.Changes(t.Context(), 0, 10)
	if err != nil || len(changes) != 1 || changes[0].From != status.Operational || changes[0].To != status.PartialOutage {
		t.Errorf("the changes are %+v, %v", changes, err)
	}
}

// A command says what it has read even where that cannot be kept.
func TestACheckThatCannotBeKept(t *testing.T) {
	t.Parallel()
	p := newPages(t)
	p.set("a", red)
	c, err := Open(t.Context(), Options{DataDir: t.TempDir(), ServicesFile: p.services(t, "a")})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	outcome, err := c.Check(t.Context(), CheckOptions{})
	if err != nil || outcome.Unkept == nil || outcome.Results["a"].Reading.Level != status.PartialOutage {
		t.Errorf("%+v, %v; want the reading and why it is not kept", outcome, err)
	}
}

// A level that comes back after readings that were unknown has stood since before them, over a restart as well.
func TestRestartKeepsSinceWhenTheLastGoodLevelStood(t *testing.T) {
	t.Parallel()
	p, dir := newPages(t), t.TempDir()
	file := p.services(t, "a")
	c, _ := window(t, dir, file)
	began := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	for i, level := range []status.Level{status.Degraded, status.Degraded, status.Unknown} {
		r := check.Result{Service: c.Watched()[0], Reading: status.Reading{Level: level}, At: began.Add(time.Duration(i) * time.Hour)}
		m := moved{r, c.state.Apply(r)}
		if _, err := c.store.RecordCycle(t.Context(), store.Cycle{At: r.At, States: []store.State{stateOf(m, notify.Memory{})}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	again, _ := window(t, dir, file)
	after := again.state.Apply(check.Result{
		Service: again.Watched()[0], Reading: status.Reading{Level: status.Degraded}, At: began.Add(4 * time.Hour),
	}).After
	if !after.Since.Equal(began) {
		t.Errorf("degraded since %v, want %v", after.Since, began)
	}
}

// The age that the window shows is that of a whole check, not of the one service that a command has read.
func TestACommandOfOneServiceIsNoWholeCheck(t *testing.T) {
	t.Parallel()
	p, dir := newPages(t), t.TempDir()
	p.set("a", green)
	p.set("b", green)
	file := p.services(t, "a", "b")
	c, _ := window(t, dir, file)
	c.cycle(t.Context())
	whole := c.Snapshot().Frame.CheckedAt
	command, err := Open(t.Context(), Options{DataDir: dir, ServicesFile: file})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Close() })
	for _, ids := range [][]string{{"a", "a"}, nil} {
		outcome, err := command.Check(t.Context(), CheckOptions{IDs: ids})
		if err != nil || len(ids) == 2 && len(outcome.Services) != 1 {
			t.Fatalf("%d services, %v; want each once", len(outcome.Services), err)
		}
		if err := c.takeIn(t.Context()); err != nil {
			t.Fatal(err)
		}
		if at := c.Snapshot().Frame.CheckedAt; at.Equal(whole) != (ids != nil) {
			t.Errorf("after a check of %v the window says %v, before it %v", ids, at, whole)
		}
	}
}

// A window that is opened while the one before is still closing waits for it.
func TestAWindowWaitsForTheOneBefore(t *testing.T) {
	t.Parallel()
	p, dir := newPages(t), t.TempDir()
	file := p.services(t, "a")
	first, _ := window(t, dir, file)
	closed := make(chan error, 1)
	go func() {
		time.Sleep(200 * time.Millisecond)
		closed <- first.Close()
	}()
	second, err := Open(t.Context(), Options{DataDir: dir, ServicesFile: file, Window: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(<-closed, second.Close()); err != nil {
		t.Error(err)
	}
}
