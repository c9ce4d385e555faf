package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

func TestKindOf(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]addressKind{
		"8.8.8.8": public, "2606:4700::1": public, "64:ff9b::808:808": public,
		"127.0.0.1": loopback, "127.9.9.9": loopback, "::1": loopback, "0.0.0.0": loopback, "::": loopback,
		"::ffff:127.0.0.1": loopback, "64:ff9b::7f00:1": loopback,
		"10.1.2.3": private, "172.16.0.1": private, "192.168.0.1": private, "100.64.0.1": private, "fd00::1": private, "198.18.0.1": private,
		"169.254.169.254": linkLocal, "fe80::1%eth0": linkLocal, "224.0.0.1": linkLocal,
	} {
		if got := kindOf(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s is %s, want %s", address, addressKindNames[got], addressKindNames[want])
		}
	}
	for name, want := range map[string]addressKind{
		"localhost": loopback, "LOCALHOST.": loopback, "a.localhost": loopback, "::1": loopback, "10.0.0.1": private, "status.example": public,
	} {
		if got := kindOfName(name); got != want {
			t.Errorf("the name %s is %s, want %s", name, addressKindNames[got], addressKindNames[want])
		}
	}
}

func TestToUTF8(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, body, contentType, want string }{
		{"latin", "gr\xfcn", "application/json; charset=ISO-8859-1", "grün"},
		{"windows-1252 in quotes", "\x80", `text/html; charset="windows-1252"`, "€"},
		{"japanese", "\x93\xfa", "text/html; charset=Shift_JIS", "日"},
		{"the header lies", "grün", "application/json; charset=ISO-8859-1", "grün"},
		{"the header says UTF-8 and lies", "gr\xfcn", "application/json; charset=utf-8", "gr\xfcn"},
		{"nobody knows it", "gr\xfcn", "application/json; charset=klingon", "gr\xfcn"},
		{"forbidden", "gr\xfcn", "application/json; charset=iso-2022-kr", "gr\xfcn"},
		{"none", "gr\xfcn", "application/json", "gr\xfcn"},
		{"rubbish", "gr\xfcn", ";;;", "gr\xfcn"},
		{"UTF-16 by its mark", "\xff\xfe{\x00\xfc\x00", "application/json; charset=ISO-8859-1", "\xff\xfe{\x00\xfc\x00"},
		{"UTF-16 by its zeros", "\x00{\x00\xfc", "application/json; charset=ISO-8859-1", "\x00{\x00\xfc"},
		{"one byte", "\xfc", "text/plain; charset=latin1", "ü"},
	} {
		if got := string(toUTF8([]byte(test.body), test.contentType)); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"120": 2 * time.Minute, " 1 ": time.Second, "Sat, 01 Aug 2026 12:05:00 GMT": 5 * time.Minute,
		"Sat, 01 Aug 2026 11:00:00 GMT": -1, "": -1, "soon": -1, "-5": -1, "99999999999999999999": -1, "1.5": -1,
	} {
		got, ok := retryAfter(value, now)
		if ok != (want >= 0) || ok && got != want {
			t.Errorf("%q: got %v, %t; want %v", value, got, ok, want)
		}
	}
}

// answers is a RoundTripper that gives them in turn.
type answers []func(*http.Request) (*http.Response, error)

func (a *answers) RoundTrip(req *http.Request) (*http.Response, error) {
	first := (*a)[0]
	*a = (*a)[1:]
	return first(req)
}

func answer(code int, header ...string) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) {
		resp := &http.Response{StatusCode: code, Header: http.Header{}, Body: &page{}}
		for i := 0; i+1 < len(header); i += 2 {
			resp.Header.Set(header[i], header[i+1])
		}
		return resp, nil
	}
}

func fail(err Error) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) { return nil, &err }
}

func TestRetryAndHoldOff(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		answers answers
		left    int // answers that nobody asked for
		status  int
		kind    Kind
		waits   time.Duration
		reached bool
	}{
		{name: "well", answers: answers{answer(200), answer(500)}, left: 1, status: 200},
		{name: "one 500", answers: answers{answer(500), answer(200)}, status: 200, waits: time.Second},
		{name: "two 500", answers: answers{answer(500), answer(500), answer(200)}, left: 1, status: 500, waits: time.Second},
		{name: "404", answers: answers{answer(404), answer(200)}, left: 1, status: 404},
		{name: "429 without a time", answers: answers{answer(429), answer(200)}, left: 1, status: 429},
		{name: "429 with a time", answers: answers{answer(429, "Retry-After", "7"), answer(200)}, status: 200, waits: 7 * time.Second},
		{name: "429 with too late a time", answers: answers{answer(429, "Retry-After", "60"), answer(200)}, left: 1, kind: Status, waits: time.Second, reached: true},
		{name: "broken, then a timeout", answers: answers{fail(Error{Kind: Broken, Reached: true}), fail(Error{Kind: Timeout})}, kind: Timeout, waits: time.Second, reached: true},
		{name: "timeout", answers: answers{fail(Error{Kind: Timeout}), answer(200)}, left: 1, kind: Timeout},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				chain := &retry{
					next:  newHoldOff(&test.answers, time.Now),
					pause: func() time.Duration { return time.Second },
				}
				start := time.Now()
				resp, err := chain.RoundTrip(httptest.NewRequestWithContext(ctx, http.MethodGet, "https://status.example/", nil))
				if waited := time.Since(start); waited != test.waits {
					t.Errorf("waited %v, want %v", waited, test.waits)
				}
				if len(test.answers) != test.left {
					t.Errorf("%d answers are left, want %d", len(test.answers), test.left)
				}
				if test.status != 0 {
					if err != nil || resp.StatusCode != test.status {
						t.Errorf("got %v and %v, want status %d", resp, err, test.status)
					}
					return
				}
				var e *Error
				if !errors.As(err, &e) || e.Kind != test.kind || Reached(err) != test.reached {
					t.Errorf("got %v, reached %t; want kind %v", err, Reached(err), test.kind)
				}
			})
		})
	}
}

func TestHoldOffIsBounded(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	h := newHoldOff(&answers{answer(503, "Retry-After", "31536000")}, func() time.Time { return now })
	request := httptest.NewRequest(http.MethodGet, "https://status.example/", nil)
	if _, err := h.RoundTrip(request); err != nil {
		t.Fatal(err)
	}
	if until := h.places["status.example/"].until; !until.Equal(now.Add(time.Hour)) {
		t.Errorf("held off until %v, want an hour", until)
	}
	now = now.Add(time.Hour)
	if err := h.wait(t.Context(), "status.example/"); err != nil || len(h.places) != 0 {
		t.Errorf("after the hour: %v, and %d places remembered", err, len(h.places))
	}
}

func TestClassify(t *testing.T) {
	t.Parallel()
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	for _, test := range []struct {
		name      string
		ctx       context.Context
		err       error
		connected bool
		want      Kind
	}{
		{"no route", context.Background(), &net.OpError{Op: "dial", Err: syscall.ENETUNREACH}, false, Network},
		{"no route any more", context.Background(), &net.OpError{Op: "write", Err: syscall.ENETUNREACH}, true, Network},
		{"reset", context.Background(), fmt.Errorf("read: %w", syscall.ECONNRESET), false, Broken},
		{"end", context.Background(), io.EOF, false, Broken},
		{"whatever happened to a connection", context.Background(), errors.New("lost"), true, Broken},
		{"whatever else", context.Background(), errors.New("lost"), false, Network},
		{"the system's own timeout", context.Background(), &net.OpError{Op: "dial", Err: syscall.ETIMEDOUT}, false, Timeout},
		{"not found", context.Background(), &net.DNSError{IsNotFound: true}, false, DNS},
		{"cancelled", ended, io.EOF, true, Canceled},
	} {
		if got := classify(test.ctx, test.err, test.connected); got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestReasonOfName(t *testing.T) {
	t.Parallel()
	for want, err := range map[string]error{
		"the host name status.example cannot be found":                    &net.DNSError{Name: "status.example", IsNotFound: true},
		"the name server gave no answer for the host name status.example": &net.DNSError{Name: "status.example", IsTemporary: true},
		"the host name elsewhere.example cannot be found":                 errors.New("no such host"),
	} {
		if got := Reason(&Error{Kind: DNS, URL: "https://elsewhere.example/x", Err: err}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := Reason(&Error{Kind: Network, Err: syscall.ENETUNREACH}); !strings.Contains(got, "cannot be reached") {
		t.Errorf("no route: got %q", got)
	}
}

func TestErrorSaysEverything(t *testing.T) {
	t.Parallel()
	err := error(&Error{
		Kind: Status, URL: "https://status.example", Status: 503,
		RetryAfter: time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC), Err: io.EOF,
	})
	const want = "fetch https://status.example: status 503, retry after 2026-08-01T12:00:00Z: EOF"
	if err.Error() != want || !errors.Is(err, io.EOF) {
		t.Errorf("got %q, want %q", err, want)
	}
}

// After a sleep the connections that were left are not trusted: their servers have forgotten them.
func TestConnectionsFromBeforeASleepAreDropped(t *testing.T) {
	t.Parallel()
	remotes := map[string]bool{}
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { remotes[r.RemoteAddr] = true }))
	t.Cleanup(server.Close)
	client := NewClient(Options{})
	t.Cleanup(client.Close)
	for range 2 {
		if _, err := client.Get(t.Context(), server.URL); err != nil {
			t.Fatal(err)
		}
		client.wire.lastUsed = client.wire.lastUsed.Add(-time.Hour)
	}
	if len(remotes) != 2 {
		t.Errorf("%d connections, want a new one after the sleep", len(remotes))
	}
}

// A connection that is silent on a later request is not used for another.
func TestSilentConnectionsAreAbandoned(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	seen := map[string]bool{}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		again := seen[r.RemoteAddr]
		seen[r.RemoteAddr] = true
		mu.Unlock()
		if again {
			<-r.Context().Done()
		}
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	pool := x509.NewCertPool()
	pool.AddCert(server.Certificate())
	client := NewClient(Options{RootCAs: pool})
	t.Cleanup(client.Close)
	for _, want := range []bool{true, false, true} {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		_, err := client.Get(ctx, server.URL)
		cancel()
		if (err == nil) != want || err != nil && !Unreachable(err) {
			t.Errorf("got %v, unreachable %t; want success %t", err, Unreachable(err), want)
		}
	}
}
