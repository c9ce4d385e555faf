package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"isserviceup/backend/status"
)

// at returns the path of a database that took the first n of steps.
func at(t *testing.T, n int, steps fstest.MapFS) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), fileName)
	some := fstest.MapFS{}
	for _, name := range migrationNames(steps)[:n] {
		some[name] = steps[name]
	}
	if err := migrated(t, path, some).Close(); err != nil {
		t.Fatal(err)
	}
	backups, err := filepath.Glob(filepath.Join(filepath.Dir(path), "isserviceup-v*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range backups {
		if err := os.Remove(b); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// migrated migrates the database at path by steps, and returns it.
func migrated(t *testing.T, path string, steps fstest.MapFS) *Store {
	t.Helper()
	s, err := open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := migrate(t.Context(), s.writer, path, steps, noon); err != nil {
		t.Fatal(err)
	}
	return s
}

// threeSteps are migrations made for the tests.
func threeSteps() fstest.MapFS {
	return fstest.MapFS{
		"migrations/0001_a.sql": {Data: []byte("CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);")},
		"migrations/0002_b.sql": {Data: []byte("ALTER TABLE a ADD COLUMN y INTEGER DEFAULT 2;")},
		"migrations/0003_c.sql": {Data: []byte("CREATE TABLE c AS SELECT x + y AS z FROM a; DROP TABLE a;")},
	}
}

func TestMigrateFromEveryVersion(t *testing.T) {
	t.Parallel()
	for version := range 4 {
		t.Run(fmt.Sprint(version), func(t *testing.T) {
			t.Parallel()
			path := at(t, version, threeSteps())
			s := migrated(t, path, threeSteps())
			var z, now int
			if err := s.writer.QueryRowContext(t.Context(), "SELECT z, (SELECT user_version FROM pragma_user_version) FROM c").Scan(&z, &now); err != nil || z != 3 || now != 3 {
				t.Errorf("got %d in version %d, %v", z, now, err)
			}
			for before := 1; before < 3; before++ {
				backup := filepath.Join(filepath.Dir(path), fmt.Sprintf("isserviceup-v%d-20261122T120000Z.db", before))
				if before >= max(version, 1) {
					checkBackup(t, backup, before)
				} else if _, err := os.Stat(backup); err == nil {
					t.Errorf("there is a backup of version %d", before)
				}
			}
		})
	}
}

// checkBackup checks that the file at path is a whole database of a version.
func checkBackup(t *testing.T, path string, version int) {
	t.Helper()
	db, err := sql.Open("sqlite", source(path, "deferred"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var got, rows int
	err = db.QueryRowContext(t.Context(), "SELECT user_version, (SELECT count(*) FROM a) FROM pragma_user_version").Scan(&got, &rows)
	if err != nil || got != version || rows != 1 {
		t.Errorf("%s has version %d and %d rows, %v", path, got, rows, err)
	}
}

func TestMigrationThatFails(t *testing.T) {
	t.Parallel()
	steps := threeSteps()
	path := at(t, 2, steps)
	steps["migrations/0003_c.sql"] = &fstest.MapFile{Data: []byte("DROP TABLE a; SELECT nonsense;")}
	s, err := open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := migrate(t.Context(), s.writer, path, steps, noon); err == nil || !strings.Contains(err.Error(), "0003_c.sql") {
		t.Errorf("got %v", err)
	}
	checkBackup(t, path, 2) // it is as it was
}

func TestOpenFromEveryVersion(t *testing.T) {
	t.Parallel()
	for version := range migrationNames(migrations) {
		t.Run(fmt.Sprint(version), func(t *testing.T) {
			t.Parallel()
			steps := fstest.MapFS{}
			for _, name := range migrationNames(migrations) {
				text, err := migrations.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				steps[name] = &fstest.MapFile{Data: text}
			}
			path := at(t, version, steps)
			s, _, err := Open(context.Background(), filepath.Dir(path), noon)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			recorded(t, s, "github", noon, is(status.Operational))
		})
	}
}
