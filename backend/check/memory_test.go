package check_test

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/fetch"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// pages is a Getter of one document, which has a version while version is not 0.
type pages struct{ version uint64 }

func (p *pages) Get(context.Context, string) (fetch.Response, error) {
	return fetch.Response{Body: []byte(well), Version: p.version, NotModified: p.version != 0}, nil
}

// Unchanged documents are parsed again only where time could change what they say.
func TestRunParsesNoMoreThanItMust(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	event := start.Add(90 * time.Minute) // the service has trouble from then on
	type step struct {
		name    string
		at      time.Duration // after start
		version uint64
		chosen  string
		level   status.Level
		parses  int32 // one for now and one for the horizon where the reading is fresh
	}
	steps := []step{
		{"the first time", 0, 1, "", status.Operational, 2},
		{"unchanged", 2 * time.Minute, 1, "", status.Operational, 0},
		{"unchanged at the horizon", time.Hour, 1, "", status.Operational, 0},
		{"the event is near", 61 * time.Minute, 1, "", status.Operational, 2},
		{"and nearer", 89 * time.Minute, 1, "", status.Operational, 2},
		{"the event", 90 * time.Minute, 1, "", status.Degraded, 2},
		{"after the event", 92 * time.Minute, 1, "", status.Degraded, 0},
		{"the clock was set back", 80 * time.Minute, 1, "", status.Operational, 2},
		{"after the event again", 100 * time.Minute, 1, "", status.Degraded, 0},
		{"changed", 101 * time.Minute, 2, "", status.Degraded, 2},
		{"another choice of components", 102 * time.Minute, 2, "x", status.Degraded, 2},
		{"without a version", 103 * time.Minute, 0, "x", status.Degraded, 1},
		{"without a version again", 104 * time.Minute, 0, "x", status.Degraded, 1},
	}
	var parses atomic.Int32
	timed := provider.Provider{
		Name:  "timed",
		Pages: func(s catalog.Service) []provider.Page { return []provider.Page{{URL: s.URL}} },
		Parse: func(_ catalog.Service, _ [][]byte, now time.Time) (status.Reading, error) {
			parses.Add(1)
			if now.Before(event) {
				return status.Reading{Level: status.Operational}, nil
			}
			return status.Reading{Level: status.Degraded}, nil
		},
	}
	now, document := start, &pages{}
	checker := check.New(document, []provider.Provider{timed}, check.Options{Now: func() time.Time { return now }})
	for _, step := range steps {
		now, document.version = start.Add(step.at), step.version
		parses.Store(0)
		service := catalog.Service{ID: "s", Platform: "timed", Components: []string{step.chosen}}
		results, _, _ := run(checker, service)
		if got := results["s"].Reading.Level; got != step.level || parses.Load() != step.parses {
			t.Errorf("%s: %v after %d parses, want %v after %d", step.name, got, parses.Load(), step.level, step.parses)
		}
	}
}

// A page that is bad stays bad when its server says that it has not changed.
func TestRunLooksAtConfirmedPages(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	s := net.serve(t, "s", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "<html>operational")
	})
	checker := net.checker(check.Options{})
	for range 3 {
		results, _, _ := run(checker, s)
		if r := results["s"].Reading; r.Level != status.Unknown || r.Reason != provider.ErrHTML.Error() {
			t.Errorf("%v because %q", r.Level, r.Reason)
		}
	}
}
