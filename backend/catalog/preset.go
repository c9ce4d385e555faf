package catalog

// Preset is a choice of services that a first start offers.
type Preset struct {
	Name string   `json:"name"`
	IDs  []string `json:"ids"` // of built-in services
}

// Recommended returns the ids of the services that a first start watches: those whose trouble is felt by most others.
func Recommended() []string {
	return []string{
		"aws", "azure", "google-cloud", "github", "cloudflare", "slack", "openai", "claude", "docker", "gitlab",
		"atlassian", "datadog", "npm", "zoom",
	}
}

// Presets returns what a first start offers, the recommended choice first.
func Presets() []Preset {
	return []Preset{
		{Name: "Recommended", IDs: Recommended()},
		{Name: "Cloud", IDs: []string{
			"aws", "azure", "google-cloud", "cloudflare", "digitalocean", "linode", "vercel", "netlify", "fly-io", "mongodb",
			"snowflake",
		}},
		{Name: "Developers", IDs: []string{
			"github", "gitlab", "bitbucket", "docker", "npm", "pypi", "rubygems", "crates-io", "circleci", "buildkite",
			"hashicorp", "snyk", "sentry", "datadog", "openai", "claude", "cursor", "jira",
		}},
		{Name: "Office", IDs: []string{
			"slack", "zoom", "google-workspace", "atlassian", "notion", "dropbox", "box", "figma", "asana", "airtable",
			"monday", "1password",
		}},
	}
}
