package check_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/status"
)

func TestRunOffline(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	dead := []catalog.Service{
		{ID: "a", Platform: "plain", URL: "https://127.0.0.1:1"},
		{ID: "b", Platform: "plain", URL: "https://127.0.0.1:2"},
	}
	alive := net.serve(t, "alive", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(200 * time.Millisecond)
		page(well)(w, r)
	})
	sick := net.serve(t, "sick", http.NotFound)
	tests := []struct {
		name     string
		services []catalog.Service
		probe    *probe
		offline  bool
		order    []string // of what is delivered, where it is certain
		results  int
	}{
		{name: "no service and no network", services: dead, probe: &probe{}, offline: true},
		{name: "no service but a network", services: dead, probe: &probe{online: true}, results: 2},
		{name: "one service is well", services: append(dead[:1:1], alive), probe: &probe{}, order: []string{"alive", "a"}, results: 2},
		{name: "one service answers badly", services: append(dead[:1:1], sick), probe: &probe{}, results: 2},
		{name: "a slow probe", services: append(dead[:1:1], alive), probe: &probe{delay: time.Hour}, order: []string{"alive", "a"}, results: 2},
		{name: "a service without a provider says nothing", services: append(dead[:1:1], catalog.Service{ID: "x", Platform: "x"}), probe: &probe{}, offline: true},
		{name: "nobody was asked", services: []catalog.Service{{ID: "x", Platform: "x"}}, probe: &probe{}, results: 1},
		{name: "no services", probe: &probe{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			results, order, summary := run(net.checker(check.Options{Probe: test.probe}), test.services...)
			if summary.Offline != test.offline || len(results) != test.results || summary.Checked != test.results {
				t.Errorf("%+v with %d results, want offline %t with %d", summary, len(results), test.offline, test.results)
			}
			if test.order != nil && !slices.Equal(order, test.order) {
				t.Errorf("delivered %v, want %v: nothing unreachable before the network is proven", order, test.order)
			}
			if test.probe.asked > 1 {
				t.Errorf("the probe was asked %d times", test.probe.asked)
			}
		})
	}
}

func TestRunRecoversFromOffline(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	checker := net.checker(check.Options{Probe: &probe{}})
	var state check.State
	apply := func(r check.Result) { state.Apply(r) }
	s := net.serve(t, "s", page(well))
	checker.Run(context.Background(), []catalog.Service{s}, apply)
	before, _ := state.Row("s")
	cutOff := s
	cutOff.URL = "https://127.0.0.1:1"
	if summary := checker.Run(context.Background(), []catalog.Service{cutOff}, apply); !summary.Offline {
		t.Fatalf("%+v, want offline", summary)
	}
	if row, _ := state.Row("s"); row.CheckedAt != before.CheckedAt || row.Level != status.Operational {
		t.Errorf("offline changed the service to %+v", row)
	}
	if summary := checker.Run(context.Background(), []catalog.Service{s}, apply); summary.Offline || summary.Checked != 1 {
		t.Errorf("%+v after recovery", summary)
	}
}

func TestRunInterrupted(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	ctx, cancel := context.WithCancel(context.Background())
	var asked sync.Once
	services := []catalog.Service{net.serve(t, "hangs", func(w http.ResponseWriter, r *http.Request) {
		asked.Do(cancel)
		hang(w, r)
	})}
	for i := range 80 {
		services = append(services, catalog.Service{ID: fmt.Sprint(i), Platform: "plain", URL: services[0].URL})
	}
	summary := net.checker(check.Options{Probe: &probe{}}).Run(ctx, services, func(r check.Result) {
		t.Errorf("got a result for %s: %v", r.Service.ID, r.Err)
	})
	if !summary.Interrupted || summary.Offline || summary.Checked != 0 {
		t.Errorf("%+v, want only interrupted", summary)
	}
}
