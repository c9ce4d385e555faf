package fetch

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxHoldOff bounds how long a server's Retry-After is obeyed: one that asks for a year must not blind us for good.
const maxHoldOff = time.Hour

// holdOff honours Retry-After: where a server named a time, what lies in the same directory of it is not asked for
// before. The rest of the server may be asked: several services may share a host, and one of them says nothing about
// the others. A request waits for that time where its deadline allows, and else fails at once.
type holdOff struct {
	next http.RoundTripper
	now  func() time.Time

	mu     sync.Mutex
	places map[string]held
}

// placeOf returns the host of an address and the directory of its path.
func placeOf(u *url.URL) string { return u.Host + path.Dir(u.Path) }

// held is a server's wish for one place.
type held struct {
	until  time.Time
	status int // of the answer that said so
}

func newHoldOff(next http.RoundTripper, now func() time.Time) *holdOff {
	return &holdOff{next: next, now: now, places: map[string]held{}}
}

// RoundTrip implements http.RoundTripper.
func (h *holdOff) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := h.wait(req.Context(), placeOf(req.URL)); err != nil {
		return nil, err
	}
	resp, err := h.next.RoundTrip(req)
	if err == nil {
		h.note(placeOf(req.URL), resp)
	}
	return resp, err
}

// wait returns once a place may be asked.
func (h *holdOff) wait(ctx context.Context, place string) error {
	h.mu.Lock()
	wish, ok := h.places[place]
	left := wish.until.Sub(h.now())
	if ok && left <= 0 {
		delete(h.places, place)
	}
	h.mu.Unlock()
	if !ok || left <= 0 || sleep(ctx, left) {
		return nil
	}
	return &Error{Kind: Status, Status: wish.status, RetryAfter: wish.until, HeldOff: true}
}

// note remembers the wish of an answer that has one.
func (h *holdOff) note(place string, resp *http.Response) {
	until := notBefore(resp, h.now())
	if until.IsZero() {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.places[place] = held{until: until, status: resp.StatusCode}
}

// notBefore returns the time before which the server of resp does not want to be asked again; zero where it names
// none.
func notBefore(resp *http.Response, now time.Time) time.Time {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return time.Time{}
	}
	after, ok := retryAfter(resp.Header.Get("Retry-After"), now)
	if !ok {
		return time.Time{}
	}
	return now.Add(min(after, maxHoldOff))
}

// retryAfter reads the header of that name, which is a number of seconds or a date.
func retryAfter(value string, now time.Time) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second, true
	}
	at, err := http.ParseTime(value)
	if err != nil || !at.After(now) {
		return 0, false
	}
	return at.Sub(now), true
}
