package report_test

import (
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	. "isserviceup/backend/report"
	"isserviceup/backend/status"
)

var update = flag.Bool("update", false, "write the golden files")

// berlin is a zone that does not depend on the machine's.
var berlin = time.FixedZone("CET", 3600)

var day = time.Date(2026, 11, 22, 0, 0, 0, 0, berlin)

func at(hour, minute int) time.Time {
	return day.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}

// observed is a day with so many quarters observed and down.
func observed(level status.Level, observed, down, unreadable int) status.Day {
	return status.Day{Start: day, Level: level, Observed: observed, Down: down, Unreadable: unreadable, NotRunning: 58 - observed - unreadable}
}

func zoom() Service {
	return Service{
		Name: "Zoom", URL: "https://status.zoom.us", Level: status.MajorOutage, Since: at(13, 45),
		Day: observed(status.MajorOutage, 55, 3, 0),
		Incidents: []status.Incident{
			{ID: "2", Title: "Phone numbers cannot be bought", State: "monitoring", Level: status.Degraded, StartedAt: at(-30*24, 0), LongRunning: true},
			{ID: "1", Title: "Unable to join or start meetings", State: "identified", Level: status.MajorOutage, StartedAt: at(13, 45),
				URL: "https://stspg.io/abc", Updates: []status.Update{
					{At: at(14, 26), State: "identified", Text: "A failed roll-out is being\nreverted."}, {At: at(13, 50), State: "investigating", Text: "Older."},
				}},
		},
	}
}

func services() []Service {
	return []Service{
		{Name: "npm", Level: status.Operational, Day: observed(status.Operational, 58, 0, 0)},
		{Name: "Datadog", URL: "https://status.datadoghq.com", Level: status.Unknown, Reason: "The TLS certificate has expired", Good: status.Operational,
			GoodAt: at(11, 40), Day: observed(status.Operational, 46, 0, 12)},
		zoom(),
		{Name: "Docker", Level: status.UnderMaintenance, Day: observed(status.UnderMaintenance, 58, 0, 0), Maintenances: []status.Maintenance{
			{Title: "Registry database upgrade", InProgress: true, StartsAt: at(14, 0), EndsAt: at(16, 0), URL: "https://dockerstatus.com/1"},
			{Title: "Something without times"},
		}},
		{Name: "Azure", Level: status.Operational, Day: observed(status.Degraded, 58, 0, 0), Incidents: []status.Incident{
			{ID: "a", Title: "Slow deployments", State: "identified", StartedAt: at(-24*31, 0), LongRunning: true},
		}},
		{Name: "Acme *bold* [x](http://evil.example) <b>", Level: status.Degraded, Since: at(-5, 0), URL: "javascript:alert(1)", Day: observed(status.Degraded, 58, 0, 0)},
		{Name: "New", Level: status.Unknown, Day: status.Day{Start: day}},
		{Name: "Google Cloud", Level: status.Operational, Day: observed(status.Operational, 57, 0, 1), Maintenances: []status.Maintenance{
			{Title: "Network work", StartsAt: at(24*6+2, 0)},
		}},
	}
}

func TestGolden(t *testing.T) {
	t.Parallel()
	now := at(14, 32)
	well := []Service{
		{Name: "B", Level: status.Operational, Day: observed(status.Operational, 58, 0, 0)}, {Name: "A", Level: status.Operational, Day: observed(status.Operational, 1, 0, 0)},
	}
	past := services()
	past[2].Incidents[1].EndedAt = at(15, 10)
	stale := zoom()
	stale.ReadAt, stale.Good, stale.GoodAt = at(-30, 0), stale.Level, at(-30, 0)
	fresh := Service{Name: "A", Level: status.Operational, ReadAt: at(13, 40), Day: observed(status.Operational, 1, 0, 0)}
	for name, in := range map[string]Input{
		"stale":   {Now: now, Day: day, ZoneName: "UTC", Services: []Service{stale, fresh}},
		"mixed":   {Now: now, Day: day, ZoneName: "Europe/Berlin", Services: services()},
		"calm":    {Now: now, Day: day, Services: well},
		"offline": {Now: now, Day: day, Offline: true, Services: well},
		"demo":    {Now: now.UTC(), Day: day.UTC(), ZoneName: "UTC", Demo: true, Services: []Service{zoom()}},
		"past":    {Now: at(24*3, 0), Day: day, ZoneName: "Europe/Berlin", Offline: true, Services: past},
		"nothing": {Now: now, Day: day, ZoneName: "Europe/Berlin"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden(t, name+".txt", Text(Build(in)))
			golden(t, name+".md", Markdown(Build(in)))
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got:\n%s", name, got)
	}
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	t.Parallel()
	in := Input{Now: at(14, 32), Day: day, Services: services()}
	want := Text(Build(in))
	for range 20 {
		rand.Shuffle(len(in.Services), func(i, j int) { in.Services[i], in.Services[j] = in.Services[j], in.Services[i] })
		if got := Text(Build(in)); got != want {
			t.Fatalf("another order of the same services says\n%s", got)
		}
	}
}

func TestUptimeIsRoundedDown(t *testing.T) {
	t.Parallel()
	in := Input{Now: at(14, 0), Day: day, Services: []Service{{Name: "A", Day: status.Day{Observed: 100000, Down: 1}}}}
	if got := Build(in).Uptimes[0].Share; got != "99.99 %" {
		t.Errorf("got %s", got)
	}
}

func TestLongUpdateIsCut(t *testing.T) {
	t.Parallel()
	s := zoom()
	s.Incidents[1].Updates[0].Text = strings.Repeat("long ", 20000)
	if text := Text(Build(Input{Now: at(14, 0), Day: day, Services: []Service{s}})); len(text) > 2000 {
		t.Errorf("the report has %d bytes", len(text))
	}
}

func TestADayOnWhichTheClockIsMovedHasTwoDistances(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip(err)
	}
	start := time.Date(2026, 10, 25, 0, 0, 0, 0, zone)
	for name, want := range map[string]string{
		"Europe/Berlin": "All times are in Europe/Berlin (UTC+02:00, later UTC+01:00).",
		"":              "All times are in UTC+02:00, later UTC+01:00.",
	} {
		if text := Text(Build(Input{Now: start.Add(20 * time.Hour), Day: start, ZoneName: name})); !strings.Contains(text, want) {
			t.Errorf("%q: got %s", name, text)
		}
	}
}
