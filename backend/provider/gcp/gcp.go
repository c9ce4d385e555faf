// Package gcp reads the status dashboard of Google Cloud. Its schema is that of Google Workspace's dashboard, so the
// reader is provider.Google; here are the address, the products and the regions.
package gcp

import (
	_ "embed"

	"isserviceup/backend/provider"
)

//go:embed products.txt
var products string

//go:embed locations.txt
var locations string

// Provider returns the reader of Google Cloud's dashboard.
func Provider() provider.Provider { return provider.Google("gcp", "/", products, locations) }
