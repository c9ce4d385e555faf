package bridge

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// page is what is served besides the data.
var page = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "the page") })

// answered is what the handler answers.
func answered(b *Bridge, method, target string, body io.Reader) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	b.Data(page).ServeHTTP(w, httptest.NewRequest(method, target, body))
	return w
}

func TestPieces(t *testing.T) {
	t.Parallel()
	b, d := attached(t)
	p := understood(t, b, d, csvFile(t, sample), ImportChoices{})
	facts, err := b.Analytics.Import(p.ID, "replace")
	if err != nil {
		t.Fatal(err)
	}
	var whole []byte
	for offset := int64(0); offset < facts.Bytes; offset += 1000 {
		length := min(1000, facts.Bytes-offset)
		w := answered(b, "GET", fmt.Sprintf("/data/log/%d?offset=%d&length=%d", facts.Revision, offset, length), nil)
		if w.Code != http.StatusOK || w.Header().Get("Content-Length") != fmt.Sprint(length) || w.Header().Get("Cache-Control") != "no-store" {
			t.Fatalf("at %d: %d %v", offset, w.Code, w.Header())
		}
		whole = append(whole, w.Body.Bytes()...)
	}
	if !bytes.HasPrefix(whole, []byte("ARROW1")) || !bytes.HasSuffix(whole, []byte("ARROW1")) || int64(len(whole)) != facts.Bytes {
		t.Errorf("%d bytes that begin with %q", len(whole), whole[:min(10, len(whole))])
	}
	if _, err := b.Analytics.UndoImport(); err != nil {
		t.Fatal(err)
	}
	if w := answered(b, "GET", "/data/log/1?offset=0&length=1", nil); w.Code != http.StatusNotFound {
		t.Errorf("a log that is gone: %d", w.Code)
	}
}

func TestDataRefuses(t *testing.T) {
	t.Parallel()
	b, d := attached(t)
	p := understood(t, b, d, csvFile(t, sample), ImportChoices{})
	if _, err := b.Analytics.Import(p.ID, "replace"); err != nil {
		t.Fatal(err)
	}
	d.chosen = filepath.Join(t.TempDir(), "out.png")
	png := "\x89PNG\r\n\x1a\nrest"
	cases := map[string]struct {
		method, target, body string
		status               int
	}{
		"a piece":                      {"GET", "/data/log/1?offset=0&length=8", "", 200},
		"the same, the other way":      {"GET", "/data/log/1?length=8&offset=0", "", 200},
		"another revision":             {"GET", "/data/log/2?offset=0&length=8", "", 404},
		"no revision":                  {"GET", "/data/log/?offset=0&length=8", "", 404},
		"a revision that is none":      {"GET", "/data/log/one?offset=0&length=8", "", 400},
		"revision 0":                   {"GET", "/data/log/0?offset=0&length=8", "", 400},
		"a revision too large":         {"GET", "/data/log/99999999999999999999?offset=0&length=8", "", 400},
		"a path with dots":             {"GET", "/data/log/%2e%2e%2fisserviceup.db?offset=0&length=8", "", 400},
		"no piece":                     {"GET", "/data/log/1", "", 400},
		"no length":                    {"GET", "/data/log/1?offset=0", "", 400},
		"a length of 0":                {"GET", "/data/log/1?offset=0&length=0", "", 400},
		"a length too large":           {"GET", "/data/log/1?offset=0&length=16777217", "", 400},
		"an offset below 0":            {"GET", "/data/log/1?offset=-1&length=8", "", 400},
		"an offset twice":              {"GET", "/data/log/1?offset=0&offset=1&length=8", "", 400},
		"something else besides":       {"GET", "/data/log/1?offset=0&length=8&x=1", "", 400},
		"a query that is none":         {"GET", "/data/log/1?offset=0;length=8", "", 400},
		"beyond the end":               {"GET", "/data/log/1?offset=99999999&length=8", "", 400},
		"partly beyond the end":        {"GET", "/data/log/1?offset=8&length=16777216", "", 400},
		"another method":               {"POST", "/data/log/1?offset=0&length=8", "", 405},
		"another route":                {"GET", "/data/inventory", "", 404},
		"a picture":                    {"POST", "/data/picture?name=trend.png", png, 200},
		"a picture by GET":             {"GET", "/data/picture?name=trend.png", "", 405},
		"no picture":                   {"POST", "/data/picture?name=trend.png", "GIF89a", 400},
		"an empty body":                {"POST", "/data/picture?name=trend.png", "", 400},
		"a picture that is too large":  {"POST", "/data/picture?name=trend.png", png + strings.Repeat("x", 16<<20), 400},
		"a picture without a name":     {"POST", "/data/picture", png, 400},
		"a name that is a path":        {"POST", "/data/picture?name=../trend.png", png, 400},
		"a name that is another's":     {"POST", "/data/picture?name=.bashrc", png, 400},
		"a name with a line end in it": {"POST", "/data/picture?name=a%0Ab.png", png, 400},
	}
	for name, c := range cases {
		w := answered(b, c.method, c.target, strings.NewReader(c.body))
		if w.Code != c.status || w.Body.Len() == 0 {
			t.Errorf("%s: got %d %q, want %d", name, w.Code, w.Body, c.status)
		}
	}
	if saved, err := os.ReadFile(d.chosen); err != nil || string(saved) != png {
		t.Errorf("saved is %q, %v", saved, err)
	}
}

func TestPictureWithoutAPlace(t *testing.T) {
	t.Parallel()
	b, d := attached(t)
	w := answered(b, "POST", "/data/picture?name=trend.png", strings.NewReader("\x89PNG\r\n\x1a\n"))
	if w.Code != http.StatusOK || strings.TrimSpace(w.Body.String()) != `{"path":""}` || d.offered != "trend.png" {
		t.Errorf("got %d %q, offered %q", w.Code, w.Body, d.offered)
	}
}

func TestAllElseIsThePages(t *testing.T) {
	t.Parallel()
	b := New() // nothing is attached, so a call would wait for ever
	for _, target := range []string{"/", "/index.html", "/data", "/database/log/1", "//data/log/1"} {
		if w := answered(b, "GET", target, nil); w.Body.String() != "the page" {
			t.Errorf("%s: got %d %q", target, w.Code, w.Body)
		}
	}
}
