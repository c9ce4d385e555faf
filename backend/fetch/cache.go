package fetch

import (
	"container/list"
	"net/http"
	"sync"
	"time"
)

// cache makes requests conditional: it keeps bodies with their validators, asks whether they have changed, and serves
// them where they have not. It never serves a body that the server did not confirm just now. What was used longest
// ago goes first where the bodies outgrow the ceiling.
type cache struct {
	next    http.RoundTripper
	ceiling int64

	mu       sync.Mutex
	entries  map[string]*list.Element // of *kept, by URL
	recent   *list.List               // of *kept, the last used first
	size     int64                    // of all bodies, in bytes
	versions uint64                   // how many bodies were ever kept
}

// kept is a body with what its server recognises it by. It is never modified.
type kept struct {
	url                string
	etag, lastModified string
	contentType        string
	body               []byte
	version            uint64
}

func newCache(next http.RoundTripper, ceiling int64) *cache {
	return &cache{next: next, ceiling: ceiling, entries: map[string]*list.Element{}, recent: list.New()}
}

// RoundTrip implements http.RoundTripper.
func (c *cache) RoundTrip(req *http.Request) (*http.Response, error) {
	url := req.URL.String()
	k := c.find(url)
	if k != nil {
		req = conditional(req, k)
	}
	resp, err := c.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusNotModified:
		if k != nil {
			k.confirm(resp)
		}
	case http.StatusOK:
		pageOf(resp).version = c.keep(url, resp)
	case http.StatusNotFound, http.StatusGone:
		c.drop(url)
	}
	return resp, nil
}

// conditional returns req with the validators of k.
func conditional(req *http.Request, k *kept) *http.Request {
	req = req.Clone(req.Context())
	if k.etag != "" {
		req.Header.Set("If-None-Match", k.etag)
	}
	if k.lastModified != "" {
		req.Header.Set("If-Modified-Since", k.lastModified)
	}
	return req
}

// confirm turns resp, a 304, into the answer that k was.
func (k *kept) confirm(resp *http.Response) {
	resp.StatusCode, resp.Status = http.StatusOK, "200 OK"
	if resp.Header.Get("Content-Type") == "" {
		resp.Header.Set("Content-Type", k.contentType)
	}
	p := pageOf(resp)
	p.data, p.version, p.notModified = k.body, k.version, true
}

func (c *cache) find(url string) *kept {
	c.mu.Lock()
	defer c.mu.Unlock()
	element := c.entries[url]
	if element == nil {
		return nil
	}
	c.recent.MoveToFront(element)
	return element.Value.(*kept)
}

// keep replaces what is known about url by resp, and returns the version of its body; 0 where it cannot be kept.
func (c *cache) keep(url string, resp *http.Response) uint64 {
	k := &kept{
		url: url, etag: resp.Header.Get("ETag"), lastModified: lastModified(resp.Header),
		contentType: resp.Header.Get("Content-Type"), body: pageOf(resp).data,
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.remove(c.entries[url])
	if k.etag == "" && k.lastModified == "" || int64(len(k.body)) > c.ceiling {
		return 0
	}
	c.versions++
	k.version = c.versions
	c.entries[url] = c.recent.PushFront(k)
	c.size += int64(len(k.body))
	for c.size > c.ceiling {
		c.remove(c.recent.Back())
	}
	return k.version
}

func (c *cache) drop(url string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.remove(c.entries[url])
}

// remove forgets element, which may be nil. The caller holds the lock.
func (c *cache) remove(element *list.Element) {
	if element == nil {
		return
	}
	k := c.recent.Remove(element).(*kept)
	delete(c.entries, k.url)
	c.size -= int64(len(k.body))
}

// lastModified returns the header of that name where it can tell versions apart: not where the document was sent
// within seconds of its modification, because it may have changed again within that second (RFC 9110, 8.8.2.2).
func lastModified(header http.Header) string {
	value := header.Get("Last-Modified")
	modified, err := http.ParseTime(value)
	if err != nil {
		return ""
	}
	sent, err := http.ParseTime(header.Get("Date"))
	if err != nil || sent.Sub(modified) < 2*time.Second {
		return ""
	}
	return value
}
