package providertest

import (
	"bytes"
	"testing"

	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// Green tells whether a reading says that all is well, or well but for planned work.
func Green(r status.Reading, err error) bool {
	return err == nil && (r.Level == status.Operational || r.Level == status.UnderMaintenance)
}

// Fuzz feeds arbitrary bytes to p's Parse and ParseHistory, one page at a time, seeded with the cases of testdata. Neither may
// panic or hang, and a document that does not even look like its format is never green.
func Fuzz(f *testing.F, p provider.Provider) {
	cases := Cases(f, p, "testdata")
	for _, c := range cases {
		for i, page := range c.Pages {
			f.Add(uint8(i), page)
		}
	}
	service := cases[0].Service
	pages := p.Pages(service)
	f.Fuzz(func(t *testing.T, index uint8, body []byte) {
		i := int(index) % len(pages)
		bodies := make([][]byte, len(pages))
		bodies[i] = body
		r, err := p.Parse(service, bodies, Now)
		if Green(r, err) && provider.Looks(body, pages[i].Format) != nil {
			t.Fatalf("level %v for a document that is not what the page serves", r.Level)
		}
		if p.ParseHistory != nil {
			past := make([][]byte, len(p.HistoryPages(service)))
			past[int(index)%len(past)] = body
			_, _ = p.ParseHistory(service, past, Now)
		}
	})
}

// Benchmark measures p's Parse on the largest case of testdata.
func Benchmark(b *testing.B, p provider.Provider) {
	var largest Case
	size := 0
	for _, c := range Cases(b, p, "testdata") {
		if n := len(bytes.Join(c.Pages, nil)); !c.History && n > size {
			largest, size = c, n
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Parse(largest.Service, largest.Pages, largest.Now); err != nil && largest.Level != status.Unknown {
			b.Fatal(err)
		}
	}
}
