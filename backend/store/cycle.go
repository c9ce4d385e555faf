package store

import (
	"context"
	"database/sql"
	"slices"
	"time"
)

// Cycle is what one cycle of checks found.
type Cycle struct {
	At      time.Time // when it ended
	States  []State   // of each service that was checked, with its new reading
	Offline []string  // the ids of the services that could not be checked because we are offline
	Changes []Change  // for the list of changes
}

// RecordCycle keeps a cycle in one transaction, so that a kill at any moment loses that cycle at most: the states, a
// reading of each service at a change and once in every quarter of an hour, the incidents, and what the quarter of an
// hour says. It returns the ids of the cycle's changes in their order, for FailNotification.
func (s *Store) RecordCycle(ctx context.Context, c Cycle) (changes []int64, err error) {
	err = s.write(ctx, "record cycle", func(tx *sql.Tx) error {
		services, err := loadServices(ctx, tx)
		if err != nil {
			return err
		}
		for _, state := range c.States {
			if err := recordState(ctx, tx, services, state); err != nil {
				return err
			}
		}
		for _, name := range c.Offline {
			if err := recordOffline(ctx, tx, services, name, c.At); err != nil {
				return err
			}
		}
		changes, err = insertChanges(ctx, tx, c.Changes)
		return err
	})
	return changes, err
}

// recordState keeps all that one checked service brings.
func recordState(ctx context.Context, tx *sql.Tx, services serviceNumbers, state State) error {
	service, err := services.number(ctx, tx, state.Service)
	if err != nil {
		return err
	}
	if err := saveState(ctx, tx, service, state); err != nil {
		return err
	}
	if err := addReading(ctx, tx, service, state); err != nil {
		return err
	}
	if err := markQuarter(ctx, tx, service, state.At, coverOf(state.Reading), state.Reading.Level); err != nil {
		return err
	}
	return upsertIncidents(ctx, tx, service, slices.Concat(state.Reading.Incidents, state.Reading.Past), state.At)
}

// serviceNumbers are the numbers that the long tables have for the services' ids.
type serviceNumbers map[string]int64

// loadServices reads the numbers of all services.
func loadServices(ctx context.Context, tx *sql.Tx) (serviceNumbers, error) {
	rows, err := tx.QueryContext(ctx, "SELECT name, id FROM service")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	services := serviceNumbers{}
	for rows.Next() {
		var name string
		var number int64
		if err := rows.Scan(&name, &number); err != nil {
			return nil, err
		}
		services[name] = number
	}
	return services, rows.Err()
}

// number returns the number of the service called name, and gives it one where it has none.
func (s serviceNumbers) number(ctx context.Context, tx *sql.Tx, name string) (int64, error) {
	if n, ok := s[name]; ok {
		return n, nil
	}
	result, err := tx.ExecContext(ctx, "INSERT INTO service (name) VALUES (?)", name)
	if err != nil {
		return 0, err
	}
	s[name], err = result.LastInsertId()
	return s[name], err
}
