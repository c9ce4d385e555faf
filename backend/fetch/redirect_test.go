package fetch_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"isserviceup/backend/fetch"
)

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
