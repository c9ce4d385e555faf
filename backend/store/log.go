package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// LogFacts is what is known of the stored incident log.
type LogFacts struct {
	Revision   int64     // grows with every change of the log, for ever; 0 where nothing was ever stored
	Stored     bool      // there is a log
	Demo       bool      // it is simulated
	Source     string    // the name of the file that was imported last, without its folder
	ImportedAt time.Time // when that was
	Rows       int       // incidents
	Bytes      int64     // the size of the file of columns
	// The bytes of that file from IDsFrom on and before IDsTo are ids, which not everybody needs.
	IDsFrom, IDsTo int64
	// Undoes says what UndoLog takes back, such as "the import of march.csv"; empty where there is no way back.
	Undoes string
}

// What a change of the log may meet. The texts are for the user.
var (
	ErrLogChanged    = errors.New("the incident log has changed meanwhile")
	ErrLogStored     = errors.New("there is an incident log already")
	ErrNoLog         = errors.New("there is no such incident log")
	ErrNothingToUndo = errors.New("there is no import to undo")
	ErrLogDamaged    = errors.New("the file of the incident log is damaged")
)

// logRow is a row of the table incident_log. The zero value is that nothing was ever stored.
type logRow struct {
	LogFacts
	file     int64
	checksum uint32
}

// Log returns what is known of the stored log.
func (s *Store) Log(ctx context.Context) (LogFacts, error) {
	now, _, err := readLog(ctx, s.reader)
	return now.LogFacts, explain("read facts of the log", err)
}

// SetLog makes a file that was written the log, in place of the one that is there, which UndoLog brings back unless it
// was simulated. Of the facts all but Revision, Stored, Demo and
// Bytes count. Where base is not 0 and no longer the revision
// of the log, the error is ErrLogChanged.
func (s *Store) SetLog(ctx context.Context, file *LogFile, facts LogFacts, base int64) (LogFacts, error) {
	return s.changeLog(ctx, "set log", file, func(now, _ logRow) (next logRow, back int64, err error) {
		if base != 0 && base != now.Revision {
			return logRow{}, 0, ErrLogChanged
		}
		next = logRow{LogFacts: facts}
		next.Demo = false
		if now.Stored && !now.Demo {
			back = now.Revision
		}
		return next, back, nil
	})
}

// SetDemoLog makes a file that was written the log, as a simulated one. Of the facts Rows, ImportedAt and
// the place of the ids count. What
// could be undone still can. The error is ErrLogStored where there is a log.
func (s *Store) SetDemoLog(ctx context.Context, file *LogFile, facts LogFacts) (LogFacts, error) {
	return s.changeLog(ctx, "set simulated log", file, func(now, before logRow) (logRow, int64, error) {
		if now.Stored {
			return logRow{}, 0, ErrLogStored
		}
		facts.Demo, facts.Source, facts.Undoes = true, "", now.Undoes
		return logRow{LogFacts: facts}, before.Revision, nil
	})
}

// ClearLog takes the log away. UndoLog brings it back, unless it was simulated: then what could be undone before it came
// still can. undoes says what that would take back. The error is ErrNoLog where there is none.
func (s *Store) ClearLog(ctx context.Context, undoes string) (LogFacts, error) {
	return s.changeLog(ctx, "clear log", nil, func(now, before logRow) (logRow, int64, error) {
		switch {
		case !now.Stored:
			return logRow{}, 0, ErrNoLog
		case now.Demo:
			return logRow{LogFacts: LogFacts{Undoes: now.Undoes}}, before.Revision, nil
		default:
			return logRow{LogFacts: LogFacts{Undoes: undoes}}, now.Revision, nil
		}
	})
}

// UndoLog goes back to the log, or to none, of before the last change by SetLog or ClearLog. The error is
// ErrNothingToUndo where there is no way back, and ErrLogDamaged where the file of that log is not as it was: then there
// is no way back any more.
func (s *Store) UndoLog(ctx context.Context) (facts LogFacts, err error) {
	var lost error
	facts, err = s.changeLog(ctx, "undo log", nil, func(now, before logRow) (logRow, int64, error) {
		if now.Undoes == "" {
			return logRow{}, 0, ErrNothingToUndo
		}
		if before.Stored {
			if lost = s.verify(before); lost != nil {
				before = now
			}
		}
		before.Undoes = ""
		return before, 0, nil
	})
	return facts, errors.Join(err, explain("undo log", lost))
}

// dropDamaged takes the log of a revision away because its file is damaged. What could be undone still can.
func (s *Store) dropDamaged(ctx context.Context, revision int64) error {
	_, err := s.changeLog(ctx, "drop damaged log", nil, func(now, before logRow) (logRow, int64, error) {
		if now.Revision != revision {
			return logRow{}, 0, ErrLogChanged
		}
		return logRow{LogFacts: LogFacts{Undoes: now.Undoes}}, before.Revision, nil
	})
	return err
}

// changeLog replaces the log by what decide makes of it and of the one that undoing goes back to. decide returns as well
// which revision undoing goes back to from then on; 0 is none. A file that is given becomes that of the log. All of it
// happens or nothing, also where the process or the machine dies: the file lies on the disk under its name before the
// transaction ends, and those that nothing speaks of any more go after it.
func (s *Store) changeLog(ctx context.Context, what string, file *LogFile,
	decide func(now, before logRow) (next logRow, back int64, err error),
) (facts LogFacts, err error) {
	var gone []int64
	err = s.writeDurably(ctx, what, func(tx *sql.Tx) error {
		now, before, err := readLog(ctx, tx)
		if err != nil {
			return err
		}
		next, back, err := decide(now, before)
		if err != nil {
			return err
		}
		if file != nil {
			next.Stored, next.Bytes, next.checksum = true, file.bytes, file.checksum.Sum32()
		}
		if err := insertLog(ctx, tx, &next, file != nil); err != nil {
			return err
		}
		if gone, err = forgetLogs(ctx, tx, next, back); err != nil {
			return err
		}
		facts = next.LogFacts
		if file == nil {
			return nil
		}
		return file.settle(s.logPath(next.file))
	})
	if err != nil {
		return LogFacts{}, err
	}
	s.removeLogs(gone)
	return facts, nil
}

// insertLog adds a revision. It gets a number, and where it brings a file, that has the same.
func insertLog(ctx context.Context, tx *sql.Tx, row *logRow, bringsFile bool) error {
	result, err := tx.ExecContext(ctx, `INSERT INTO incident_log
		(file, bytes, checksum, ids_from, ids_to, rows, demo, source, imported_at, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		row.file, row.Bytes, row.checksum, row.IDsFrom, row.IDsTo, row.Rows, row.Demo, row.Source, millis(row.ImportedAt), row.Undoes)
	if err != nil {
		return err
	}
	if row.Revision, err = result.LastInsertId(); err != nil || !bringsFile {
		return err
	}
	row.file = row.Revision
	_, err = tx.ExecContext(ctx, "UPDATE incident_log SET file = revision WHERE revision = ?", row.Revision)
	return err
}

// forgetLogs deletes all revisions but the newest and the one that undoing goes back to, and returns the numbers of the
// files that nothing speaks of any more.
func forgetLogs(ctx context.Context, tx *sql.Tx, newest logRow, back int64) (files []int64, err error) {
	rows, err := tx.QueryContext(ctx, `DELETE FROM incident_log WHERE revision NOT IN (?1, ?2)
		RETURNING file`, newest.Revision, back)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var file int64
		if err := rows.Scan(&file); err != nil {
			return nil, err
		}
		if file != 0 && file != newest.file {
			files = append(files, file)
		}
	}
	return files, rows.Err()
}

// querier is a database or a transaction in it.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// readLog reads the newest revision and the one that undoing goes back to.
func readLog(ctx context.Context, q querier) (now, before logRow, err error) {
	rows, err := q.QueryContext(ctx, `SELECT revision, file, bytes, checksum, ids_from, ids_to, rows, demo, source, imported_at, undoes
		FROM incident_log ORDER BY revision DESC LIMIT 2`)
	if err != nil {
		return now, before, err
	}
	defer rows.Close()
	for _, into := range []*logRow{&now, &before} {
		if !rows.Next() {
			break
		}
		var imported int64
		err := rows.Scan(&into.Revision, &into.file, &into.Bytes, &into.checksum, &into.IDsFrom, &into.IDsTo, &into.Rows,
			&into.Demo, &into.Source, &imported, &into.Undoes)
		if err != nil {
			return now, before, err
		}
		into.ImportedAt, into.Stored = moment(imported), into.file != 0
	}
	return now, before, rows.Err()
}
