package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"isserviceup/backend/status"
)

// Incident is an incident of the archive.
type Incident struct {
	status.Incident
	FirstSeen time.Time
	LastSeen  time.Time // true to a quarter of an hour
}

// known is the row of an incident that was seen before.
type known struct {
	digest   int64
	lastSeen int64
}

// upsertIncidents keeps the incidents of a service as its page has them at seen. Most say what they said the last
// time: they cost nothing but the look at their digest, and a note of their being seen once in a quarter of an hour.
func upsertIncidents(ctx context.Context, tx *sql.Tx, service int64, incidents []status.Incident, seen time.Time) error {
	if len(incidents) == 0 {
		return nil
	}
	before, err := knownIncidents(ctx, tx, service)
	if err != nil {
		return err
	}
	for _, i := range incidents {
		text, err := json.Marshal(i)
		if err != nil {
			return fmt.Errorf("encode incident %s: %w", i.ID, err)
		}
		id, digest := incidentID(i), digest(text)
		row, ok := before[id]
		switch {
		case !ok:
			err = insertIncident(ctx, tx, service, id, i, text, digest, seen)
		case row.digest != digest:
			err = updateIncident(ctx, tx, service, id, i, digest, seen)
		case status.QuarterStart(moment(row.lastSeen)).Before(status.QuarterStart(seen)):
			_, err = tx.ExecContext(ctx, "UPDATE incident SET last_seen = ? WHERE service = ? AND id = ?", millis(seen), service, id)
		}
		if err != nil {
			return err
		}
		before[id] = known{digest, millis(seen)}
	}
	return nil
}

func knownIncidents(ctx context.Context, tx *sql.Tx, service int64) (map[string]known, error) {
	rows, err := tx.QueryContext(ctx, "SELECT id, digest, last_seen FROM incident WHERE service = ?", service)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]known{}
	for rows.Next() {
		var id string
		var k known
		if err := rows.Scan(&id, &k.digest, &k.lastSeen); err != nil {
			return nil, err
		}
		all[id] = k
	}
	return all, rows.Err()
}

// incidentID is the provider's id, or for a page without ids what else stays over the updates of an incident.
func incidentID(i status.Incident) string {
	if i.ID != "" {
		return i.ID
	}
	return fmt.Sprintf("%s|%d", i.Title, millis(i.StartedAt))
}

func digest(text []byte) int64 {
	h := fnv.New64a()
	_, _ = h.Write(text) // a hash never fails
	return int64(h.Sum64())
}

func insertIncident(ctx context.Context, tx *sql.Tx, service int64, id string, i status.Incident, text []byte, digest int64, seen time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO incident (service, id, first_seen, last_seen, started, ended, digest, document)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		service, id, millis(seen), millis(seen), millis(i.StartedAt), millis(i.EndedAt), digest, string(text))
	return err
}

// updateIncident merges what the page says now into what is kept.
func updateIncident(ctx context.Context, tx *sql.Tx, service int64, id string, i status.Incident, digest int64, seen time.Time) error {
	var text []byte
	err := tx.QueryRowContext(ctx, "SELECT document FROM incident WHERE service = ? AND id = ?", service, id).Scan(&text)
	if err != nil {
		return err
	}
	var old status.Incident
	if err := json.Unmarshal(text, &old); err != nil {
		return fmt.Errorf("decode incident %s: %w", id, err)
	}
	merged := merge(old, i)
	if text, err = json.Marshal(merged); err != nil {
		return fmt.Errorf("encode incident %s: %w", id, err)
	}
	_, err = tx.ExecContext(ctx, `UPDATE incident SET last_seen = max(last_seen, ?), started = ?, ended = ?, digest = ?, document = ?
		WHERE service = ? AND id = ?`,
		millis(seen), millis(merged.StartedAt), millis(merged.EndedAt), digest, string(text), service, id)
	return err
}

// merge returns what is known of an incident of which two documents speak. The page changes its mind, so what came
// last counts, unless it is an older edition by the page's own time; but no document takes away what only another one
// has: a summary names an incident without its updates.
func merge(old, latest status.Incident) status.Incident {
	if latest.UpdatedAt.Before(old.UpdatedAt) && !latest.UpdatedAt.IsZero() {
		old, latest = latest, old
	}
	m := latest
	m.Title = cmp.Or(m.Title, old.Title)
	m.Impact = cmp.Or(m.Impact, old.Impact)
	m.State = cmp.Or(m.State, old.State)
	m.URL = cmp.Or(m.URL, old.URL)
	m.StartedAt = cmp.Or(m.StartedAt, old.StartedAt)
	m.UpdatedAt = cmp.Or(m.UpdatedAt, old.UpdatedAt)
	if m.Closed { // one that was opened again has no end
		m.EndedAt = cmp.Or(m.EndedAt, old.EndedAt)
	}
	if m.Level == status.Unknown {
		m.Level = old.Level
	}
	if len(m.Components) == 0 {
		m.Components = old.Components
	}
	m.Updates = mergeUpdates(old.Updates, m.Updates)
	return m
}

// mergeUpdates returns the latest updates and those of the old ones that lie at no time of a latest one, newest first.
func mergeUpdates(old, latest []status.Update) []status.Update {
	merged := slices.Clone(latest)
	for _, u := range old {
		same := func(l status.Update) bool { return l.At.Equal(u.At) && (!u.At.IsZero() || l.Text == u.Text) }
		if !slices.ContainsFunc(latest, same) {
			merged = append(merged, u)
		}
	}
	slices.SortStableFunc(merged, func(a, b status.Update) int { return b.At.Compare(a.At) })
	return merged
}

// RecordHistory keeps the incidents that a service's page publishes about its past, read at seen, and the span that
// they cover.
func (s *Store) RecordHistory(ctx context.Context, service string, h status.History, seen time.Time) error {
	return s.write(ctx, "record history", func(tx *sql.Tx) error {
		services, err := loadServices(ctx, tx)
		if err != nil {
			return err
		}
		number, err := services.number(ctx, tx, service)
		if err != nil {
			return err
		}
		if err := upsertIncidents(ctx, tx, number, h.Incidents, seen); err != nil || h.From.IsZero() {
			return err
		}
		// The span that is known grows where the new one touches it; else there is a gap, and the new one counts.
		_, err = tx.ExecContext(ctx, `INSERT INTO history (service, start, end) VALUES (?1, ?2, ?3) ON CONFLICT (service)
			DO UPDATE SET start = iif(?2 <= end, min(start, ?2), ?2), end = max(end, ?3)`, number, millis(h.From), millis(seen))
		return err
	})
}

// HistorySpan returns the span of time in which the archive has every incident that the service's page has published;
// zero where its history was never read.
func (s *Store) HistorySpan(ctx context.Context, service string) (from, to time.Time, err error) {
	var start, end int64
	err = s.reader.QueryRowContext(ctx, "SELECT start, end FROM history WHERE service = (SELECT id FROM service WHERE name = ?)", service).
		Scan(&start, &end)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, time.Time{}, nil
	}
	return moment(start), moment(end), explain("read history", err)
}

// Incidents returns the incidents of a service that started from one time on and before another, newest first.
func (s *Store) Incidents(ctx context.Context, service string, from, to time.Time) ([]Incident, error) {
	rows, err := s.reader.QueryContext(ctx, `SELECT document, first_seen, last_seen FROM incident
		WHERE service = (SELECT id FROM service WHERE name = ?) AND started >= ? AND started < ? ORDER BY started DESC, id`,
		service, millis(from), millis(to))
	if err != nil {
		return nil, explain("read incidents", err)
	}
	defer rows.Close()
	var incidents []Incident
	for rows.Next() {
		var i Incident
		var text []byte
		var first, last int64
		if err := rows.Scan(&text, &first, &last); err != nil {
			return nil, explain("read incidents", err)
		}
		if err := json.Unmarshal(text, &i.Incident); err != nil {
			return nil, explain("decode incident", err)
		}
		i.FirstSeen, i.LastSeen = moment(first), moment(last)
		incidents = append(incidents, i)
	}
	return incidents, explain("read incidents", rows.Err())
}
