package googleworkspace_test

import (
	"testing"

	"isserviceup/backend/provider/googleworkspace"
	"isserviceup/backend/provider/providertest"
)

func FuzzParse(f *testing.F) { providertest.Fuzz(f, googleworkspace.Provider()) }

func BenchmarkParse(b *testing.B) { providertest.Benchmark(b, googleworkspace.Provider()) }
