package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What can be wrong with a database, for those who act on it. The texts are for the user.
var (
	ErrNewer    = errors.New("the database was written by a newer isServiceUp: update the program, or use another data directory")
	ErrDamaged  = errors.New("the database is damaged")
	ErrFull     = errors.New("the disk is full")
	ErrReadOnly = errors.New("the database cannot be written to")
	ErrBusy     = errors.New("another process keeps the database busy")
)

// explain wraps err with what was tried and with the sentinel that it means.
func explain(what string, err error) error {
	if err == nil {
		return nil
	}
	if meant := meaning(err); meant != nil {
		return fmt.Errorf("store: %s: %w (%w)", what, meant, err)
	}
	return fmt.Errorf("store: %s: %w", what, err)
}

// meaning returns the sentinel for an error of SQLite, nil for any other.
func meaning(err error) error {
	var failed *sqlite.Error
	if !errors.As(err, &failed) {
		return nil
	}
	switch failed.Code() & 0xff { // the rest is detail
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrDamaged
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return ErrReadOnly
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrBusy
	default:
		return nil
	}
}
