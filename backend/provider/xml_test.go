package provider

import (
	"errors"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

func TestUnmarshalXML(t *testing.T) {
	t.Parallel()
	const whole = `<?xml version="1.0" encoding="utf-16"?><rss><title>Zürich</title></rss>`
	utf16, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(whole)
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		body string
		want error
	}{
		"whole":                        {whole, nil},
		"in UTF-16":                    {utf16, nil},
		"with spaces and a comment":    {" " + whole + "\n<!-- built by hand -->\n", nil},
		"of an encoding nobody reads":  {`<?xml version="1.0" encoding="x-none"?><rss><title>Zürich</title></rss>`, nil},
		"empty":                        {"", ErrEmpty},
		"HTML":                         {"<!DOCTYPE html><html></html>", ErrHTML},
		"JSON":                         {"{}", ErrFormat},
		"cut":                          {whole[:len(whole)-3], ErrFormat},
		"of another root":              {"<feed><title>Zürich</title></feed>", ErrFormat},
		"twice":                        {whole + whole, ErrFormat},
		"with text behind":             {whole + "and so on", ErrFormat},
		"with an unclosed tag behind":  {whole + "<rss", ErrFormat},
		"with another document behind": {whole + "<rss/>", ErrFormat},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var v struct {
				XMLName struct{} `xml:"rss"`
				Title   string   `xml:"title"`
			}
			err := UnmarshalXML([]byte(c.body), &v)
			if !errors.Is(err, c.want) || c.want == nil && v.Title != "Zürich" {
				t.Errorf("error %v, want %v; title %q", err, c.want, v.Title)
			}
		})
	}
}
