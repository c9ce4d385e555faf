package tabular

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// benchmarkRows is how many rows the workbook of the benchmarks has.
const benchmarkRows = 100_000

// benchmarkBook writes an incident log with dates.
func benchmarkBook(b *testing.B) string {
	b.Helper()
	book := excelize.NewFile()
	moment, err := book.NewStyle(&excelize.Style{NumFmt: 22})
	if err != nil {
		b.Fatal(err)
	}
	sheet, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	at := time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC)
	if err := sheet.SetRow("A1", []any{"services", "state", "stage", "creationtime", "recentreporttime"}); err != nil {
		b.Fatal(err)
	}
	for i := range benchmarkRows {
		created := at.Add(time.Duration(i) * 473 * time.Second)
		row := []any{fmt.Sprintf("Service number %d", i%40), "closed", "prd", excelize.Cell{StyleID: moment, Value: created},
			excelize.Cell{StyleID: moment, Value: created.Add(time.Hour)}}
		if err := sheet.SetRow(fmt.Sprintf("A%d", i+2), row); err != nil {
			b.Fatal(err)
		}
	}
	if err := sheet.Flush(); err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "log.xlsx")
	if err := book.SaveAs(path); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkReadXLSX opens and reads a workbook of 100,000 rows and five columns, two of them dates.
func BenchmarkReadXLSX(b *testing.B) {
	path := benchmarkBook(b)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	for workers := 1; workers <= 2; workers++ {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			b.SetBytes(info.Size())
			b.ReportAllocs()
			for b.Loop() {
				file, err := Open(b.Context(), path, Options{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := file.Read(b.Context(), workers, nil, passOver); err != nil {
					b.Fatal(err)
				}
				if err := file.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReadXLSXByExcelize is what the rows of excelize take, without telling dates from numbers.
func BenchmarkReadXLSXByExcelize(b *testing.B) {
	path := benchmarkBook(b)
	b.ReportAllocs()
	for b.Loop() {
		book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		rows, err := book.Rows("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			if _, err := rows.Columns(excelize.Options{RawCellValue: true}); err != nil {
				b.Fatal(err)
			}
		}
		if err := book.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
