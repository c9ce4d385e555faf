package catalog_test

import (
	"slices"
	"testing"

	"isserviceup/backend/catalog"
)

func TestPresetsNameBuiltInServices(t *testing.T) {
	t.Parallel()
	known := builtIn(t)
	names := map[string]bool{}
	for _, p := range catalog.Presets() {
		if p.Name == "" || names[p.Name] {
			t.Errorf("the preset %q has no name of its own", p.Name)
		}
		names[p.Name] = true
		if len(p.IDs) == 0 {
			t.Errorf("%s is empty", p.Name)
		}
		seen := map[string]bool{}
		for _, id := range p.IDs {
			if _, ok := known[id]; !ok || seen[id] {
				t.Errorf("%s names %q, which is not built in, or is named twice", p.Name, id)
			}
			seen[id] = true
		}
	}
}

func TestRecommended(t *testing.T) {
	t.Parallel()
	want := []string{
		"atlassian", "aws", "azure", "claude", "cloudflare", "datadog", "docker", "github", "gitlab", "google-cloud",
		"npm", "openai", "slack", "zoom",
	}
	got := catalog.Recommended()
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("Recommended() = %v, want %v", got, want)
	}
	if first := catalog.Presets()[0]; len(first.IDs) != len(want) {
		t.Errorf("the first preset has %d services", len(first.IDs))
	}
}
