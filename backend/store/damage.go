package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// stamp is the form of the times in the names of backups and of what is set aside.
const stamp = "20060102T150405Z"

// lock keeps other processes from opening the database in dir until unlock is called: looking for damage, setting a
// file aside and migrating must not meet halfway. The lock is SQLite's own on an empty file beside the database, which
// works on every system and goes with its process.
func lock(ctx context.Context, dir string) (unlock func(), err error) {
	db, err := sql.Open("sqlite", source(filepath.Join(dir, "isserviceup.lock"), "exclusive"))
	if err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return func() {
		_ = tx.Rollback() // nothing was written, and closing ends it anyway
		_ = db.Close()
	}, nil
}

// inspect says what keeps the file at path from being opened: ErrNewer or ErrDamaged. It changes nothing in it.
func inspect(ctx context.Context, path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	db, err := sql.Open("sqlite", source(path, "deferred"))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return damaged(err)
	}
	if newest := len(migrationNames(migrations)); version > newest {
		return fmt.Errorf("%w (its format is %d, this program knows %d)", ErrNewer, version, newest)
	}
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return damaged(err)
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, verdict)
	}
	return nil
}

// damaged marks an error that means damage.
func damaged(err error) error {
	if meaning(err) == ErrDamaged {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// setAside renames the damaged database at path, with the files that belong to it.
func setAside(path string, now time.Time) (Notice, error) {
	aside, err := freeName(filepath.Join(filepath.Dir(path), "isserviceup-damaged-"+now.UTC().Format(stamp)))
	if err != nil {
		return Notice{}, err
	}
	if err := setLogsAside(filepath.Dir(path), strings.TrimSuffix(aside, ".db")); err != nil {
		return Notice{}, err
	}
	for _, suffix := range []string{"-wal", "-shm", ""} { // the database last: until then the next start does this again
		if err := os.Rename(path+suffix, aside+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Notice{}, fmt.Errorf("the damaged database cannot be set aside: %w", err)
		}
	}
	return Notice{
		File: aside,
		Text: "The database was damaged. It was set aside as " + filepath.Base(aside) + " and a new one was begun.",
	}, nil
}

// setLogsAside renames the files of the incident log, of which only the damaged database knows what they are: they are
// whole, and a new database would use their names again. Their new names begin with the database's.
func setLogsAside(dir, aside string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !numbered.MatchString(e.Name()) {
			continue
		}
		if err := os.Rename(filepath.Join(dir, e.Name()), aside+"-"+e.Name()); err != nil {
			return fmt.Errorf("the incident log of the damaged database cannot be set aside: %w", err)
		}
	}
	return nil
}

// freeName returns the first of base.db, base-2.db, base-3.db … that does not exist.
func freeName(base string) (string, error) {
	for n, name := 2, base+".db"; ; n++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		} else if err != nil {
			return "", err
		}
		name = fmt.Sprintf("%s-%d.db", base, n)
	}
}
