package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"isserviceup/backend/status"
)

// State is what a restart must know of one service.
type State struct {
	Service  string         // its id
	At       time.Time      // when Reading was made
	Since    time.Time      // since when the service has had the level of Reading
	Reading  status.Reading // the newest; its Past comes back empty, see Store.Incidents
	Good     status.Reading // the newest whose level was not Unknown, likewise; without meaning where GoodAt is zero
	GoodAt   time.Time      // when Good was made; zero where there was none
	Unknowns int            // the newest readings in a row that were Unknown
	Memory   []byte         // what the rule of notifications remembers, as JSON; the store does not look into it
}

// saveState replaces the state of a service.
func saveState(ctx context.Context, tx *sql.Tx, service int64, state State) error {
	reading, err := encodeReading(state.Reading)
	if err != nil {
		return fmt.Errorf("encode reading of %s: %w", state.Service, err)
	}
	good := ""
	if state.Reading.Level == status.Unknown && !state.GoodAt.IsZero() {
		if good, err = encodeReading(state.Good); err != nil {
			return fmt.Errorf("encode reading of %s: %w", state.Service, err)
		}
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO state (service, at, since, unknowns, reading, good, good_at, memory)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (service) DO UPDATE SET at = excluded.at, since = excluded.since,
		unknowns = excluded.unknowns, reading = excluded.reading, good = excluded.good, good_at = excluded.good_at,
		memory = excluded.memory`,
		service, millis(state.At), millis(state.Since), state.Unknowns, reading, good, millis(state.GoodAt),
		string(state.Memory))
	return err
}

// encodeReading makes the JSON of a reading, without the closed incidents: they are most of it, and in the archive.
func encodeReading(r status.Reading) (string, error) {
	r.Past = nil
	text, err := json.Marshal(r)
	return string(text), err
}

// States returns the state of every service that has one, by id.
func (s *Store) States(ctx context.Context) (map[string]State, error) {
	rows, err := s.reader.QueryContext(ctx, `SELECT name, at, since, unknowns, reading, good, good_at, memory
		FROM state JOIN service ON service.id = state.service`)
	if err != nil {
		return nil, explain("read states", err)
	}
	defer rows.Close()
	states := map[string]State{}
	for rows.Next() {
		state, err := scanState(rows)
		if err != nil {
			return nil, explain("read states", err)
		}
		states[state.Service] = state
	}
	return states, explain("read states", rows.Err())
}

func scanState(rows *sql.Rows) (State, error) {
	var s State
	var at, since, goodAt int64
	var reading, good []byte
	if err := rows.Scan(&s.Service, &at, &since, &s.Unknowns, &reading, &good, &goodAt, &s.Memory); err != nil {
		return State{}, err
	}
	s.At, s.Since, s.GoodAt = moment(at), moment(since), moment(goodAt)
	if err := json.Unmarshal(reading, &s.Reading); err != nil {
		return State{}, fmt.Errorf("decode reading of %s: %w", s.Service, err)
	}
	switch {
	case len(good) > 0:
		if err := json.Unmarshal(good, &s.Good); err != nil {
			return State{}, fmt.Errorf("decode reading of %s: %w", s.Service, err)
		}
	case s.Reading.Level != status.Unknown:
		s.Good = s.Reading
	}
	return s, nil
}
