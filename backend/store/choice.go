package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// keptChoices is of how many headers the choices are remembered.
const keptChoices = 200

// ImportChoices returns what SaveImportChoices has kept for a header; nil where there is nothing.
func (s *Store) ImportChoices(ctx context.Context, header string) (choices []byte, err error) {
	err = s.reader.QueryRowContext(ctx, "SELECT choices FROM import_choice WHERE header = ?", header).Scan(&choices)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return choices, explain("read choices of an import", err)
}

// SaveImportChoices keeps how the user had a file with a header read, as JSON; the store does not look into it. Without
// choices it forgets what it has kept.
func (s *Store) SaveImportChoices(ctx context.Context, header string, choices []byte, now time.Time) error {
	return s.write(ctx, "save choices of an import", func(tx *sql.Tx) error {
		if choices == nil {
			_, err := tx.ExecContext(ctx, "DELETE FROM import_choice WHERE header = ?", header)
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO import_choice (header, choices, used_at) VALUES (?, ?, ?)",
			header, string(choices), millis(now))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM import_choice WHERE header NOT IN
			(SELECT header FROM import_choice ORDER BY used_at DESC LIMIT ?)`, keptChoices)
		return err
	})
}
