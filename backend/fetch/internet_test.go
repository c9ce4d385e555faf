package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"isserviceup/backend/fetch"
	"isserviceup/backend/fetch/fetchtest"
)

// internet is a small one: an authority, and a client that trusts it.
type internet struct {
	*fetchtest.Authority
	client *fetch.Client
}

func newInternet(t testing.TB, change ...func(*fetch.Options)) internet {
	t.Helper()
	authority, err := fetchtest.NewAuthority()
	if err != nil {
		t.Fatal(err)
	}
	options := fetch.Options{Version: "1.2.3", RootCAs: authority.Pool()}
	for _, c := range change {
		c(&options)
	}
	client := fetch.NewClient(options)
	t.Cleanup(client.Close)
	return internet{authority, client}
}

// get gets address within d.
func (i internet) get(address string, d time.Duration) (fetch.Response, error) {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	return i.client.Get(ctx, address)
}

func (i internet) serve(t testing.TB, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	return i.Serve(t, fetchtest.Terms{}, handler)
}

// patience is for what must succeed, however busy the computer is.
const patience = time.Minute

func text(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
}

func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// reset breaks the connection without a word.
func reset(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// zeros writes n zero bytes as fast as they are taken.
func zeros(w io.Writer, n int) {
	block := make([]byte, 64<<10)
	for ; n > 0; n -= len(block) {
		if _, err := w.Write(block); err != nil {
			return
		}
	}
}

func TestGetWhatIsWrong(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		terms   fetchtest.Terms
		handler http.HandlerFunc
		within  time.Duration
		kind    fetch.Kind
		status  int
		reason  string // a part of it
		asked   int32  // how often the server is asked; 0 means once
	}{
		{name: "not found", handler: http.NotFound, kind: fetch.Status, status: 404, reason: "the page is gone (404); it may have moved"},
		{name: "gone", handler: status(410), kind: fetch.Status, status: 410, reason: "gone for good"},
		{name: "forbidden", handler: status(403), kind: fetch.Status, status: 403, reason: "does not let us read"},
		{name: "a teapot", handler: status(418), kind: fetch.Status, status: 418, reason: "status 418"},
		{name: "too many requests", handler: status(429), kind: fetch.Status, status: 429, reason: "fewer requests"},
		{name: "server error", handler: status(500), kind: fetch.Status, status: 500, reason: "an error of its own (500)", asked: 2},
		{name: "unavailable", handler: status(503), kind: fetch.Status, status: 503, reason: "unavailable", asked: 2},
		{name: "not modified without having been asked", handler: status(304), kind: fetch.Status, status: 304, reason: "never read"},
		{name: "redirect to nowhere", handler: status(302), kind: fetch.Status, status: 302, reason: "status 302"},
		{name: "hangs before the header", handler: hang, within: 3 * time.Second, kind: fetch.Timeout, reason: "the server did not answer within 3 s"},
		{name: "drips", handler: drip, within: 3 * time.Second, kind: fetch.Timeout, status: 200, reason: "the page did not arrive whole within 3 s"},
		{name: "breaks off before the header", handler: reset, kind: fetch.Broken, reason: "broke off", asked: 2},
		{name: "breaks off in the body", handler: cut, kind: fetch.Broken, status: 200, reason: "broke off", asked: 2},
		{name: "100 MB announced", handler: announced, kind: fetch.TooLarge, status: 200, reason: "larger than 16 MiB"},
		{name: "100 MB unannounced", handler: func(w http.ResponseWriter, _ *http.Request) { zeros(w, 100<<20) }, kind: fetch.TooLarge, status: 200, reason: "larger than 16 MiB"},
		{name: "gzip bomb", handler: bomb, kind: fetch.TooLarge, status: 200, reason: "larger than 16 MiB"},
		{name: "damaged compression", handler: damaged, kind: fetch.Encoding, status: 200, reason: "compression is damaged"},
		{name: "endless redirect", handler: func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) }, kind: fetch.Redirect, reason: "redirects more than 5 times", asked: 6},
		{name: "redirect from https to http", handler: redirect("http://127.0.0.1:1/"), kind: fetch.Redirect, reason: "from https to http"},
		{name: "redirect to another scheme", handler: redirect("ftp://127.0.0.1/"), kind: fetch.Redirect, reason: "another scheme (ftp)"},
		{name: "redirect to a public address", handler: redirect("https://192.0.2.1/"), kind: fetch.Redirect, reason: "from a loopback to a public address"},
		{name: "redirect to a private address", handler: redirect("https://10.0.0.1/"), kind: fetch.Redirect, reason: "from a loopback to a private address"},
		{name: "redirect to a link-local address", handler: redirect("https://169.254.169.254/"), kind: fetch.Redirect, reason: "to a link-local address"},
		{name: "redirect to rubbish", handler: redirect("https://[::1/"), kind: fetch.Redirect, reason: "not valid"},
		{name: "certificate for another host", terms: fetchtest.Terms{Host: "status.example.org"}, handler: text("{}"), kind: fetch.TLS, reason: "its TLS certificate is not for 127.0.0.1"},
		{
			name:    "expired certificate",
			terms:   fetchtest.Terms{NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Date(2024, 11, 21, 11, 40, 0, 0, time.UTC)},
			handler: text("{}"), kind: fetch.TLS, reason: "its TLS certificate expired on 21 Nov 2024 11:40 UTC",
		},
		{
			name:    "certificate of tomorrow",
			terms:   fetchtest.Terms{NotBefore: time.Now().Add(time.Hour)},
			handler: text("{}"), kind: fetch.TLS, reason: "is this computer's clock right?",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			net := newInternet(t)
			var asked atomic.Int32
			server := net.Serve(t, test.terms, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked.Add(1)
				test.handler(w, r)
			}))
			if test.within == 0 {
				test.within = patience
			}
			response, err := net.get(server.URL, test.within)
			var e *fetch.Error
			if !errors.As(err, &e) {
				t.Fatalf("got %d bytes and error %v, want a *fetch.Error", len(response.Body), err)
			}
			if e.Kind != test.kind || e.Status != test.status {
				t.Errorf("got %v, want kind %v with status %d", err, test.kind, test.status)
			}
			if reason := fetch.Reason(err); !strings.Contains(reason, test.reason) {
				t.Errorf("reason is %q, want %q in it", reason, test.reason)
			} else if strings.Contains(reason, "fetch ") || strings.Contains(reason, "dial ") {
				t.Errorf("reason %q is no sentence", reason)
			}
			if fetch.Unreachable(err) || !fetch.Reached(err) {
				t.Errorf("%v counts as no answer at all", err)
			}
			if want := max(test.asked, 1); test.kind != fetch.TLS && asked.Load() != want {
				t.Errorf("the server was asked %d times, want %d", asked.Load(), want)
			}
		})
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func redirect(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	}
}

func drip(w http.ResponseWriter, r *http.Request) {
	for r.Context().Err() == nil {
		_, _ = io.WriteString(w, " ")
		_ = http.NewResponseController(w).Flush()
		time.Sleep(20 * time.Millisecond)
	}
}

func cut(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = io.WriteString(w, `{"page":`)
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

func announced(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", fmt.Sprint(100<<20))
	zeros(w, 100<<20)
}

// bomb serves 1 GiB in 1 MiB: a compressed document may be many one after the other.
func bomb(w http.ResponseWriter, _ *http.Request) {
	var block bytes.Buffer
	packed := gzip.NewWriter(&block)
	zeros(packed, 1<<20)
	_ = packed.Close()
	w.Header().Set("Content-Encoding", "gzip")
	for range 1 << 10 {
		if _, err := w.Write(block.Bytes()); err != nil {
			return
		}
	}
}

func damaged(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	_, _ = io.WriteString(w, "this is not compressed at all")
}
