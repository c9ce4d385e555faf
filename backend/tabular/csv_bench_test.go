package tabular

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkRead reads a million rows, of which there are one third as many with quotes and lines in them.
func BenchmarkRead(b *testing.B) {
	for name, rows := range map[string]string{
		"bare":   "Payments API,closed,prd,2026-01-01 10:00:00,2026-01-01T12:30:00Z,INC0012345\n",
		"quoted": "\"Payments API\",\"closed\",\"prd\",\"2026-01-01 10:00:00\",\"2026-01-01T12:30:00Z\",\"INC0012345\"\n",
		"mixed":  "\"Payments, API\",closed,prd,2026-01-01 10:00:00,2026-01-01T12:30:00Z,INC0012345\r\n",
		"accent": "Zahlungen für Köln,closed,prd,2026-01-01 10:00:00,2026-01-01T12:30:00Z,INC0012345\n",
	} {
		text := "services,state,stage,creationtime,recentreporttime,id\n" + strings.Repeat(rows, 1_000_000)
		path := write(b, text)
		for workers := 1; workers <= 2; workers++ {
			b.Run(fmt.Sprintf("%s/%d", name, workers), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					readBlocks(b, path, workers)
				}
			})
		}
	}
}

func readBlocks(b *testing.B, path string, workers int) {
	file, err := Open(context.Background(), path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	_, err = file.Read(context.Background(), workers, nil, func(block *Block) error {
		for _, ok := block.Next(); ok; {
			_, ok = block.Next()
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
}
