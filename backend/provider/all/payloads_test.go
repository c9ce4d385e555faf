package all_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/provider/all"
	"isserviceup/backend/provider/providertest"
	"isserviceup/backend/status"
)

// payloads is where the recorded pages lie, beside the project: they belong to their pages' owners and are not part of it.
var payloads = filepath.Join("..", "..", "..", "..", "shared", "payloads")

// verdict is one entry of expected.json: a recorded document and what a reader that follows the rules finds in it.
type verdict struct {
	File                 string            `json:"file"`
	Platform             string            `json:"platform"`
	Serve                map[string]string `json:"serve"`
	Now                  time.Time         `json:"now"`
	Level                *status.Level     `json:"level"`
	OpenIncidents        int               `json:"openIncidents"`
	LongRunningNow       int               `json:"longRunningNow"`
	MaintenancesActive   int               `json:"maintenancesActive"`
	MaintenancesUpcoming int               `json:"maintenancesUpcoming"`
	Components           *struct {
		Leaves  int                  `json:"leaves"`
		Groups  *int                 `json:"groups"`
		ByLevel map[status.Level]int `json:"byLevel"`
		Note    string               `json:"note"`
		// Alternative is another tree that is right as well, as "…: leaves 8, groups 0".
		Alternative string `json:"alternative"`
	} `json:"components"`
	NewestIncident *struct {
		Title     string    `json:"title"`
		StartedAt time.Time `json:"startedAt"`
	} `json:"newestIncident"`
	History *struct {
		Incidents     int            `json:"incidents"`
		EarliestStart time.Time      `json:"earliestStart"`
		LatestStart   time.Time      `json:"latestStart"`
		ByISOWeek     map[string]int `json:"byIsoWeek"`
	} `json:"history"`
	AlsoAt []struct {
		Now   time.Time    `json:"now"`
		Level status.Level `json:"level"`
	} `json:"alsoAt"`
}

// readVerdicts decodes a file of the recordings, or skips the test where there are none.
func readVerdicts(t *testing.T, name string, v any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(payloads, name))
	if os.IsNotExist(err) {
		t.Skipf("the recorded status pages are not beside the project (%s), so nothing is compared with them", payloads)
	}
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// reader returns the provider of v's platform and a service whose options lead to the addresses that v serves.
func (v verdict) reader() (p provider.Provider, s catalog.Service, known bool) {
	for _, p = range all.Providers() {
		if p.Name != v.Platform {
			continue
		}
		s = providertest.Service(p)
		for path := range v.Serve {
			last := path[strings.LastIndex(path, "/")+1:]
			switch {
			case p.Name == "statusio":
				s.Options["page"] = last
			case strings.HasPrefix(path, "/proxy/"):
				s.Options["proxy"] = last
			}
		}
		return p, s, true
	}
	return p, s, false
}

// bodies returns the documents that v serves for pages, and whether there is one.
func (v verdict) bodies(t *testing.T, pages []provider.Page) ([][]byte, bool) {
	t.Helper()
	found := false
	bodies := make([][]byte, len(pages))
	for i, page := range pages {
		u, err := url.Parse(page.URL)
		if err != nil {
			t.Fatal(err)
		}
		file, ok := v.Serve[u.Path]
		if !ok {
			continue
		}
		found = true
		if bodies[i], err = os.ReadFile(filepath.Join(payloads, filepath.FromSlash(file))); err != nil {
			t.Fatal(err)
		}
	}
	return bodies, found
}

func TestRecordedPages(t *testing.T) {
	t.Parallel()
	var verdicts []verdict
	readVerdicts(t, "expected.json", &verdicts)
	for _, v := range verdicts {
		p, s, known := v.reader()
		if !known {
			continue
		}
		t.Run(v.File, func(t *testing.T) {
			t.Parallel()
			used := false
			if bodies, found := v.bodies(t, p.Pages(s)); found && v.Level != nil {
				used = true
				v.compare(t, p, s, bodies)
			}
			if p.HistoryPages != nil && v.History != nil {
				if bodies, found := v.bodies(t, p.HistoryPages(s)); found {
					used = true
					v.compareHistory(t, p, s, bodies)
				}
			}
			if !used {
				t.Skipf("the provider %s does not read %v", p.Name, v.Serve)
			}
		})
	}
}

func (v verdict) compare(t *testing.T, p provider.Provider, s catalog.Service, bodies [][]byte) {
	t.Helper()
	r, err := p.Parse(s, bodies, v.Now)
	if r.Level != *v.Level {
		t.Errorf("level %v (reason %q, error %v), want %v", r.Level, r.Reason, err, *v.Level)
	}
	for _, also := range v.AlsoAt {
		if r, err := p.Parse(s, bodies, also.Now); r.Level != also.Level {
			t.Errorf("at %v: level %v (error %v), want %v", also.Now, r.Level, err, also.Level)
		}
	}
	type counts struct{ Open, LongRunning, Active, Upcoming int }
	var got counts
	for _, i := range r.Incidents {
		got.Open++
		if i.LongRunning {
			got.LongRunning++
		}
	}
	for _, m := range r.Maintenances {
		if m.InProgress {
			got.Active++
		} else {
			got.Upcoming++
		}
	}
	want := counts{v.OpenIncidents, v.LongRunningNow, v.MaintenancesActive, v.MaintenancesUpcoming}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	v.compareComponents(t, r)
	if v.NewestIncident != nil && len(r.Incidents) > 0 {
		newest := r.Incidents[0]
		if newest.Title != v.NewestIncident.Title || !newest.StartedAt.Equal(v.NewestIncident.StartedAt) {
			t.Errorf("newest incident %q of %v, want %q of %v",
				newest.Title, newest.StartedAt, v.NewestIncident.Title, v.NewestIncident.StartedAt)
		}
	}
}

func (v verdict) compareComponents(t *testing.T, r status.Reading) {
	t.Helper()
	if v.Components == nil || strings.Contains(v.Components.Note, "adapter may build another tree") {
		return
	}
	leaves := status.Leaves(r.Components)
	if len(leaves) != v.Components.Leaves {
		t.Errorf("%d leaves, want %d", len(leaves), v.Components.Leaves)
	}
	got := map[status.Level]int{}
	for _, l := range leaves {
		got[l.Level]++
	}
	if diff := cmp.Diff(v.Components.ByLevel, got); diff != "" {
		t.Errorf("leaves by level (-want +got):\n%s", diff)
	}
	groups := countGroups(r.Components)
	alternative := strings.HasSuffix(v.Components.Alternative, fmt.Sprintf(": leaves %d, groups %d", len(leaves), groups))
	if v.Components.Groups != nil && groups != *v.Components.Groups && !alternative {
		t.Errorf("%d groups, want %d", groups, *v.Components.Groups)
	}
}

func countGroups(components []status.Component) int {
	n := 0
	for _, c := range components {
		if c.Group() {
			n += 1 + countGroups(c.Components)
		}
	}
	return n
}

func (v verdict) compareHistory(t *testing.T, p provider.Provider, s catalog.Service, bodies [][]byte) {
	t.Helper()
	h, err := p.ParseHistory(s, bodies, v.Now)
	if err != nil {
		t.Fatal(err)
	}
	weeks := map[string]int{}
	var earliest, latest time.Time
	for _, i := range h.Incidents {
		year, week := i.StartedAt.UTC().ISOWeek()
		weeks[fmt.Sprintf("%d-W%02d", year, week)]++
		if earliest.IsZero() || i.StartedAt.Before(earliest) {
			earliest = i.StartedAt
		}
		if i.StartedAt.After(latest) {
			latest = i.StartedAt
		}
	}
	if len(h.Incidents) != v.History.Incidents || !earliest.Equal(v.History.EarliestStart) || !latest.Equal(v.History.LatestStart) {
		t.Errorf("%d incidents from %v to %v, want %d from %v to %v", len(h.Incidents), earliest, latest,
			v.History.Incidents, v.History.EarliestStart, v.History.LatestStart)
	}
	if diff := cmp.Diff(v.History.ByISOWeek, weeks); v.History.ByISOWeek != nil && diff != "" {
		t.Errorf("incidents by ISO week (-want +got):\n%s", diff)
	}
}

// TestChosenComponents reads the recorded documents with a choice of components (rule 5).
func TestChosenComponents(t *testing.T) {
	t.Parallel()
	var verdicts []verdict
	readVerdicts(t, "expected.json", &verdicts)
	var choices []struct {
		File   string       `json:"file"`
		Choose []string     `json:"choose"`
		Now    time.Time    `json:"now"`
		Level  status.Level `json:"level"`
	}
	readVerdicts(t, "chosen.json", &choices)
	documents := map[string]verdict{}
	for _, v := range verdicts {
		documents[v.File] = v
	}
	for _, c := range choices {
		v := documents[c.File]
		p, s, known := v.reader()
		if !known {
			continue
		}
		t.Run(c.File+" "+strings.Join(c.Choose, ","), func(t *testing.T) {
			t.Parallel()
			s.Components = c.Choose
			bodies, _ := v.bodies(t, p.Pages(s))
			if r, err := p.Parse(s, bodies, c.Now); r.Level != c.Level {
				t.Errorf("level %v (reason %q, error %v), want %v", r.Level, r.Reason, err, c.Level)
			}
		})
	}
}
