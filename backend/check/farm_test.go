//go:build unix

package check_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/fetch/fetchtest"
)

// farmSize is how many endpoints there are.
const farmSize = 300

// farmVariable makes the test binary be the farm, so that the endpoints' CPU time is not the client's.
const farmVariable = "ISSERVICEUP_TEST_FARM"

func TestMain(m *testing.M) {
	if os.Getenv(farmVariable) != "" {
		runFarm(os.Stdin, os.Stdout)
		return
	}
	os.Exit(m.Run())
}

// greeting is what the farm says first.
type greeting struct {
	PEM  []byte
	URLs []string
}

// startFarm starts the farm in a process of its own, which ends with the test.
func startFarm(t testing.TB) *farm {
	t.Helper()
	process := exec.CommandContext(t.Context(), os.Args[0])
	process.Env = append(os.Environ(), farmVariable+"=1")
	process.Stderr = os.Stderr
	in, err := process.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close() // the farm ends with its input
		_ = process.Wait()
	})
	lines := bufio.NewReader(out)
	var hello greeting
	if err := json.Unmarshal(readLine(t, lines), &hello); err != nil {
		t.Fatal(err)
	}
	f := &farm{roots: x509.NewCertPool()}
	f.roots.AppendCertsFromPEM(hello.PEM)
	for i, address := range hello.URLs {
		f.services = append(f.services, catalog.Service{ID: fmt.Sprint("s", i), Name: "S", Platform: "summary", URL: address})
	}
	f.bytes = func() int64 {
		if _, err := io.WriteString(in, "\n"); err != nil {
			t.Fatal(err)
		}
		n, err := strconv.ParseInt(strings.TrimSpace(string(readLine(t, lines))), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return f
}

func readLine(t testing.TB, lines *bufio.Reader) []byte {
	t.Helper()
	line, err := lines.ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	return line
}

// runFarm serves the endpoints, greets on out, and answers every line from in with the bytes on the wire so far. It
// returns when in ends.
func runFarm(in io.Reader, out io.Writer) {
	authority, err := fetchtest.NewAuthority()
	if err != nil {
		log.Fatal(err)
	}
	certificate, err := authority.Issue(fetchtest.Terms{})
	if err != nil {
		log.Fatal(err)
	}
	var wire atomic.Int64
	hello := greeting{PEM: authority.PEM()}
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same farm every time
	for i := range farmSize {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			log.Fatal(err)
		}
		server := &http.Server{
			Handler:           newEndpoint(i, random),
			TLSConfig:         &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
			ErrorLog:          log.New(io.Discard, "", 0),
			ReadHeaderTimeout: time.Minute,
		}
		go func() { _ = server.ServeTLS(meter{listener, &wire}, "", "") }()
		hello.URLs = append(hello.URLs, "https://"+listener.Addr().String())
	}
	if err := json.NewEncoder(out).Encode(hello); err != nil {
		log.Fatal(err)
	}
	for lines := bufio.NewScanner(in); lines.Scan(); {
		fmt.Fprintln(out, wire.Load())
	}
}

// meter counts what goes over a listener's connections.
type meter struct {
	net.Listener
	wire *atomic.Int64
}

func (m meter) Accept() (net.Conn, error) {
	conn, err := m.Listener.Accept()
	return &meteredConn{Conn: conn, wire: m.wire}, err
}

// setUp is what a new connection costs: two round trips of 40 ms, for TCP and for TLS.
const setUp = 80 * time.Millisecond

type meteredConn struct {
	net.Conn
	wire  *atomic.Int64
	setUp sync.Once
}

func (c *meteredConn) Read(p []byte) (int, error) {
	c.setUp.Do(func() { time.Sleep(setUp) })
	n, err := c.Conn.Read(p)
	c.wire.Add(int64(n))
	return n, err
}

func (c *meteredConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.wire.Add(int64(n))
	return n, err
}

// endpoint is a status page that takes its time: latency for every answer, and setUp before for a new connection.
type endpoint struct {
	latency      time.Duration
	hangs        bool
	fails        http.HandlerFunc // nil where it does not
	body, packed []byte
	tag          string
}

// newEndpoint returns endpoint number i: 3 % hang, 5 % fail in one of three ways, 5 % have 2 MB, all spread over the
// whole list.
func newEndpoint(i int, random *rand.Rand) *endpoint {
	const median, spread = 200, 0.7 // so that 95 % lie between 50 and 800 ms
	milliseconds := min(max(median*math.Exp(spread*random.NormFloat64()), 50), 800)
	e := &endpoint{latency: time.Duration(milliseconds * float64(time.Millisecond)), tag: fmt.Sprintf(`"%d"`, i)}
	switch size := 20_000; {
	case i%100 == 17 || i%100 == 50 || i%100 == 83:
		e.hangs = true
	case i%20 == 7:
		e.fails = []http.HandlerFunc{http.NotFound, unavailable, abort}[i/20%3]
	case i%20 == 13:
		size = 2_000_000
		fallthrough
	default:
		e.body = summary(size, random)
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, _ = w.Write(e.body)
		_ = w.Close()
		e.packed = packed.Bytes()
	}
	return e
}

// ServeHTTP implements http.Handler.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if e.hangs {
		<-r.Context().Done()
		return
	}
	time.Sleep(e.latency)
	w.Header().Set("ETag", e.tag)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	switch {
	case e.fails != nil:
		e.fails(w, r)
	case r.Header.Get("If-None-Match") == e.tag:
		w.WriteHeader(http.StatusNotModified)
	case strings.Contains(r.Header.Get("Accept-Encoding"), "gzip"):
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Length", fmt.Sprint(len(e.packed)))
		_, _ = w.Write(e.packed)
	default:
		_, _ = w.Write(e.body)
	}
}

func unavailable(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusServiceUnavailable)
}

// abort breaks the connection.
func abort(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// summary returns a page of about size bytes: all well, with components as the platform writes them.
func summary(size int, random *rand.Rand) []byte {
	const at = "2026-07-01T08:00:00.000Z"
	var components []map[string]any
	for written := 0; written < size; written += 400 {
		components = append(components, map[string]any{
			"id": fmt.Sprintf("%016x", random.Uint64()), "page_id": "kctbh9vrtdwd", "name": fmt.Sprintf("Region %d, %x", written, random.Uint32()),
			"status": "operational", "created_at": at, "updated_at": at, "position": written, "showcase": true, "start_date": nil,
			"description": fmt.Sprintf("Serves what the customers of cell %x ask of it.", random.Uint64()),
			"group_id":    nil, "group": false, "only_show_if_degraded": false,
		})
	}
	body, err := json.Marshal(map[string]any{
		"page":       map[string]any{"id": "kctbh9vrtdwd", "name": "Simulated", "url": "https://status.example", "time_zone": "Etc/UTC", "updated_at": at},
		"components": components, "incidents": []any{}, "scheduled_maintenances": []any{},
		"status": map[string]any{"indicator": "none", "description": "All Systems Operational"},
	})
	if err != nil {
		log.Fatal(err)
	}
	return body
}
