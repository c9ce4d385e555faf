package demo_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	. "isserviceup/backend/demo"
	"isserviceup/backend/status"
)

var began = time.Date(2026, 11, 22, 14, 2, 0, 0, time.UTC)

func levelAt(id string, elapsed time.Duration) status.Level {
	return Readings(elapsed, began.Add(elapsed))[Prefix+id].Level
}

func TestStory(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		id     string
		at     time.Duration
		level  status.Level
		closed bool
	}{
		"the cloud begins degraded":            {"northwind-cloud", 0, status.Degraded, false},
		"it loses a part":                      {"northwind-cloud", 30 * time.Second, status.PartialOutage, false},
		"it goes down":                         {"northwind-cloud", time.Minute, status.MajorOutage, false},
		"it is watched":                        {"northwind-cloud", 140 * time.Second, status.Degraded, false},
		"it is well":                           {"northwind-cloud", 3 * time.Minute, status.Operational, true},
		"mail is late":                         {"tailspin-mail", 59 * time.Second, status.Degraded, false},
		"mail recovers after a minute":         {"tailspin-mail", time.Minute, status.Operational, true},
		"the pipelines stay broken":            {"acme-git", 10 * time.Minute, status.PartialOutage, false},
		"the registry is under maintenance":    {"fabrikam-registry", 0, status.UnderMaintenance, false},
		"the maintenance ends":                 {"fabrikam-registry", 81 * time.Minute, status.Operational, false},
		"a page cannot be read":                {"initech-metrics", 0, status.Unknown, false},
		"a maintenance to come does nothing":   {"globex-chat", 0, status.Operational, false},
		"a long-running incident does no more": {"wingtip-ai", 0, status.Operational, false},
		"the others are well":                  {"litware-dns", 0, status.Operational, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := levelAt(c.id, c.at); got != c.level {
				t.Errorf("%s is %v after %v, want %v", c.id, got, c.at, c.level)
			}
			r := Readings(c.at, began.Add(c.at))[Prefix+c.id]
			if c.closed && (len(r.Incidents) != 0 || len(r.Past) == 0 || r.Past[0].EndedAt.IsZero()) {
				t.Errorf("the incident is not over: %+v", r.Incidents)
			}
		})
	}
}

func TestEveryServiceIsMarked(t *testing.T) {
	t.Parallel()
	readings := Readings(time.Minute, began.Add(time.Minute))
	services := Services()
	if len(services) != len(readings) {
		t.Errorf("%d services have %d readings", len(services), len(readings))
	}
	for _, s := range services {
		if !Is(s.ID) || !strings.HasSuffix(s.URL, ".example") {
			t.Errorf("%s at %s is not marked as simulated", s.ID, s.URL)
		}
		r, ok := readings[s.ID]
		if !ok {
			t.Errorf("%s has no reading", s.ID)
		}
		if r.Level == status.Unknown && !strings.Contains(r.Reason, "simulated") {
			t.Errorf("%s is unknown because %q", s.ID, r.Reason)
		}
		for _, i := range append(r.Incidents, r.Past...) {
			marked(t, i.ID, i.Title, i.Updates)
		}
		for _, m := range r.Maintenances {
			marked(t, m.ID, m.Title, m.Updates)
		}
	}
	if Is("github") {
		t.Error("github is taken for a simulated service")
	}
}

func marked(t *testing.T, id, title string, updates []status.Update) {
	t.Helper()
	if !Is(id) || !strings.HasPrefix(title, Label) || len(updates) == 0 {
		t.Errorf("%s %q is not marked, or says nothing", id, title)
	}
	for _, u := range updates {
		if !strings.HasPrefix(u.Text, Label) || u.At.IsZero() {
			t.Errorf("the update %q is not marked, or not dated", u.Text)
		}
	}
}

func TestTroubleIsNamed(t *testing.T) {
	t.Parallel()
	for elapsed := time.Duration(0); elapsed < 5*time.Minute; elapsed += 5 * time.Second {
		for id, r := range Readings(elapsed, began.Add(elapsed)) {
			if r.Level.Trouble() && len(r.Incidents) == 0 {
				t.Errorf("%s is %v after %v without an incident", id, r.Level, elapsed)
			}
		}
	}
}

func TestHistory(t *testing.T) {
	t.Parallel()
	all, ids := 0, map[string]bool{}
	for _, s := range Services() {
		h := History(s.ID, began)
		for _, i := range h.Incidents {
			all++
			if ids[i.ID] || i.StartedAt.Before(h.From) || !i.Over(began) || i.EndedAt.Before(i.StartedAt) {
				t.Errorf("%s: %+v", s.ID, i)
			}
			ids[i.ID] = true
		}
		if !reflect.DeepEqual(h, History(s.ID, began)) {
			t.Errorf("the past of %s changes", s.ID)
		}
	}
	if all < 20 || all > 200 {
		t.Errorf("%d incidents in 13 weeks", all)
	}
	if h := History("github", began); h.Incidents != nil || !h.From.IsZero() {
		t.Errorf("github has a simulated past: %+v", h)
	}
}

func TestDaysAgreeWithHistory(t *testing.T) {
	t.Parallel()
	now := began.Add(time.Minute)
	for _, s := range Services() {
		days := Days(s.ID, 30, time.UTC, began, now)
		if len(days) != 30 || !days[29].Start.Equal(status.DayStart(now, time.UTC)) || days[29].Elapsed() != 57 {
			t.Fatalf("%s: %d days, the last %+v", s.ID, len(days), days[len(days)-1])
		}
		bad := map[time.Time]bool{}
		for _, i := range History(s.ID, began).Incidents {
			bad[status.DayStart(i.StartedAt, time.UTC)] = true
		}
		for _, d := range days[:29] {
			if d.Level.Trouble() && !bad[d.Start] {
				t.Errorf("%s had trouble on %v that its history does not know", s.ID, d.Start)
			}
			if d.Elapsed() != 96 {
				t.Errorf("%s: %v has %d quarters", s.ID, d.Start, d.Elapsed())
			}
		}
	}
}

func TestTodayAgreesWithTheStory(t *testing.T) {
	t.Parallel()
	now := began.Add(time.Minute)
	for id, level := range map[string]status.Level{
		"northwind-cloud": status.MajorOutage, "acme-git": status.PartialOutage, "initech-metrics": status.Unknown,
	} {
		q := Quarters(Prefix+id, now, now.Add(time.Hour), began, now)
		if q[0].Level != level || q[0].Cover == status.NotRunning || q[1].Cover != status.NotRunning {
			t.Errorf("%s: %+v", id, q[:2])
		}
	}
}
