// Package fetch gets documents over HTTP with manners: few requests to a host, none that are not needed, one retry
// where it helps, and limits that a hostile server cannot pass. The manners are decorators of http.RoundTripper, each
// in its own file. The package knows nothing about status pages.
package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// The defaults of Options.
const (
	DefaultMaxBody    = 16 << 20
	DefaultPerHost    = 4
	DefaultCacheBytes = 64 << 20
)

// Options are what a Client may be told. The zero value is good for everything but Version.
type Options struct {
	// Version is the program's own, for the User-Agent.
	Version string
	// RootCAs are the authorities that are trusted; nil means the system's.
	RootCAs *x509.CertPool
	// Proxy picks the proxy of a request; nil means the environment's.
	Proxy func(*http.Request) (*url.URL, error)
	// MaxBody bounds a body after decompression, in bytes; 0 means DefaultMaxBody.
	MaxBody int64
	// PerHost bounds the requests under way to one host and port; 0 means DefaultPerHost.
	PerHost int
	// CacheBytes bounds what is kept of bodies for conditional requests, in bytes; 0 means DefaultCacheBytes.
	CacheBytes int64
	// Now is the clock by which Retry-After counts; nil means time.Now.
	Now func() time.Time
}

// Response is a document that was read whole.
type Response struct {
	// Body is the document after decompression. It may be shared with later responses and must not be modified.
	Body []byte
	// ContentType is the header of that name as the server sent it.
	ContentType string
	// NotModified says that the server confirmed the body of an earlier response.
	NotModified bool
	// Version tells bodies apart: two responses of one Client with the same Version have the same body. Zero where
	// the server gave nothing by which to recognise it again.
	Version uint64
	// Bytes is how much body was received for this response, after decompression; 0 where NotModified.
	Bytes int64
}

// Client gets documents. It is safe for concurrent use.
type Client struct {
	chain     http.RoundTripper
	wire      *wire
	userAgent string
	now       func() time.Time
}

// NewClient returns a Client as options say. Close ends it.
func NewClient(options Options) *Client {
	options = options.withDefaults()
	wire := newWire(options)
	var chain http.RoundTripper = wire
	chain = &charset{next: chain}
	chain = newCache(chain, options.CacheBytes)
	chain = newHostLimit(chain, options.PerHost)
	chain = newHoldOff(chain, options.Now)
	chain = &redirects{next: chain}
	chain = &retry{next: chain, pause: retryPause}
	return &Client{
		chain:     chain,
		wire:      wire,
		now:       options.Now,
		userAgent: fmt.Sprintf("isServiceUp/%s (+https://github.com/isserviceup/isserviceup)", options.Version),
	}
}

func (o Options) withDefaults() Options {
	if o.Proxy == nil {
		o.Proxy = http.ProxyFromEnvironment
	}
	if o.MaxBody == 0 {
		o.MaxBody = DefaultMaxBody
	}
	if o.PerHost == 0 {
		o.PerHost = DefaultPerHost
	}
	if o.CacheBytes == 0 {
		o.CacheBytes = DefaultCacheBytes
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Get reads the document at address, an http or https URL. The deadline of ctx bounds everything: waiting for the
// host's turn, retry and body. Every error is an *Error.
func (c *Client) Get(ctx context.Context, address string) (Response, error) {
	start := time.Now()
	response, err := c.get(ctx, address)
	if err != nil {
		e := asError(err, address)
		e.Waited = time.Since(start)
		if deadline, ok := ctx.Deadline(); ok {
			e.Waited = min(e.Waited, deadline.Sub(start)) // a busy computer may notice late
		}
		return Response{}, e
	}
	return response, nil
}

// Close closes the connections that are not in use.
func (c *Client) Close() { c.wire.closeIdle() }

func (c *Client) get(ctx context.Context, address string) (Response, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return Response{}, &Error{Kind: Address, Err: errors.Join(err, errors.New("not an http or https address"))}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Response{}, &Error{Kind: Address, Err: err}
	}
	request.Header.Set("User-Agent", c.userAgent)
	request.Header.Set("Accept", "*/*")
	resp, err := c.chain.RoundTrip(request)
	if err != nil {
		return Response{}, err
	}
	p := pageOf(resp)
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return Response{}, &Error{Kind: Status, Status: resp.StatusCode, RetryAfter: notBefore(resp, c.now()), Reached: true}
	}
	return Response{
		Body:        p.data,
		ContentType: resp.Header.Get("Content-Type"),
		NotModified: p.notModified,
		Version:     p.version,
		Bytes:       p.received,
	}, nil
}
