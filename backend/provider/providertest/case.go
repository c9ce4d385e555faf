// Package providertest holds what the tests of all providers share: the cases of a testdata folder, a fuzz target and
// a benchmark over them. Only tests import it.
package providertest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// Host is the address below which every case's service lives.
const Host = "https://page.test"

// Now is the clock of a case whose meta file names none.
var Now = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// Case is one recorded situation of a platform: the documents, when they were read and by which service.
//
// On disk it is testdata/<name>.<level>.<ext>, or the folder testdata/<name>.<level>/ with one file a page, named by
// the page's index (0.json, 1.xml; a missing one was not read). "history" in the place of the level marks documents
// for ParseHistory. testdata/<name>.meta.json may set {"now", "url", "components", "options"}.
type Case struct {
	Name    string
	Level   status.Level // the claim in the name; Unknown also stands for an error of Parse
	History bool
	Pages   [][]byte
	Service catalog.Service
	Now     time.Time
	Want    string // the path of the golden file
}

// meta is a case's optional <name>.meta.json.
type meta struct {
	Now        time.Time         `json:"now"`
	URL        string            `json:"url"`
	Components []string          `json:"components"`
	Options    map[string]string `json:"options"`
}

// Service returns a service of p on Host in which every option that p needs is set.
func Service(p provider.Provider) catalog.Service {
	s := catalog.Service{ID: p.Name, Name: p.Name, Platform: p.Name, URL: Host, Options: map[string]string{}}
	for _, name := range p.Options {
		s.Options[name] = "test"
	}
	return s
}

// Cases loads the cases of p from the folder dir.
func Cases(t testing.TB, p provider.Provider, dir string) []Case {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatalf("provider %s has no test cases: %v", p.Name, err)
	}
	var cases []Case
	for _, e := range entries {
		name, rest, _ := strings.Cut(e.Name(), ".")
		claim, _, _ := strings.Cut(rest, ".")
		if claim == "meta" || claim == "want" || name == "fuzz" {
			continue
		}
		c := Case{Name: name, History: claim == "history", Service: Service(p), Now: Now}
		c.Want = filepath.Join(dir, name+".want.json")
		if !c.History {
			if c.Level, err = status.ParseLevel(claim); err != nil {
				t.Fatalf("%s: the name must be <case>.<level>.<ext>: %v", filepath.Join(dir, e.Name()), err)
			}
		}
		c.applyMeta(t, filepath.Join(dir, name+".meta.json"))
		c.Pages = readPages(t, filepath.Join(dir, e.Name()), len(c.pages(p)))
		cases = append(cases, c)
	}
	return cases
}

// pages returns the pages that the documents of c answer.
func (c *Case) pages(p provider.Provider) []provider.Page {
	if c.History {
		return p.HistoryPages(c.Service)
	}
	return p.Pages(c.Service)
}

func (c *Case) applyMeta(t testing.TB, path string) {
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return
	}
	var m meta
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if !m.Now.IsZero() {
		c.Now = m.Now
	}
	if m.URL != "" {
		c.Service.URL = m.URL
	}
	c.Service.Components = m.Components
	for name, value := range m.Options {
		c.Service.Options[name] = value
	}
}

// readPages reads the documents of a case into a slice of count pages.
func readPages(t testing.TB, path string, count int) [][]byte {
	pages := make([][]byte, count)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	files := map[int]string{0: path}
	if info.IsDir() {
		files = map[int]string{}
		entries, _ := os.ReadDir(path)
		for _, e := range entries {
			stem, _, _ := strings.Cut(e.Name(), ".")
			index, err := strconv.Atoi(stem)
			if err != nil {
				t.Fatalf("%s: a page's file is named by its index: %v", filepath.Join(path, e.Name()), err)
			}
			files[index] = filepath.Join(path, e.Name())
		}
	}
	for index, file := range files {
		if index >= count {
			t.Fatalf("%s: the provider reads only %d pages", file, count)
		}
		if pages[index], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	return pages
}
