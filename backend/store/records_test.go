package store

import (
	"reflect"
	"testing"
	"time"

	"isserviceup/backend/status"
)

func TestReadings(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	unread := status.Reading{Reason: "no such host"}
	for _, r := range []struct {
		after   time.Duration
		reading status.Reading
		kept    bool
	}{
		{0, is(status.Operational), true},                                  // the first
		{2 * time.Minute, is(status.Operational), false},                   // the same, in the same quarter of an hour
		{4 * time.Minute, is(status.Degraded), true},                       // a change
		{14*time.Minute + 59*time.Second, is(status.Degraded), false},      //
		{15 * time.Minute, is(status.Degraded), true},                      // a new quarter of an hour
		{16 * time.Minute, unread, true},                                   // a change
		{17 * time.Minute, status.Reading{Reason: "it is cut off"}, true},  // another reason
		{18 * time.Minute, status.Reading{Reason: "it is cut off"}, false}, //
		{time.Hour, is(status.Operational), true},                          //
	} {
		recorded(t, s, "github", noon.Add(r.after), r.reading)
		recorded(t, s, "other", noon.Add(r.after), is(status.MajorOutage))
		all, err := s.Readings(t.Context(), "github", noon, noon.Add(time.Hour+time.Millisecond))
		if err != nil {
			t.Fatal(err)
		}
		last := all[len(all)-1]
		want := Reading{At: noon.Add(r.after), Level: r.reading.Level, Reason: r.reading.Reason}
		if kept := last == want; kept != r.kept {
			t.Errorf("after %v %v kept: %v; the last is %+v", r.after, r.reading.Level, kept, last)
		}
	}
	some, err := s.Readings(t.Context(), "github", noon.Add(4*time.Minute), noon.Add(16*time.Minute))
	if err != nil || len(some) != 2 {
		t.Errorf("%d readings from 4 to 16 minutes, %v", len(some), err)
	}
	if none, err := s.Readings(t.Context(), "nobody", noon, noon.Add(time.Hour)); err != nil || none != nil {
		t.Errorf("nobody has %v, %v", none, err)
	}
}

func TestStates(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := opened(t, dir)
	good := status.Reading{
		Level:      status.Degraded,
		Components: []status.Component{{ID: "1", Name: "API", Level: status.Degraded, Word: "slow"}},
		Incidents:  []status.Incident{{ID: "i", Title: "Slow", Level: status.Degraded, StartedAt: noon}},
	}
	want := map[string]State{
		"well":   {Service: "well", At: noon, Since: noon.Add(-time.Hour), Reading: good, Good: good, GoodAt: noon, Memory: []byte(`{"seen":true}`)},
		"unread": {Service: "unread", At: noon, Since: noon, Reading: status.Reading{Reason: "cut"}, Good: good, GoodAt: noon.Add(-time.Minute), Unknowns: 3, Memory: []byte("{}")},
		"never":  {Service: "never", At: noon, Since: noon, Reading: status.Reading{Reason: "no such host"}, Unknowns: 9, Memory: []byte("{}")},
	}
	withPast := want["well"]
	withPast.Reading.Past = []status.Incident{{ID: "past", Title: "It is in the archive"}}
	for range 2 { // the second time over the first
		if _, err := s.RecordCycle(t.Context(), Cycle{At: noon, States: []State{withPast, want["unread"], want["never"]}}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := opened(t, dir).States(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for id, w := range want {
		if g := got[id]; !reflect.DeepEqual(g, w) {
			t.Errorf("%s\ngot  %+v\nwant %+v", id, g, w)
		}
	}
}

func TestChanges(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	changes := []Change{
		{At: noon, Service: "github", From: status.Operational, To: status.Degraded, Notified: Sent},
		{At: noon, Service: "npm", From: status.Degraded, To: status.Unknown, Reason: "cut", Notified: Held, Why: "Muted."},
		{At: noon.Add(time.Minute), Service: "github", From: status.Degraded, To: status.Operational, Notified: Sent},
	}
	ids, err := s.RecordCycle(t.Context(), Cycle{At: noon, Changes: changes})
	if err != nil || len(ids) != 3 {
		t.Fatal(ids, err)
	}
	for i := range changes {
		changes[i].ID = ids[i]
	}
	if err := s.FailNotification(t.Context(), ids[2:], "No daemon."); err != nil {
		t.Fatal(err)
	}
	changes[2].Notified, changes[2].Why = Failed, "No daemon."
	page, err := s.Changes(t.Context(), 2, 0)
	if err != nil || !reflect.DeepEqual(page, []Change{changes[2], changes[1]}) {
		t.Errorf("the first page is %+v, %v", page, err)
	}
	page, err = s.Changes(t.Context(), 2, page[1].ID)
	if err != nil || !reflect.DeepEqual(page, []Change{changes[0]}) {
		t.Errorf("the second page is %+v, %v", page, err)
	}
}
