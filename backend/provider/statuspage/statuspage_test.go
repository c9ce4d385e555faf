package statuspage_test

import (
	"testing"

	"isserviceup/backend/provider/providertest"
	"isserviceup/backend/provider/statuspage"
)

func FuzzParse(f *testing.F) { providertest.Fuzz(f, statuspage.Provider()) }

func BenchmarkParse(b *testing.B) { providertest.Benchmark(b, statuspage.Provider()) }
