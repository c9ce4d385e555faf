package fetch_test

import (
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"isserviceup/backend/fetch"
)

func TestGetRetriesOnce(t *testing.T) {
	t.Parallel()
	for name, bad := range map[string]http.HandlerFunc{"reset": reset, "server error": status(502), "cut": cut} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			net := newInternet(t)
			var asked atomic.Int32
			server := net.serve(t, func(w http.ResponseWriter, r *http.Request) {
				if asked.Add(1) == 1 {
					bad(w, r)
				}
				_, _ = io.WriteString(w, "well")
			})
			if response, err := net.get(server.URL, patience); err != nil || string(response.Body) != "well" {
				t.Errorf("got %q and %v after the retry, want well", response.Body, err)
			}
		})
	}
}

func TestGetHonoursRetryAfter(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	var asked atomic.Int32
	server := net.serve(t, func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	start := time.Now()
	if _, err := net.get(server.URL, patience); err != nil {
		t.Error(err)
	}
	if waited := time.Since(start); waited < time.Second {
		t.Errorf("waited %v, want the second that the server asked for", waited)
	}
}

func TestGetRemembersRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	net := newInternet(t, func(o *fetch.Options) { o.Now = func() time.Time { return now } })
	var asked atomic.Int32
	server := net.serve(t, func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) == 1 {
			w.Header().Set("Retry-After", "90")
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	for range 2 {
		_, err := net.get(server.URL, patience)
		if e := asError(t, err); !e.RetryAfter.Equal(now.Add(90*time.Second)) || e.Status != 503 {
			t.Errorf("got %v, want 503 with the time", err)
		}
		if !strings.Contains(fetch.Reason(err), "again after 1 Aug 2026 12:01 UTC") || fetch.Unreachable(err) {
			t.Errorf("reason is %q, unreachable %t", fetch.Reason(err), fetch.Unreachable(err))
		}
	}
	if asked.Load() != 1 {
		t.Errorf("asked %d times before the time, want 1", asked.Load())
	}
	now = now.Add(91 * time.Second)
	if _, err := net.get(server.URL, patience); err != nil {
		t.Error(err)
	}
}

// The time is named as well where it came with the second answer, or too late for a second request.
func TestGetHoldsOffOnlyWhereItWasAskedTo(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	server := net.serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/busy/") {
			w.Header().Set("Retry-After", "90")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	for path, held := range map[string]bool{"/busy/api/summary.json": true, "/well/api/summary.json": false} {
		if _, err := net.get(server.URL+path, patience); (err != nil) != held {
			t.Errorf("%s: got %v, want an error: %t", path, err, held)
		}
	}
	if _, err := net.get(server.URL+"/busy/api/incidents.json", patience); !asError(t, err).HeldOff {
		t.Errorf("got %v, want that nobody was asked", err)
	}
	if _, err := net.get(server.URL+"/well/api/summary.json", patience); err != nil {
		t.Errorf("a service beside one that wants to be left alone: %v", err)
	}
}

func TestGetNamesTheTimeOfTheLastAnswer(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	var asked atomic.Int32
	server := net.serve(t, func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) == 2 {
			w.Header().Set("Retry-After", "90")
		}
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	_, err := net.get(server.URL, patience)
	if e := asError(t, err); e.RetryAfter.IsZero() || e.HeldOff {
		t.Errorf("got %v, want the time that the second answer named", err)
	}
}
