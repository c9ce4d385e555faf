package bridge

import "isserviceup/backend/status"

// The types that cross to the page. Every time is in milliseconds since 1970 in UTC, 0 where it is not known; every
// text is plain text from the page of a service or a sentence of ours.

// Level is the word of a status.Level.
type Level string

// Levels are all levels, best first, for the page's generated types.
var Levels = []struct {
	Value  Level
	TSName string
}{
	{Level(status.Operational.String()), "Operational"},
	{Level(status.UnderMaintenance.String()), "Maintenance"},
	{Level(status.Unknown.String()), "Unknown"},
	{Level(status.Degraded.String()), "Degraded"},
	{Level(status.PartialOutage.String()), "PartialOutage"},
	{Level(status.MajorOutage.String()), "MajorOutage"},
}

// EventName names an event that Go sends to the page.
type EventName string

// The events, with what they carry.
const (
	EventFrame EventName = "monitor:frame" // Frame: progress, offline, demo; no row changed
	EventRow   EventName = "monitor:row"   // RowChange: one service has a new reading
	EventStale EventName = "monitor:stale" // nothing: the list itself changed, pull Monitor.State again

	EventLog     EventName = "analytics:log"    // LogFacts: the stored log changed
	EventImport  EventName = "analytics:import" // ImportProgress
	EventDropped EventName = "files:dropped"    // []string: the absolute paths of what was dropped on the window
)

// EventNames are all events, for the page's generated types.
var EventNames = []struct {
	Value  EventName
	TSName string
}{
	{EventFrame, "Frame"},
	{EventRow, "Row"},
	{EventStale, "Stale"},
	{EventLog, "Log"},
	{EventImport, "Import"},
	{EventDropped, "Dropped"},
}

// Frame is what the Monitor shows around its rows.
type Frame struct {
	Revision   int64  `json:"revision"`   // grows with every change; an older one than is shown is to be dropped
	FirstStart bool   `json:"firstStart"` // no service was ever chosen: show the picker
	Demo       bool   `json:"demo"`
	Notice     string `json:"notice"` // a sentence to be said once in the window, such as that a damaged database was set aside
	Checking   bool   `json:"checking"`
	Done       int    `json:"done"`      // services read in the check under way
	Total      int    `json:"total"`     // services in the check under way
	CheckedAt  int64  `json:"checkedAt"` // when the last whole check ended
	NextCheck  int64  `json:"nextCheck"` // when the next one is due
	Offline    bool   `json:"offline"`
	OfflineAt  int64  `json:"offlineAt"` // since when
	// OfflineDetails is what was tried, for "Copy details".
	OfflineDetails string `json:"offlineDetails"`
	// Failure says what could not be stored, and since when; else empty.
	Failure string `json:"failure"`
	// NoNotifications is why the desktop cannot be told, such as that no notification daemon runs; else empty.
	NoNotifications string `json:"noNotifications"`
}

// State is everything that the Monitor shows but the strips of days.
type State struct {
	Frame Frame        `json:"frame"`
	Rows  []ServiceRow `json:"rows"`
}

// RowChange is one service's new row.
type RowChange struct {
	Revision int64      `json:"revision"`
	Row      ServiceRow `json:"row"`
	// Announce is a sentence for the live region where the level changed; else empty.
	Announce string `json:"announce"`
}

// ServiceRow is one service of the list.
type ServiceRow struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Category string `json:"category"`
	Platform string `json:"platform"`
	Site     string `json:"site"` // the address of its status page for people
	Level    Level  `json:"level"`
	Since    int64  `json:"since"`  // since when the level stands, as observed
	Reason   string `json:"reason"` // why the level is unknown; else empty
	Error    string `json:"error"`  // what failed, in full, for "Copy details"; else empty
	// Detail is the line of the list, such as "3 of 28 components affected: Actions, Pages".
	Detail     string `json:"detail"`
	CheckedAt  int64  `json:"checkedAt"`  // 0: never
	LastGoodAt int64  `json:"lastGoodAt"` // when the page was last read; 0: never
	LastGood   Level  `json:"lastGood"`
	// Stale says that what is shown is an older reading than the newest check.
	Stale        bool          `json:"stale"`
	Pinned       bool          `json:"pinned"`
	MutedUntil   int64         `json:"mutedUntil"` // 0: not muted; a year or more from now: until told otherwise
	Demo         bool          `json:"demo"`
	Incidents    []Incident    `json:"incidents"` // the open ones, newest first, each with its newest update only
	Maintenances []Maintenance `json:"maintenances"`
}

// Incident is a published incident.
type Incident struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Impact      string   `json:"impact"` // the page's own word
	State       string   `json:"state"`  // the page's own word
	Level       Level    `json:"level"`
	LongRunning bool     `json:"longRunning"`
	Closed      bool     `json:"closed"`
	StartedAt   int64    `json:"startedAt"`
	UpdatedAt   int64    `json:"updatedAt"`
	EndedAt     int64    `json:"endedAt"`
	URL         string   `json:"url"`
	Components  []string `json:"components"` // names
	Updates     []Update `json:"updates"`    // newest first
}

// Update is one posted message.
type Update struct {
	At    int64  `json:"at"`
	State string `json:"state"`
	Text  string `json:"text"`
}

// Maintenance is planned work in progress or to come.
type Maintenance struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	InProgress bool     `json:"inProgress"`
	StartsAt   int64    `json:"startsAt"`
	EndsAt     int64    `json:"endsAt"`
	URL        string   `json:"url"`
	Components []string `json:"components"`
	Updates    []Update `json:"updates"`
}

// Details is what the dialog of one service shows at once.
type Details struct {
	Row ServiceRow `json:"row"`
	// Components is the tree in its order, each node before those below it.
	Components []ComponentNode `json:"components"`
	Leaves     int             `json:"leaves"`
	Affected   int             `json:"affected"`  // leaves that are neither operational nor under maintenance
	Incidents  []Incident      `json:"incidents"` // open, with all their updates
	Chosen     []string        `json:"chosen"`    // the user's choice of components; empty: the whole page counts
	Warnings   []string        `json:"warnings"`
}

// ComponentNode is one node of a service's tree of components.
type ComponentNode struct {
	Choice   string `json:"choice"` // what chooses it: its id, else its path
	Name     string `json:"name"`
	Depth    int    `json:"depth"` // 0 at the top
	Group    bool   `json:"group"`
	Level    Level  `json:"level"`
	Word     string `json:"word"`
	Leaves   int    `json:"leaves"`   // below a group
	Affected int    `json:"affected"` // below a group
}

// History is what is known of a service's past, from its page and from our archive.
type History struct {
	Weeks  []Week     `json:"weeks"`  // 13, the running one last
	Recent []Incident `json:"recent"` // closed, newest first
	Error  string     `json:"error"`  // why the page's own history could not be read; else empty
}

// Week is one ISO week in UTC.
type Week struct {
	Start   int64  `json:"start"` // its Monday, 00:00
	Label   string `json:"label"` // such as "W47"
	Count   int    `json:"count"` // incidents that started in it
	Known   bool   `json:"known"` // false: nobody can know, which is not zero
	Current bool   `json:"current"`
}

// ServiceDays is the strip of one service: a cell a day, oldest first.
type ServiceDays struct {
	ID   string `json:"id"`
	Days []Day  `json:"days"`
}

// Day counts the quarter-hours of one day that have begun.
type Day struct {
	Start      int64 `json:"start"` // its midnight in the display zone
	Worst      Level `json:"worst"` // of the observed quarters; operational where none was
	Observed   int   `json:"observed"`
	Unreadable int   `json:"unreadable"`
	Offline    int   `json:"offline"`
	NotRunning int   `json:"notRunning"`
}

// DayDetail is one day of one service, quarter by quarter.
type DayDetail struct {
	Start int64 `json:"start"`
	// Quarters holds a character for each quarter-hour that has begun: the coverage "o" observed operational,
	// "m" maintenance, "d" degraded, "p" partial outage, "x" major outage, "u" unreadable, "f" offline, "." not running.
	Quarters string `json:"quarters"`
}

// CatalogueService is one service of the picker.
type CatalogueService struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Category string `json:"category"`
	Platform string `json:"platform"`
	Host     string `json:"host"`
	Watched  bool   `json:"watched"`
}

// Preset is a choice of services that can be made with one click.
type Preset struct {
	Name string   `json:"name"`
	IDs  []string `json:"ids"`
}

// Catalogue is what the picker shows.
type Catalogue struct {
	Services []CatalogueService `json:"services"`
	Presets  []Preset           `json:"presets"`
}

// Change is one row of the Changes list: a level that moved, and what became of its notification.
type Change struct {
	ID      int64  `json:"id"`
	At      int64  `json:"at"`
	Service string `json:"service"` // id
	Name    string `json:"name"`
	From    Level  `json:"from"`
	To      Level  `json:"to"`
	Reason  string `json:"reason"` // why To is unknown; else empty
	// Notified is "sent", "held" or "failed".
	Notified string `json:"notified"`
	Why      string `json:"why"` // why it was held back or failed
	Demo     bool   `json:"demo"`
}

// Settings are the user's settings.
type Settings struct {
	NotifyFrom        Level    `json:"notifyFrom"` // degraded, partial_outage or major_outage
	NotifyRecovery    bool     `json:"notifyRecovery"`
	NotifyMaintenance bool     `json:"notifyMaintenance"`
	Concurrency       int      `json:"concurrency"`
	TimeoutSeconds    int      `json:"timeoutSeconds"`
	ProbeAddresses    []string `json:"probeAddresses"`
	RetentionDays     int      `json:"retentionDays"`
	MaxMegabytes      int      `json:"maxMegabytes"`
	Zone              string   `json:"zone"` // "local", "UTC" or an IANA name
	Compact           bool     `json:"compact"`
	ColourBlind       bool     `json:"colourBlind"`
}

// About is what the program says of itself.
type About struct {
	Version  string `json:"version"`
	DataDir  string `json:"dataDir"`
	Database int64  `json:"database"` // its size in bytes
	Zone     string `json:"zone"`     // the display zone's name, such as "Europe/Berlin"
}

// Error is what a bound method fails with, as the page gets it.
type Error struct {
	Code    string `json:"code"` // "invalid", "not_found", "internal"
	Message string `json:"message"`
	Field   string `json:"field"` // the field of the input that is wrong; else empty
}

// Error returns the message.
func (e Error) Error() string { return e.Message }
