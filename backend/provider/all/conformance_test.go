package all_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/provider/all"
	"isserviceup/backend/provider/providertest"
	"isserviceup/backend/status"
)

var update = flag.Bool("update", false, "rewrite the golden readings")

// eachProvider runs test for every provider, with the cases of its testdata folder.
func eachProvider(t *testing.T, test func(t *testing.T, p provider.Provider, cases []providertest.Case)) {
	t.Parallel()
	for _, p := range all.Providers() {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			test(t, p, providertest.Cases(t, p, filepath.Join("..", p.Name, "testdata")))
		})
	}
}

func TestProvidersAreSortedAndComplete(t *testing.T) {
	t.Parallel()
	names := all.Names()
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("the list of providers is not sorted or names one twice: %v", names)
	}
	for _, p := range all.Providers() {
		s := providertest.Service(p)
		if p.Parse == nil || p.Pages == nil || len(p.Pages(s)) == 0 {
			t.Errorf("%s: Pages and Parse are needed", p.Name)
		}
		if (p.HistoryPages == nil) != (p.ParseHistory == nil) {
			t.Errorf("%s: HistoryPages and ParseHistory come together", p.Name)
		}
		if _, ok := essentials[p.Name]; !ok {
			t.Errorf("%s: essentials does not say what proves its green", p.Name)
		}
	}
}

// TestBuiltInServicesAreReadable makes sure that every built-in service has a provider and the options that it needs.
func TestBuiltInServicesAreReadable(t *testing.T) {
	t.Parallel()
	services, err := catalog.BuiltIn(all.Names())
	if err != nil {
		t.Fatal(err)
	}
	providers := map[string]provider.Provider{}
	for _, p := range all.Providers() {
		providers[p.Name] = p
	}
	for _, s := range services {
		for _, option := range providers[s.Platform].Options {
			if s.Options[option] == "" {
				t.Errorf("%s lacks the option %q", s.ID, option)
			}
		}
		for _, page := range providers[s.Platform].Pages(s) {
			if page.URL != provider.WebAddress(page.URL) || !strings.HasPrefix(page.URL, "https://") {
				t.Errorf("%s is read at the odd address %q", s.ID, page.URL)
			}
		}
	}
}

// TestCases holds every case to the level in its name and to its golden file.
func TestCases(t *testing.T) {
	eachProvider(t, func(t *testing.T, p provider.Provider, cases []providertest.Case) {
		if !slices.ContainsFunc(cases, func(c providertest.Case) bool { return c.Level == status.Operational && !c.History }) {
			t.Errorf("%s has no operational case", p.Name)
		}
		for _, c := range cases {
			t.Run(c.Name, func(t *testing.T) {
				if c.History {
					h, err := p.ParseHistory(c.Service, c.Pages, c.Now)
					golden(t, c.Want, h, err)
					return
				}
				r, err := p.Parse(c.Service, c.Pages, c.Now)
				if r.Level != c.Level {
					t.Errorf("level %v (reason %q, error %v), its name claims %v", r.Level, r.Reason, err, c.Level)
				}
				golden(t, c.Want, r, err)
			})
		}
	})
}

// golden compares v, or the error instead of it, with the file at path.
func golden(t *testing.T, path string, v any, err error) {
	t.Helper()
	if err != nil {
		v = map[string]string{"error": err.Error()}
	}
	var got bytes.Buffer
	encoder := json.NewEncoder(&got)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test -update writes it)", err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// TestReadingsAreFitToShow checks what holds for every reading: a reason exactly where the level is unknown, no
// control characters, and addresses that are safe to open.
func TestReadingsAreFitToShow(t *testing.T) {
	eachProvider(t, func(t *testing.T, p provider.Provider, cases []providertest.Case) {
		for _, c := range cases {
			if c.History {
				continue
			}
			r, err := p.Parse(c.Service, c.Pages, c.Now)
			if err != nil {
				if r.Level != status.Unknown {
					t.Errorf("%s: level %v beside the error %v", c.Name, r.Level, err)
				}
				continue
			}
			if (r.Level == status.Unknown) != (r.Reason != "") {
				t.Errorf("%s: level %v with the reason %q", c.Name, r.Level, r.Reason)
			}
			for _, i := range slices.Concat(r.Incidents, r.Past) {
				checkText(t, c.Name, i.Title, i.URL, i.Updates)
			}
			for _, m := range r.Maintenances {
				checkText(t, c.Name, m.Title, m.URL, m.Updates)
			}
		}
	})
}

func checkText(t *testing.T, name, title, url string, updates []status.Update) {
	t.Helper()
	if title == "" || title != provider.Plain(title) {
		t.Errorf("%s: the title %q is empty or not plain", name, title)
	}
	if url != "" && url != provider.WebAddress(url) {
		t.Errorf("%s: the address %q is not one of the web", name, url)
	}
	for k, u := range updates {
		if u.Text != provider.Plain(u.Text) {
			t.Errorf("%s: the text %q is not plain", name, u.Text)
		}
		if k > 0 && u.At.After(updates[k-1].At) {
			t.Errorf("%s: the updates are not newest first", name)
		}
	}
}
