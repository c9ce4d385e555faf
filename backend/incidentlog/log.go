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
	Services []string   // the names, each once, in the order in which the rows bring them, those of one row by name
	Cells    [][]uint32 // the combinations of services that occur, as indexes into Services, each sorted and without repeats
	Created  []int64    // milliseconds UTC
	Reported []int64    // the most recent report, milliseconds UTC, or NoTime
	Cell     []uint32   // index into Cells
	State    []State
	Stage    []Stage
	IDs      Texts // the ids of the source, empty where a row has none; the zero value where no row has
}

// Rows returns how many incidents the log has.
func (l *Log) Rows() int { return len(l.Created) }

// Texts is a column of texts, which lie one after the other in one piece of memory. The zero value holds none.
type Texts struct {
	Bytes   []byte
	Offsets []int64 // where each text begins in Bytes, and last where the last one ends
}

// Len returns how many texts there are.
func (t Texts) Len() int { return max(0, len(t.Offsets)-1) }

// At returns text i. It must not be changed.
func (t Texts) At(i int) []byte { return t.Bytes[t.Offsets[i]:t.Offsets[i+1]] }
