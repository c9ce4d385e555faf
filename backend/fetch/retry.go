package fetch

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"time"
)

// retry asks once more where the connection broke or the server had an error of its own. A timeout, an unknown name,
// a bad certificate, 404 and 410 do not get better by asking.
type retry struct {
	next  http.RoundTripper
	pause func() time.Duration
}

// retryPause returns a pause that differs from request to request, so that what broke together does not come back
// together.
func retryPause() time.Duration {
	return 100*time.Millisecond + rand.N(300*time.Millisecond)
}

// RoundTrip implements http.RoundTripper.
func (r *retry) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.next.RoundTrip(req)
	if !worthRetry(resp, err) || !sleep(req.Context(), r.pause()) {
		return resp, err
	}
	answered := Reached(err)
	resp, err = r.next.RoundTrip(req)
	if e, ok := errors.AsType[*Error](err); ok && answered {
		e.Reached = true
	}
	return resp, err
}

// worthRetry tells whether another request may do better. Where the server named a time, the hold-off below waits for
// it or refuses.
func worthRetry(resp *http.Response, err error) bool {
	if err != nil {
		e, ok := errors.AsType[*Error](err)
		return ok && e.Kind == Broken
	}
	return resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests && resp.Header.Get("Retry-After") != ""
}

// sleep waits for d and tells whether it did: not where the deadline of ctx comes first, nor where ctx ends.
func sleep(ctx context.Context, d time.Duration) bool {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= d {
		return false
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
