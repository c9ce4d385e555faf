package provider

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// UnmarshalXML decodes one XML document in any of the encodings of Decode into v. What its declaration says of the
// encoding does not count. Bytes after the document are an error.
func UnmarshalXML(body []byte, v any) error {
	if err := Looks(body, XML); err != nil {
		return err
	}
	text, err := Decode(body)
	if err != nil {
		return err
	}
	decoder := xml.NewDecoder(bytes.NewReader(text))
	decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	if err := decoder.Decode(v); err != nil {
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return endOfXML(decoder)
}

// endOfXML demands that nothing but spaces and comments follow.
func endOfXML(decoder *xml.Decoder) error {
	for {
		token, err := decoder.Token()
		switch token := token.(type) {
		case xml.Comment:
		case xml.CharData:
			if len(bytes.TrimSpace(token)) > 0 {
				return fmt.Errorf("%w: something follows the document", ErrFormat)
			}
		default:
			if errors.Is(err, io.EOF) {
				return nil
			}
			return fmt.Errorf("%w: something follows the document", ErrFormat)
		}
	}
}
