package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"isserviceup/backend/status"
)

// Reading is the level of a service at one moment.
type Reading struct {
	At     time.Time
	Level  status.Level
	Reason string // why the level is Unknown; else empty
}

// addReading keeps the level of a reading where it is a change, or the first of its quarter of an hour.
func addReading(ctx context.Context, tx *sql.Tx, service int64, state State) error {
	var at int64
	var lastLevel int
	var reason string
	err := tx.QueryRowContext(ctx, "SELECT at, level, reason FROM reading WHERE service = ? ORDER BY at DESC LIMIT 1", service).
		Scan(&at, &lastLevel, &reason)
	switch {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		return err
	case level(lastLevel) == state.Reading.Level && reason == state.Reading.Reason &&
		status.QuarterStart(moment(at)).Equal(status.QuarterStart(state.At)):
		return nil
	}
	_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO reading (service, at, level, reason) VALUES (?, ?, ?, ?)",
		service, millis(state.At), number(state.Reading.Level), state.Reading.Reason)
	return err
}

// Readings returns the readings of a service from one time on and before another, oldest first.
func (s *Store) Readings(ctx context.Context, service string, from, to time.Time) ([]Reading, error) {
	rows, err := s.reader.QueryContext(ctx, `SELECT at, level, reason FROM reading
		WHERE service = (SELECT id FROM service WHERE name = ?) AND at >= ? AND at < ? ORDER BY at`,
		service, millis(from), millis(to))
	if err != nil {
		return nil, explain("read readings", err)
	}
	defer rows.Close()
	var readings []Reading
	for rows.Next() {
		var at int64
		var n int
		var r Reading
		if err := rows.Scan(&at, &n, &r.Reason); err != nil {
			return nil, explain("read readings", err)
		}
		r.At, r.Level = moment(at), level(n)
		readings = append(readings, r)
	}
	return readings, explain("read readings", rows.Err())
}
