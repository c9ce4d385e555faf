package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"isserviceup/backend/catalog"
)

// ErrNotWatched says that a service is not among the watched ones.
var ErrNotWatched = errors.New("the service is not watched")

// Watch is one service that the user watches.
type Watch struct {
	Service    string    // its id in the catalogue or among the custom services
	Pinned     bool      // shown first
	MutedUntil time.Time // until when it notifies nothing; zero where it is not muted
	Components []string  // the chosen components; empty where the whole page counts
}

// watchChosen is the setting that says that the user has chosen services, were it none at all.
const watchChosen = "watch_chosen"

// Watched returns the watched services in the user's order. chosen is false until the first SetWatched: then the
// program starts for the first time.
func (s *Store) Watched(ctx context.Context) (watched []Watch, chosen bool, err error) {
	err = s.reader.QueryRowContext(ctx, "SELECT count(*) > 0 FROM setting WHERE key = ?", watchChosen).Scan(&chosen)
	if err != nil {
		return nil, false, explain("read watched services", err)
	}
	rows, err := s.reader.QueryContext(ctx, "SELECT service, pinned, muted_until, components FROM watch ORDER BY position")
	if err != nil {
		return nil, false, explain("read watched services", err)
	}
	defer rows.Close()
	for rows.Next() {
		var w Watch
		var muted int64
		var components []byte
		if err := rows.Scan(&w.Service, &w.Pinned, &muted, &components); err != nil {
			return nil, false, explain("read watched services", err)
		}
		if err := json.Unmarshal(components, &w.Components); err != nil {
			return nil, false, explain("decode components of "+w.Service, err)
		}
		w.MutedUntil = moment(muted)
		watched = append(watched, w)
	}
	return watched, chosen, explain("read watched services", rows.Err())
}

// SetWatched replaces the list of watched services by those with these ids, in this order. Those that stay keep their
// pin, mute and components. Those that go lose their state, so that they are new when they come again; their past is
// kept.
func (s *Store) SetWatched(ctx context.Context, ids []string) error {
	list, err := json.Marshal(append([]string{}, ids...)) // never null
	if err != nil {
		return explain("encode watched services", err)
	}
	return s.write(ctx, "set watched services", func(tx *sql.Tx) error {
		for _, c := range []struct {
			query string
			args  []any
		}{
			{"INSERT OR IGNORE INTO setting (key, value) VALUES (?, 'true')", []any{watchChosen}},
			{"DELETE FROM watch WHERE service NOT IN (SELECT value FROM json_each(?))", []any{string(list)}},
			{`DELETE FROM state WHERE service IN
				(SELECT id FROM service WHERE name NOT IN (SELECT value FROM json_each(?)))`, []any{string(list)}},
			{`INSERT INTO watch (service, position) SELECT value, key FROM json_each(?) WHERE true
				ON CONFLICT (service) DO UPDATE SET position = excluded.position`, []any{string(list)}},
		} {
			if _, err := tx.ExecContext(ctx, c.query, c.args...); err != nil {
				return err
			}
		}
		return nil
	})
}

// Pin says whether a watched service is shown first. It returns ErrNotWatched for another.
func (s *Store) Pin(ctx context.Context, service string, pinned bool) error {
	return s.change(ctx, service, "UPDATE watch SET pinned = ?1 WHERE service = ?2", pinned)
}

// Mute keeps a watched service from notifying until a time; zero ends the mute. It returns ErrNotWatched for another.
func (s *Store) Mute(ctx context.Context, service string, until time.Time) error {
	return s.change(ctx, service, "UPDATE watch SET muted_until = ?1 WHERE service = ?2", millis(until))
}

// Choose sets the components that count for a watched service; none means the whole page. It returns ErrNotWatched for
// another.
func (s *Store) Choose(ctx context.Context, service string, components []string) error {
	text, err := json.Marshal(append([]string{}, components...))
	if err != nil {
		return explain("encode components", err)
	}
	return s.change(ctx, service, "UPDATE watch SET components = ?1 WHERE service = ?2", string(text))
}

// change changes one column of a watched service.
func (s *Store) change(ctx context.Context, service, query string, value any) error {
	return s.write(ctx, "change watched service "+service, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, query, value, service)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNotWatched)
		}
		return nil
	})
}

// CustomServices returns the services that the user added to the catalogue, by id.
func (s *Store) CustomServices(ctx context.Context) ([]catalog.Service, error) {
	rows, err := s.reader.QueryContext(ctx, "SELECT document FROM custom_service ORDER BY id")
	if err != nil {
		return nil, explain("read custom services", err)
	}
	defer rows.Close()
	var services []catalog.Service
	for rows.Next() {
		var text []byte
		var service catalog.Service
		if err := rows.Scan(&text); err != nil {
			return nil, explain("read custom services", err)
		}
		if err := json.Unmarshal(text, &service); err != nil {
			return nil, explain("decode custom service", err)
		}
		services = append(services, service)
	}
	return services, explain("read custom services", rows.Err())
}

// SaveCustomService adds a service to the catalogue, or replaces the user's own with that id.
func (s *Store) SaveCustomService(ctx context.Context, service catalog.Service) error {
	text, err := json.Marshal(service)
	if err != nil {
		return fmt.Errorf("store: encode custom service: %w", err)
	}
	return s.write(ctx, "save custom service", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO custom_service (id, document) VALUES (?, ?)", service.ID, string(text))
		return err
	})
}
