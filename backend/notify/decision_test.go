package notify_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"isserviceup/backend/catalog"
	. "isserviceup/backend/notify"
	"isserviceup/backend/status"
)

// second decides on a reading that follows one of the level before.
func second(before status.Level, r status.Reading, times int) Decision {
	f := Facts{Service: catalog.Service{ID: "zoom", Name: "Zoom"}, Reading: status.Reading{Level: before}}
	rules := Rules{From: minor, Recovery: true, Maintenance: true}
	d, memory := Decide(Memory{}, f, rules)
	f.Reading = r
	for range times {
		d, memory = Decide(memory, f, rules)
	}
	return d
}

func TestWords(t *testing.T) {
	t.Parallel()
	incident := func(title string, level status.Level, text string) status.Incident {
		return status.Incident{Title: title, Level: level, Updates: []status.Update{{At: time.Unix(1, 0), Text: text}}}
	}
	long := incident("Old", major, "")
	long.LongRunning = true
	for name, c := range map[string]struct {
		before      status.Level
		reading     status.Reading
		times       int
		title, body string
		urgency     Urgency
	}{
		"an outage with incidents": {op, status.Reading{Level: major, Incidents: []status.Incident{
			incident("Slow chat", minor, "We look into it."), long, incident("Unable to join\nmeetings", major, "A  roll-out is\nbeing reverted."),
		}}, 1, "Zoom: major outage", "Unable to join meetings\nA roll-out is being reverted.", Critical},
		"an incident without updates": {op, status.Reading{Level: partial, Incidents: []status.Incident{{Title: "Phone", Level: partial}}},
			1, "Zoom: partial outage", "Phone", Normal},
		"components only": {op, status.Reading{Level: minor, Components: []status.Component{
			{Name: "API", Level: minor}, {Name: "Chat", Level: op}, {Name: "EU", Components: []status.Component{{Name: "Phone", Level: major}}},
		}}, 1, "Zoom: degraded", "Affected: API, Phone", Normal},
		"an indicator only": {op, status.Reading{Level: minor}, 1, "Zoom: degraded", "The page names no incident and no component.", Normal},
		"recovered":         {partial, status.Reading{Level: op}, 1, "Zoom: recovered", "Operational, after partial outage.", Low},
		"maintenance": {op, status.Reading{Level: maint, Maintenances: []status.Maintenance{{Title: "Later"}, {Title: "Upgrade", InProgress: true}}},
			1, "Zoom: maintenance", "Upgrade", Low},
		"maintenance of no name": {op, status.Reading{Level: maint}, 1, "Zoom: maintenance", "Planned work is in progress.", Low},
		"unreadable": {op, status.Reading{Level: unknown, Reason: "Its certificate has expired."}, 3,
			"Zoom: could not be read", "Its certificate has expired.\nLast known: Operational.", Low},
		"never readable": {unknown, status.Reading{Level: unknown, Reason: "No such host."}, 2, "Zoom: could not be read", "No such host.", Low},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := second(c.before, c.reading, c.times)
			if !d.Send || d.Title != c.title || d.Body != c.body || d.Urgency != c.urgency {
				t.Errorf("got %v %q %q %v, held back because %q", d.Send, d.Title, d.Body, d.Urgency, d.Reason)
			}
		})
	}
}

func TestWordsAreShort(t *testing.T) {
	t.Parallel()
	d := second(op, status.Reading{Level: major, Incidents: []status.Incident{{
		Title: strings.Repeat("é", 1000), Level: major, Updates: []status.Update{{Text: strings.Repeat("ü\x00\xff", 1000)}},
	}}}, 1)
	if n := utf8.RuneCountInString(d.Body); n > 400 || !utf8.ValidString(d.Body) || strings.ContainsRune(d.Body, 0) {
		t.Errorf("%d runes: %q", n, d.Body)
	}
}

func decisions(n int, change func(i int, d *Decision)) []Decision {
	var all []Decision
	for i := range n {
		d := Decision{Service: fmt.Sprintf("s%d", i), Name: fmt.Sprintf("S%d", i), Level: minor, Send: true, Title: fmt.Sprintf("S%d: degraded", i), Body: "b", Urgency: Normal}
		if change != nil {
			change(i, &d)
		}
		all = append(all, d)
	}
	return all
}

func TestCombine(t *testing.T) {
	t.Parallel()
	worst := func(i int, d *Decision) {
		if i == 2 {
			d.Level, d.Urgency, d.Title = major, Critical, "S2: major outage"
		}
	}
	demo := func(_ int, d *Decision) { d.Demo = true }
	held := func(i int, d *Decision) { d.Send = i > 0 }
	for name, c := range map[string]struct {
		in          []Decision
		n           int
		title, body string
		level       status.Level
		urgency     Urgency
	}{
		"three stay three, the worst first": {decisions(3, worst), 3, "S2: major outage", "b", major, Critical},
		"four become one":                   {decisions(4, worst), 1, "4 services changed", "S2: major outage\nS0: degraded\nS1: degraded\nS3: degraded", major, Critical},
		"what is held back does not count":  {decisions(4, held), 3, "S1: degraded", "b", minor, Normal},
		"many are not all named": {decisions(10, nil), 1, "10 services changed",
			"S0: degraded\nS1: degraded\nS2: degraded\nS3: degraded\nS4: degraded\nS5: degraded\nS6: degraded\nS7: degraded\nand 2 more", minor, Normal},
		"a demo says so":        {decisions(1, demo), 1, "Demo: S0: degraded", "b", minor, Normal},
		"a demo of many, too":   {decisions(4, demo), 1, "Demo: 4 services changed", "S0: degraded\nS1: degraded\nS2: degraded\nS3: degraded", minor, Normal},
		"nothing makes nothing": {decisions(1, func(_ int, d *Decision) { d.Send = false }), 0, "", "", 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := Combine(c.in)
			if len(got) != c.n {
				t.Fatalf("%d notifications, want %d", len(got), c.n)
			}
			if c.n == 0 {
				return
			}
			if n := got[0]; n.Title != c.title || n.Body != c.body || n.Level != c.level || n.Urgency != c.urgency {
				t.Errorf("got %+v", n)
			}
		})
	}
}
