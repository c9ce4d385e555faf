package check_test

import (
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/status"
)

var noon = time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)

// found returns the result of a check of the service "s", minutes after noon.
func found(minutes int, level status.Level) check.Result {
	r := check.Result{
		Service: catalog.Service{ID: "s"},
		Reading: status.Reading{Level: level, Components: []status.Component{{Name: "API", Level: level}}},
		At:      noon.Add(time.Duration(minutes) * time.Minute),
	}
	if level == status.Unknown {
		r.Reading = status.Reading{Level: level, Reason: "it is dark"}
		r.Err = errors.New("fetch: dark")
	}
	return r
}

func TestStateApply(t *testing.T) {
	t.Parallel()
	const up, slow, dark = status.Operational, status.Degraded, status.Unknown
	type want struct {
		change       bool
		since        int // minutes after noon, as the others
		unknowns     int
		lastGood     int // -1 for never
		lastGoodness status.Level
		stale        bool
	}
	tests := []struct {
		name   string
		levels []status.Level // a minute apart
		want   want           // after the last
	}{
		{"the first reading", []status.Level{slow}, want{lastGoodness: slow}},
		{"the first reading is unknown", []status.Level{dark}, want{unknowns: 1, lastGood: -1}},
		{"the first good reading after unknown ones", []status.Level{dark, dark, up}, want{change: true, since: 2, lastGood: 2, lastGoodness: up}},
		{"the same again", []status.Level{up, up}, want{lastGood: 1, lastGoodness: up}},
		{"worse", []status.Level{up, up, slow}, want{change: true, since: 2, lastGood: 2, lastGoodness: slow}},
		{"recovered", []status.Level{slow, up}, want{change: true, since: 1, lastGood: 1, lastGoodness: up}},
		{"unknown", []status.Level{up, slow, dark}, want{change: true, since: 2, unknowns: 1, lastGood: 1, lastGoodness: slow, stale: true}},
		{"unknown for long", []status.Level{up, slow, dark, dark, dark}, want{since: 2, unknowns: 3, lastGood: 1, lastGoodness: slow, stale: true}},
		{"back as it was", []status.Level{up, slow, dark, slow}, want{change: true, since: 1, lastGood: 3, lastGoodness: slow}},
		{"back otherwise", []status.Level{up, slow, dark, up}, want{change: true, since: 3, lastGood: 3, lastGoodness: up}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var state check.State
			var applied check.Applied
			for i, level := range test.levels {
				applied = state.Apply(found(i, level))
			}
			row := applied.After
			got := want{
				change: applied.Change != nil, since: minutes(row.Since), unknowns: row.UnknownCount,
				lastGood: minutes(row.LastGoodAt), lastGoodness: row.LastGoodLevel, stale: row.Stale,
			}
			if got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
			if stored, ok := state.Row("s"); !ok || !reflect.DeepEqual(stored, row) {
				t.Errorf("stored is %+v, applied was %+v", stored, row)
			}
			if row.Stale && (row.Reading.Level != test.want.lastGoodness || row.Reason != "it is dark" || row.Detail != "fetch: dark") {
				t.Errorf("%+v does not keep the last good reading beside the reason", row)
			}
		})
	}
}

func minutes(at time.Time) int {
	if at.IsZero() {
		return -1
	}
	return int(at.Sub(noon).Minutes())
}

func TestStateChange(t *testing.T) {
	t.Parallel()
	var state check.State
	state.Apply(found(0, status.Operational))
	applied := state.Apply(found(5, status.Unknown))
	want := status.Change{Service: "s", From: status.Operational, To: status.Unknown, At: noon.Add(5 * time.Minute), Reason: "it is dark"}
	if applied.Change == nil || *applied.Change != want {
		t.Errorf("got %+v, want %+v", applied.Change, want)
	}
	if applied.Before.Level != status.Operational || applied.After.Level != status.Unknown {
		t.Errorf("from %v to %v", applied.Before.Level, applied.After.Level)
	}
}

func TestStateRestore(t *testing.T) {
	t.Parallel()
	var old, state check.State
	old.Apply(found(0, status.Degraded))
	old.Apply(found(1, status.Unknown))
	old.Apply(found(2, status.Unknown))
	row, _ := old.Row("s")
	state.Restore([]check.Row{row})
	if got, _ := state.Row("s"); !reflect.DeepEqual(got, row) {
		t.Errorf("restored %+v, want %+v", got, row)
	}
	applied := state.Apply(found(3, status.Unknown))
	if applied.Change != nil || applied.After.UnknownCount != 3 || !applied.After.Stale {
		t.Errorf("after a restart: %+v", applied)
	}
}

func TestStateRetain(t *testing.T) {
	t.Parallel()
	var state check.State
	for _, id := range []string{"b", "a", "c"} {
		r := found(0, status.Operational)
		r.Service.ID = id
		state.Apply(r)
	}
	state.Retain([]string{"a", "b", "new"})
	for id, want := range map[string]bool{"a": true, "b": true, "c": false, "new": false} {
		if _, ok := state.Row(id); ok != want {
			t.Errorf("%s is there: %t", id, ok)
		}
	}
}

func TestStateIsSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	var state check.State
	var users sync.WaitGroup
	for i := range 8 {
		users.Go(func() {
			for j := range 100 {
				state.Apply(found(j, status.Levels()[(i+j)%6]))
				state.Row("s")
				state.Retain([]string{"s"})
			}
		})
	}
	users.Wait()
	if _, ok := state.Row("s"); !ok {
		t.Error("s is gone")
	}
}
