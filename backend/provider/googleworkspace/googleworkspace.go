// Package googleworkspace reads the status dashboard of Google Workspace, below www.google.com. Its schema is that of
// Google Cloud's dashboard, so the reader is provider.Google; here are the address and the products.
package googleworkspace

import (
	_ "embed"

	"isserviceup/backend/provider"
)

//go:embed products.txt
var products string

// Provider returns the reader of Google Workspace's dashboard.
func Provider() provider.Provider {
	return provider.Google("googleworkspace", "/appsstatus/dashboard/", products, "")
}
