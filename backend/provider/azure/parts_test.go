package azure

import (
	"testing"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

func TestFeedTime(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ text, want string }{
		"as Azure writes it": {"Thu, 23 Jul 2026 16:49:55 Z", "2026-07-23T16:49:55Z"},
		"Greenwich":          {"Thu, 23 Jul 2026 16:49:55 GMT", "2026-07-23T16:49:55Z"},
		"an offset":          {"Thu, 23 Jul 2026 16:49:55 +0200", "2026-07-23T14:49:55Z"},
		"a short day":        {" Thu, 3 Jul 2025 16:49:55 Z\n", "2025-07-03T16:49:55Z"},
		"an abbreviation":    {"Thu, 23 Jul 2026 16:49:55 PDT", ""},
		"no zone":            {"Thu, 23 Jul 2026 16:49:55", ""},
		"empty":              {"", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := feedTime(c.text); !got.Equal(provider.ParseTime(c.want)) {
				t.Errorf("%q is %v, want %s", c.text, got, c.want)
			}
		})
	}
}

func TestCategoriesArePartedIntoServicesAndRegions(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		categories []string
		want       []status.Ref
	}{
		"a service in a region":  {[]string{"Batch", "West US"}, []status.Ref{{ID: "westus/Batch", Name: "Batch"}}},
		"in any order and case":  {[]string{"WEST US", "Batch"}, []status.Ref{{ID: "westus/Batch", Name: "Batch"}}},
		"a service of no region": {[]string{"Batch"}, []status.Ref{{ID: "global/Batch", Name: "Batch"}}},
		"a region alone":         {[]string{"West US"}, []status.Ref{{ID: "westus", Name: "West US"}}},
		"twice the same":         {[]string{"Batch", "Batch"}, []status.Ref{{ID: "global/Batch", Name: "Batch"}}},
		"nothing":                {[]string{"", " "}, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := newTree().raise(c.categories, status.Degraded)
			if len(got) != len(c.want) || len(got) > 0 && got[0] != c.want[0] {
				t.Errorf("%v names %v, want %v", c.categories, got, c.want)
			}
		})
	}
}

func TestTitlesThatSpeakOfAnOutage(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]bool{
		"Outage of Virtual Machines": true, "Virtual Machines unavailable": true, "Partial outages in West US": true,
		"Slow network": false, "Issues with outgoing mail": false, "Availability of new sizes": false,
	} {
		if got := severe.MatchString(title); got != want {
			t.Errorf("%q is severe: %v", title, got)
		}
	}
}

func TestPagesLieOnTheHostsThatServeThem(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{
		"https://azure.status.microsoft": "https://status.cloud.microsoft/api/posts/azure",
		"http://127.0.0.1:8080/azure":    "http://127.0.0.1:8080/azure/api/posts/azure",
	} {
		if got := pages(catalog.Service{URL: url})[1].URL; got != want {
			t.Errorf("the post of %s lies at %s, want %s", url, got, want)
		}
	}
}
