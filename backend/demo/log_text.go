package demo

import (
	"math/rand/v2"
	"strconv"
	"time"
)

// logText writes the rows of a simulated log.
type logText struct {
	options LogOptions
	random  *rand.Rand
	// The words for every state and stage; where there are several, chance takes one.
	states [3][]string
	stages [2][]string
	shapes []string // of times: layouts of package time, or one of those below
}

// The shapes of times that are no layouts.
const (
	epochSeconds      = "seconds"
	epochMilliseconds = "milliseconds"
)

func newLogText(o LogOptions, random *rand.Rand) *logText {
	t := &logText{options: o, random: random}
	if o.Mixed {
		t.states = [3][]string{
			{"Open", "New", "Triggered", "To Do", "Re-opened", "investigating"},
			{"In Progress", "Work in progress", "Acknowledged", "On hold", "Awaiting vendor", "monitoring"},
			{"Closed", "Resolved", "Done", "COMPLETED", "Fixed", "postmortem"},
		}
		t.stages = [2][]string{{"prd", "prod", "Production", "LIVE"}, {"stg", "Staging", "UAT", "pre-prod"}}
		t.shapes = []string{
			"2006-01-02T15:04:05.000Z", "2006-01-02 15:04:05", "2006-01-02T15:04:05+00:00", "02.01.2006 15:04:05", "02/01/2006 15:04",
			"02/01/2006 03:04 PM", "2 Jan 2006 15:04:05", "January 2 2006 3:04 PM", epochSeconds, epochMilliseconds,
		}
		return t
	}
	t.states, t.stages = [3][]string{{"open"}, {"inprogress"}, {"closed"}}, [2][]string{{"prd"}, {"stg"}}
	t.shapes = []string{"2006-01-02T15:04:05.000Z"}
	return t
}

func (t *logText) appendHeader(line []byte) []byte {
	if t.options.IDs {
		line = append(line, "number,"...)
	}
	if t.options.Mixed {
		return append(line, "Affected services,Incident state,Environment,Opened at,Last update\n"...)
	}
	return append(line, "services,state,stage,creationtime,recentreporttime\n"...)
}

// appendRow writes an incident, or something like it in which one thing is wrong. Nothing in it needs quotes.
func (t *logText) appendRow(line []byte, number int, i logIncident) []byte {
	if t.options.IDs {
		line = append(line, "INC"...)
		line = append(strconv.AppendInt(line, int64(number)+1_000_000, 10), ',')
	}
	shape := t.oneOf(t.shapes)
	cells := []string{i.services, t.oneOf(t.states[i.state]), t.oneOf(t.stages[i.stage]), inShape(i.created, shape), inShape(i.reported, shape)}
	if t.random.Float64() < t.options.Broken {
		cells = t.broken(cells)
	}
	for n, cell := range cells {
		if n > 0 {
			line = append(line, ',')
		}
		line = append(line, cell...)
	}
	return append(line, '\n')
}

// oneOf lets chance take one of the words.
func (t *logText) oneOf(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return words[t.random.IntN(len(words))]
}

// inShape writes a time in UTC; one that is not known is empty.
func inShape(at time.Time, shape string) string {
	switch {
	case at.IsZero():
		return ""
	case shape == epochSeconds:
		return strconv.FormatInt(at.Unix(), 10)
	case shape == epochMilliseconds:
		return strconv.FormatInt(at.UnixMilli(), 10)
	default:
		return at.Format(shape)
	}
}

// broken spoils the cells of a row in one way for which a reader must reject it.
func (t *logText) broken(cells []string) []string {
	switch t.random.IntN(7) {
	case 0:
		cells[0] = ""
	case 1:
		cells[1] = t.oneOf([]string{"Cancelled", "duplicate", "n/a"})
	case 2:
		cells[2] = t.oneOf([]string{"qa", "dev", "DR site"})
	case 3:
		cells[3] = ""
	case 4:
		cells[3] = t.oneOf([]string{"31/31/2026", "2026-02-30T08:00:00Z", "yesterday"})
	case 5:
		cells[4] = t.oneOf([]string{"unknown", "30.02.2026", "25:61"})
	default:
		cells = append(cells, "an unquoted", " comma")
	}
	return cells
}
