// Package all is the explicit list of providers.
package all

import (
	"isserviceup/backend/provider"
	"isserviceup/backend/provider/aws"
	"isserviceup/backend/provider/azure"
	"isserviceup/backend/provider/gcp"
	"isserviceup/backend/provider/googleworkspace"
	"isserviceup/backend/provider/incidentio"
	"isserviceup/backend/provider/slack"
	"isserviceup/backend/provider/statusio"
	"isserviceup/backend/provider/statuspage"
)

// Providers returns every provider.
func Providers() []provider.Provider {
	return []provider.Provider{
		aws.Provider(),
		azure.Provider(),
		gcp.Provider(),
		googleworkspace.Provider(),
		incidentio.Provider(),
		slack.Provider(),
		statusio.Provider(),
		statuspage.Provider(),
	}
}

// Names returns the names of every provider, as the catalogue's "platform" has them.
func Names() []string {
	var names []string
	for _, p := range Providers() {
		names = append(names, p.Name)
	}
	return names
}
