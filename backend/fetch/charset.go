package fetch

import (
	"mime"
	"net/http"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// charset turns bodies in a legacy encoding into UTF-8. It believes the bytes before the header: only a body that is
// not UTF-8 and does not look like UTF-16 is decoded as its Content-Type says.
type charset struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (c *charset) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := c.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	p := pageOf(resp)
	p.data = toUTF8(p.data, resp.Header.Get("Content-Type"))
	return resp, nil
}

// toUTF8 returns body in UTF-8 where contentType names its encoding and nothing speaks against it; else body itself.
func toUTF8(body []byte, contentType string) []byte {
	if utf8.Valid(body) || looksUTF16(body) {
		return body
	}
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return body
	}
	named, err := htmlindex.Get(parameters["charset"])
	if err != nil || named == encoding.Replacement {
		return body
	}
	if name, err := htmlindex.Name(named); err != nil || name == "utf-8" {
		return body
	}
	decoded, err := named.NewDecoder().Bytes(body)
	if err != nil {
		return body
	}
	return decoded
}

// looksUTF16 tells whether body begins with a byte order mark of UTF-16 or UTF-32, or has the zero byte that text in
// these encodings begins with.
func looksUTF16(body []byte) bool {
	if len(body) < 2 {
		return false
	}
	mark := body[0] == 0xFE && body[1] == 0xFF || body[0] == 0xFF && body[1] == 0xFE
	return mark || body[0] == 0 || body[1] == 0
}
