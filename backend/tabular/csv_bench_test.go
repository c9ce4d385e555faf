package tabular

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkRead reads a million rows, written in ways that take more and less looking.
func BenchmarkRead(b *testing.B) {
	for _, file := range []struct{ name, row string }{
		{"bare", "Payments API,closed,prd,2026-01-01 10:00:00,2026-01-01T12:30:00Z,INC0012345\n"},
		{"one in quotes", "\"Payments, API\",closed,prd,2026-01-01 10:00:00,2026-01-01T12:30:00Z,INC0012345\r\n"},
		{"all in quotes", "\"Payments API\",\"closed\",\"prd\",\"2026-01-01 10:00:00\",\"2026-01-01T12:30:00Z\",\"INC0012345\"\n"},
		{"not ASCII", "Zahlungen für Köln,closed,prd,2026-01-01 10:00:00,2026-01-01T12:30:00Z,INC0012345\n"},
	} {
		path := filepath.Join(b.TempDir(), "log.csv")
		size := writeRows(b, path, file.row, 1_000_000)
		for workers := 1; workers <= 2; workers++ {
			b.Run(fmt.Sprintf("%s/workers=%d", file.name, workers), func(b *testing.B) {
				b.SetBytes(size)
				b.ReportAllocs()
				for b.Loop() {
					readFile(b, path, workers)
				}
			})
		}
	}
}

// writeRows writes a CSV with the same row many times, and returns its size.
func writeRows(b *testing.B, path, row string, rows int) int64 {
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	_, _ = w.WriteString("services,state,stage,creationtime,recentreporttime,id\n")
	for range rows {
		_, _ = w.WriteString(row) // an error stays until Flush
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

func readFile(b *testing.B, path string, workers int) {
	file, err := Open(context.Background(), path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err = file.Read(context.Background(), workers, nil, readRows); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
}
