// Package notify decides when the desktop is told of a service, and tells it.
//
// The decision is pure: Decide takes what is remembered of a service and one new reading, and returns what to say, or
// why nothing is said, and what to remember. Combine makes the notifications of one cycle of them, and a Sender puts
// those on the screen.
package notify

import (
	"isserviceup/backend/catalog"
	"isserviceup/backend/status"
)

// UnreadableAfter is how many readings in a row must be Unknown before the user is told that a page cannot be read.
const UnreadableAfter = 3

// Rules are the user's wishes.
type Rules struct {
	From        status.Level `json:"from"`        // tell from this level on: Degraded, PartialOutage or MajorOutage
	Recovery    bool         `json:"recovery"`    // tell when trouble that was told is over
	Maintenance bool         `json:"maintenance"` // tell when a maintenance begins
}

// DefaultRules tells of every trouble and of its end, and not of planned work.
func DefaultRules() Rules { return Rules{From: status.Degraded, Recovery: true} }

// Memory is what the rule remembers of one service between two readings. Its zero value is a service that was never
// read. It is kept as JSON, so that a restart tells nothing twice.
type Memory struct {
	Seen bool `json:"seen"` // a reading was made
	// Known is the newest level that was not Unknown; Unknown where there was none.
	Known status.Level `json:"known"`
	// Told is the worst of the trouble under way that the user learnt of, from a notification or, where it stood at
	// the first reading, from the page; no trouble where there is none.
	Told     status.Level `json:"told"`
	Unknowns int          `json:"unknowns"` // the newest readings in a row that were Unknown
}

// Facts are one new reading and the circumstances in which it was made.
type Facts struct {
	Service catalog.Service
	Reading status.Reading
	Offline bool // we are offline: the reading says nothing about the service
	Muted   bool // the user has muted the service
	Demo    bool // the reading is simulated
}

// Kind is what a reading shows, compared with what is remembered.
type Kind uint8

// The kinds. Nothing is for a reading that shows nothing new; all others belong in the list of changes.
const (
	Nothing          Kind = iota
	First                 // the first reading of the service
	Trouble               // trouble began or got worse
	Better                // the trouble became less but is not over
	Recovered             // the trouble is over
	MaintenanceBegan      // planned work began
	MaintenanceEnded      // planned work ended
	Doubtful              // the page could not be read, for the first time in a row
	Unread                // the page could not be read UnreadableAfter times in a row
	Back                  // the page can be read again and says what it said before
)

// The sentences that say why nothing is sent.
const (
	heldOffline     = "You are offline."
	heldFirst       = "This is the first reading of the service."
	heldMuted       = "The service is muted."
	heldLevel       = "The level is below the one that is notified."
	heldTold        = "You were told of this trouble, or of worse, before."
	heldBetter      = "The service is better but has not recovered."
	heldUntold      = "You were not told of the trouble that is over."
	heldRecovery    = "Recoveries are not notified."
	heldMaintenance = "Maintenances are not notified."
	heldEnded       = "The end of a maintenance is not notified."
	heldDoubtful    = "A page that cannot be read is notified after three readings in a row."
	heldBack        = "The page can be read again and says what it said before."
)

// Decide applies the rules to one reading and returns what follows and what to remember.
//
// The user is told when a service leaves operational, gets worse or recovers, and once when its page could not be
// read three times in a row; never at its first reading, and never while we are offline. Only a reading that shows
// something new can tell: rules that are changed and a mute that ends bring nothing up that has stood for long. A page
// that could not be read says nothing about its service, so the next level is compared with the one known before.
func Decide(m Memory, f Facts, rules Rules) (Decision, Memory) {
	d := Decision{Service: f.Service.ID, Name: f.Service.Name, Level: f.Reading.Level, Demo: f.Demo}
	if f.Offline {
		d.Reason = heldOffline
		return d, m
	}
	d.Kind = m.compare(f.Reading.Level)
	if d.Kind != Nothing {
		d.Reason = m.held(d.Kind, f, rules)
		d.Send = d.Reason == ""
	}
	if d.Send {
		d.Title, d.Body, d.Urgency = words(d.Kind, f, m.Known)
	}
	return d, m.after(d, f.Muted, rules)
}

// compare says what a reading of level shows.
func (m Memory) compare(level status.Level) Kind {
	switch {
	case !m.Seen:
		return First
	case level == status.Unknown:
		return m.unread()
	case level == m.Known && m.Unknowns == 0:
		return Nothing
	case level == m.Known, level == status.Operational && m.Known == status.Unknown:
		return Back
	case level.Trouble() && level.Worse(m.Known):
		return Trouble
	case level.Trouble():
		return Better
	case m.Known.Trouble():
		return Recovered
	case level == status.UnderMaintenance:
		return MaintenanceBegan
	default:
		return MaintenanceEnded
	}
}

// unread says what one more reading that is Unknown shows.
func (m Memory) unread() Kind {
	switch m.Unknowns + 1 {
	case 1:
		return Doubtful
	case UnreadableAfter:
		return Unread
	default:
		return Nothing
	}
}

// held says why nothing is sent, or nothing where it is to be sent.
func (m Memory) held(kind Kind, f Facts, rules Rules) string {
	always := map[Kind]string{First: heldFirst, Better: heldBetter, MaintenanceEnded: heldEnded, Doubtful: heldDoubtful, Back: heldBack}
	switch level := f.Reading.Level; {
	case always[kind] != "":
		return always[kind]
	case f.Muted:
		return heldMuted
	case kind == Trouble && rules.From.Worse(level):
		return heldLevel
	case kind == Trouble && !level.Worse(m.Told):
		return heldTold
	case kind == Recovered && !m.Told.Trouble():
		return heldUntold
	case kind == Recovered && !rules.Recovery:
		return heldRecovery
	case kind == MaintenanceBegan && !rules.Maintenance:
		return heldMaintenance
	default:
		return ""
	}
}

// after is what to remember after the decision.
func (m Memory) after(d Decision, muted bool, rules Rules) Memory {
	m.Seen = true
	if d.Level == status.Unknown {
		m.Unknowns++
		return m
	}
	m.Unknowns, m.Known = 0, d.Level
	switch {
	case !d.Level.Trouble():
		m.Told = status.Operational
	case d.Send, d.Kind == First && !muted && !rules.From.Worse(d.Level):
		m.Told = d.Level
	}
	return m
}
