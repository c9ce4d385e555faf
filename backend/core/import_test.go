package core

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"isserviceup/backend/incidentlog"
	"isserviceup/backend/store"
	"isserviceup/backend/tabular"
)

// watcher is an observer that remembers what it was told of logs and imports.
type watcher struct {
	nobody
	mu       sync.Mutex
	logs     []store.LogFacts
	finished chan ImportProgress
}

func (w *watcher) LogChanged(facts store.LogFacts) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.logs = append(w.logs, facts)
}

func (w *watcher) ImportProgressed(p ImportProgress) {
	if p.Finished {
		w.finished <- p
	}
}

// told returns the revisions that the watcher was told of.
func (w *watcher) told() (revisions []int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, facts := range w.logs {
		revisions = append(revisions, facts.Revision)
	}
	return revisions
}

// watched opens a window on the data in dir, with a watcher.
func watchedWindow(t *testing.T, dir string) (*Core, *watcher) {
	t.Helper()
	c, _ := window(t, dir, newPages(t).services(t, "a"))
	w := &watcher{finished: make(chan ImportProgress, 100)}
	c.observer = w
	return c, w
}

// csvFile writes a log with these rows below its header.
func csvFile(t *testing.T, name string, rows ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	text := "id,services,state,stage,creationtime,recentreporttime\n" + strings.Join(rows, "\n") + "\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// logRow is a row of a log, n days into November.
func logRow(id, service string, n int) string {
	return fmt.Sprintf("%s,%s,open,prd,2026-11-%02dT08:00:00Z,2026-11-%02dT09:00:00Z", id, service, n, n)
}

// begun starts an import and waits until it is understood.
func begun(t *testing.T, c *Core, w *watcher, path string, choices incidentlog.Choices) (ImportPreview, error) {
	t.Helper()
	id := c.StartImport(t.Context(), path, choices)
	for {
		select {
		case p := <-w.finished:
			if p.ID != id {
				continue
			}
			if p.Err != nil {
				return ImportPreview{ID: id}, p.Err
			}
			return c.Preview(id)
		case <-time.After(30 * time.Second):
			t.Fatal("the file is never read")
		}
	}
}

// imported imports a file in the window.
func imported(t *testing.T, c *Core, w *watcher, path string, adding bool) store.LogFacts {
	t.Helper()
	p, err := begun(t, c, w, path, incidentlog.Choices{})
	if err != nil {
		t.Fatal(err)
	}
	facts, err := c.Import(t.Context(), p.ID, adding)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// logIDs are the ids of the stored log, in its order.
func logIDs(t *testing.T, c *Core) string {
	t.Helper()
	log, _, err := c.Log(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if log == nil {
		return "none"
	}
	var all []string
	for row := range log.Rows() {
		all = append(all, string(log.IDs.At(row)))
	}
	return strings.Join(all, " ")
}

// parts are the files that imports have written aside.
func parts(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "incidents-*.part"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestImportUndoAndRestart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, w := watchedWindow(t, dir)
	imported(t, c, w, csvFile(t, "march.csv", logRow("a", "Checkout", 2), logRow("b", "Search", 1)), false)
	facts := imported(t, c, w, csvFile(t, "april.csv", logRow("c", "Checkout", 3)), false)
	if facts.Source != "april.csv" || facts.Rows != 1 || facts.Undoes != "the import of april.csv" || !facts.Stored {
		t.Errorf("got %+v", facts)
	}
	if got := logIDs(t, c); got != "c" {
		t.Errorf("the log is %s", got)
	}
	if got := w.told(); !slices.Equal(got, []int64{1, 2}) {
		t.Errorf("the page was told of %v", got)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if left := parts(t, dir); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
	c, w = watchedWindow(t, dir)
	c.checkLog(t.Context())
	if got := logIDs(t, c); got != "c" {
		t.Errorf("after a restart the log is %s", got)
	}
	facts, err := c.UndoLog(t.Context())
	if err != nil || facts.Source != "march.csv" || facts.Undoes != "" {
		t.Errorf("got %+v, %v", facts, err)
	}
	if got := logIDs(t, c); got != "b a" {
		t.Errorf("after undo the log is %s", got)
	}
	if got := w.told(); !slices.Equal(got, []int64{3}) {
		t.Errorf("the page was told of %v", got)
	}
	if _, err := c.UndoLog(t.Context()); !errors.Is(err, store.ErrNothingToUndo) {
		t.Errorf("got %v", err)
	}
}

func TestAddToTheLog(t *testing.T) {
	t.Parallel()
	c, w := watchedWindow(t, t.TempDir())
	imported(t, c, w, csvFile(t, "march.csv", logRow("a", "Checkout", 1), logRow("b", "Search", 2)), true)
	p, err := begun(t, c, w, csvFile(t, "april.csv", logRow("b", "Search", 3), logRow("c", "Search", 4)), incidentlog.Choices{})
	if err != nil || p.New != 1 || p.Known != 1 {
		t.Fatalf("got %d new, %d known, %v", p.New, p.Known, err)
	}
	// A command adds to the log while the user looks at the preview.
	done, err := c.ImportLog(t.Context(), LogImport{Path: csvFile(t, "may.csv", logRow("d", "Search", 5)), Append: true})
	if err != nil || !done.Stored || done.Known != 0 || done.Log.Rows() != 3 {
		t.Fatalf("got %+v, %v", done, err)
	}
	facts, err := c.Import(t.Context(), p.ID, true)
	if err != nil || facts.Rows != 4 || facts.Undoes != "adding april.csv" {
		t.Errorf("got %+v, %v", facts, err)
	}
	if got := logIDs(t, c); got != "a b c d" {
		t.Errorf("the log is %s", got)
	}
}

func TestNothingIsStoredBeforeImport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, w := watchedWindow(t, dir)
	first, err := begun(t, c, w, csvFile(t, "march.csv", logRow("a", "Checkout", 1)), incidentlog.Choices{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := begun(t, c, w, csvFile(t, "april.csv", logRow("b", "Checkout", 1)), incidentlog.Choices{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Preview(first.ID); !errors.Is(err, ErrImportEnded) {
		t.Errorf("the import before is still open: %v", err)
	}
	c.CancelImport(first.ID)
	if _, err := c.Preview(second.ID); err != nil {
		t.Errorf("cancelling the import before ended the one that is open: %v", err)
	}
	c.CancelImport(second.ID)
	if _, err := c.Import(t.Context(), second.ID, false); !errors.Is(err, ErrImportEnded) {
		t.Errorf("got %v", err)
	}
	c.imports.running.Wait()
	if got := logIDs(t, c); got != "none" || len(w.told()) != 0 {
		t.Errorf("the log is %s", got)
	}
	if left := parts(t, dir); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
}

func TestImportWhileTheFileIsRead(t *testing.T) {
	t.Parallel()
	c, _ := watchedWindow(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	i := &importing{id: 7, cancel: cancel, understood: make(chan struct{}), ended: make(chan struct{})}
	c.imports.last, c.imports.current = 7, i
	for name, call := range map[string]func() error{
		"preview":  func() error { _, err := c.Preview(7); return err },
		"import":   func() error { _, err := c.Import(t.Context(), 7, false); return err },
		"rejected": func() error { _, err := c.Rejected(7, 0, 10); return err },
	} {
		if err := call(); err == nil || !strings.Contains(err.Error(), "still being read") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	close(i.ended)
	c.CancelImport(7)
	if ctx.Err() == nil {
		t.Error("reading goes on")
	}
}

func TestFilesThatCannotBeImported(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		text string
		want string // in the error of Import
		open []tabular.Order
		miss []incidentlog.Field
	}{
		"a column is missing":     {"services,state,creationtime,recentreporttime\na,open,2026-11-02,\n", "nothing in this file", nil, []incidentlog.Field{incidentlog.StageOf}},
		"two orders are possible": {"services,state,stage,creationtime,recentreporttime\na,open,prd,02/03/2026,\n", "nothing in this file", []tabular.Order{tabular.DMY, tabular.MDY}, nil},
		"every row is rejected":   {"services,state,stage,creationtime,recentreporttime\na,open,prd,soon,\n", "nothing in this file", nil, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			core, w := watchedWindow(t, dir)
			path := filepath.Join(t.TempDir(), "log.csv")
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			p, err := begun(t, core, w, path, incidentlog.Choices{})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(p.Missing, c.miss) || !slices.Equal(p.Reading.Open, c.open) {
				t.Errorf("missing %v, open %v", p.Missing, p.Reading.Open)
			}
			if c.miss != nil && (p.Reading.Columns[incidentlog.Services] != "services" || p.Reading.File.Encoding == "") {
				t.Errorf("what was understood is lost: %+v", p.Reading)
			}
			if _, err := core.Import(t.Context(), p.ID, false); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v", err)
			}
			done, err := core.ImportLog(t.Context(), LogImport{Path: path})
			if done.Stored || (err != nil) != (c.miss != nil) {
				t.Errorf("a command: %+v, %v", done, err)
			}
			if got := logIDs(t, core); got != "none" {
				t.Errorf("the log is %s", got)
			}
		})
	}
}

func TestFileThatIsNotThere(t *testing.T) {
	t.Parallel()
	c, w := watchedWindow(t, t.TempDir())
	imported(t, c, w, csvFile(t, "march.csv", logRow("a", "Checkout", 1)), false)
	p, err := begun(t, c, w, filepath.Join(t.TempDir(), "gone.csv"), incidentlog.Choices{})
	if err == nil {
		t.Error("it was read")
	}
	if _, again := c.Preview(p.ID); again == nil || again.Error() != err.Error() {
		t.Errorf("the preview says %v, the progress %v", again, err)
	}
	if got := logIDs(t, c); got != "a" {
		t.Errorf("the log is %s", got)
	}
}

func TestDryRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, w := watchedWindow(t, dir)
	imported(t, c, w, csvFile(t, "march.csv", logRow("a", "Checkout", 1)), false)
	done, err := c.ImportLog(t.Context(), LogImport{
		Path: csvFile(t, "april.csv", logRow("a", "Checkout", 1), logRow("b", "Search", 1)), Append: true, DryRun: true,
	})
	if err != nil || done.Stored || done.Known != 1 || done.Log.Rows() != 2 {
		t.Errorf("got %+v, %v", done, err)
	}
	if got := logIDs(t, c); got != "a" || len(parts(t, dir)) != 0 {
		t.Errorf("the log is %s, left are %v", got, parts(t, dir))
	}
}

func TestChoicesAreRemembered(t *testing.T) {
	t.Parallel()
	c, w := watchedWindow(t, t.TempDir())
	row := "a,Checkout,erledigt,prd,2026-11-02T08:00:00Z,"
	said := incidentlog.Choices{Words: map[incidentlog.Field]map[string]string{incidentlog.StateOf: {"erledigt": "closed"}}}
	p, err := begun(t, c, w, csvFile(t, "march.csv", row), said)
	if err != nil || p.Remembered || p.Reading.Accepted != 1 {
		t.Fatalf("got %+v, %v", p, err)
	}
	if again, err := begun(t, c, w, csvFile(t, "march.csv", row), incidentlog.Choices{}); err != nil || again.Remembered {
		t.Errorf("choices of a file that was not imported are remembered: %+v, %v", again, err)
	}
	if p, err = begun(t, c, w, csvFile(t, "march.csv", row), said); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Import(t.Context(), p.ID, false); err != nil {
		t.Fatal(err)
	}
	p, err = begun(t, c, w, csvFile(t, "april.csv", row), incidentlog.Choices{Split: "none"})
	if err != nil || !p.Remembered || p.Reading.Accepted != 1 || p.Choices.Split != "none" {
		t.Errorf("got %+v, %v", p, err)
	}
	done, err := c.ImportLog(t.Context(), LogImport{Path: csvFile(t, "april.csv", row), DryRun: true})
	if err != nil || done.Accepted != 0 {
		t.Errorf("a command remembers: %+v, %v", done, err)
	}
}

func TestOverlay(t *testing.T) {
	t.Parallel()
	type columns = map[incidentlog.Field]string
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	remembered := incidentlog.Choices{
		Columns: columns{"services": "App", "stage": "Env"}, Set: columns{"state": "open"}, Split: ",", Order: tabular.DMY, Zone: berlin,
		Words: map[incidentlog.Field]map[string]string{"state": {"x": "open", "y": "open", "v": "open"}},
	}
	cases := map[string]struct{ said, want incidentlog.Choices }{
		"nothing is said": {incidentlog.Choices{}, remembered},
		"all is said": {
			incidentlog.Choices{
				Columns: columns{"services": "Name", "state": "State"}, Set: columns{"stage": "prd"}, Split: "none", Order: tabular.MDY, Zone: time.UTC,
				Words: map[incidentlog.Field]map[string]string{"state": {"y": "closed", "v": ""}, "stage": {"z": "stg", "w": ""}},
			},
			incidentlog.Choices{
				Columns: columns{"services": "Name", "state": "State"}, Set: columns{"stage": "prd"}, Split: "none", Order: tabular.MDY, Zone: time.UTC,
				Words: map[incidentlog.Field]map[string]string{"state": {"x": "open", "y": "closed"}, "stage": {"z": "stg"}},
			},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := overlay(remembered, c.said)
			if diff := cmp.Diff(c.want, got, cmp.Comparer(func(a, b *time.Location) bool { return a == b })); diff != "" {
				t.Error(diff)
			}
		})
	}
	if remembered.Columns["services"] != "App" || remembered.Words["state"]["y"] != "open" {
		t.Error("what is remembered was changed")
	}
}

func TestDemoLog(t *testing.T) {
	t.Parallel()
	c, w := watchedWindow(t, t.TempDir())
	facts, err := c.LoadDemoLog(t.Context())
	if err != nil || !facts.Demo || facts.Rows < 1000 || facts.Undoes != "" {
		t.Fatalf("got %+v, %v", facts, err)
	}
	if _, err := c.LoadDemoLog(t.Context()); !errors.Is(err, store.ErrLogStored) {
		t.Errorf("a second one: %v", err)
	}
	// It is no log that a file could be added to, nor one that undoing goes back to.
	facts = imported(t, c, w, csvFile(t, "march.csv", logRow("a", "Checkout", 1)), true)
	if facts.Demo || facts.Rows != 1 {
		t.Errorf("got %+v", facts)
	}
	if _, err := c.EndDemoLog(t.Context()); err != nil {
		t.Error(err)
	}
	if got := logIDs(t, c); got != "a" {
		t.Errorf("the log is %s", got)
	}
	if _, err := c.UndoLog(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := logIDs(t, c); got != "none" {
		t.Errorf("the log is %s", got)
	}
	if _, err := c.LoadDemoLog(t.Context()); err != nil {
		t.Fatal(err)
	}
	if facts, err := c.EndDemoLog(t.Context()); err != nil || facts.Stored {
		t.Errorf("got %+v, %v", facts, err)
	}
}

func TestClearedLogComesBack(t *testing.T) {
	t.Parallel()
	c, w := watchedWindow(t, t.TempDir())
	imported(t, c, w, csvFile(t, "march.csv", logRow("a", "Checkout", 1)), false)
	facts, err := c.ClearLog(t.Context())
	if err != nil || facts.Stored || facts.Undoes != "the clearing of march.csv" {
		t.Errorf("got %+v, %v", facts, err)
	}
	if _, err := c.UndoLog(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := logIDs(t, c); got != "a" {
		t.Errorf("the log is %s", got)
	}
}

func TestLogThatIsDamagedAtTheStart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, w := watchedWindow(t, dir)
	imported(t, c, w, csvFile(t, "march.csv", logRow("a", "Checkout", 1)), false)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(dir, "incidents-1.arrow"), 100); err != nil {
		t.Fatal(err)
	}
	c, w = watchedWindow(t, dir)
	c.checkLog(t.Context())
	if notice := c.Notice(); !strings.Contains(notice, "incidents-damaged-") {
		t.Errorf("the notice is %q", notice)
	}
	if got := logIDs(t, c); got != "none" || len(w.told()) != 1 {
		t.Errorf("the log is %s, the page was told of %v", got, w.told())
	}
}

func TestLogThatIsDamagedMeanwhile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, w := watchedWindow(t, dir)
	imported(t, c, w, csvFile(t, "march.csv", logRow("a", "Checkout", 1)), false)
	if err := os.Remove(filepath.Join(dir, "incidents-1.arrow")); err != nil {
		t.Fatal(err)
	}
	facts := imported(t, c, w, csvFile(t, "april.csv", logRow("b", "Checkout", 1)), true)
	if facts.Rows != 1 || !strings.Contains(c.Notice(), "missing") {
		t.Errorf("got %+v, notice %q", facts, c.Notice())
	}
}

func TestImportBesideTheWindow(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, w := watchedWindow(t, dir)
	command, err := Open(t.Context(), Options{DataDir: dir, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer command.Close()
	look := c.absorb(t.Context())
	if _, err := command.ImportLog(t.Context(), LogImport{Path: csvFile(t, "march.csv", logRow("a", "Checkout", 1))}); err != nil {
		t.Fatal(err)
	}
	look(t.Context())
	look(t.Context())
	if got := w.told(); !slices.Equal(got, []int64{1}) {
		t.Errorf("the page was told of %v", got)
	}
}

func TestCloseEndsAnImport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, _ := watchedWindow(t, dir)
	c.StartImport(t.Context(), csvFile(t, "march.csv", logRow("a", "Checkout", 1)), incidentlog.Choices{})
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if left := parts(t, dir); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
}

// Whatever the user does at the same time, an import becomes the log whole or not at all, and nothing stays behind.
func TestImportsAtOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, w := watchedWindow(t, dir)
	march, april := csvFile(t, "march.csv", logRow("a", "Checkout", 1)), csvFile(t, "april.csv", logRow("b", "Checkout", 1))
	for round := range 20 {
		p, err := begun(t, c, w, march, incidentlog.Choices{})
		if err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		group.Go(func() {
			if facts, err := c.Import(t.Context(), p.ID, round%2 == 0); err != nil && !errors.Is(err, ErrImportEnded) {
				t.Errorf("round %d: %+v, %v", round, facts, err)
			}
		})
		group.Go(func() { c.StartImport(t.Context(), april, incidentlog.Choices{}) })
		group.Go(func() { c.CancelImport(p.ID) })
		group.Wait()
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if left := parts(t, dir); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
	c, _ = watchedWindow(t, dir)
	if c.checkLog(t.Context()); c.Notice() != "" {
		t.Error(c.Notice())
	}
	if got := logIDs(t, c); got != "a" && got != "none" {
		t.Errorf("the log is %s", got)
	}
}

func TestMeter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	var told []ImportProgress
	m := newMeter(3, func() time.Time { return now }, func(p ImportProgress) { told = append(told, p) })
	for _, step := range []struct {
		after time.Duration
		p     tabular.Progress
	}{
		{0, tabular.Progress{Rows: 1, Bytes: 10, Total: 1000}},
		{50 * time.Millisecond, tabular.Progress{Rows: 5, Bytes: 50, Total: 1000}}, // too soon
		{100 * time.Millisecond, tabular.Progress{Rows: 10, Bytes: 100, Total: 1000}},
		{850 * time.Millisecond, tabular.Progress{Rows: 25, Bytes: 250, Total: 1000}},
		{time.Second, tabular.Progress{Rows: 150, Bytes: 1500, Total: 1000}}, // the file grew
		{time.Second, tabular.Progress{Rows: 160}},                           // its size is not known
	} {
		now = now.Add(step.after)
		m.take(step.p)
	}
	m.finish(nil)
	want := []ImportProgress{
		{ID: 3, Rows: 1, Share: 0.01, Left: -1},
		{ID: 3, Rows: 10, Share: 0.1, Left: -1},
		{ID: 3, Rows: 25, Share: 0.25, Left: 3 * time.Second},
		{ID: 3, Rows: 150, Share: 1, Left: 0},
		{ID: 3, Rows: 160, Left: -1},
		{ID: 3, Rows: 160, Share: 1, Finished: true},
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
}
