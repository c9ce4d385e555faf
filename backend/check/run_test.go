package check_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf16"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/fetch"
	"isserviceup/backend/fetch/fetchtest"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// Everything that can be wrong with a page makes that one service Unknown with a reason, and harms no other.
func TestRunWithEverythingWrongAtOnce(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	bad := []struct {
		id, reason string
		handler    http.HandlerFunc
	}{
		{"empty", "the page is empty", page("")},
		{"blank", "the page is empty", page(" \n")},
		{"cut", "the page is not what this platform serves: it is cut off", page(`{"level":"opera`)},
		{"html", "the page is HTML where data was expected; it may have moved", page("<!DOCTYPE html><p>operational</p>")},
		{"nothing-said", "the page does not say how the service is", page("{}")},
		{"wrong-type", "the page is not what this platform serves", page(`{"level":["operational"]}`)},
		{"unknown-word", `no level is called "splendid"`, page(`{"level":"splendid"}`)},
		{"not-json", "the page is not what this platform serves", page("operational")},
		{"panic", "the page could not be understood", page(`{"panic":true}`)},
		{"huge", "the page is larger than 1 MiB", func(w http.ResponseWriter, _ *http.Request) { flood(w, 2<<20) }},
		{"gzip-bomb", "the page is larger than 1 MiB", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			packed := gzip.NewWriter(w)
			flood(packed, 2<<20)
			_ = packed.Close()
		}},
		{"endless-redirect", "the page redirects more than 5 times", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		}},
		{"to-http", "the page redirects from https to http, which is not followed", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://"+r.Host, http.StatusFound)
		}},
		{"inwards", "the page redirects from a loopback to a private address, which is not followed", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://192.168.0.1/", http.StatusFound)
		}},
		{"moved", "the page is gone (404); it may have moved", http.NotFound},
		{"broken", "the connection broke off before the page was read", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
	}
	var services []catalog.Service
	want := map[string]string{}
	for i, b := range bad {
		services = append(services, net.serve(t, b.id, b.handler), net.serve(t, fmt.Sprint("neighbour-", i), page(well)))
		want[b.id] = b.reason
	}
	expired := net.Serve(t, fetchtest.Terms{NotBefore: time.Unix(0, 0), NotAfter: time.Date(2024, 11, 21, 11, 40, 0, 0, time.UTC)}, page(well))
	services = append(services,
		catalog.Service{ID: "expired", Platform: "plain", URL: expired.URL},
		catalog.Service{ID: "untrusted", Platform: "plain", URL: newInternet(t).serve(t, "", page(well)).URL},
		catalog.Service{ID: "no-provider", Platform: "telegraph", URL: "https://127.0.0.1:1"},
		catalog.Service{ID: "refuses", Platform: "plain", URL: "https://127.0.0.1:1"},
	)
	want["expired"] = "its TLS certificate expired on 21 Nov 2024 11:40 UTC"
	want["untrusted"] = "its TLS certificate comes from an authority that this computer does not trust"
	want["no-provider"] = `no provider reads the platform "telegraph"`
	want["refuses"] = "the server refused the connection"

	results, _, summary := run(net.checker(check.Options{Timeout: time.Minute, Probe: &probe{}}), services...)
	if summary.Checked != len(services) || len(results) != len(services) || summary.Offline || summary.Interrupted {
		t.Errorf("%d results for %d services, summary %+v", len(results), len(services), summary)
	}
	for id, r := range results {
		switch reason, isBad := want[id]; {
		case isBad && (r.Reading.Level != status.Unknown || !strings.Contains(r.Reading.Reason, reason)):
			t.Errorf("%s: %v because %q, want unknown because %q", id, r.Reading.Level, r.Reading.Reason, reason)
		case !isBad && (r.Reading.Level != status.Operational || r.Err != nil):
			t.Errorf("%s: %v because %q, want operational", id, r.Reading.Level, r.Reading.Reason)
		}
		if r.Unreachable != (id == "refuses") {
			t.Errorf("%s: unreachable is %t", id, r.Unreachable)
		}
	}
	if err := results["panic"].Err; !strings.Contains(err.Error(), "not foreseen") || !strings.Contains(err.Error(), "internet_test.go") {
		t.Errorf("the panic's detail is %q, want what it said and where", err)
	}
}

func TestRunGivesUpOnAPageThatHangs(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	s := net.serve(t, "hangs", hang)
	results, _, _ := run(net.checker(check.Options{Timeout: time.Second}), s)
	r := results[s.ID]
	if r.Reading.Level != status.Unknown || r.Reading.Reason != "the server did not answer within 1 s" {
		t.Errorf("%v because %q", r.Reading.Level, r.Reading.Reason)
	}
}

func flood(w io.Writer, n int) {
	for block := make([]byte, 1<<20); n > 0; n -= len(block) {
		if _, err := w.Write(block); err != nil {
			return
		}
	}
}

func TestRunReadsOtherEncodings(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	var wide []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + well)) {
		wide = append(wide, byte(u>>8), byte(u))
	}
	for id, handler := range map[string]http.HandlerFunc{
		"utf-16":     page(string(wide)),
		"utf-8-mark": page("\ufeff" + well),
		"lying-header": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json; charset=utf-16")
			page(well)(w, r)
		},
		"latin-1": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json; charset=iso-8859-1")
			page("{\"level\":\"operational\",\"name\":\"M\xfcnchen\"}")(w, r)
		},
	} {
		results, _, _ := run(net.checker(check.Options{}), net.serve(t, id, handler))
		if r := results[id]; r.Reading.Level != status.Operational {
			t.Errorf("%s: %v because %q, want operational", id, r.Reading.Level, r.Reading.Reason)
		}
	}
}

// A page that hangs delays nobody, even where there are more of them than workers.
func TestRunDeliversAsResultsArrive(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		services := numbered("hangs", 100)
		services = append(services, numbered("well", 10)...)
		web := getter(func(ctx context.Context, address string) (string, error) {
			if strings.Contains(address, "hangs") {
				return stall(ctx)
			}
			return well, nil
		})
		start := time.Now()
		early := 0
		checker := check.New(web, []provider.Provider{plain()}, check.Options{})
		summary := checker.Run(t.Context(), services, func(r check.Result) {
			if r.Reading.Level == status.Operational && time.Since(start) <= 4*time.Second {
				early++
			}
		})
		if early != 10 || summary.Checked != 110 || summary.Duration > 15*time.Second {
			t.Errorf("%d of 10 came early, summary %+v", early, summary)
		}
	})
}

// numbered returns n services, each on a host of its own.
func numbered(name string, n int) []catalog.Service {
	var services []catalog.Service
	for i := range n {
		id := fmt.Sprint(name, "-", i)
		services = append(services, catalog.Service{ID: id, Platform: "plain", URL: "https://" + id + ".example"})
	}
	return services
}

func TestRunIsBounded(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ workers, want int }{{0, 64}, {3, 10}, {12, 12}, {200, 200}} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			now, most := 0, 0
			count := func(change int) {
				mu.Lock()
				defer mu.Unlock()
				now += change
				most = max(most, now)
			}
			web := getter(func(context.Context, string) (string, error) {
				count(1)
				defer count(-1)
				time.Sleep(time.Second / 2)
				return well, nil
			})
			checker := check.New(web, []provider.Provider{plain()}, check.Options{Workers: test.workers})
			checker.Run(t.Context(), numbered("s", 300), func(check.Result) {})
			if most != test.want {
				t.Errorf("%d workers: %d at once, want %d", test.workers, most, test.want)
			}
		})
	}
}

// Services that wait for their busy host do not use up their time meanwhile, and keep no worker from others.
func TestRunGivesEveryServiceItsTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		services := append(numbered("hangs", 100), numbered("well", 100)...)
		for i := range services {
			services[i].URL = "https://one.example/" + services[i].ID
		}
		services = append(services, numbered("elsewhere", 1)...)
		web := getter(func(ctx context.Context, address string) (string, error) {
			if strings.Contains(address, "hangs") {
				return stall(ctx)
			}
			time.Sleep(time.Second)
			return well, nil
		})
		start := time.Now()
		checker := check.New(web, []provider.Provider{plain()}, check.Options{})
		checker.Run(t.Context(), services, func(r check.Result) {
			if hangs := strings.HasPrefix(r.Service.ID, "hangs"); (r.Reading.Level == status.Operational) == hangs {
				t.Errorf("%s: %v because %q", r.Service.ID, r.Reading.Level, r.Reading.Reason)
			}
			if took := time.Since(start); strings.HasPrefix(r.Service.ID, "elsewhere") && took != time.Second {
				t.Errorf("the service elsewhere had to wait for %v", took)
			}
		})
	})
}

func TestRunPages(t *testing.T) {
	t.Parallel()
	const gone, hangs = "gone", "hangs"
	tests := []struct {
		name, pages            string
		status, more, fallback string // bodies, gone or hangs
		level                  status.Level
		warning                string // a part of one
		fallbacks              int    // how often the fallback was asked
	}{
		{name: "optional page missing", pages: "optional", status: well, more: gone, level: status.Operational, warning: "/more was not read: the page is gone"},
		{name: "required page missing", pages: "optional", status: gone, more: well, level: status.Unknown},
		{name: "all optional, one missing", pages: "all optional", status: gone, more: well, level: status.Operational, warning: "/status was not read"},
		{name: "all optional, all missing", pages: "all optional", status: gone, more: gone, level: status.Unknown},
		{name: "fallback not needed", pages: "fallback", status: well, fallback: `{"level":"degraded"}`, level: status.Operational},
		{name: "fallback for a missing page", pages: "fallback", status: gone, fallback: `{"level":"degraded"}`, level: status.Degraded, warning: "/status was not read", fallbacks: 1},
		{name: "fallback for HTML", pages: "fallback", status: "<html>", fallback: well, level: status.Operational, warning: "HTML", fallbacks: 1},
		{name: "fallback for a page that hangs", pages: "fallback", status: hangs, fallback: well, level: status.Operational, warning: "did not answer", fallbacks: 1},
		{name: "fallback missing as well", pages: "fallback", status: gone, fallback: gone, level: status.Unknown, fallbacks: 1},
		{name: "everything hangs", pages: "fallback", status: hangs, fallback: hangs, level: status.Unknown, fallbacks: 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				fallbacks := 0
				web := getter(func(ctx context.Context, address string) (string, error) {
					body := test.status
					switch {
					case strings.HasSuffix(address, "/more"):
						body = test.more
					case strings.HasSuffix(address, "/fallback"):
						fallbacks++
						body = test.fallback
					}
					switch body {
					case gone:
						return "", &fetch.Error{Kind: fetch.Status, Status: http.StatusNotFound, Reached: true}
					case hangs:
						return stall(ctx)
					}
					return body, ctx.Err()
				})
				s := numbered("s", 1)[0]
				s.Options = map[string]string{"pages": test.pages}
				results, _, _ := run(check.New(web, []provider.Provider{plain()}, check.Options{}), s)
				r := results[s.ID]
				if r.Reading.Level != test.level || (r.Reading.Level == status.Unknown) != (r.Reading.Reason != "") {
					t.Errorf("%v because %q, want %v", r.Reading.Level, r.Reading.Reason, test.level)
				}
				if !strings.Contains(strings.Join(r.Reading.Warnings, "\n"), test.warning) {
					t.Errorf("warnings are %q, want %q in them", r.Reading.Warnings, test.warning)
				}
				if fallbacks != test.fallbacks || r.Duration > 10*time.Second {
					t.Errorf("the fallback was asked %d times, want %d; all took %v", fallbacks, test.fallbacks, r.Duration)
				}
			})
		})
	}
}

func TestHistory(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	s := net.serve(t, "s", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/history" {
			http.NotFound(w, r)
			return
		}
		page(`{"Incidents":[{"id":"1"}],"From":"2026-07-01T00:00:00Z"}`)(w, r)
	})
	checker := net.checker(check.Options{})
	history, err := checker.History(t.Context(), s)
	if err != nil || len(history.Incidents) != 1 || history.From.IsZero() {
		t.Errorf("got %+v and %v", history, err)
	}
	s.URL += "/elsewhere"
	if _, err := checker.History(t.Context(), s); err == nil || !strings.Contains(err.Error(), "read the history of s") {
		t.Errorf("got %v for a page that is gone", err)
	}
	s.Platform = "telegraph"
	if history, err := checker.History(t.Context(), s); err != nil || len(history.Incidents) != 0 {
		t.Errorf("got %+v and %v where there is no history", history, err)
	}
}
