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
	"net/url"
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
	var now, most atomic.Int32
	server := net.serve(t, func(w http.ResponseWriter, _ *http.Request) {
		n := now.Add(1)
		defer now.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(20 * time.Millisecond)
	})
	var gets sync.WaitGroup
	for range 20 {
		gets.Go(func() {
			if _, err := net.get(server.URL, patience); err != nil {
				t.Error(err)
			}
		})
	}
	gets.Wait()
	if most.Load() != 4 {
		t.Errorf("%d requests at once, want 4", most.Load())
	}
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
		_, err := net.get(server.URL, time.Second)
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

func TestGetIsConditional(t *testing.T) {
	t.Parallel()
	hourAgo := time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat)
	justNow := time.Now().Add(time.Minute).UTC().Format(http.TimeFormat)
	tests := []struct {
		name, header, value, condition string
		spared                         bool
	}{
		{"tag", "ETag", `"v1"`, "If-None-Match", true},
		{"weak tag", "ETag", `W/"v1"`, "If-None-Match", true},
		{"date", "Last-Modified", hourAgo, "If-Modified-Since", true},
		{"date too fresh to tell versions apart", "Last-Modified", justNow, "If-Modified-Since", false},
		{"no validator", "X-Other", "1", "If-None-Match", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			net := newInternet(t)
			server := net.serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set(test.header, test.value)
				if r.Header.Get(test.condition) == test.value {
					w.WriteHeader(http.StatusNotModified)
					return
				}
				w.Header().Set("Content-Type", "application/json")
				_, _ = io.WriteString(w, `{"page":1}`)
			})
			first, err := net.get(server.URL, patience)
			if err != nil || first.NotModified || first.Bytes != 10 || (first.Version != 0) != test.spared {
				t.Fatalf("first: %+v, %v", first, err)
			}
			second, err := net.get(server.URL, patience)
			if err != nil || second.NotModified != test.spared || (second.Bytes == 0) != test.spared {
				t.Errorf("second: %+v, %v", second, err)
			}
			if string(second.Body) != `{"page":1}` || second.ContentType != "application/json" || second.Version != first.Version {
				t.Errorf("second: %+v, want the first again", second)
			}
		})
	}
}

func TestGetNoticesAChange(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	var tag atomic.Value
	tag.Store(`"1"`)
	server := net.serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag.Load().(string))
		if r.Header.Get("If-None-Match") == tag.Load() {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = io.WriteString(w, tag.Load().(string))
	})
	versions := map[uint64]bool{}
	for _, value := range []string{`"1"`, `"2"`, `"1"`} {
		tag.Store(value)
		for range 2 {
			response, err := net.get(server.URL, patience)
			if err != nil || string(response.Body) != value {
				t.Fatalf("got %q and %v, want %q", response.Body, err, value)
			}
			versions[response.Version] = true
		}
	}
	if len(versions) != 3 {
		t.Errorf("%d versions of three bodies", len(versions))
	}
}

func TestGetBoundsItsMemory(t *testing.T) {
	t.Parallel()
	net := newInternet(t, func(o *fetch.Options) { o.CacheBytes = 2500 })
	server := net.serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		size := 1000
		if r.URL.Path == "/large" {
			size = 2501
		}
		_, _ = w.Write(make([]byte, size))
	})
	for _, step := range []struct {
		path string
		kept bool
	}{{"/a", false}, {"/b", false}, {"/a", true}, {"/c", false}, {"/a", true}, {"/b", false}, {"/large", false}, {"/large", false}, {"/b", true}} {
		response, err := net.get(server.URL+step.path, patience)
		if err != nil || response.NotModified != step.kept {
			t.Errorf("%s: not modified %t, error %v; want %t", step.path, response.NotModified, err, step.kept)
		}
	}
}

func TestGetFollowsRedirects(t *testing.T) {
	t.Parallel()
	net := newInternet(t)
	other := net.serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.Host+r.URL.Path)
	})
	otherHost := strings.TrimPrefix(other.URL, "https://")
	server := net.serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/far":
			redirect("https://user:secret@"+otherHost+"/there")(w, r)
		case "/5", "/4", "/3", "/2":
			redirect("/"+string(r.URL.Path[1]-1))(w, r)
		case "/1":
			redirect("end")(w, r)
		default:
			_, _ = io.WriteString(w, r.URL.Path)
		}
	})
	for path, want := range map[string]string{"/5": "/end", "/far": otherHost + "/there"} {
		if response, err := net.get(server.URL+path, patience); err != nil || string(response.Body) != want {
			t.Errorf("%s: got %q and %v, want %q", path, response.Body, err, want)
		}
	}
}

// A name that resolves to another kind of address than the service's own is refused when it is dialled, even where a
// connection to that address is open for a service of its own.
func TestGetChecksTheResolvedAddress(t *testing.T) {
	t.Parallel()
	inet := newInternet(t)
	victim := inet.serve(t, text("secret"))
	if _, err := inet.get(victim.URL, patience); err != nil {
		t.Fatal(err)
	}
	_, port, err := net.SplitHostPort(strings.TrimPrefix(victim.URL, "https://"))
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"} {
		proxy := httptest.NewServer(redirect("https://" + host + ":" + port + "/"))
		t.Cleanup(proxy.Close)
		inet := newInternet(t, func(o *fetch.Options) {
			o.RootCAs = inet.Pool()
			o.Proxy = proxyFor("public.example", proxy.URL)
		})
		response, err := inet.get("http://public.example/", patience)
		if e := asError(t, err); e.Kind != fetch.Redirect || !strings.Contains(fetch.Reason(err), "from a public to a loopback") {
			t.Errorf("%s: got %q and %v, want a refusal", host, response.Body, err)
		}
	}
}

func proxyFor(host, proxy string) func(*http.Request) (*url.URL, error) {
	return func(r *http.Request) (*url.URL, error) {
		if r.URL.Hostname() != host {
			return nil, nil
		}
		return url.Parse(proxy)
	}
}

func TestGetUsesTheProxy(t *testing.T) {
	t.Parallel()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/to-loopback" {
			redirect("http://127.0.0.1:1/")(w, r)
			return
		}
		_, _ = io.WriteString(w, "proxied "+r.URL.String())
	}))
	t.Cleanup(proxy.Close)
	net := newInternet(t, func(o *fetch.Options) {
		o.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(proxy.URL) }
	})
	response, err := net.get("http://status.example/x", patience)
	if err != nil || string(response.Body) != "proxied http://status.example/x" {
		t.Errorf("got %q and %v", response.Body, err)
	}
	_, err = net.get("http://status.example/to-loopback", patience)
	if e := asError(t, err); e.Kind != fetch.Redirect {
		t.Errorf("got %v, want a refusal to ask the proxy for a loopback address", err)
	}
}

func TestGetUnreachable(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	silent, err := net.Listen("tcp", "127.0.0.1:0") // takes connections and says nothing
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	_ = listener.Close()
	tests := []struct {
		name, address, reason string
		kind                  fetch.Kind
		unreachable           bool
	}{
		{"refused", "https://" + listener.Addr().String(), "refused the connection", fetch.Refused, true},
		{"no such host", "https://status.invalid", "host name", fetch.DNS, true},
		{"silent", "https://" + silent.Addr().String(), "did not answer within", fetch.Timeout, true},
		{"silent without TLS", "http://" + silent.Addr().String(), "did not answer within", fetch.Timeout, true},
		{"not an address", "https://%zz", "not valid", fetch.Address, false},
		{"another scheme", "file:///etc/passwd", "not valid", fetch.Address, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := newInternet(t).get(test.address, 300*time.Millisecond)
			e := asError(t, err)
			if e.Kind != test.kind && e.Kind != fetch.Timeout {
				t.Errorf("got %v, want kind %v", err, test.kind)
			}
			if fetch.Unreachable(err) != test.unreachable || fetch.Reached(err) {
				t.Errorf("%v: unreachable %t, want %t", err, fetch.Unreachable(err), test.unreachable)
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
