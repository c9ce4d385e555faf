package aws_test

import (
	"testing"

	"isserviceup/backend/provider/aws"
	"isserviceup/backend/provider/providertest"
)

func FuzzParse(f *testing.F) { providertest.Fuzz(f, aws.Provider()) }

func BenchmarkParse(b *testing.B) { providertest.Benchmark(b, aws.Provider()) }
