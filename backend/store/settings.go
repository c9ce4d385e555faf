package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"isserviceup/backend/settings"
)

// settingsKey is the setting that holds the user's settings as a whole.
const settingsKey = "settings"

// Settings returns the user's settings: the defaults with what the user has changed. Where what is kept is not valid,
// as after a downgrade, it returns the defaults with the error.
func (s *Store) Settings(ctx context.Context) (settings.Settings, error) {
	var text []byte
	err := s.reader.QueryRowContext(ctx, "SELECT value FROM setting WHERE key = ?", settingsKey).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return settings.Defaults(), nil
	}
	if err != nil {
		return settings.Defaults(), explain("read settings", err)
	}
	kept := settings.Defaults() // a setting that is newer than what was kept has its default
	if err := json.Unmarshal(text, &kept); err != nil {
		return settings.Defaults(), explain("decode settings", err)
	}
	if err := kept.Validate(); err != nil {
		return settings.Defaults(), explain("read settings", err)
	}
	return kept, nil
}

// SaveSettings keeps the user's settings. Those that are not valid are refused with a *settings.Error.
func (s *Store) SaveSettings(ctx context.Context, changed settings.Settings) error {
	if err := changed.Validate(); err != nil {
		return err
	}
	text, err := json.Marshal(changed)
	if err != nil {
		return explain("encode settings", err)
	}
	return s.write(ctx, "save settings", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", settingsKey, string(text))
		return err
	})
}
