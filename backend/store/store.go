// Package store keeps what must outlive the program, in one SQLite database, and is the only package that knows SQL.
//
// Several processes may use a database at once: writers wait for each other, and readers wait for nobody. Times go in
// and out in milliseconds UTC; a zero time is one that is not known.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver
)

// fileName is the database's name in the directory of data.
const fileName = "isserviceup.db"

// busyMillis is how long one process waits for another's write.
const busyMillis = 15000

// readers is how many queries run at once.
const readers = 4

// Store is an open database. It is safe for concurrent use.
type Store struct {
	path   string
	writer *sql.DB // one connection, so that writes queue here rather than in SQLite
	reader *sql.DB
}

// Notice is what Open had to do that the user must be told of. The zero value is that nothing was.
type Notice struct {
	Text string // a sentence for the window
	File string // the file that was set aside, with its path
}

// Open opens the database in dir and makes both where they are missing. An older database is brought up to date, after
// a backup of it; a damaged one is set aside under a new name, which the Notice says, and a new one begun. The error is
// ErrNewer where a newer program wrote the database, which is then left alone. now names backups and what is set aside.
func Open(ctx context.Context, dir string, now time.Time) (*Store, Notice, error) {
	if err := writable(dir); err != nil {
		return nil, Notice{}, err
	}
	unlock, err := lock(ctx, dir)
	if err != nil {
		return nil, Notice{}, explain("open "+dir, err)
	}
	defer unlock()
	path := filepath.Join(dir, fileName)
	var notice Notice
	err = inspect(ctx, path)
	if errors.Is(err, ErrDamaged) {
		notice, err = setAside(path, now)
	}
	if err != nil {
		return nil, Notice{}, explain("open "+path, err)
	}
	s, err := open(ctx, path)
	if err != nil {
		return nil, notice, explain("open "+path, err)
	}
	if err := migrate(ctx, s.writer, path, migrations, now); err != nil {
		return nil, notice, errors.Join(explain("open "+path, err), s.Close())
	}
	return s, notice, nil
}

// open opens the two pools. The order of the pragmas counts: auto_vacuum is possible only before anything is written.
func open(ctx context.Context, path string) (*Store, error) {
	writer, err := sql.Open("sqlite", source(path, "immediate",
		"auto_vacuum(2)", "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)"))
	if err != nil {
		return nil, err
	}
	writer.SetMaxOpenConns(1)
	reader, err := sql.Open("sqlite", source(path, "deferred", "query_only(1)"))
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	reader.SetMaxOpenConns(readers)
	s := &Store{path: path, writer: writer, reader: reader}
	if err := writer.PingContext(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// source is the data source name of the database at path. As an address it may hold any character.
func source(path, lock string, pragmas ...string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive letter
	}
	query := url.Values{"_txlock": {lock}, "_pragma": append([]string{fmt.Sprintf("busy_timeout(%d)", busyMillis)}, pragmas...)}
	return (&url.URL{Scheme: "file", Path: slashed, RawQuery: query.Encode()}).String()
}

// writable makes dir where it is missing and tells whether files can be made in it, in the words of the system, which
// SQLite would hide.
func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("store: the data directory cannot be made: %w", err)
	}
	f, err := os.CreateTemp(dir, ".isserviceup-*.tmp")
	if err != nil {
		return fmt.Errorf("store: the data directory cannot be written to: %w", err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// Close waits for what is under way and closes the database.
func (s *Store) Close() error {
	return errors.Join(s.reader.Close(), s.writer.Close())
}

// DataVersion returns a number that changes when another process has written, and not when this Store has.
func (s *Store) DataVersion(ctx context.Context) (int64, error) {
	var version int64
	// Asked on the writer's one connection, SQLite's counter passes over the writes of that connection.
	err := s.writer.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version)
	return version, explain("read data version", err)
}

// Size returns what the database holds, in bytes, without the free pages in its file.
func (s *Store) Size(ctx context.Context) (int64, error) {
	var pages, free, size int64
	err := s.reader.QueryRowContext(ctx, `SELECT page_count, freelist_count, page_size
		FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()`).Scan(&pages, &free, &size)
	return (pages - free) * size, explain("read size", err)
}

// write runs f in one transaction, which is kept whole or not at all.
func (s *Store) write(ctx context.Context, what string, f func(tx *sql.Tx) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return explain(what, err)
	}
	if err := f(tx); err != nil {
		return explain(what, rollBack(tx, err))
	}
	return explain(what, tx.Commit())
}

// writeDurably is write for what must also survive the death of the machine: nothing else of it, such as a file, can be
// undone once the transaction has ended.
func (s *Store) writeDurably(ctx context.Context, what string, f func(tx *sql.Tx) error) (err error) {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return explain(what, err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "PRAGMA synchronous = FULL"); err != nil {
		return explain(what, err)
	}
	defer func() {
		_, restoreErr := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA synchronous = NORMAL")
		err = errors.Join(err, explain(what, restoreErr))
	}()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return explain(what, err)
	}
	if err := f(tx); err != nil {
		return explain(what, rollBack(tx, err))
	}
	return explain(what, tx.Commit())
}

// rollBack undoes tx because of err, and returns err. That it cannot be undone is no news: where a disk is full or the
// context has ended, it is undone already.
func rollBack(tx *sql.Tx, err error) error {
	_ = tx.Rollback()
	return err
}

// millis is how the database has a time: 0 where it is not known.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// moment is the time of millis, in UTC.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
