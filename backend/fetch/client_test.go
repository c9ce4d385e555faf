package fetch_test

import (
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"isserviceup/backend/fetch"
	"isserviceup/backend/fetch/fetchtest"
)

func TestGetSaysWhoItIs(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	server := net.serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.Proto+" "+r.Header.Get("User-Agent")+" "+r.Header.Get("Accept-Encoding"))
	})
	response, err := net.get(server.URL, patience)
	if err != nil {
		t.Fatal(err)
	}
	const want = "HTTP/2.0 isServiceUp/1.2.3 (+https://github.com/isserviceup/isserviceup) gzip"
	if string(response.Body) != want {
		t.Errorf("the server saw %q, want %q", response.Body, want)
	}
}

func TestGetUnpacks(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	server := net.serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		packed := gzip.NewWriter(w)
		_, _ = io.WriteString(packed, strings.Repeat("well ", 1000))
		_ = packed.Close()
	})
	response, err := net.get(server.URL, patience)
	if err != nil || len(response.Body) != 5000 || response.Bytes != 5000 {
		t.Errorf("got %d bytes, counted %d, error %v; want 5000", len(response.Body), response.Bytes, err)
	}
}

func TestGetTakesExactlyTheLimit(t *testing.T) {
	t.Parallel()
	net := newInternet(t, func(o *fetch.Options) { o.MaxBody = 1000 })
	server := net.serve(t, text(strings.Repeat("x", 1000)))
	if response, err := net.get(server.URL, patience); err != nil || len(response.Body) != 1000 {
		t.Errorf("got %d bytes, error %v; want 1000", len(response.Body), err)
	}
}

func TestGetKeepsConnections(t *testing.T) {
	t.Parallel()
	for _, http2 := range []bool{true, false} {
		var connections atomic.Int32
		inet := newInternet(t)
		server := httptest.NewUnstartedServer(text("{}"))
		certificate, err := inet.Issue(fetchtest.Terms{})
		if err != nil {
			t.Fatal(err)
		}
		server.EnableHTTP2 = http2
		server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
		server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
			if state == http.StateNew {
				connections.Add(1)
			}
		}
		server.StartTLS()
		t.Cleanup(server.Close)
		for range 5 {
			if _, err := inet.get(server.URL, patience); err != nil {
				t.Fatal(err)
			}
		}
		if n := connections.Load(); n != 1 {
			t.Errorf("HTTP/2 %t: %d connections for 5 requests, want 1", http2, n)
		}
		inet.client.Close()
	}
}

func TestGetAsksAHostFourTimesAtOnce(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	var now atomic.Int32
	var filled atomic.Bool
	full := make(chan struct{})
	server := net.serve(t, func(_ http.ResponseWriter, r *http.Request) {
		switch n := now.Add(1); {
		case n == 4 && !filled.Swap(true):
			time.Sleep(50 * time.Millisecond) // for a fifth to come, if it may
			close(full)
		case n > 4:
			t.Errorf("%d requests at once", n)
		}
		select {
		case <-full:
		case <-r.Context().Done():
		}
		now.Add(-1)
	})
	var gets sync.WaitGroup
	for range 8 {
		gets.Go(func() {
			if _, err := net.get(server.URL, patience); err != nil {
				t.Error(err)
			}
		})
	}
	gets.Wait()
}

func TestGetWaitsNoLongerThanItMay(t *testing.T) {
	t.Parallel()
	net := newInternet(t, func(o *fetch.Options) { o.PerHost = 1 })
	asked := make(chan struct{}, 1)
	server := net.serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		hang(w, r)
	})
	ctx, cancel := context.WithCancel(t.Context())
	var first sync.WaitGroup
	first.Go(func() {
		_, err := net.client.Get(ctx, server.URL)
		if e := asError(t, err); e.Kind != fetch.Canceled {
			t.Errorf("the cancelled request ended with %v", err)
		}
	})
	<-asked
	_, err := net.get(server.URL, 50*time.Millisecond)
	if e := asError(t, err); e.Kind != fetch.Timeout || !strings.Contains(err.Error(), "same host") {
		t.Errorf("the waiting request ended with %v", err)
	}
	cancel()
	first.Wait()
}

func TestGetUnreachable(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	_ = listener.Close()
	tests := []struct {
		name, address, reason string
		kind                  fetch.Kind
		unreachable, reached  bool
	}{
		{"refused", "https://" + listener.Addr().String(), "refused the connection", fetch.Refused, true, false},
		{"no such host", "https://status.invalid", "host name", fetch.DNS, true, false},
		{"takes connections and says nothing", "https://" + silent.Addr().String(), "did not answer within", fetch.Timeout, false, true},
		{"the same without TLS", "http://" + silent.Addr().String(), "did not answer within", fetch.Timeout, false, true},
		{"not an address", "https://%zz", "not valid", fetch.Address, false, false},
		{"another scheme", "file:///etc/passwd", "not valid", fetch.Address, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := newInternet(t).get(test.address, 300*time.Millisecond)
			e := asError(t, err)
			if e.Kind != test.kind && e.Kind != fetch.Timeout {
				t.Errorf("got %v, want kind %v", err, test.kind)
			}
			if fetch.Unreachable(err) != test.unreachable || fetch.Reached(err) != test.reached {
				t.Errorf("%v: unreachable %t, reached %t, want %t, %t", err, fetch.Unreachable(err), fetch.Reached(err), test.unreachable, test.reached)
			}
			if reason := fetch.Reason(err); e.Kind == test.kind && !strings.Contains(reason, test.reason) {
				t.Errorf("reason is %q, want %q in it", reason, test.reason)
			}
		})
	}
}

func TestGetUntrusted(t *testing.T) {
	t.Parallel()
	server := newInternet(t).serve(t, text("{}"))
	_, err := newInternet(t).get(server.URL, patience)
	if e := asError(t, err); e.Kind != fetch.TLS || !strings.Contains(fetch.Reason(err), "does not trust") || fetch.Unreachable(err) {
		t.Errorf("got %v with the reason %q", err, fetch.Reason(err))
	}
}

func TestGetTLSFromPlainServer(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(text("{}"))
	t.Cleanup(server.Close)
	_, err := newInternet(t).get(strings.Replace(server.URL, "http:", "https:", 1), patience)
	if e := asError(t, err); e.Kind != fetch.TLS || !strings.Contains(fetch.Reason(err), "does not speak TLS") {
		t.Errorf("got %v with the reason %q", err, fetch.Reason(err))
	}
}

func TestReasonOfOthers(t *testing.T) {
	t.Parallel()
	if got := fetch.Reason(nil); got != "" {
		t.Errorf("the reason of nothing is %q", got)
	}
	if got := fetch.Reason(errors.New("x")); got != "x" {
		t.Errorf("the reason of another error is %q, want its text", got)
	}
}

func asError(t *testing.T, err error) *fetch.Error {
	t.Helper()
	var e *fetch.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want a *fetch.Error", err)
	}
	return e
}
