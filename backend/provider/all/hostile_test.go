package all_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"isserviceup/backend/provider"
	"isserviceup/backend/provider/providertest"
	"isserviceup/backend/status"
)

// essential says which JSON keys prove the green of a platform's operational cases. A key counts wherever it stands
// in the document ("a/b": where it stands in a; "/a": at the top alone), but only where it does not hold an object.
type essential struct {
	// words hold a word or code of an enumeration. None may be missing, of another type, or unknown.
	words []string
	// lists hold arrays that must be there: an empty one means that there is nothing, a missing one that the page did not say.
	lists []string
	// maybe holds arrays that the platform leaves out when they are empty, but that are never of another type.
	maybe []string
	// emptyList says that "[]" is the healthy document.
	emptyList bool
}

var essentials = map[string]essential{
	"aws":             {emptyList: true},
	"azure":           {},
	"gcp":             {emptyList: true},
	"googleworkspace": {emptyList: true},
	"incidentio": {
		words: []string{"indicator", "/components/status"},
		lists: []string{"/components", "/summary/components", "/summary/affected_components", "/summary/ongoing_incidents"},
		maybe: []string{"/incidents", "/summary/scheduled_maintenances"},
	},
	"slack":      {words: []string{"/status"}, lists: []string{"active_incidents"}},
	"statusio":   {words: []string{"status_code"}, lists: []string{"result/status", "incidents", "active", "upcoming"}},
	"statuspage": {words: []string{"indicator", "/components/status"}, lists: []string{"/components", "/incidents", "/scheduled_maintenances"}},
}

// eachHealthy runs test for every operational case of every provider.
func eachHealthy(t *testing.T, test func(t *testing.T, p provider.Provider, c providertest.Case)) {
	eachProvider(t, func(t *testing.T, p provider.Provider, cases []providertest.Case) {
		for _, c := range cases {
			if c.Level == status.Operational && !c.History {
				t.Run(c.Name, func(t *testing.T) { test(t, p, c) })
			}
		}
	})
}

// neverGreen replaces the page at index by body and demands that nothing green comes of it: neither with the other
// pages as they are (unless they prove the green without this optional page) nor without any other.
func neverGreen(t *testing.T, p provider.Provider, c providertest.Case, index int, body []byte, how string) {
	t.Helper()
	read := func(pages [][]byte) (status.Reading, error) { return p.Parse(c.Service, pages, c.Now) }
	alone := make([][]byte, len(c.Pages))
	alone[index] = body
	if r, err := read(alone); providertest.Green(r, err) {
		t.Errorf("page %d %s: level %v", index, how, r.Level)
	}
	others := bytesOf(c.Pages)
	others[index] = nil
	if page := p.Pages(c.Service)[index]; (page.Optional || page.Fallback) && providertest.Green(read(others)) {
		return
	}
	others[index] = body
	if r, err := read(others); providertest.Green(r, err) {
		t.Errorf("page %d %s, beside the others: level %v", index, how, r.Level)
	}
}

// bytesOf returns a copy of pages that can be changed.
func bytesOf(pages [][]byte) [][]byte { return append([][]byte(nil), pages...) }

const challenge = "<!DOCTYPE html><html><head><title>All Systems Operational</title></head>" +
	`<body><script>{"status":"operational"}</script><p>operational</p></body></html>`

// TestForeignDocuments feeds what is served by a broken, moved or guarded page.
func TestForeignDocuments(t *testing.T) {
	eachHealthy(t, func(t *testing.T, p provider.Provider, c providertest.Case) {
		foreign := map[string]string{
			"empty": "", "of spaces": " \r\n\t ", "with HTML": challenge, "with HTML after spaces": "\n\n " + challenge,
			"as {}": "{}", "as null": "null", "as true": "true", "as 1": "1", "as a string": `"operational"`, "as text": "operational",
			"as [null]": "[null]", "as [1]": "[1]", "as [[]]": "[[]]", "as a stranger": `{"ok":true,"status":"operational"}`,
			"as a stranger in XML": `<?xml version="1.0"?><ok/>`, "as bytes": "\xff\xfe\x00\xd8\x00", "as zeros": "\x00\x00\x00\x00",
			"twice": string(c.Pages[0]) + string(c.Pages[0]),
		}
		if !essentials[p.Name].emptyList {
			foreign["as []"] = "[]"
		}
		for index := range c.Pages {
			for how, body := range foreign {
				neverGreen(t, p, c, index, []byte(body), how)
			}
			neverGreen(t, p, c, index, nil, "not read")
		}
		if r, err := p.Parse(c.Service, nil, c.Now); err == nil {
			t.Errorf("no pages at all: level %v and no error", r.Level)
		}
	})
}

// TestCutDocuments cuts every document of every healthy case short, at up to 150 places.
func TestCutDocuments(t *testing.T) {
	eachHealthy(t, func(t *testing.T, p provider.Provider, c providertest.Case) {
		for index, page := range c.Pages {
			whole := bytes.TrimSpace(page)
			step := max(1, len(whole)/150)
			for end := 0; end < len(whole); end += step {
				neverGreen(t, p, c, index, whole[:end], fmt.Sprintf("cut at %d of %d", end, len(whole)))
			}
			for end := max(0, len(whole)-20); end < len(whole); end++ {
				neverGreen(t, p, c, index, whole[:end], fmt.Sprintf("cut at %d of %d", end, len(whole)))
			}
		}
	})
}

// TestEncodings demands the same reading of a document in UTF-8 and in UTF-16, with and without byte order marks.
func TestEncodings(t *testing.T) {
	encodings := map[string]encoding.Encoding{
		"UTF-16LE":          unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16BE":          unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"UTF-16LE with BOM": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16BE with BOM": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-8 with BOM":    unicode.UTF8BOM,
	}
	eachProvider(t, func(t *testing.T, p provider.Provider, cases []providertest.Case) {
		for _, c := range cases {
			if c.History {
				continue
			}
			want, wantErr := p.Parse(c.Service, c.Pages, c.Now)
			for name, e := range encodings {
				pages := bytesOf(c.Pages)
				for i, page := range pages {
					if utf8, err := provider.Decode(page); page != nil && err == nil {
						pages[i], _ = e.NewEncoder().Bytes(utf8)
					}
				}
				got, err := p.Parse(c.Service, pages, c.Now)
				if (err == nil) != (wantErr == nil) {
					t.Errorf("%s in %s: error %v, in UTF-8 %v", c.Name, name, err, wantErr)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s in %s (-UTF-8 +got):\n%s", c.Name, name, diff)
				}
			}
		}
	})
}

// TestEssentials breaks, one at a time, every value that the green of a healthy document rests on.
func TestEssentials(t *testing.T) {
	wrongWords := []any{"constructor", "", "OPERATIONAL?", "__proto__", 12345.0, -1.0, true, nil, []any{}, map[string]any{}, absent}
	wrongLists := []any{"text", 1.0, true, map[string]any{}, map[string]any{"a": 1.0}}
	missing := append([]any{nil, absent}, wrongLists...)
	eachHealthy(t, func(t *testing.T, p provider.Provider, c providertest.Case) {
		if len(c.Service.Components) > 0 {
			return // a choice rests on what was chosen alone (rule 5)
		}
		e := essentials[p.Name]
		for index, page := range c.Pages {
			for _, key := range e.words {
				breakEach(t, p, c, index, page, key, wrongWords)
			}
			for _, key := range e.lists {
				breakEach(t, p, c, index, page, key, missing)
			}
			for _, key := range e.maybe {
				breakEach(t, p, c, index, page, key, wrongLists)
			}
		}
	})
}

// absent stands for a key that is taken out.
var absent = new(struct{ _ int })

// breakEach replaces the n-th value of key in page by each of wrong, for every n.
func breakEach(t *testing.T, p provider.Provider, c providertest.Case, index int, page []byte, key string, wrong []any) {
	t.Helper()
	text, err := provider.Decode(page)
	if err != nil || page == nil {
		return
	}
	for n := 0; ; n++ {
		for _, value := range wrong {
			var document any
			if json.Unmarshal(text, &document) != nil {
				return
			}
			count := 0
			if !replace(document, "", key, n, value, &count) {
				return
			}
			broken, err := json.Marshal(document)
			if err != nil {
				t.Fatal(err)
			}
			how := fmt.Sprintf("with %q number %d as %v", key, n, value)
			if value == absent {
				how = fmt.Sprintf("without %q number %d", key, n)
			}
			neverGreen(t, p, c, index, broken, how)
		}
	}
}

// replace finds the n-th value of key in the tree at path, counted in seen, and replaces it.
func replace(tree any, path, key string, n int, value any, seen *int) bool {
	switch tree := tree.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(tree)) {
			at := path + "/" + k
			if _, object := tree[k].(map[string]any); !object && matches(at, key) {
				if *seen == n {
					if tree[k] = value; value == absent {
						delete(tree, k)
					}
					return true
				}
				*seen++
			}
			if replace(tree[k], at, key, n, value, seen) {
				return true
			}
		}
	case []any:
		for _, v := range tree {
			if replace(v, path, key, n, value, seen) {
				return true
			}
		}
	}
	return false
}

// matches tells whether key means the value at path.
func matches(path, key string) bool {
	if strings.HasPrefix(key, "/") {
		return path == key
	}
	return strings.HasSuffix(path, "/"+key)
}
