package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"isserviceup/backend/status"
)

// noon is the time of the tests, at the start of a quarter of an hour.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// opened returns a Store in dir.
func opened(t testing.TB, dir string) *Store {
	t.Helper()
	s, notice, err := Open(context.Background(), dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	if notice != (Notice{}) {
		t.Errorf("unexpected notice %+v", notice)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// recorded records a cycle in which one service was read.
func recorded(t testing.TB, s *Store, service string, at time.Time, r status.Reading) {
	t.Helper()
	state := State{Service: service, At: at, Since: at, Reading: r, Memory: []byte("{}")}
	if _, err := s.RecordCycle(t.Context(), Cycle{At: at, States: []State{state}}); err != nil {
		t.Fatal(err)
	}
}

func is(l status.Level) status.Reading { return status.Reading{Level: l} }

func TestOpen(t *testing.T) {
	t.Parallel()
	for name, dir := range map[string]string{
		"new directory":      "a/b",
		"strange characters": "100% of ?them #1 & 'two' ü",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), dir)
			s := opened(t, dir)
			if _, err := os.Stat(filepath.Join(dir, fileName)); err != nil {
				t.Error(err)
			}
			for pragma, want := range map[string]string{"auto_vacuum": "2", "journal_mode": "wal", "synchronous": "1", "foreign_keys": "1"} {
				var got string
				if err := s.writer.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
					t.Errorf("%s is %s (%v), want %s", pragma, got, err, want)
				}
			}
		})
	}
}

func TestOpenWhereNothingCanBeWritten(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	readOnly := filepath.Join(t.TempDir(), "dir")
	if err := os.Mkdir(readOnly, 0o500); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ dir, want string }{
		"a file in its place":   {filepath.Join(file, "data"), "cannot be made"},
		"a read-only directory": {readOnly, "cannot be written to"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _, err := Open(t.Context(), c.dir, noon)
			if err == nil {
				_ = s.Close()
				if os.Geteuid() == 0 {
					t.Skip("nothing is read-only for root")
				}
				t.Fatal("it was opened")
			}
			if !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	recorded(t, s, "github", noon, is(status.Operational))
	if _, err := s.writer.ExecContext(t.Context(), "PRAGMA max_page_count = 1"); err != nil {
		t.Fatal(err)
	}
	r := is(status.Degraded)
	r.Reason = strings.Repeat("x", 1<<20)
	_, err := s.RecordCycle(t.Context(), Cycle{States: []State{{Service: "github", At: noon.Add(time.Hour), Reading: r}}})
	if !errors.Is(err, ErrFull) || strings.Contains(err.Error(), "undone") {
		t.Fatalf("got %v", err)
	}
	states, err := s.States(t.Context())
	if err != nil || states["github"].Reading.Level != status.Operational {
		t.Errorf("the failed cycle left %+v, %v", states, err)
	}
	if _, err := s.writer.ExecContext(t.Context(), "PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	recorded(t, s, "github", noon.Add(time.Hour), r) // there is room again
}

func TestDataVersion(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, other := opened(t, dir), opened(t, dir)
	version := func() int64 {
		t.Helper()
		v, err := s.DataVersion(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	first := version()
	recorded(t, s, "github", noon, is(status.Operational))
	if v := version(); v != first {
		t.Error("our own write counts as another's")
	}
	recorded(t, other, "github", noon, is(status.Degraded))
	if v := version(); v == first {
		t.Error("another's write went unseen")
	}
}

func TestCycleIsWholeOrNothing(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.RecordCycle(ctx, Cycle{States: []State{{Service: "github", At: noon}}}); !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
	if states, err := s.States(t.Context()); err != nil || len(states) != 0 {
		t.Errorf("%+v, %v", states, err)
	}
}

func TestLevelNumbers(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "unknown", 1: "operational", 2: "maintenance", 3: "degraded", 4: "partial_outage", 5: "major_outage", 6: "unknown", -1: "unknown"} {
		if got := level(n); got.String() != want {
			t.Errorf("%d is %v, want %s", n, got, want)
		}
	}
	for _, l := range status.Levels() {
		if level(number(l)) != l {
			t.Errorf("%v becomes %v", l, level(number(l)))
		}
	}
}
