package core

import (
	"testing"

	"isserviceup/backend/status"
)

func TestDetail(t *testing.T) {
	t.Parallel()
	leaf := func(name string, l status.Level) status.Component {
		return status.Component{ID: name, Name: name, Level: l}
	}
	well := []status.Component{leaf("API", status.Operational), leaf("Web", status.Operational)}
	cases := []struct {
		name    string
		reading status.Reading
		want    string
	}{
		{"well", status.Reading{Level: status.Operational, Components: well}, "All 2 components"},
		{"well without components", status.Reading{Level: status.Operational}, "The page says that all is well"},
		{"well with a long-running incident", status.Reading{Level: status.Operational, Components: well,
			Incidents: []status.Incident{{LongRunning: true}}}, "All 2 components; 1 long-running incident"},
		{"well with planned work", status.Reading{Level: status.Operational, Components: well,
			Maintenances: []status.Maintenance{{Title: "Failover", StartsAt: at("2026-11-21T02:00:00Z")}}},
			"All 2 components; maintenance planned for Sat 21 Nov, 02:00"},
		{"under maintenance", status.Reading{Level: status.UnderMaintenance,
			Maintenances: []status.Maintenance{{Title: "Failover", InProgress: true, EndsAt: at("2026-11-21T04:00:00Z")}}},
			"Failover, until Sat 21 Nov, 04:00"},
		{"under maintenance until later today", status.Reading{Level: status.UnderMaintenance,
			Maintenances: []status.Maintenance{{Title: "Failover", InProgress: true, EndsAt: at("2026-11-20T23:30:00Z")}}},
			"Failover, until 23:30"},
		{"affected components, worst first", status.Reading{Level: status.PartialOutage, Components: []status.Component{
			leaf("Pages", status.Degraded), leaf("Actions", status.MajorOutage), leaf("API", status.Operational)}},
			"2 of 3 components affected: Actions, Pages"},
		{"an incident that names nothing", status.Reading{Level: status.Degraded, Components: well,
			Incidents: []status.Incident{{Title: "Slow for some"}}}, "Slow for some"},
		{"an indicator alone", status.Reading{Level: status.Degraded, Components: well},
			"The page says so without naming a component or an incident"},
		{"unknown", status.Reading{Reason: "its TLS certificate expired"}, "Could not be read: its TLS certificate expired"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := Detail(c.reading, at("2026-11-20T23:00:00Z")); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
