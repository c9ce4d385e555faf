package provider

import "fmt"

// The most that a page may list. The largest real ones have some 6,000 components and 1,000 incidents; what is far
// beyond is not a status page, and must not keep the program busy.
const (
	MaxComponents = 20_000
	MaxIncidents  = 2_000 // and maintenances
	MaxUpdates    = 1_000 // of one incident
)

// AtMost returns an error where count things called what are more than limit.
func AtMost(what string, count, limit int) error {
	if count > limit {
		return fmt.Errorf("%w: %d %s, and %d is the limit", ErrTooMuch, count, what, limit)
	}
	return nil
}
