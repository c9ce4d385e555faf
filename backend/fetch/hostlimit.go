package fetch

import (
	"context"
	"errors"
	"net/http"
	"sync"
)

// hostLimit bounds the requests under way to one host and port. A request is under way until its body is read.
type hostLimit struct {
	next  http.RoundTripper
	limit int

	mu    sync.Mutex
	hosts map[string]*queue
}

// queue is where the requests to one host wait.
type queue struct {
	slots chan struct{}
	users int // requests that hold or want a slot; the queue is dropped with the last
}

func newHostLimit(next http.RoundTripper, limit int) *hostLimit {
	return &hostLimit{next: next, limit: limit, hosts: map[string]*queue{}}
}

// RoundTrip implements http.RoundTripper.
func (h *hostLimit) RoundTrip(req *http.Request) (*http.Response, error) {
	q := h.join(req.URL.Host)
	defer h.leave(req.URL.Host, q)
	ctx := req.Context()
	select {
	case q.slots <- struct{}{}:
		defer func() { <-q.slots }()
		return h.next.RoundTrip(req)
	case <-ctx.Done():
		kind := Timeout
		if errors.Is(ctx.Err(), context.Canceled) {
			kind = Canceled
		}
		return nil, &Error{Kind: kind, Err: errors.New("waited in vain for earlier requests to the same host")}
	}
}

func (h *hostLimit) join(host string) *queue {
	h.mu.Lock()
	defer h.mu.Unlock()
	q := h.hosts[host]
	if q == nil {
		q = &queue{slots: make(chan struct{}, h.limit)}
		h.hosts[host] = q
	}
	q.users++
	return q
}

func (h *hostLimit) leave(host string, q *queue) {
	h.mu.Lock()
	defer h.mu.Unlock()
	q.users--
	if q.users == 0 {
		delete(h.hosts, host)
	}
}
