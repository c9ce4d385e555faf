package core

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"maps"
	"time"

	"isserviceup/backend/incidentlog"
	"isserviceup/backend/tabular"
)

// savedChoices is how the store keeps what the user says of files with a header: only what was said, no guess, and
// nothing that belongs to the one file, such as its encoding.
type savedChoices struct {
	Columns map[incidentlog.Field]string            `json:"columns,omitempty"`
	Set     map[incidentlog.Field]string            `json:"set,omitempty"`
	Words   map[incidentlog.Field]map[string]string `json:"words,omitempty"`
	Split   string                                  `json:"split,omitempty"`
	Order   string                                  `json:"order,omitempty"`
	Zone    string                                  `json:"zone,omitempty"`
}

// headerKey is what the choices for a header are remembered by.
func headerKey(header []string) string {
	text, err := json.Marshal(header)
	if err != nil {
		panic(err) // a list of texts
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// rememberChoices keeps what the user said of a file for the next one with the same header.
func (c *Core) rememberChoices(ctx context.Context, header string, said incidentlog.Choices) error {
	saved := savedChoices{
		Columns: said.Columns, Set: said.Set, Words: said.Words, Split: said.Split, Order: said.Order.String(),
	}
	if said.Zone != nil {
		saved.Zone = said.Zone.String()
	}
	text, err := json.Marshal(saved)
	if err != nil {
		return err
	}
	if string(text) == "{}" {
		text = nil
	}
	return c.store.SaveImportChoices(ctx, header, text, c.now())
}

// rememberedChoices returns what the user said of the last file with a header; ok is false where it was nothing.
func (c *Core) rememberedChoices(ctx context.Context, header string) (choices incidentlog.Choices, ok bool) {
	text, err := c.store.ImportChoices(ctx, header)
	if err != nil || text == nil {
		if err != nil && ctx.Err() == nil {
			slog.Error("cannot read how files were read", "error", err)
		}
		return incidentlog.Choices{}, false
	}
	choices, err = decodeChoices(text)
	if err != nil { // as after a downgrade
		slog.Warn("how a file was read is forgotten", "error", err)
	}
	return choices, err == nil
}

func decodeChoices(text []byte) (choices incidentlog.Choices, err error) {
	var saved savedChoices
	if err := json.Unmarshal(text, &saved); err != nil {
		return incidentlog.Choices{}, err
	}
	choices = incidentlog.Choices{Columns: saved.Columns, Set: saved.Set, Words: saved.Words, Split: saved.Split}
	if saved.Order != "" {
		if choices.Order, err = tabular.ParseOrder(saved.Order); err != nil {
			return incidentlog.Choices{}, err
		}
	}
	if saved.Zone != "" {
		if choices.Zone, err = time.LoadLocation(saved.Zone); err != nil {
			return incidentlog.Choices{}, err
		}
	}
	return choices, nil
}

// overlay is what the user says of a file, and where that is nothing, what is remembered.
func overlay(remembered, said incidentlog.Choices) incidentlog.Choices {
	merged := said
	merged.Columns, merged.Set = maps.Clone(remembered.Columns), maps.Clone(remembered.Set)
	for f := range said.Set {
		delete(merged.Columns, f) // a column would come first
	}
	for f := range said.Columns {
		delete(merged.Set, f)
	}
	merged.Columns, merged.Set = over(merged.Columns, said.Columns), over(merged.Set, said.Set)
	merged.Words = map[incidentlog.Field]map[string]string{}
	for _, f := range incidentlog.Fields() {
		words := over(maps.Clone(remembered.Words[f]), maps.Clone(said.Words[f]))
		maps.DeleteFunc(words, func(_, meaning string) bool { return meaning == "" })
		if len(words) > 0 {
			merged.Words[f] = words
		}
	}
	if said.Split == "" {
		merged.Split = remembered.Split
	}
	if said.Order == tabular.NoOrder {
		merged.Order = remembered.Order
	}
	if said.Zone == nil {
		merged.Zone = remembered.Zone
	}
	return merged
}

// over puts the entries of one map over those of another, which it may change.
func over[K comparable](below, above map[K]string) map[K]string {
	if below == nil {
		return above
	}
	maps.Copy(below, above)
	return below
}
