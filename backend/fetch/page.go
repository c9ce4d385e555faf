package fetch

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// maxDrain is how much of a body that nobody wants is read so that its connection can be used again, in bytes.
const maxDrain = 16 << 10

// page is a body that was read whole, as the Body of a response.
type page struct {
	bytes.Reader // so that it is a body; nobody reads it
	data         []byte
	received     int64
	kind         addressKind // of the address that served it
	version      uint64
	notModified  bool
}

// Close implements io.Closer.
func (p *page) Close() error { return nil }

// pageOf returns the page of a response that came out of the chain.
func pageOf(resp *http.Response) *page { return resp.Body.(*page) }

// read reads the body of resp and closes it: whole where it is a document of at most limit bytes, hardly at all where
// the status says that it is none.
func (p *page) read(resp *http.Response, limit int64) error {
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		if resp.ContentLength <= maxDrain && resp.ContentLength > 0 {
			// An error here is of no interest: the status says it all.
			_, _ = io.Copy(io.Discard, resp.Body)
		}
		return nil
	}
	if resp.ContentLength > limit {
		return tooLarge(limit)
	}
	var buffer bytes.Buffer
	if resp.ContentLength > 0 {
		buffer.Grow(int(resp.ContentLength) + bytes.MinRead)
	}
	n, err := buffer.ReadFrom(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return err
	case n > limit:
		return tooLarge(limit)
	}
	p.data, p.received = buffer.Bytes(), n
	return nil
}

func tooLarge(limit int64) error {
	size := fmt.Sprintf("%d bytes", limit)
	if limit >= 1<<20 {
		size = fmt.Sprintf("%d MiB", limit>>20)
	}
	return &Error{Kind: TooLarge, Err: fmt.Errorf("the page is larger than %s", size)}
}
