package tabular

import (
	"bytes"
	"errors"
	"io"
)

// xmlScanner takes a part of a workbook apart into tags and text. It knows as much of XML as such parts use: elements
// with attributes, text and CDATA. Prefixes of names, comments and instructions are passed over. A document type is
// refused: parts have none, and its entities could grow without bounds.
type xmlScanner struct {
	source   io.Reader
	buffer   []byte
	from, to int // what of the buffer was read and not yet taken apart
	ended    bool

	// What was come to last, valid until next is called again.
	name       []byte // of the element, without prefix
	attributes []byte // of the start tag, as they are written
	closed     bool   // the start tag is the end tag as well
	text       []byte // as it is written
	literal    bool   // nothing in text is escaped
}

// xmlKind tells apart what an xmlScanner comes to.
type xmlKind uint8

const (
	xmlNothing xmlKind = iota // the end of the part
	xmlStart
	xmlEnd
	xmlText
)

// maxToken is the length of the longest tag or run of text, in bytes: a cell of maxCell with every character escaped.
const maxToken = 8 * maxCell

var errXML = errors.New("no well-formed XML")

func newXMLScanner(source io.Reader) *xmlScanner {
	return &xmlScanner{source: source, buffer: make([]byte, 64<<10)}
}

// next goes on to the next tag or run of text.
func (x *xmlScanner) next() (xmlKind, error) {
	for {
		if x.from == x.to {
			if err := x.more(); err != nil {
				return xmlNothing, ended(err)
			}
		}
		if x.buffer[x.from] != '<' {
			return xmlText, x.takeText()
		}
		for x.to-x.from < len("<![CDATA[") {
			if err := x.more(); err == io.EOF {
				break
			} else if err != nil {
				return xmlNothing, err
			}
		}
		rest := x.buffer[x.from:x.to]
		var err error
		switch {
		case bytes.HasPrefix(rest, []byte("<?")):
			err = x.skipPast("?>")
		case bytes.HasPrefix(rest, []byte("<!--")):
			err = x.skipPast("-->")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			return xmlText, x.takeLiteral()
		case bytes.HasPrefix(rest, []byte("<!")):
			err = errXML
		default:
			return x.takeTag()
		}
		if err != nil {
			return xmlNothing, err
		}
	}
}

// ended makes the end of the part no error.
func ended(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// more reads on. What was not yet taken apart stays, but at another place. The error at the end is io.EOF.
func (x *xmlScanner) more() error {
	if x.ended {
		return io.EOF
	}
	if x.from > 0 {
		copy(x.buffer, x.buffer[x.from:x.to])
		x.from, x.to = 0, x.to-x.from
	}
	if x.to == len(x.buffer) {
		if len(x.buffer) >= maxToken {
			return errXML
		}
		x.buffer = append(x.buffer, make([]byte, len(x.buffer))...)
	}
	for range 100 {
		n, err := x.source.Read(x.buffer[x.to:])
		x.to += n
		x.ended = err == io.EOF
		if n > 0 || err != nil {
			if n > 0 {
				err = ended(err)
			}
			return err
		}
	}
	return io.ErrNoProgress
}

// takeText takes text up to the next tag.
func (x *xmlScanner) takeText() error {
	for searched := 0; ; {
		if i := bytes.IndexByte(x.buffer[x.from+searched:x.to], '<'); i >= 0 {
			x.take(searched + i)
			return nil
		}
		searched = x.to - x.from
		if err := x.more(); err == io.EOF {
			x.take(searched)
			return nil
		} else if err != nil {
			return err
		}
	}
}

func (x *xmlScanner) take(n int) {
	x.text, x.literal = x.buffer[x.from:x.from+n], false
	x.from += n
}

// takeLiteral takes a CDATA section.
func (x *xmlScanner) takeLiteral() error {
	const begin, end = "<![CDATA[", "]]>"
	for {
		rest := x.buffer[x.from:x.to]
		if i := bytes.Index(rest, []byte(end)); i >= 0 {
			x.text, x.literal = rest[len(begin):i], true
			x.from += i + len(end)
			return nil
		}
		if err := x.more(); err != nil {
			return torn(err)
		}
	}
}

// skipPast passes over everything up to and with mark.
func (x *xmlScanner) skipPast(mark string) error {
	for {
		rest := x.buffer[x.from:x.to]
		if i := bytes.Index(rest, []byte(mark)); i >= 0 {
			x.from += i + len(mark)
			return nil
		}
		// The end of what is there may be the beginning of the mark.
		x.from += max(0, len(rest)-len(mark)+1)
		if err := x.more(); err != nil {
			return torn(err)
		}
	}
}

// torn makes the end of the part an error.
func torn(err error) error {
	if err == io.EOF {
		return errXML
	}
	return err
}

// takeTag takes a tag.
func (x *xmlScanner) takeTag() (xmlKind, error) {
	end := x.tagEnd()
	for end < 0 {
		if err := x.more(); err != nil {
			return xmlNothing, torn(err)
		}
		end = x.tagEnd()
	}
	tag := x.buffer[x.from+1 : x.from+end]
	x.from += end + 1
	kind := xmlStart
	if len(tag) > 0 && tag[0] == '/' {
		kind, tag = xmlEnd, tag[1:]
	}
	x.closed = kind == xmlStart && len(tag) > 0 && tag[len(tag)-1] == '/'
	if x.closed {
		tag = tag[:len(tag)-1]
	}
	name := 0
	for name < len(tag) && !isXMLSpace(tag[name]) {
		if tag[name] == ':' {
			tag, name = tag[name+1:], -1
		}
		name++
	}
	x.name, x.attributes = tag[:name], tag[name:]
	if len(x.name) == 0 {
		return xmlNothing, errXML
	}
	return kind, nil
}

// tagEnd returns how far off the > of the tag is, or -1 where it was not yet read. Attributes may have one in them.
func (x *xmlScanner) tagEnd() int {
	rest := x.buffer[x.from:x.to]
	for i := 1; i < len(rest); i++ {
		switch c := rest[i]; c {
		case '>':
			return i
		case '"', '\'':
			n := bytes.IndexByte(rest[i+1:], c)
			if n < 0 {
				return -1
			}
			i += n + 1
		}
	}
	return -1
}

// skipElement passes over the element whose start tag was come to last.
func (x *xmlScanner) skipElement() error {
	if x.closed {
		return nil
	}
	for depth := 1; depth > 0; {
		kind, err := x.next()
		switch {
		case err != nil:
			return err
		case kind == xmlNothing:
			return errXML
		case kind == xmlEnd:
			depth--
		case kind == xmlStart && !x.closed:
			depth++
		}
	}
	return nil
}
