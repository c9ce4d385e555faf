package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"isserviceup/backend/status"
)

// quartersADay is the number of quarters of an hour in a UTC day, a byte each in the table.
const quartersADay = 96

const (
	dayMillis     = int64(24 * time.Hour / time.Millisecond)
	quarterMillis = int64(status.QuarterLength / time.Millisecond)
)

// place returns the UTC day that t lies in and its quarter within that day. t is not before 1970.
func place(t time.Time) (day int64, quarter int) {
	ms := max(t.UnixMilli(), 0)
	return ms / dayMillis, int(ms % dayMillis / quarterMillis)
}

// encodeQuarter makes the byte of a quarter: its cover in the upper half, its level in the lower.
func encodeQuarter(q status.Quarter) byte { return byte(q.Cover)<<4 | byte(number(q.Level)) }

// decodeQuarter is the inverse of encodeQuarter.
func decodeQuarter(b byte, start time.Time) status.Quarter {
	return status.Quarter{Start: start, Cover: status.Cover(b >> 4), Level: level(int(b & 0xf))}
}

// coverOf is what a check that led to the reading says of its quarter of an hour.
func coverOf(r status.Reading) status.Cover {
	if r.Level == status.Unknown {
		return status.Unreadable
	}
	return status.Observed
}

func recordOffline(ctx context.Context, tx *sql.Tx, services serviceNumbers, name string, at time.Time) error {
	service, err := services.number(ctx, tx, name)
	if err != nil {
		return err
	}
	return markQuarter(ctx, tx, service, at, status.Offline, status.Unknown)
}

// markQuarter merges what a check found into its quarter of an hour.
func markQuarter(ctx context.Context, tx *sql.Tx, service int64, at time.Time, cover status.Cover, level status.Level) error {
	day, n := place(at)
	var quarters []byte
	err := tx.QueryRowContext(ctx, "SELECT quarters FROM coverage WHERE service = ? AND day = ?", service, day).Scan(&quarters)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		quarters = make([]byte, quartersADay)
	case err != nil:
		return err
	case len(quarters) != quartersADay:
		quarters = append(quarters, make([]byte, quartersADay)...)[:quartersADay]
	}
	merged := encodeQuarter(decodeQuarter(quarters[n], at).Merge(cover, level))
	if merged == quarters[n] {
		return nil
	}
	quarters[n] = merged
	_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO coverage (service, day, quarters) VALUES (?, ?, ?)", service, day, quarters)
	return err
}

// Quarters returns what is known of a service in every quarter of an hour from the one that from lies in up to the one
// that begins before to, without gaps: a quarter without a check is NotRunning.
func (s *Store) Quarters(ctx context.Context, service string, from, to time.Time) ([]status.Quarter, error) {
	days, err := s.coverage(ctx, service, from, to)
	if err != nil {
		return nil, err
	}
	return cut(days, from, to), nil
}

// cut picks the quarters of a span out of the UTC days.
func cut(days map[int64][]byte, from, to time.Time) []status.Quarter {
	quarters := make([]status.Quarter, 0, max(to.Sub(from)/status.QuarterLength+1, 0))
	for start := status.QuarterStart(from).UTC(); start.Before(to); start = start.Add(status.QuarterLength) {
		day, n := place(start)
		q := status.Quarter{Start: start}
		if bytes := days[day]; n < len(bytes) {
			q = decodeQuarter(bytes[n], start)
		}
		quarters = append(quarters, q)
	}
	return quarters
}

// coverage reads the UTC days that a span touches.
func (s *Store) coverage(ctx context.Context, service string, from, to time.Time) (map[int64][]byte, error) {
	first, _ := place(from)
	last, _ := place(to)
	rows, err := s.reader.QueryContext(ctx, `SELECT day, quarters FROM coverage
		WHERE service = (SELECT id FROM service WHERE name = ?) AND day BETWEEN ? AND ?`, service, first, last)
	if err != nil {
		return nil, explain("read coverage", err)
	}
	defer rows.Close()
	days := map[int64][]byte{}
	for rows.Next() {
		var day int64
		var quarters []byte
		if err := rows.Scan(&day, &quarters); err != nil {
			return nil, explain("read coverage", err)
		}
		days[day] = quarters
	}
	return days, explain("read coverage", rows.Err())
}

// Days sums up n calendar days of each service, oldest first, the last of them being the one that now lies in. The
// days are those of zone. They also tell the uptime: see status.Day.
func (s *Store) Days(ctx context.Context, services []string, n int, zone *time.Location, now time.Time) (map[string][]status.Day, error) {
	first := status.AddDays(status.DayStart(now, zone), 1-n)
	result := make(map[string][]status.Day, len(services))
	for _, service := range services {
		covered, err := s.coverage(ctx, service, first, now)
		if err != nil {
			return nil, err
		}
		for i := range n {
			start := status.AddDays(first, i)
			quarters := cut(covered, start, status.AddDays(start, 1))
			result[service] = append(result[service], status.Summarise(start, quarters, now))
		}
	}
	return result, nil
}
