package provider_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"isserviceup/backend/provider"
)

const word = `{"name":"Grüße ✓"}`

// encoded returns word in several encodings, by name.
func encoded(t *testing.T) map[string][]byte {
	t.Helper()
	bytes := func(b []byte, err error) []byte {
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	return map[string][]byte{
		"UTF-8":                []byte(word),
		"UTF-8 with mark":      []byte("\xEF\xBB\xBF" + word),
		"UTF-16BE":             bytes(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte(word))),
		"UTF-16LE":             bytes(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte(word))),
		"UTF-16BE with mark":   bytes(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(word))),
		"UTF-16LE with mark":   bytes(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(word))),
		"UTF-32BE with mark":   bytes(utf32.UTF32(utf32.BigEndian, utf32.UseBOM).NewEncoder().Bytes([]byte(word))),
		"UTF-32LE with mark":   bytes(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewEncoder().Bytes([]byte(word))),
		"UTF-8 without a mark": []byte(word),
	}
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for name, body := range encoded(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := provider.Decode(body)
			if err != nil || string(got) != word {
				t.Errorf("Decode = %q, %v", got, err)
			}
		})
	}
}

func TestDecodeRefusesOtherBytes(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"windows-1252": "{\"name\":\"Gr\xfc\xdfe\"}", "a picture": "\x89PNG\r\n\x1a\n\xff", "a broken mark": "\xef\xbb\xff{}",
	} {
		if got, err := provider.Decode([]byte(body)); !errors.Is(err, provider.ErrFormat) {
			t.Errorf("%s: Decode = %q, %v", name, got, err)
		}
	}
}

func TestLooks(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		body   string
		format provider.Format
		want   error
	}{
		{"an object", "{}", provider.JSON, nil},
		{"a list after spaces", " \r\n\t[]", provider.JSON, nil},
		{"a JSON string", `"operational"`, provider.JSON, provider.ErrFormat},
		{"text", "operational", provider.JSON, provider.ErrFormat},
		{"nothing", "", provider.JSON, provider.ErrEmpty},
		{"spaces", " \n ", provider.XML, provider.ErrEmpty},
		{"a mark alone", "\xEF\xBB\xBF", provider.JSON, provider.ErrEmpty},
		{"HTML for JSON", "<!DOCTYPE html><p>{}", provider.JSON, provider.ErrHTML},
		{"HTML in capitals", "<HTML lang=en>", provider.JSON, provider.ErrHTML},
		{"HTML after a comment", "<!-- cached -->\n<html>", provider.JSON, provider.ErrHTML},
		{"HTML for XML", "<!doctype html>", provider.XML, provider.ErrHTML},
		{"XML for JSON", "<?xml version='1.0'?><rss/>", provider.JSON, provider.ErrFormat},
		{"XML", "<?xml version='1.0'?><rss/>", provider.XML, nil},
		{"XML without a declaration", "<rss/>", provider.XML, nil},
		{"JSON for XML", "{}", provider.XML, provider.ErrFormat},
		{"HTML", "<html>", provider.HTML, nil},
		{"JSON for HTML", "{}", provider.HTML, provider.ErrFormat},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if err := provider.Looks([]byte(row.body), row.format); !errors.Is(err, row.want) {
				t.Errorf("Looks = %v, want %v", err, row.want)
			}
		})
	}
}

func TestUnmarshalJSON(t *testing.T) {
	t.Parallel()
	for name, body := range encoded(t) {
		var v struct{ Name string }
		if err := provider.UnmarshalJSON(body, &v); err != nil || v.Name != "Grüße ✓" {
			t.Errorf("%s: %q, %v", name, v.Name, err)
		}
	}
}

func TestUnmarshalJSONSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"name":"a`:          "cut off",
		`{"name":"a"} {}`:     "something follows",
		`{"name":"a"}x`:       "something follows",
		`{"name":7}`:          `"name" holds a number`,
		`{"list":{}}`:         `"list" holds an object`,
		`["a"]`:               "it is an array",
		`{"name":nope}`:       "invalid character",
		"":                    "empty",
		"<!doctype html><p>a": "HTML",
	} {
		var v struct {
			Name string   `json:"name"`
			List []string `json:"list"`
		}
		if err := provider.UnmarshalJSON([]byte(body), &v); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want one that says %q", body, err, want)
		}
	}
}

func TestReadJSONPassesOverWrongTypes(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]struct {
		name     string
		odd, bad bool
	}{
		`{"list":["b"],"name":"a"}`:   {name: "a"},
		`{"list":"b","name":"a"}`:     {name: "a", odd: true},
		`{"name":"a","list":["b",7]}`: {name: "a", odd: true},
		`{"name":7}`:                  {odd: true},
		`["a"]`:                       {bad: true},
		`{"list":"b","name":"a"} {}`:  {bad: true},
		`{"list":"b","name":"a"`:      {bad: true},
	} {
		var v struct {
			Name string   `json:"name"`
			List []string `json:"list"`
		}
		oddity, err := provider.ReadJSON([]byte(body), &v)
		if (oddity != nil) != want.odd || (err != nil) != want.bad || err == nil && v.Name != want.name {
			t.Errorf("%s: name %q, oddity %v, error %v", body, v.Name, oddity, err)
		}
		if len(provider.Doubts(oddity)) > 0 != want.odd {
			t.Errorf("%s: the doubts are %q", body, provider.Doubts(oddity))
		}
	}
}

func TestAt(t *testing.T) {
	t.Parallel()
	pages := [][]byte{nil, []byte("a")}
	if provider.First(nil) != nil || provider.First(pages) != nil || provider.At(pages, 2) != nil {
		t.Error("a document that was not read is not nil")
	}
	if string(provider.At(pages, 1)) != "a" {
		t.Error("the second document is lost")
	}
}

// FuzzDecode demands that every body ends as UTF-8 or an error.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{word, "\xff\xfe{\x00}\x00", "\xfe\xff\x00{\x00}", "\x00{", "{\x00", "\xff\xfe\x00\x00", "\xef\xbb\xbf"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		text, err := provider.Decode(body)
		if err == nil && strings.ToValidUTF8(string(text), "") != string(text) {
			t.Fatalf("%q is not UTF-8", text)
		}
		for _, format := range []provider.Format{provider.JSON, provider.XML, provider.HTML} {
			_ = provider.Looks(body, format)
		}
		var v any
		if provider.UnmarshalJSON(body, &v) == nil && v == nil {
			t.Fatal("nothing was read and that is no error")
		}
	})
}
