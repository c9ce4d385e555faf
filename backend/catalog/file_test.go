package catalog_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"isserviceup/backend/catalog"
)

func load(text string) ([]catalog.Service, error) {
	return catalog.Load(strings.NewReader(text), "my.yaml", platforms)
}

func TestLoad(t *testing.T) {
	t.Parallel()
	got, err := load(`
services:
  - id: github
    name: GitHub
    category: Code and delivery
    platform: statuspage
    url: http://127.0.0.1:8080/github
    components: [c1, "Group > Name"]
  - {id: "1-a", name: A, platform: statusio, url: https://api.status.io, options: {page: abc, site: https://a.test}}
`)
	if err != nil {
		t.Fatal(err)
	}
	want := []catalog.Service{
		{
			ID: "github", Name: "GitHub", Category: "Code and delivery", Platform: "statuspage",
			URL: "http://127.0.0.1:8080/github", Components: []string{"c1", "Group > Name"},
		},
		{ID: "1-a", Name: "A", Platform: "statusio", URL: "https://api.status.io", Options: map[string]string{"page": "abc", "site": "https://a.test"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("services (-want +got):\n%s", diff)
	}
}

// TestLoadErrors holds every mistake to the one line that tells of it.
func TestLoadErrors(t *testing.T) {
	t.Parallel()
	const good = "services:\n  - {id: a, name: A, platform: slack, url: 'https://a.test'}\n"
	const known = "aws, azure, gcp, googleworkspace, incidentio, slack, statusio, statuspage"
	for name, row := range map[string]struct{ text, want string }{
		"empty":             {"", `my.yaml:1: empty; expected "services:" and a list below it`},
		"a comment alone":   {"# nothing\n", `my.yaml:1: empty; expected "services:" and a list below it`},
		"no services":       {"services: []\n", `my.yaml:1: no services; expected "services:" and a list below it`},
		"services is null":  {"services:\n", `my.yaml:1: no services; expected "services:" and a list below it`},
		"another key":       {"service:\n  - id: a\n", `my.yaml:1: unknown field "service"; known: services`},
		"a list at the top": {"- id: a\n", `my.yaml:1: a list where "services:" is expected`},
		"text":              {"hello\n", `my.yaml:1: a text where "services:" is expected`},
		"a map of services": {"services:\n  a: {name: A}\n", `my.yaml:2: "services" holds a map where a list is expected`},
		"broken YAML":       {good + "  - {id: b, name: [}\n", `my.yaml:3: did not find expected node content`},
		"a tab":             {"services:\n\t- id: a\n", `my.yaml:2: found character that cannot start any token`},
		"a text as service": {good + "  - slack\n", `my.yaml:3: a service is written as "key: value" lines, not as a text`},
		"unknown platform":  {good + "  - id: b\n    name: B\n    platform: constructor\n    url: https://b.test\n", `my.yaml:5: service "b" has the unknown platform "constructor"; known: ` + known},
		"no platform":       {good + "  - {id: b, name: B, url: https://b.test}\n", `my.yaml:3: service "b" has the unknown platform ""; known: ` + known},
		"duplicate id":      {good + "  - {id: b, name: B, platform: slack, url: https://b.test}\n  - {id: a, name: C, platform: slack, url: https://c.test}\n", `my.yaml:4: the id "a" is taken by line 2`},
		"bad id":            {good + "  - name: B\n    id: B 2\n", `my.yaml:4: the id "B 2" is not of the form [a-z0-9-]+`},
		"no id":             {good + "  - name: B\n", `my.yaml:3: the id "" is not of the form [a-z0-9-]+`},
		"no name":           {good + "  - id: b\n    name: ' '\n", `my.yaml:4: service "b" has no name`},
		"bad address":       {good + "  - id: b\n    name: B\n    platform: slack\n    url: b.test\n", `my.yaml:6: service "b" has the bad address "b.test"; expected https://host or https://host/path`},
		"no address":        {good + "  - {id: b, name: B, platform: slack}\n", `my.yaml:3: service "b" has the bad address ""; expected https://host or https://host/path`},
		"another scheme":    {good + "  - {id: b, name: B, platform: slack, url: 'file:///etc/passwd'}\n", `my.yaml:3: service "b" has the bad address "file:///etc/passwd"; expected https://host or https://host/path`},
		"a query":           {good + "  - {id: b, name: B, platform: slack, url: 'https://b.test?x=1'}\n", `my.yaml:3: service "b" has the bad address "https://b.test?x=1"; expected https://host or https://host/path`},
		"an escape":         {good + "  - id: b\n    name: \"B\\e[31m\"\n    platform: slack\n    url: https://b.test\n", `my.yaml:4: name or category of service "b" holds a line break or another control character`},
		"a bad site":        {good + "  - {id: b, name: B, platform: slack, url: 'https://b.test', options: {site: 'javascript:alert(1)'}}\n", `my.yaml:3: service "b" has the bad site "javascript:alert(1)"; expected the address of a web page`},
		"a password":        {good + "  - {id: b, name: B, platform: slack, url: 'https://u:p@b.test'}\n", `my.yaml:3: service "b" has the bad address "https://u:p@b.test"; expected https://host or https://host/path`},
		"unknown field":     {good + "  - id: b\n    colour: red\n", `my.yaml:4: unknown field "colour"; known: id, name, category, platform, url, components, options`},
		"wrong type":        {good + "  - id: b\n    name: B\n    components: all\n", `my.yaml:5: "components" holds a text where a list is expected`},
		"a map as name":     {good + "  - id: b\n    name: {first: B}\n", `my.yaml:4: "name" holds a map where a text is expected`},
		"a list as option":  {good + "  - id: b\n    options:\n      page: [a]\n", `my.yaml:5: "page" holds a list where a text is expected`},
		"a key twice":       {good + "  - id: b\n    id: c\n", `my.yaml:4: "id" is given twice`},
		"another document":  {good + "---\n" + good, `my.yaml:3: a second document begins; one is expected`},
		"too large":         {strings.Repeat("#", 4<<20) + "\n", `my.yaml: larger than 4 MiB`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			services, err := load(row.text)
			if err == nil || services != nil {
				t.Fatalf("%d services and the error %v", len(services), err)
			}
			if err.Error() != row.want {
				t.Errorf("the error is\n\t%s\nwant\n\t%s", err, row.want)
			}
		})
	}
}

func TestAddress(t *testing.T) {
	t.Parallel()
	s := catalog.Service{URL: "http://127.0.0.1:8080/github/"}
	if got, want := s.Address("/api/v2/summary.json?a=b"), "http://127.0.0.1:8080/github/api/v2/summary.json?a=b"; got != want {
		t.Errorf("Address = %s, want %s", got, want)
	}
	other := func(host string) string {
		if host == "health.test" {
			return "history.test"
		}
		return host
	}
	if got, want := s.AddressAt(other, "x"), "http://127.0.0.1:8080/github/x"; got != want {
		t.Errorf("AddressAt = %s, want %s", got, want)
	}
	if got, want := (catalog.Service{URL: "https://health.test"}).AddressAt(other, "x"), "https://history.test/x"; got != want {
		t.Errorf("AddressAt = %s, want %s", got, want)
	}
	s.Options = map[string]string{"site": "https://github.test"}
	if s.Site() != "https://github.test" || (catalog.Service{URL: "https://a.test"}).Site() != "https://a.test" {
		t.Error("Site is neither the option nor the address")
	}
}

// FuzzLoad demands services that are fit to use, or one line.
func FuzzLoad(f *testing.F) {
	builtIn, err := os.ReadFile("services.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(builtIn[:2000]))
	f.Add("services:\n  - {id: a, name: A, platform: slack, url: 'https://a.test', options: {a: b}}\n")
	f.Add("services:\n  - &x {id: a, <<: *x}\n")
	f.Add("services: [{id: a, id: b}]\n--- \n")
	f.Fuzz(func(t *testing.T, text string) {
		services, err := load(text)
		if err != nil {
			if services != nil || !strings.HasPrefix(err.Error(), "my.yaml:") || strings.Contains(err.Error(), "\n") {
				t.Fatalf("%d services and the error %q", len(services), err)
			}
			return
		}
		for _, s := range services {
			if s.ID == "" || s.Name == "" || s.Platform == "" || s.URL == "" {
				t.Fatalf("a service lacks something: %+v", s)
			}
		}
	})
}
