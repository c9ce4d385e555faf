package azure_test

import (
	"testing"

	"isserviceup/backend/provider/azure"
	"isserviceup/backend/provider/providertest"
)

func FuzzParse(f *testing.F) { providertest.Fuzz(f, azure.Provider()) }

func BenchmarkParse(b *testing.B) { providertest.Benchmark(b, azure.Provider()) }
