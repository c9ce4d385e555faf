package fetch

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync"
	"syscall"
	"time"
)

const (
	// idleTimeout is how long an unused connection is kept: a little more than the shorter refresh interval.
	idleTimeout = 150 * time.Second
	// maxHeader bounds the header of an answer, in bytes.
	maxHeader = 256 << 10
)

// wire is the innermost RoundTripper: it picks a connection, sends the request and reads the whole body, so that
// the decorators around it deal with finished answers. The Body of each of its responses is a *page.
type wire struct {
	proxy func(*http.Request) (*url.URL, error)
	limit int64
	// own has the connections to addresses that services name themselves. redirected has, by the kind of address
	// that its dialer demands, those to where pages redirect. They are kept apart because a connection that is
	// open already is not dialled, and so not checked.
	own        *http.Transport
	redirected [kinds]*http.Transport

	mu       sync.Mutex
	lastUsed time.Time // by the wall clock
}

func newWire(options Options) *wire {
	w := &wire{proxy: options.Proxy, limit: options.MaxBody, own: newTransport(options, nil)}
	for k := range w.redirected {
		w.redirected[k] = newTransport(options, demand(addressKind(k)))
	}
	return w
}

// newTransport returns a transport whose dialer asks control, which may be nil, before it connects.
func newTransport(options Options, control func(network, address string, c syscall.RawConn) error) *http.Transport {
	dialer := &net.Dialer{KeepAliveConfig: keepAlive(), Control: control}
	return &http.Transport{
		Proxy:                  options.Proxy,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    options.PerHost,
		IdleConnTimeout:        idleTimeout,
		MaxResponseHeaderBytes: maxHeader,
		TLSClientConfig: &tls.Config{
			RootCAs:            options.RootCAs,
			MinVersion:         tls.VersionTLS12,
			ClientSessionCache: tls.NewLRUClientSessionCache(0),
		},
	}
}

// keepAlive lets the system find within half a minute that an idle connection is dead, as after a change of network,
// so that the next check does not run into it.
func keepAlive() net.KeepAliveConfig {
	return net.KeepAliveConfig{Enable: true, Idle: 15 * time.Second, Interval: 5 * time.Second, Count: 3}
}

func (w *wire) closeIdle() {
	w.own.CloseIdleConnections()
	for _, t := range w.redirected {
		t.CloseIdleConnections()
	}
}

// dropStale closes the idle connections where the computer has slept since the last request: their servers have
// long forgotten them, but the timers that should have closed them slept as well.
func (w *wire) dropStale() {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now().Round(0)
	if !w.lastUsed.IsZero() && now.Sub(w.lastUsed) > idleTimeout {
		w.closeIdle()
	}
	w.lastUsed = now
}

// RoundTrip implements http.RoundTripper.
func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	w.dropStale()
	transport, proxied, err := w.route(req)
	if err != nil {
		return nil, err
	}
	var seen sighting
	ctx := req.Context()
	resp, err := transport.RoundTrip(req.WithContext(httptrace.WithClientTrace(ctx, seen.trace(proxied))))
	if err != nil {
		return nil, seen.failure(ctx, err)
	}
	p := &page{kind: seen.kind()}
	if proxied {
		p.kind = kindOfName(req.URL.Hostname())
	}
	if err := p.read(resp, w.limit); err != nil {
		return nil, &Error{Kind: classify(ctx, err, true), Status: resp.StatusCode, Reached: true, Err: err}
	}
	resp.Body = p
	return resp, nil
}

// route picks the transport for req, and tells whether it goes through a proxy. A proxy resolves names by itself, so
// that only the name can be checked.
func (w *wire) route(req *http.Request) (transport *http.Transport, proxied bool, err error) {
	proxy, err := w.proxy(req)
	if err != nil {
		return nil, false, &Error{Kind: Network, Err: err}
	}
	demanded, redirected := demandedKind(req.Context())
	switch {
	case !redirected:
		return w.own, proxy != nil, nil
	case proxy == nil:
		return w.redirected[demanded], false, nil
	}
	if found := kindOfName(req.URL.Hostname()); found != demanded {
		return nil, true, wrongKind(demanded, found)
	}
	return w.own, true, nil
}

// sighting is what a request saw of its connection.
type sighting struct {
	mu       sync.Mutex // a dial may outlive its request
	conn     net.Conn
	reused   bool
	answered bool // the server took a new connection, or at least one byte came from it
}

// trace watches one request. That a new connection was taken is an answer: somebody is there, and so is the network.
// A proxy that takes one proves nothing about what lies behind it, and a connection that is used again nothing about
// now.
func (s *sighting) trace(proxied bool) *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		ConnectDone: func(_, _ string, err error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.answered = s.answered || err == nil && !proxied
		},
		GotConn: func(info httptrace.GotConnInfo) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.conn, s.reused = info.Conn, info.Reused
		},
		GotFirstResponseByte: func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.answered = true
		},
	}
}

func (s *sighting) kind() addressKind {
	s.mu.Lock()
	defer s.mu.Unlock()
	return kindOfAddress(s.conn)
}

func (s *sighting) failure(ctx context.Context, err error) *Error {
	s.mu.Lock()
	defer s.mu.Unlock()
	kind := classify(ctx, err, s.conn != nil)
	if kind == Timeout && s.reused && !s.answered {
		s.abandon()
	}
	return &Error{Kind: kind, Reached: s.answered || kind == TLS || kind == Encoding, Err: err}
}

// abandon closes the connection that our dialer opened, beneath TLS. It was silent on a later request and may be dead,
// and over HTTP/2 the transport would go on using it until the system gives it up, many minutes later.
func (s *sighting) abandon() {
	conn := s.conn
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn()
	}
	_ = conn.Close() // nothing can be done about it, nor needs to be
}
