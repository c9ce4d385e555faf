package status

import "time"

// QuarterLength is the grain of coverage: a quarter of an hour, counted from the epoch, so that a quarter begins at
// the same instant in every zone.
const QuarterLength = 15 * time.Minute

// QuarterStart returns the start of the quarter of an hour that t lies in.
func QuarterStart(t time.Time) time.Time {
	return time.UnixMilli(t.UnixMilli() - mod(t.UnixMilli(), quarterMillis))
}

const quarterMillis = int64(QuarterLength / time.Millisecond)

// mod is the remainder that is never negative, for times before the epoch.
func mod(a, b int64) int64 { return (a%b + b) % b }

// Cover says what we can know of a service in a quarter of an hour.
type Cover uint8

// The covers, in the order in which the later beats the earlier within one quarter.
const (
	NotRunning Cover = iota // the program did not check
	Offline                 // we were offline
	Unreadable              // the page could not be read
	Observed                // the page was read and said something
)

// String returns the cover's word as JSON has it, such as "not_running".
func (c Cover) String() string {
	words := [...]string{NotRunning: "not_running", Offline: "offline", Unreadable: "unreadable", Observed: "observed"}
	if int(c) >= len(words) {
		return words[NotRunning]
	}
	return words[c]
}

// MarshalText writes the cover's word.
func (c Cover) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// Quarter is what is known of one service in one quarter of an hour.
type Quarter struct {
	Start time.Time `json:"start"`
	Cover Cover     `json:"cover"`
	Level Level     `json:"level"` // the worst one observed; Unknown where Cover is not Observed
}

// Merge returns the quarter with what another check in it found: the better cover, the worst level observed.
func (q Quarter) Merge(cover Cover, level Level) Quarter {
	switch {
	case cover > q.Cover:
		q.Cover, q.Level = cover, level
	case cover == Observed && q.Cover == Observed:
		q.Level = Worst(q.Level, level)
	}
	if q.Cover != Observed {
		q.Level = Unknown
	}
	return q
}

// Day sums up one service's quarters of one calendar day in some zone. The counts cover the quarters that have
// elapsed: those that are over, and the running one from its first mark on.
type Day struct {
	Start time.Time `json:"start"` // midnight in the zone of the day
	Level Level     `json:"level"` // the worst one observed; Unknown where nothing was

	Observed   int `json:"observed"`
	Unreadable int `json:"unreadable"`
	Offline    int `json:"offline"`
	NotRunning int `json:"notRunning"`
	// Down counts the observed quarters in which an outage, partial or major, was seen. Degraded and maintenance
	// are up: the service answered.
	Down int `json:"down"`
}

// Elapsed is the number of quarters that the day's counts cover.
func (d Day) Elapsed() int { return d.Observed + d.Unreadable + d.Offline + d.NotRunning }

// Summarise sums up the quarters of the day that begins at start. Quarters that lie after now, and the one now lies
// in while it has no mark, have not elapsed and are left out.
func Summarise(start time.Time, quarters []Quarter, now time.Time) Day {
	d := Day{Start: start, Level: Operational}
	running := QuarterStart(now)
	for _, q := range quarters {
		if q.Start.After(running) || q.Start.Equal(running) && q.Cover == NotRunning {
			continue
		}
		switch q.Cover {
		case Observed:
			d.Observed++
			d.Level = Worst(d.Level, q.Level)
			if !PartialOutage.Worse(q.Level) {
				d.Down++
			}
		case Unreadable:
			d.Unreadable++
		case Offline:
			d.Offline++
		default:
			d.NotRunning++
		}
	}
	if d.Observed == 0 {
		d.Level = Unknown
	}
	return d
}

// DayStart returns the first instant of t's calendar day in zone.
func DayStart(t time.Time, zone *time.Location) time.Time {
	y, m, d := t.In(zone).Date()
	return midnight(y, m, d, zone)
}

// AddDays returns the start of the day that lies n calendar days after the one that begins at start.
func AddDays(start time.Time, n int) time.Time {
	y, m, d := start.Date()
	return midnight(y, m, d+n, start.Location())
}

// midnight is the first instant of a day. Where the clock skips midnight, time.Date may give the hour before it, so
// the instant is moved into the day.
func midnight(y int, m time.Month, d int, zone *time.Location) time.Time {
	t := time.Date(y, m, d, 0, 0, 0, 0, zone)
	if want := time.Date(y, m, d, 12, 0, 0, 0, zone).Day(); t.Day() != want {
		t = t.Add(time.Hour)
	}
	return t
}
