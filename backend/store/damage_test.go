package store

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"isserviceup/backend/status"
)

// filled makes a database in dir with some pages in it, and closes it.
func filled(t *testing.T, dir string) string {
	t.Helper()
	s, _, err := Open(t.Context(), dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 50 {
		r := is(status.Degraded)
		r.Reason = strings.Repeat("x", 2000)
		recorded(t, s, fmt.Sprintf("service-%d", i), noon, r)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, fileName)
}

func TestDamagedDatabaseIsSetAside(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func(content []byte) []byte{
		"not a database":  func([]byte) []byte { return bytes.Repeat([]byte("nonsense "), 1000) },
		"cut":             func(c []byte) []byte { return c[:len(c)/2] },
		"a broken header": func(c []byte) []byte { return append([]byte("SQLite format 4\x00"), c[16:]...) },
		"a broken first page": func(c []byte) []byte {
			return append(append(c[:100:100], bytes.Repeat([]byte{0xff}, 300)...), c[400:]...)
		},
		"broken pages inside":  func(c []byte) []byte { return append(c[:4096*5:4096*5], bytes.Repeat([]byte{0xff}, len(c)-4096*5)...) },
		"too short for a page": func(c []byte) []byte { return c[:50] },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filled(t, dir)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			content = damage(content)
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			s, notice, err := Open(t.Context(), dir, noon)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if want := filepath.Join(dir, "isserviceup-damaged-20261122T120000Z.db"); notice.File != want || !strings.Contains(notice.Text, filepath.Base(want)) {
				t.Errorf("the notice is %+v", notice)
			}
			if aside, err := os.ReadFile(notice.File); err != nil || !bytes.Equal(aside, content) {
				t.Errorf("what was set aside has %d bytes (%v), was %d", len(aside), err, len(content))
			}
			recorded(t, s, "github", noon, is(status.Operational))
			if states, err := s.States(t.Context()); err != nil || len(states) != 1 {
				t.Errorf("the new database has %d states, %v", len(states), err)
			}
		})
	}
}

func TestSetAsideTwice(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, want := range []string{"isserviceup-damaged-20261122T120000Z.db", "isserviceup-damaged-20261122T120000Z-2.db"} {
		if err := os.WriteFile(filepath.Join(dir, fileName), []byte("no database at all"), 0o600); err != nil {
			t.Fatal(err)
		}
		s, notice, err := Open(t.Context(), dir, noon)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil || filepath.Base(notice.File) != want {
			t.Errorf("got %+v, %v", notice, err)
		}
	}
}

func TestEmptyFileIsANewDatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, fileName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	opened(t, dir)
}

func TestNewerDatabaseIsLeftAlone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filled(t, dir)
	db, err := sql.Open("sqlite", source(path, "immediate"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Open(t.Context(), dir, noon); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "99") {
		t.Errorf("got %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was touched (%v)", err)
	}
}
