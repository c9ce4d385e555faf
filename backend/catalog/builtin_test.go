package catalog_test

import (
	"encoding/csv"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"isserviceup/backend/catalog"
)

// platforms are the providers that the built-in services need. The list of providers may not be imported here.
var platforms = []string{"aws", "azure", "gcp", "googleworkspace", "incidentio", "slack", "statusio", "statuspage"}

// builtIn returns the built-in services by id.
func builtIn(t testing.TB) map[string]catalog.Service {
	t.Helper()
	services, err := catalog.BuiltIn(platforms)
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]catalog.Service{}
	for _, s := range services {
		byID[s.ID] = s
	}
	return byID
}

func TestBuiltInServices(t *testing.T) {
	t.Parallel()
	services := builtIn(t)
	if len(services) < 60 {
		t.Errorf("only %d services are built in", len(services))
	}
	categories := []string{"Cloud and hosting", "Code and delivery", "Work together", "AI", "Observability", "Payments and identity", "Other"}
	names, addresses := map[string]string{}, map[string]string{}
	for id, s := range services {
		if !slices.Contains(categories, s.Category) {
			t.Errorf("%s: the category %q is none of %v", id, s.Category, categories)
		}
		if other, taken := names[strings.ToLower(s.Name)]; taken {
			t.Errorf("%s and %s are both called %q", id, other, s.Name)
		}
		names[strings.ToLower(s.Name)] = id
		if other, taken := addresses[s.Site()]; taken {
			t.Errorf("%s and %s are both at %s", id, other, s.Site())
		}
		addresses[s.Site()] = id
		if !strings.HasPrefix(s.URL, "https://") || !strings.HasPrefix(s.Site(), "https://") || strings.HasSuffix(s.URL, "/") {
			t.Errorf("%s: the address is not https, or ends in a slash: %s, %s", id, s.URL, s.Site())
		}
		if s.Platform == "statusio" && (s.Options["page"] == "" || s.Options["site"] == "") {
			t.Errorf("%s: Status.io needs the options page and site", id)
		}
	}
}

// TestBuiltInAgainstCatalogue compares platforms and hosts with the list that they were taken from, where it is there.
func TestBuiltInAgainstCatalogue(t *testing.T) {
	t.Parallel()
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "catalogue.csv"))
	if os.IsNotExist(err) {
		t.Skip("the list of status pages is not beside the project, so the built-in services are not compared with it")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	host := func(address string) string {
		u, err := url.Parse(address)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			return ""
		}
		return u.Host
	}
	kinds := map[string][]string{} // by host of the page
	apis := map[string]string{}    // of Status.io, by host of the page
	for _, row := range rows[1:] {
		page := host(row[2])
		kinds[page] = append(kinds[page], row[1])
		apis[page] = row[3]
	}
	// Where the list is finer than our providers, or knows that a page has moved but still answers as before.
	same := map[string]string{"cloudflare-v3": "statuspage"}
	for id, s := range builtIn(t) {
		listed := kinds[host(s.Site())]
		agrees := slices.ContainsFunc(listed, func(kind string) bool {
			return kind == s.Platform || same[kind] == s.Platform || s.Platform == "googleworkspace" && kind == "gcp"
		})
		if !agrees {
			t.Errorf("%s: %s is listed as %v, not %s", id, host(s.Site()), listed, s.Platform)
		}
		if api := apis[host(s.Site())]; s.Platform == "statusio" && api != s.Address("/1.0/status/"+s.Options["page"]) {
			t.Errorf("%s: the API is listed at %s", id, api)
		}
	}
}
