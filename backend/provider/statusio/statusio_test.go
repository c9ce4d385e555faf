package statusio_test

import (
	"testing"

	"isserviceup/backend/provider/providertest"
	"isserviceup/backend/provider/statusio"
)

func FuzzParse(f *testing.F) { providertest.Fuzz(f, statusio.Provider()) }

func BenchmarkParse(b *testing.B) { providertest.Benchmark(b, statusio.Provider()) }
