package status

import "fmt"

// Level is how well a service or a component is.
//
// The zero Level is Unknown, so a field that nobody set never shows green.
type Level uint8

// The levels. Their numbers are an encoding and say nothing about severity: see Severity.
const (
	Unknown          Level = iota // the page could not be read, or did not say
	Operational                   // the page was read whole and says all is well
	UnderMaintenance              // planned work is in progress and nothing else is wrong
	Degraded                      // minor: slow, partly failing, or watched after a fix
	PartialOutage                 // major: part of it is down
	MajorOutage                   // critical: it is down
)

// levelFacts holds, by Level, the word of the level in files and JSON, its title for people and its severity.
var levelFacts = [...]struct {
	word, title string
	severity    int
}{
	Unknown:          {"unknown", "Unknown", 2},
	Operational:      {"operational", "Operational", 0},
	UnderMaintenance: {"maintenance", "Maintenance", 1},
	Degraded:         {"degraded", "Degraded", 3},
	PartialOutage:    {"partial_outage", "Partial outage", 4},
	MajorOutage:      {"major_outage", "Major outage", 5},
}

// Levels lists every level, best first.
func Levels() []Level {
	return []Level{Operational, UnderMaintenance, Unknown, Degraded, PartialOutage, MajorOutage}
}

// String returns the level's word as files and JSON have it, such as "partial_outage".
func (l Level) String() string { return l.facts().word }

// Title returns the level as people read it, such as "Partial outage".
func (l Level) Title() string { return l.facts().title }

// Severity orders the levels: 0 is Operational, 5 is MajorOutage, and Unknown lies between UnderMaintenance and Degraded,
// so that not knowing beats green but never hides a known outage.
func (l Level) Severity() int { return l.facts().severity }

// Worse tells whether l is strictly worse than other.
func (l Level) Worse(other Level) bool { return l.Severity() > other.Severity() }

// Trouble tells whether l is a known trouble: degraded or an outage.
func (l Level) Trouble() bool { return !Degraded.Worse(l) }

func (l Level) facts() struct {
	word, title string
	severity    int
} {
	if int(l) >= len(levelFacts) {
		return levelFacts[Unknown]
	}
	return levelFacts[l]
}

// Worst returns the worst of levels, and Operational for none: the neutral element of the order.
func Worst(levels ...Level) Level {
	worst := Operational
	for _, l := range levels {
		if l.Worse(worst) {
			worst = l
		}
	}
	return worst
}

// Capped returns l, but limit where l is worse.
func (l Level) Capped(limit Level) Level {
	if l.Worse(limit) {
		return limit
	}
	return l
}

// ParseLevel reads a level's word. Any other word is an error, and the level is Unknown.
func ParseLevel(word string) (Level, error) {
	for i, f := range levelFacts {
		if f.word == word {
			return Level(i), nil
		}
	}
	return Unknown, fmt.Errorf("status: no level is called %q", word)
}

// MarshalText writes the level's word.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads a level's word.
func (l *Level) UnmarshalText(text []byte) (err error) {
	*l, err = ParseLevel(string(text))
	return err
}
