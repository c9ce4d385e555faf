package provider

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// Errors that Parse functions wrap for bodies that are not what a platform serves.
var (
	ErrEmpty  = errors.New("the page is empty")
	ErrHTML   = errors.New("the page is HTML where data was expected; it may have moved")
	ErrFormat = errors.New("the page is not what this platform serves")
	// ErrTooMuch is for a page that lists more than any real one does.
	ErrTooMuch = errors.New("the page lists too much")
)

// Decode returns body as UTF-8 without a byte order mark. The mark decides; without one, zero bytes at the start tell
// UTF-16 (RFC 4627, section 3); everything else must be UTF-8.
func Decode(body []byte) ([]byte, error) {
	var decoder transform.Transformer
	switch {
	case bytes.HasPrefix(body, []byte{0xEF, 0xBB, 0xBF}):
		body = body[3:]
	case bytes.HasPrefix(body, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(body, []byte{0, 0, 0xFE, 0xFF}):
		decoder = utf32.UTF32(utf32.BigEndian, utf32.UseBOM).NewDecoder()
	case bytes.HasPrefix(body, []byte{0xFE, 0xFF}), len(body) > 1 && body[0] == 0 && body[1] != 0:
		decoder = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
	case bytes.HasPrefix(body, []byte{0xFF, 0xFE}), len(body) > 1 && body[0] != 0 && body[1] == 0:
		decoder = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	}
	if decoder != nil {
		decoded, _, err := transform.Bytes(decoder, body)
		if err != nil {
			return nil, fmt.Errorf("%w: its encoding is broken: %w", ErrFormat, err)
		}
		body = decoded
	}
	if !utf8.Valid(body) {
		return nil, fmt.Errorf("%w: it is not text in UTF-8 or UTF-16", ErrFormat)
	}
	return body, nil
}

// Looks checks that body begins as format does. It looks at the start only and is cheap.
func Looks(body []byte, format Format) error {
	text, err := Decode(body)
	if err != nil {
		return err
	}
	text = bytes.TrimSpace(text)
	if len(text) == 0 {
		return ErrEmpty
	}
	head := bytes.ToLower(text[:min(len(text), 512)])
	isHTML := bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html")) ||
		format == JSON && head[0] == '<' && bytes.Contains(head, []byte("<html"))
	switch {
	case format == HTML && head[0] == '<':
		return nil
	case format != HTML && isHTML:
		return ErrHTML
	case format == JSON && (head[0] == '{' || head[0] == '['), format == XML && head[0] == '<':
		return nil
	}
	return ErrFormat
}

// UnmarshalJSON decodes one JSON document in any of the encodings of Decode into v. Bytes after the document are an
// error.
func UnmarshalJSON(body []byte, v any) error {
	oddity, err := ReadJSON(body, v)
	return cmp.Or(err, oddity)
}

// ReadJSON decodes as UnmarshalJSON does, but passes over values of another type than v wants and decodes the rest.
// The first such value is the oddity: it is a reason to doubt a green, and none to overlook what else the page says.
func ReadJSON(body []byte, v any) (oddity, err error) {
	if err := Looks(body, JSON); err != nil {
		return nil, err
	}
	text, err := Decode(body)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	var wrongType *json.UnmarshalTypeError
	switch err := decoder.Decode(v); {
	case errors.As(err, &wrongType) && wrongType.Field != "":
		oddity = jsonError(err)
	case err != nil:
		return nil, jsonError(err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: something follows the document", ErrFormat)
	}
	return oddity, nil
}

// Doubts returns what ReadJSON found odd as doubts of a page.
func Doubts(oddity error) []string {
	if oddity == nil {
		return nil
	}
	return []string{oddity.Error()}
}

// jsonError says in words for people what is wrong with a JSON document.
func jsonError(err error) error {
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: it is cut off", ErrFormat)
	case errors.As(err, &wrongType) && wrongType.Field != "":
		return fmt.Errorf("%w: %q holds %s", ErrFormat, wrongType.Field, article(wrongType.Value))
	case errors.As(err, &wrongType):
		return fmt.Errorf("%w: it is %s", ErrFormat, article(wrongType.Value))
	default:
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
}

// article puts "a" or "an" before the name of a JSON type.
func article(name string) string {
	if strings.HasPrefix(name, "a") || strings.HasPrefix(name, "o") {
		return "an " + name
	}
	return "a " + name
}

// First returns the first document, nil where there is none.
func First(pages [][]byte) []byte { return At(pages, 0) }

// At returns the document at index, nil where there is none.
func At(pages [][]byte, index int) []byte {
	if index >= len(pages) {
		return nil
	}
	return pages[index]
}
