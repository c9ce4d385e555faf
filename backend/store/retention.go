package store

import (
	"context"
	"database/sql"
	"time"
)

// Retained says what Retain took away.
type Retained struct {
	Expired int64 // rows older than the days that are kept
	Thinned int64 // rows that went so that the database comes below the ceiling
	Bytes   int64 // the database's size after it
}

const (
	// chunk is how many rows one transaction takes away, so that a check need not wait long.
	chunk = 5000
	// thinWindow is the span of readings of one service that one transaction thins.
	thinWindow = 30 * 24 * time.Hour
	// shrinkPages is how many pages one transaction gives back to the disk.
	shrinkPages = "2000"
	// settled is how long an incident must be gone from its page before the ceiling may take it: one that is still
	// listed would only come back.
	settled = 48 * time.Hour
)

// Retain takes away what is older than days, and then, while the database is larger than maxBytes, the oldest
// readings: first those that only repeat the level before them, of which one a month stays, then all, then the oldest
// changes and incidents. What is taken is given back to the disk. It works in small transactions between which others
// may write, and what ctx cuts short is taken up the next time.
func (s *Store) Retain(ctx context.Context, now time.Time, days int, maxBytes int64) (Retained, error) {
	r := retention{Store: s, now: now, maxBytes: maxBytes}
	expired, err := r.expire(ctx, now.AddDate(0, 0, -days))
	if err != nil {
		return Retained{}, explain("expire", err)
	}
	thinned, err := r.thin(ctx)
	if err != nil {
		return Retained{}, explain("thin", err)
	}
	if err := r.shrink(ctx); err != nil {
		return Retained{}, explain("shrink", err)
	}
	size, err := s.Size(ctx)
	return Retained{Expired: expired, Thinned: thinned, Bytes: size}, err
}

// retention is one run of Retain.
type retention struct {
	*Store
	now      time.Time
	maxBytes int64
}

// expire takes away what is older than cutoff.
func (r retention) expire(ctx context.Context, cutoff time.Time) (n int64, err error) {
	day, _ := place(cutoff)
	for _, d := range []struct {
		query string
		limit int64
	}{
		{`DELETE FROM reading WHERE (service, at) IN (SELECT reading.service, at FROM service
			JOIN reading ON reading.service = service.id AND at < ? LIMIT ?)`, millis(cutoff)},
		{"DELETE FROM coverage WHERE (service, day) IN (SELECT service, day FROM coverage WHERE day < ? LIMIT ?)", day},
		{"DELETE FROM change WHERE id IN (SELECT id FROM change WHERE at < ? LIMIT ?)", millis(cutoff)},
		{"DELETE FROM incident WHERE (service, id) IN (SELECT service, id FROM incident WHERE last_seen < ? LIMIT ?)", millis(cutoff)},
	} {
		for {
			gone, err := r.delete(ctx, d.query, d.limit, chunk)
			n += gone
			if err != nil {
				return n, err
			}
			if gone < chunk {
				break
			}
		}
	}
	return n, nil
}

// delete runs one deletion in a transaction of its own and returns how many rows went.
func (r retention) delete(ctx context.Context, query string, args ...any) (gone int64, err error) {
	err = r.write(ctx, "delete", func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, query, args...)
		if err != nil {
			return err
		}
		gone, err = result.RowsAffected()
		return err
	})
	return gone, err
}

// thin takes the oldest rows away until the database is no larger than its ceiling.
func (r retention) thin(ctx context.Context) (n int64, err error) {
	for _, stage := range []func(context.Context) (int64, error){
		func(ctx context.Context) (int64, error) { return r.thinReadings(ctx, repeats) },
		func(ctx context.Context) (int64, error) {
			return r.thinReadings(ctx, "DELETE FROM reading WHERE service = ? AND at >= ? AND at < ?")
		},
		func(ctx context.Context) (int64, error) {
			return r.thinRows(ctx, "DELETE FROM change WHERE id IN (SELECT id FROM change ORDER BY id LIMIT ?)", chunk)
		},
		func(ctx context.Context) (int64, error) {
			return r.thinRows(ctx, `DELETE FROM incident WHERE (service, id) IN
				(SELECT service, id FROM incident WHERE last_seen < ? ORDER BY last_seen LIMIT ?)`, millis(r.now.Add(-settled)), chunk)
		},
	} {
		gone, err := stage(ctx)
		n += gone
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// repeats takes away, of one service and span, the readings that say what the one before them says.
const repeats = `DELETE FROM reading WHERE (service, at) IN (
	SELECT service, at FROM (
		SELECT service, at, level = lag(level) OVER earlier AND reason = lag(reason) OVER earlier AS repeats
		FROM reading WHERE service = ? AND at >= ? AND at < ? WINDOW earlier AS (ORDER BY at))
	WHERE repeats)`

// thinReadings runs query over the readings, oldest first, a service and a span at a time, as long as the database is
// too large.
func (r retention) thinReadings(ctx context.Context, query string) (n int64, err error) {
	services, oldest, err := r.extent(ctx)
	if err != nil || oldest.IsZero() {
		return 0, err
	}
	for from := oldest; from.Before(r.now); from = from.Add(thinWindow) {
		for _, service := range services {
			if fits, err := r.fits(ctx); err != nil || fits {
				return n, err
			}
			gone, err := r.delete(ctx, query, service, millis(from), millis(from.Add(thinWindow)))
			n += gone
			if err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// thinRows runs query until it takes nothing more away, as long as the database is too large.
func (r retention) thinRows(ctx context.Context, query string, args ...any) (n int64, err error) {
	for {
		if fits, err := r.fits(ctx); err != nil || fits {
			return n, err
		}
		gone, err := r.delete(ctx, query, args...)
		n += gone
		if err != nil || gone == 0 {
			return n, err
		}
	}
}

func (r retention) fits(ctx context.Context) (bool, error) {
	size, err := r.Size(ctx)
	return size <= r.maxBytes, err
}

// extent returns the numbers of the services with readings, and the time of the oldest reading.
func (r retention) extent(ctx context.Context) (services []int64, oldest time.Time, err error) {
	rows, err := r.reader.QueryContext(ctx, `SELECT id, oldest FROM
		(SELECT id, (SELECT min(at) FROM reading WHERE reading.service = service.id) AS oldest FROM service)
		WHERE oldest IS NOT NULL ORDER BY id`)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer rows.Close()
	for rows.Next() {
		var service, at int64
		if err := rows.Scan(&service, &at); err != nil {
			return nil, time.Time{}, err
		}
		services = append(services, service)
		if oldest.IsZero() || moment(at).Before(oldest) {
			oldest = moment(at)
		}
	}
	return services, oldest, rows.Err()
}

// shrink gives the free pages of the file back to the disk.
func (r retention) shrink(ctx context.Context) error {
	before := int64(-1)
	for {
		var free int64
		if err := r.writer.QueryRowContext(ctx, "PRAGMA freelist_count").Scan(&free); err != nil {
			return err
		}
		if free == 0 || free == before {
			break
		}
		before = free
		if _, err := r.writer.ExecContext(ctx, "PRAGMA incremental_vacuum("+shrinkPages+")"); err != nil {
			return err
		}
	}
	if before < 0 {
		return nil
	}
	// A reader that is under way keeps the log from being cut: the next checkpoint does it.
	_, err := r.writer.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}
