package incidentio_test

import (
	"testing"

	"isserviceup/backend/provider/incidentio"
	"isserviceup/backend/provider/providertest"
)

func FuzzParse(f *testing.F) { providertest.Fuzz(f, incidentio.Provider()) }

func BenchmarkParse(b *testing.B) { providertest.Benchmark(b, incidentio.Provider()) }
