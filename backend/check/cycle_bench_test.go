//go:build unix

package check_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net/http"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/fetch"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// What a cycle must be compared with a naive one: 10 workers, a new connection for every request, nothing conditional,
// the same limit of 10 s and the same Parse.
const (
	wantFaster    = 8  // until 95 % of the results are there, in the second cycle, which has connections to reuse
	wantLessCPU   = 12 // in the second cycle, of the client alone
	wantLessBytes = 50 // in the second cycle, on the wire in both directions
)

// BenchmarkCycle checks 300 simulated HTTPS endpoints, which run in a process of their own, once naively and twice
// with a Checker.
func BenchmarkCycle(b *testing.B) {
	farm := startFarm(b)
	for b.Loop() {
		naive := measure(farm, func(each func()) { checkNaively(farm, each) })
		client := fetch.NewClient(fetch.Options{Version: "bench", RootCAs: farm.roots})
		checker := check.New(client, []provider.Provider{summaries()}, check.Options{})
		cycle := func(each func()) {
			checker.Run(context.Background(), farm.services, func(check.Result) { each() })
		}
		first, second := measure(farm, cycle), measure(farm, cycle)
		client.Close()
		naive.log(b, "naive")
		first.log(b, "first")
		second.log(b, "second")
		b.ReportMetric(naive.most.Seconds()/first.most.Seconds(), "times-faster-cold")
		report(b, "times-faster", wantFaster, naive.most.Seconds()/second.most.Seconds())
		report(b, "times-less-CPU", wantLessCPU, naive.cpu.Seconds()/second.cpu.Seconds())
		report(b, "times-fewer-bytes", wantLessBytes, float64(naive.bytes)/float64(second.bytes))
	}
}

// report shows a ratio and fails where it is not what it must be.
func report(b *testing.B, unit string, want, got float64) {
	b.ReportMetric(got, unit)
	b.Logf("%-17s %6.1f (wanted: at least %.0f)", unit, got, want)
	if got < want {
		b.Errorf("%s is %.1f, want at least %.0f", unit, got, want)
	}
}

// cost is what a cycle over the farm cost.
type cost struct {
	most, all time.Duration // until 95 % and all of the results were there
	cpu       time.Duration // of this process, user and system
	bytes     int64         // on the wire
}

func (c cost) log(b *testing.B, name string) {
	b.Logf("%-6s cycle: 95 %% of results in %.2f s, all in %.2f s, CPU %.0f ms, %.0f KB on the wire",
		name, c.most.Seconds(), c.all.Seconds(), c.cpu.Seconds()*1e3, float64(c.bytes)/1e3)
}

// measure runs cycle, which calls each once for every result, never at the same time.
func measure(f *farm, cycle func(each func())) cost {
	runtime.GC()
	bytes, cpu, start := f.bytes(), cpuTime(), time.Now()
	var arrivals []time.Duration
	cycle(func() { arrivals = append(arrivals, time.Since(start)) })
	c := cost{all: time.Since(start), cpu: cpuTime() - cpu, bytes: f.bytes() - bytes}
	slices.Sort(arrivals)
	c.most = arrivals[len(f.services)*95/100-1]
	return c
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// summaries returns a provider that reads the farm's pages as the one for Statuspage would.
func summaries() provider.Provider {
	return provider.Provider{
		Name: "summary",
		Pages: func(s catalog.Service) []provider.Page {
			return []provider.Page{{URL: s.Address("/api/v2/summary.json"), Format: provider.JSON}}
		},
		Parse: func(s catalog.Service, pages [][]byte, now time.Time) (status.Reading, error) {
			page, err := provider.ReadSummary(provider.First(pages), "status", "components", "incidents", "scheduled_maintenances")
			return status.Assess(page, s.Components, now), err
		},
	}
}

// checkNaively does what a first design would.
func checkNaively(f *farm, each func()) {
	client := &http.Client{
		Timeout: check.DefaultTimeout,
		Transport: &http.Transport{
			DisableKeepAlives: true,
			TLSClientConfig:   &tls.Config{RootCAs: f.roots, MinVersion: tls.VersionTLS12},
		},
	}
	var mu sync.Mutex
	var workers sync.WaitGroup
	queue := make(chan catalog.Service)
	for range 10 {
		workers.Go(func() {
			for s := range queue {
				readNaively(client, summaries(), s)
				mu.Lock()
				each()
				mu.Unlock()
			}
		})
	}
	for _, s := range f.services {
		queue <- s
	}
	close(queue)
	workers.Wait()
}

// readNaively reads one service. What came of it does not matter here.
func readNaively(client *http.Client, p provider.Provider, s catalog.Service) {
	resp, err := client.Get(p.Pages(s)[0].URL)
	if err != nil {
		return
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		return
	}
	if _, err := p.Parse(s, [][]byte{body}, time.Now()); err != nil {
		panic(err) // the simulation is wrong
	}
}

// farm is the simulated endpoints, seen from the client.
type farm struct {
	services []catalog.Service
	roots    *x509.CertPool
	bytes    func() int64 // what all endpoints have read and written until now
}
