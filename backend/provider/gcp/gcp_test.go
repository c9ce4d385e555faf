package gcp_test

import (
	"testing"

	"isserviceup/backend/provider/gcp"
	"isserviceup/backend/provider/providertest"
)

func FuzzParse(f *testing.F) { providertest.Fuzz(f, gcp.Provider()) }

func BenchmarkParse(b *testing.B) { providertest.Benchmark(b, gcp.Provider()) }
