package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"isserviceup/backend/status"
)

// days fills s with days of readings of services, a quarter of an hour apart, the level changing once a day.
func days(t testing.TB, s *Store, services, days int) {
	t.Helper()
	err := s.write(context.Background(), "fill", func(tx *sql.Tx) error {
		for n := range services {
			if _, err := tx.Exec("INSERT INTO service (id, name) VALUES (?, ?)", n+1, fmt.Sprintf("service-%d", n)); err != nil {
				return err
			}
		}
		_, err := tx.Exec(`WITH RECURSIVE
				quarter (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM quarter WHERE n + 1 < ?)
			INSERT INTO reading SELECT service.id, ? - quarter.n * ?, 1 + (quarter.n / 96) % 2, '' FROM service, quarter`,
			days*96, millis(noon), quarterMillis)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, s *Store, query string, args ...any) (n int) {
	t.Helper()
	if err := s.reader.QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestRetainExpires(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	days(t, s, 2, 40)
	old, young := noon.AddDate(0, 0, -31), noon.AddDate(0, 0, -29)
	r := is(status.Degraded)
	for id, at := range map[string]time.Time{"old": old, "young": young} {
		r.Incidents = []status.Incident{{ID: id, Title: id, StartedAt: old}}
		recorded(t, s, "service-0", at.Add(time.Minute), r)
		if _, err := s.RecordCycle(t.Context(), Cycle{Changes: []Change{{At: at, Service: id}}}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Retain(t.Context(), noon, 30, 1<<40)
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(2*(10*96-1) + 1 + 3); got.Expired != want || got.Thinned != 0 {
		t.Errorf("got %+v, want %d expired", got, want)
	}
	for _, table := range []string{"coverage", "change", "incident"} {
		if n := count(t, s, "SELECT count(*) FROM "+table); n != 1 {
			t.Errorf("%d rows of %s are left", n, table)
		}
	}
	if n := count(t, s, "SELECT count(*) FROM reading WHERE at < ?", millis(noon.AddDate(0, 0, -30))); n != 0 {
		t.Errorf("%d old readings are left", n)
	}
	if again, err := s.Retain(t.Context(), noon, 30, 1<<40); err != nil || again.Expired != 0 {
		t.Errorf("the second time %+v, %v", again, err)
	}
}

func TestRetainThinsTheOldestFirst(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := opened(t, dir)
	days(t, s, 4, 45)
	full, err := s.Size(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Retain(t.Context(), noon, 400, full/2)
	if err != nil {
		t.Fatal(err)
	}
	if got.Bytes > full/2 || got.Bytes < full/4 || got.Expired != 0 {
		t.Errorf("%d bytes became %d, of at most %d", full, got.Bytes, full/2)
	}
	info, err := os.Stat(filepath.Join(dir, fileName))
	if err != nil || info.Size() > full*6/10 {
		t.Errorf("the file has %d bytes (%v), the database %d", info.Size(), err, got.Bytes)
	}
	oldest, newest := noon.AddDate(0, 0, -44), noon.AddDate(0, 0, -1)
	if n := count(t, s, "SELECT count(*) FROM reading WHERE service = 1 AND at BETWEEN ? AND ?", millis(oldest), millis(oldest.AddDate(0, 0, 9))); n < 9 || n > 12 {
		t.Errorf("%d readings are left of the oldest nine days with a change each", n)
	}
	if n := count(t, s, "SELECT count(*) FROM reading WHERE service = 1 AND at > ?", millis(newest)); n != 96 {
		t.Errorf("%d readings are left of the newest day", n)
	}
}

func TestRetainBelowAnything(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	days(t, s, 3, 10)
	r := is(status.Operational)
	for n := range 100 {
		r.Past = append(r.Past, status.Incident{ID: fmt.Sprint(n), Title: strings.Repeat("x", 5000), StartedAt: noon})
	}
	recorded(t, s, "gone", noon.AddDate(0, 0, -3), r)
	recorded(t, s, "still there", noon, r)
	recorded(t, s, "gone", noon, is(status.Operational))
	if _, err := s.RecordCycle(t.Context(), Cycle{Changes: make([]Change, 10)}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Retain(t.Context(), noon, 400, 1); err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string]int{"reading": 0, "change": 0, "incident": 100, "state": 2} {
		if n := count(t, s, "SELECT count(*) FROM "+table); n != want {
			t.Errorf("%d rows of %s are left, want %d", n, table, want)
		}
	}
}
