// Package catalog knows which services exist: the built-in list, and the reader of services files.
package catalog

import (
	"net/url"
	"strings"
)

// Service is a thing we watch: where its status page is and which provider reads it.
type Service struct {
	ID         string            `yaml:"id" json:"id"` // [a-z0-9-]+, unique
	Name       string            `yaml:"name" json:"name"`
	Category   string            `yaml:"category" json:"category"`
	Platform   string            `yaml:"platform" json:"platform"` // the name of a provider
	URL        string            `yaml:"url" json:"url"`           // every address a provider reads is built from it
	Components []string          `yaml:"components" json:"components"`
	Options    map[string]string `yaml:"options" json:"options"`
}

// Site returns the address of the status page for people: the option "site", else the URL.
func (s Service) Site() string {
	if site := s.Options["site"]; site != "" {
		return site
	}
	return s.URL
}

// Address returns the address of path below the service's URL. The path may carry a query.
func (s Service) Address(path string) string {
	return strings.TrimRight(s.URL, "/") + "/" + strings.TrimLeft(path, "/")
}

// AddressAt is Address on the host that replace makes of the service's own, for platforms that spread over several
// hosts. A host that replace does not know should come back as it was, so that a test server stands in for all.
func (s Service) AddressAt(replace func(host string) string, path string) string {
	u, err := url.Parse(s.URL)
	if err != nil {
		return s.Address(path)
	}
	u.Host = replace(u.Host)
	moved := s
	moved.URL = u.String()
	return moved.Address(path)
}
