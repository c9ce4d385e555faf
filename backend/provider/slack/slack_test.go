package slack_test

import (
	"testing"

	"isserviceup/backend/provider/providertest"
	"isserviceup/backend/provider/slack"
)

func FuzzParse(f *testing.F) { providertest.Fuzz(f, slack.Provider()) }

func BenchmarkParse(b *testing.B) { providertest.Benchmark(b, slack.Provider()) }
