// Package incidentlog reads an incident log, the user's own list of incidents, out of a table: it maps headers and
// values, parses times, and collects what it rejects and what it keeps with a warning.
package incidentlog

import "math"

// State is where an incident stands.
type State uint8

// The states, in the order of columns and charts.
const (
	Open State = iota
	InProgress
	Closed
)

// Stage is where an incident happened.
type Stage uint8

// The stages.
const (
	Production Stage = iota
	Staging
)

// NoTime is a time that is not there.
const NoTime = math.MinInt64

// Log is an incident log as columns, one entry a row in each, sorted by time of creation.
type Log struct {
	Services []string   // the names, each once
	Cells    [][]uint32 // the combinations of services that occur, as indexes into Services, each sorted and without repeats
	Created  []int64    // milliseconds UTC
	Reported []int64    // the most recent report, milliseconds UTC, or NoTime
	Cell     []uint32   // index into Cells
	State    []State
	Stage    []Stage
	IDs      []string // the ids of the source, "" where a row has none; nil where no row has
}

// Rows returns how many incidents the log has.
func (l *Log) Rows() int { return len(l.Created) }
