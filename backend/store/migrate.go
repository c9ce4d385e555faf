package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// migrations are the steps from an empty database to the newest format, in the order of their names. The format's
// number is how many of them were taken; SQLite keeps it in the file's header as user_version.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migrationNames returns the steps in order.
func migrationNames(steps fs.FS) []string {
	names, err := fs.Glob(steps, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	slices.Sort(names)
	return names
}

// migrate takes the steps that the database at path lacks, each in a transaction and after a backup.
func migrate(ctx context.Context, db *sql.DB, path string, steps fs.FS, now time.Time) error {
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for i, name := range migrationNames(steps) {
		if i < version {
			continue
		}
		if i > 0 {
			if err := backUp(ctx, db, path, i, now); err != nil {
				return fmt.Errorf("back up before migrating: %w", err)
			}
		}
		if err := step(ctx, db, steps, name, i+1); err != nil {
			return fmt.Errorf("migrate by %s: %w", filepath.Base(name), err)
		}
	}
	return nil
}

// step takes one step, to version.
func step(ctx context.Context, db *sql.DB, steps fs.FS, name string, version int) error {
	text, err := fs.ReadFile(steps, name)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return rollBack(tx, err)
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return rollBack(tx, err)
	}
	return tx.Commit()
}

// backUp copies the database of the given version beside it. The copy gets its name only when it is whole.
func backUp(ctx context.Context, db *sql.DB, path string, version int, now time.Time) error {
	name, err := freeName(filepath.Join(filepath.Dir(path), fmt.Sprintf("isserviceup-v%d-%s", version, now.UTC().Format(stamp))))
	if err != nil {
		return err
	}
	part := name + ".part"
	if err := removed(part); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return errors.Join(err, removed(part))
	}
	return os.Rename(part, name)
}

// removed removes a file that may be missing.
func removed(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
