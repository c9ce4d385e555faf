package store

import (
	"context"
	"database/sql"
	"time"

	"isserviceup/backend/status"
)

// Notified is what became of a change's notification.
type Notified string

// What can become of a notification.
const (
	Sent   Notified = "sent"
	Held   Notified = "held"   // held back by the rules
	Failed Notified = "failed" // the desktop did not take it
)

// Change is one row of the list of changes: a level that moved, or a page that cannot be read, and its notification.
type Change struct {
	ID       int64 // given by the store; newer ones are greater
	At       time.Time
	Service  string // the service's id
	From, To status.Level
	Reason   string // why To is Unknown; else empty
	Notified Notified
	Why      string // a sentence: why the notification was held back or failed; else empty
}

func insertChanges(ctx context.Context, tx *sql.Tx, changes []Change) ([]int64, error) {
	var ids []int64
	for _, c := range changes {
		result, err := tx.ExecContext(ctx, `INSERT INTO change (at, service, from_level, to_level, reason, notified, why)
			VALUES (?, ?, ?, ?, ?, ?, ?)`,
			millis(c.At), c.Service, number(c.From), number(c.To), c.Reason, string(c.Notified), c.Why)
		if err != nil {
			return nil, err
		}
		id, err := result.LastInsertId()
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// FailNotification says of the changes with these ids that the desktop did not take their notification, and why.
func (s *Store) FailNotification(ctx context.Context, ids []int64, why string) error {
	return s.write(ctx, "record failed notification", func(tx *sql.Tx) error {
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, "UPDATE change SET notified = ?, why = ? WHERE id = ?", string(Failed), why, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// Changes returns at most limit changes, newest first: those with an id less than before, or from the newest on where
// before is 0.
func (s *Store) Changes(ctx context.Context, limit int, before int64) ([]Change, error) {
	rows, err := s.reader.QueryContext(ctx, `SELECT id, at, service, from_level, to_level, reason, notified, why FROM change
		WHERE id < ? OR ? = 0 ORDER BY id DESC LIMIT ?`, before, before, limit)
	if err != nil {
		return nil, explain("read changes", err)
	}
	defer rows.Close()
	var changes []Change
	for rows.Next() {
		var c Change
		var at int64
		var from, to int
		if err := rows.Scan(&c.ID, &at, &c.Service, &from, &to, &c.Reason, &c.Notified, &c.Why); err != nil {
			return nil, explain("read changes", err)
		}
		c.At, c.From, c.To = moment(at), level(from), level(to)
		changes = append(changes, c)
	}
	return changes, explain("read changes", rows.Err())
}
