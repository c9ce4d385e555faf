package aws

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/provider"
)

func TestPacific(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ text, want string }{
		"summer":              {"Mon, 17 Aug 2026 21:01:19 PDT", "2026-08-18T04:01:19Z"},
		"winter":              {"Tue, 03 Mar 2026 08:40:00 PST", "2026-03-03T16:40:00Z"},
		"Greenwich":           {"Tue, 03 Mar 2026 08:40:00 GMT", "2026-03-03T08:40:00Z"},
		"no zone":             {"Tue, 03 Mar 2026 08:40:00", ""},
		"a zone nobody knows": {"Tue, 03 Mar 2026 08:40:00 XYZ", ""},
		"no time":             {"PDT", ""},
		"empty":               {"", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := pacific(c.text); !got.Equal(provider.ParseTime(c.want)) || !got.IsZero() && got.Location() != time.UTC {
				t.Errorf("%q is %v, want %s", c.text, got, c.want)
			}
		})
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	for key, want := range map[string][2]string{
		"ec2-us-east-1":                   {"ec2", "us-east-1"},
		"pca-connector-scep-me-south-1":   {"pca-connector-scep", "me-south-1"},
		"neptune-db-ap-northeast-3":       {"neptune-db", "ap-northeast-3"},
		"ec2-us-gov-west-1":               {"ec2", "us-gov-west-1"},
		"ec2-ap-southeast-7":              {"ec2", "ap-southeast-7"},
		"multipleservices-eusc-de-east-1": {"multipleservices", "eusc-de-east-1"},
		"management-console":              {"management-console", "global"},
		"route53":                         {"route53", "global"},
		"us-east-1":                       {"us-east-1", "global"},
		"s3-us-standard":                  {"s3-us-standard", "global"},
		"":                                {"", "global"},
	} {
		if service, region := split(key); service != want[0] || region != want[1] {
			t.Errorf("%q is %q in %q, want %q", key, service, region, want)
		}
	}
}

func TestEveryKnownRegionIsOneOfTheKeys(t *testing.T) {
	t.Parallel()
	for _, c := range newTree().regions.Components() {
		if _, region := split("ec2-" + c.ID); c.ID != "global" && region != c.ID {
			t.Errorf("the region %q is not found at the end of a key", c.ID)
		}
	}
}

func TestSeconds(t *testing.T) {
	t.Parallel()
	for in, want := range map[text]bool{"1772369485": true, "": false, "0": false, "-5": false, "1772369485000": false, "soon": false, "1e9": false} {
		if got := in.seconds(); got.IsZero() == want {
			t.Errorf("%q is the time %v", in, got)
		}
	}
	if got := text("1772369485123").milliseconds(); got != time.Unix(1772369485, 0).UTC() {
		t.Errorf("milliseconds give %v", got)
	}
}

func TestPagesLieOnTheHostsThatServeThem(t *testing.T) {
	t.Parallel()
	addresses := func(url string) []string {
		var all []string
		s := catalog.Service{URL: url}
		for _, p := range append(pages(s), historyPages(s)...) {
			all = append(all, p.URL)
		}
		return all
	}
	for url, want := range map[string][2]string{
		"https://health.aws.amazon.com": {"https://health.aws.amazon.com/public/currentevents", "https://status.aws.amazon.com/data.json"},
		"http://127.0.0.1:8080/aws":     {"http://127.0.0.1:8080/aws/public/currentevents", "http://127.0.0.1:8080/aws/data.json"},
	} {
		if got := addresses(url); got[0] != want[0] || got[1] != want[1] {
			t.Errorf("the pages of %s lie at %v", url, got)
		}
	}
}

// TestOneEventOfManyDocuments reads the recorded documents together: the feed and the current events tell of the same.
func TestOneEventOfManyDocuments(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "..", "..", "..", "shared", "payloads", "aws")
	var documents [4][]byte
	for n, name := range map[int]string{0: "currentevents-utf16be-2026-08-01.json", 2: "all-2026-08.rss"} {
		body, err := os.ReadFile(filepath.Join(folder, name))
		if os.IsNotExist(err) {
			t.Skip("the recorded status pages are not beside the project")
		}
		if err != nil {
			t.Fatal(err)
		}
		documents[n] = body
	}
	h, err := parseHistory(catalog.Service{URL: "https://health.aws.amazon.com"}, documents[:], time.Date(2026, 8, 18, 13, 0, 0, 0, time.UTC))
	if err != nil || len(h.Incidents) != 3 {
		t.Errorf("%d incidents (error %v), want the 3 of the feed, two of which are current events", len(h.Incidents), err)
	}
}
