package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// maxRedirects is how many redirects of one document are followed.
const maxRedirects = 5

// redirects follows redirects within limits: few, never to less security, never to another kind of address.
type redirects struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (r *redirects) RoundTrip(req *http.Request) (*http.Response, error) {
	for hops := 0; ; hops++ {
		resp, err := r.next.RoundTrip(req)
		if err != nil {
			return nil, afterHops(err, hops)
		}
		target, err := destination(resp, req.URL)
		switch {
		case err != nil:
			return nil, err
		case target == nil:
			return resp, nil
		case hops == maxRedirects:
			return nil, notFollowed("the page redirects more than %d times", maxRedirects)
		}
		ctx := req.Context()
		if _, demanded := demandedKind(ctx); !demanded {
			ctx = withDemand(ctx, pageOf(resp).kind)
		}
		req = req.Clone(ctx)
		req.URL, req.Host = target, ""
	}
}

// afterHops notes in err that some server answered where the failing request was not the first.
func afterHops(err error, hops int) error {
	if e, ok := errors.AsType[*Error](err); ok && hops > 0 {
		e.Reached = true
		return e
	}
	return err
}

// destination returns where resp, the answer for from, redirects to; nil where it does not.
func destination(resp *http.Response, from *url.URL) (*url.URL, error) {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	location := resp.Header.Get("Location")
	if location == "" {
		return nil, nil
	}
	target, err := from.Parse(location)
	switch {
	case err != nil || target.Host == "":
		return nil, notFollowed("the page redirects to an address that is not valid")
	case from.Scheme == "https" && target.Scheme == "http":
		return nil, notFollowed("the page redirects from https to http, which is not followed")
	case target.Scheme != "https" && target.Scheme != "http":
		return nil, notFollowed("the page redirects to another scheme (%s), which is not followed", target.Scheme)
	}
	target.User = nil
	return target, nil
}

func notFollowed(format string, args ...any) error {
	return &Error{Kind: Redirect, Reached: true, Err: fmt.Errorf(format, args...)}
}
