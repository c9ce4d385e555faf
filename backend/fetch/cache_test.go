package fetch_test

import (
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"isserviceup/backend/fetch"
)

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
