package notify_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"isserviceup/backend/catalog"
	. "isserviceup/backend/notify"
	"isserviceup/backend/status"
)

const (
	op      = status.Operational
	maint   = status.UnderMaintenance
	unknown = status.Unknown
	minor   = status.Degraded
	partial = status.PartialOutage
	major   = status.MajorOutage
)

// reading is one step of a test: a level, and the circumstances.
type reading struct {
	level   status.Level
	offline bool
	muted   bool
}

func at(levels ...status.Level) []reading {
	var readings []reading
	for _, l := range levels {
		readings = append(readings, reading{level: l})
	}
	return readings
}

// play decides over readings and returns the decisions. The memory goes through JSON each time, as at a restart.
func play(t interface{ Fatal(...any) }, readings []reading, rules Rules) []Decision {
	var memory Memory
	var decisions []Decision
	for _, r := range readings {
		f := Facts{
			Service: catalog.Service{ID: "github", Name: "GitHub"}, Reading: status.Reading{Level: r.level},
			Offline: r.offline, Muted: r.muted,
		}
		var d Decision
		d, memory = Decide(memory, f, rules)
		decisions = append(decisions, d)
		text, err := json.Marshal(memory)
		if err != nil {
			t.Fatal(err)
		}
		var restored Memory
		if err := json.Unmarshal(text, &restored); err != nil {
			t.Fatal(err)
		}
		memory = restored
	}
	return decisions
}

func TestDecide(t *testing.T) {
	t.Parallel()
	everything := Rules{From: minor, Recovery: true, Maintenance: true}
	muted := func(l status.Level) reading { return reading{level: l, muted: true} }
	offline := func(l status.Level) reading { return reading{level: l, offline: true} }
	for name, c := range map[string]struct {
		readings []reading
		rules    Rules
		sent     []Kind // the kinds of what was sent, in order
		last     Kind   // what the last reading shows
		reason   string // why the last one was held back
	}{
		"the first reading says nothing":           {at(op), everything, nil, First, "This is the first reading of the service."},
		"nor does the first with trouble":          {at(major), everything, nil, First, "This is the first reading of the service."},
		"the same again":                           {at(op, op), everything, nil, Nothing, ""},
		"a service leaves operational":             {at(op, minor), everything, []Kind{Trouble}, Trouble, ""},
		"it gets worse":                            {at(op, minor, major), everything, []Kind{Trouble, Trouble}, Trouble, ""},
		"it gets worse since the first":            {at(minor, major), everything, []Kind{Trouble}, Trouble, ""},
		"it gets better":                           {at(op, major, minor), everything, []Kind{Trouble}, Better, "The service is better but has not recovered."},
		"it gets as bad as it was":                 {at(op, major, minor, major), everything, []Kind{Trouble}, Trouble, "You were told of this trouble, or of worse, before."},
		"it recovers":                              {at(op, minor, op), everything, []Kind{Trouble, Recovered}, Recovered, ""},
		"it recovers into maintenance":             {at(op, minor, maint), everything, []Kind{Trouble, Recovered}, Recovered, ""},
		"it recovers from the first":               {at(minor, op), everything, []Kind{Recovered}, Recovered, ""},
		"it breaks again":                          {at(op, minor, op, minor), everything, []Kind{Trouble, Recovered, Trouble}, Trouble, ""},
		"a maintenance begins":                     {at(op, maint), everything, []Kind{MaintenanceBegan}, MaintenanceBegan, ""},
		"a maintenance ends":                       {at(op, maint, op), everything, []Kind{MaintenanceBegan}, MaintenanceEnded, "The end of a maintenance is not notified."},
		"a maintenance begins, unwanted":           {at(op, maint), DefaultRules(), nil, MaintenanceBegan, "Maintenances are not notified."},
		"trouble out of maintenance":               {at(maint, minor), DefaultRules(), []Kind{Trouble}, Trouble, ""},
		"a recovery, unwanted":                     {at(op, minor, op), Rules{From: minor}, []Kind{Trouble}, Recovered, "Recoveries are not notified."},
		"below the level":                          {at(op, minor), Rules{From: partial, Recovery: true}, nil, Trouble, "The level is below the one that is notified."},
		"recovery from below the level":            {at(op, minor, op), Rules{From: partial, Recovery: true}, nil, Recovered, "You were not told of the trouble that is over."},
		"recovery from below it at first":          {at(minor, op), Rules{From: partial, Recovery: true}, nil, Recovered, "You were not told of the trouble that is over."},
		"one unreadable reading":                   {at(op, unknown), everything, nil, Doubtful, "A page that cannot be read is notified after three readings in a row."},
		"two unreadable readings":                  {at(op, unknown, unknown), everything, nil, Nothing, ""},
		"three unreadable readings":                {at(op, unknown, unknown, unknown), everything, []Kind{Unread}, Unread, ""},
		"many unreadable readings":                 {at(op, unknown, unknown, unknown, unknown, unknown), everything, []Kind{Unread}, Nothing, ""},
		"unreadable from the first on":             {at(unknown, unknown, unknown), everything, []Kind{Unread}, Unread, ""},
		"unreadable twice and twice":               {at(op, unknown, unknown, op, unknown, unknown), everything, nil, Nothing, ""},
		"readable again":                           {at(op, unknown, unknown, unknown, op), everything, []Kind{Unread}, Back, "The page can be read again and says what it said before."},
		"readable for the first time":              {at(unknown, op), everything, nil, Back, "The page can be read again and says what it said before."},
		"readable for the first time, in trouble":  {at(unknown, major), everything, []Kind{Trouble}, Trouble, ""},
		"the same outage after unreadable":         {at(op, major, unknown, major), everything, []Kind{Trouble}, Back, "The page can be read again and says what it said before."},
		"recovered while unreadable":               {at(op, major, unknown, op), everything, []Kind{Trouble, Recovered}, Recovered, ""},
		"worse while unreadable":                   {at(op, minor, unknown, unknown, unknown, major), everything, []Kind{Trouble, Unread, Trouble}, Trouble, ""},
		"an outage after unreadable":               {at(op, unknown, unknown, unknown, major), everything, []Kind{Unread, Trouble}, Trouble, ""},
		"offline":                                  {[]reading{{level: op}, offline(major)}, everything, nil, Nothing, "You are offline."},
		"offline does not count as unreadable":     {[]reading{{level: op}, {level: unknown}, offline(unknown), {level: unknown}}, everything, nil, Nothing, ""},
		"online again with an outage":              {[]reading{{level: op}, offline(unknown), {level: major}}, everything, []Kind{Trouble}, Trouble, ""},
		"muted":                                    {[]reading{{level: op}, muted(major)}, everything, nil, Trouble, "The service is muted."},
		"a mute that ends brings nothing up":       {[]reading{{level: op}, muted(major), {level: major}}, everything, nil, Nothing, ""},
		"recovery from what was muted":             {[]reading{{level: op}, muted(major), {level: op}}, everything, nil, Recovered, "You were not told of the trouble that is over."},
		"a muted recovery":                         {[]reading{{level: op}, {level: minor}, muted(op)}, everything, []Kind{Trouble}, Recovered, "The service is muted."},
		"trouble after a muted recovery":           {[]reading{{level: op}, {level: minor}, muted(op), {level: minor}}, everything, []Kind{Trouble, Trouble}, Trouble, ""},
		"trouble that stood at first, muted, ends": {[]reading{muted(major), {level: op}}, everything, nil, Recovered, "You were not told of the trouble that is over."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			decisions := play(t, c.readings, c.rules)
			var sent []Kind
			for _, d := range decisions {
				if d.Send {
					sent = append(sent, d.Kind)
				}
			}
			if len(sent) != len(c.sent) {
				t.Fatalf("sent %v, want %v", sent, c.sent)
			}
			for i := range sent {
				if sent[i] != c.sent[i] {
					t.Errorf("sent %v, want %v", sent, c.sent)
				}
			}
			last := decisions[len(decisions)-1]
			if last.Kind != c.last || last.Reason != c.reason {
				t.Errorf("the last is %v %q, want %v %q", last.Kind, last.Reason, c.last, c.reason)
			}
		})
	}
}

// anyReadings draws a story of one service.
func anyReadings() *rapid.Generator[[]reading] {
	one := rapid.Custom(func(t *rapid.T) reading {
		return reading{
			level:   rapid.SampledFrom(status.Levels()).Draw(t, "level"),
			offline: rapid.Float64Range(0, 1).Draw(t, "offline") > 0.9,
			muted:   rapid.Float64Range(0, 1).Draw(t, "muted") > 0.9,
		}
	})
	return rapid.SliceOfN(one, 1, 60)
}

func anyRules() *rapid.Generator[Rules] {
	return rapid.Custom(func(t *rapid.T) Rules {
		return Rules{
			From:        rapid.SampledFrom([]status.Level{minor, partial, major}).Draw(t, "from"),
			Recovery:    rapid.Bool().Draw(t, "recovery"),
			Maintenance: rapid.Bool().Draw(t, "maintenance"),
		}
	})
}

func TestDecideNeverTellsTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		readings, rules := anyReadings().Draw(t, "readings"), anyRules().Draw(t, "rules")
		var told *Decision // the last one sent about the service since it was last known to be well
		for i, d := range play(t, readings, rules) {
			if d.Send && d.Kind == Trouble {
				if told != nil && !d.Level.Worse(told.Level) {
					t.Fatalf("told of %v after %v", d.Level, told.Level)
				}
				told = &d
			}
			if !readings[i].offline && (d.Level == op || d.Level == maint) {
				told = nil
			}
		}
	})
}

func TestDecideHolds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		readings, rules := anyReadings().Draw(t, "readings"), anyRules().Draw(t, "rules")
		first, trouble, unknowns := true, false, 0
		for i, d := range play(t, readings, rules) {
			r := readings[i]
			if d.Send == (d.Reason != "") && d.Kind != Nothing {
				t.Fatalf("%v is sent: %v, because %q", d.Kind, d.Send, d.Reason)
			}
			if d.Send && (r.offline || r.muted || first) {
				t.Fatalf("reading %d sent %v though %+v, first: %v", i, d.Kind, r, first)
			}
			if r.offline {
				continue
			}
			if r.level == unknown {
				unknowns++
			} else {
				unknowns = 0
			}
			switch {
			case d.Send && d.Kind == Recovered && (!trouble || r.level.Trouble() || !rules.Recovery):
				t.Fatalf("recovered to %v from no trouble that was told", r.level)
			case d.Send && d.Kind == Unread && unknowns != UnreadableAfter:
				t.Fatalf("told of %d unreadable readings", unknowns)
			case d.Send && d.Kind == Trouble && rules.From.Worse(r.level):
				t.Fatalf("told of %v below %v", r.level, rules.From)
			}
			switch {
			case d.Send && d.Kind == Trouble, first && r.level.Trouble():
				trouble = true
			case r.level == op || r.level == maint:
				trouble = false
			}
			first = false
		}
	})
}

func TestDecideAgainSaysNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		readings, rules := anyReadings().Draw(t, "readings"), anyRules().Draw(t, "rules")
		last := readings[len(readings)-1]
		if last.level == unknown || last.offline {
			return
		}
		decisions := play(t, append(readings, last), rules)
		if d := decisions[len(decisions)-1]; d.Kind != Nothing || d.Send {
			t.Fatalf("the same reading again says %v", d.Kind)
		}
	})
}
