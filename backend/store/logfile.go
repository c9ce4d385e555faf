package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// The rows of the incident log lie beside the database as incidents-<number>.arrow. A file is written under a name that
// ends in .part and gets its own only inside the transaction that makes it the log; so whoever writes to the database
// knows of each file with a number whether the log still needs it.

// partPattern is the name of a file that is being written.
const partPattern = "incidents-*.part"

// numbered is the name of a file that is, or was, the log's.
var numbered = regexp.MustCompile(`^incidents-([0-9]+)\.arrow$`)

// abandoned is how old a file that is being written must be until it is taken for one whose process has died.
const abandoned = time.Hour

// castagnoli is the polynomial that processors know.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// LogFile is a file of columns that is being written, to become the log's. Discard must be called at the end.
type LogFile struct {
	file     *os.File
	bytes    int64
	checksum hash.Hash32
	settled  bool // it is the log's
}

// NewLogFile begins a file.
func (s *Store) NewLogFile() (*LogFile, error) {
	f, err := os.CreateTemp(filepath.Dir(s.path), partPattern)
	if err != nil {
		return nil, fmt.Errorf("store: begin the file of the log: %w", err)
	}
	return &LogFile{file: f, checksum: crc32.New(castagnoli)}, nil
}

// Write appends to the file.
func (l *LogFile) Write(p []byte) (int, error) {
	n, err := l.file.Write(p)
	l.bytes += int64(n)
	l.checksum.Write(p[:n])
	return n, err
}

// Sync brings what was written to the disk.
func (l *LogFile) Sync() error { return l.file.Sync() }

// Discard removes the file unless it has become the log's.
func (l *LogFile) Discard() {
	_ = l.file.Close()
	if !l.settled {
		_ = os.Remove(l.file.Name()) // where that fails, it is removed at a later start
	}
}

// settle gives the file its name. What was written must survive the machine's death from then on.
func (l *LogFile) settle(path string) error {
	if err := l.file.Sync(); err != nil {
		return err
	}
	if err := l.file.Close(); err != nil {
		return err
	}
	if err := os.Rename(l.file.Name(), path); err != nil {
		return err
	}
	l.settled = true
	return syncDir(filepath.Dir(path))
}

// logPath is the path of the log's file with a number.
func (s *Store) logPath(number int64) string {
	return filepath.Join(filepath.Dir(s.path), fmt.Sprintf("incidents-%d.arrow", number))
}

// removeLogs removes files of logs that are gone.
func (s *Store) removeLogs(numbers []int64) {
	for _, n := range numbers {
		_ = os.Remove(s.logPath(n)) // where that fails, as on Windows while somebody reads it, a later start removes it
	}
}

// OpenLog opens the file of columns of the log with a revision. The error is ErrNoLog where it is no longer the log.
func (s *Store) OpenLog(ctx context.Context, revision int64) (*os.File, error) {
	now, _, err := readLog(ctx, s.reader)
	if err != nil {
		return nil, explain("open log", err)
	}
	if !now.Stored || now.Revision != revision {
		return nil, explain("open log", ErrNoLog)
	}
	f, err := os.Open(s.logPath(now.file))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, explain("open log", ErrNoLog) // another process changed the log just now
	}
	return f, explain("open log", err)
}

// VerifyLog reads the whole file of the log. Where it is missing or not as it was written, the error is ErrLogDamaged.
func (s *Store) VerifyLog(ctx context.Context) error {
	now, _, err := readLog(ctx, s.reader)
	if err != nil || !now.Stored {
		return explain("verify log", err)
	}
	err = s.verify(now)
	if again, _, readErr := readLog(ctx, s.reader); err != nil && readErr == nil && again.file != now.file {
		return s.VerifyLog(ctx) // another process changed the log while its file was read
	}
	return explain("verify log", err)
}

// verify reads a file of the log.
func (s *Store) verify(row logRow) error {
	f, err := os.Open(s.logPath(row.file))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %w", ErrLogDamaged, err)
	} else if err != nil {
		return err
	}
	defer f.Close()
	sum := crc32.New(castagnoli)
	n, err := io.Copy(sum, f)
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", ErrLogDamaged, err)
	case n != row.Bytes || sum.Sum32() != row.checksum:
		return fmt.Errorf("%w: it is not as it was written", ErrLogDamaged)
	default:
		return nil
	}
}

// SetLogAside renames the damaged file of the log, so that it is not lost, and goes on without a log. UndoLog still goes
// back to the one before. The Notice says what happened.
func (s *Store) SetLogAside(ctx context.Context, now time.Time) (Notice, error) {
	row, _, err := readLog(ctx, s.reader)
	if err != nil || !row.Stored {
		return Notice{}, explain("set log aside", err)
	}
	notice := Notice{Text: "The file of the incident log was missing, so there is no log any more."}
	aside := filepath.Join(filepath.Dir(s.path), "incidents-damaged-"+now.UTC().Format(stamp)+".arrow")
	switch err := os.Rename(s.logPath(row.file), aside); {
	case err == nil:
		notice = Notice{File: aside, Text: "The file of the incident log was damaged. It was set aside as " + filepath.Base(aside) + "."}
	case !errors.Is(err, fs.ErrNotExist):
		return Notice{}, explain("set log aside", err)
	}
	return notice, s.dropDamaged(ctx, row.Revision)
}

// TidyLogs removes the files of logs that processes which died have left behind.
func (s *Store) TidyLogs(ctx context.Context, now time.Time) error {
	return s.write(ctx, "tidy files of the log", func(tx *sql.Tx) error {
		newest, before, err := readLog(ctx, tx)
		if err != nil {
			return err
		}
		entries, err := os.ReadDir(filepath.Dir(s.path))
		if err != nil {
			return err
		}
		for _, e := range entries {
			if leftBehind(e, now, newest.file, before.file) {
				err = errors.Join(err, removed(filepath.Join(filepath.Dir(s.path), e.Name())))
			}
		}
		return err
	})
}

// leftBehind tells whether a file is one of a log that nobody needs: neither one of those with the numbers in use nor one
// that is perhaps being written.
func leftBehind(e fs.DirEntry, now time.Time, used ...int64) bool {
	if m := numbered.FindStringSubmatch(e.Name()); m != nil {
		for _, n := range used {
			if strconv.FormatInt(n, 10) == m[1] {
				return false
			}
		}
		return true
	}
	if part, err := filepath.Match(partPattern, e.Name()); err != nil || !part {
		return false
	}
	info, err := e.Info()
	return err == nil && now.Sub(info.ModTime()) > abandoned
}
