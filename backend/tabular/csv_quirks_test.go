package tabular

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// table is what a file says.
type table struct {
	header []string
	rows   []tableRow
	result Result
	file   *File
}

type tableRow struct {
	line    int
	cells   []string
	problem string
}

// text writes the table in one line: the header, then each row with its line.
func (t table) cells() [][]string {
	var all [][]string
	for _, row := range t.rows {
		all = append(all, row.cells)
	}
	return all
}

// write puts text into a file of its own.
func write(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "log.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// openText opens a file that holds text, with blocks of a size; 0: the usual one.
func openText(t testing.TB, text string, o Options, block int) (*File, error) {
	t.Helper()
	file, err := Open(context.Background(), write(t, text), o)
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { _ = file.Close() })
	if block > 0 {
		file.source.(*csvSource).block = block
	}
	return file, nil
}

// readAll reads all rows of a file in their order.
func readAll(file *File, workers int) (table, error) {
	var mu sync.Mutex
	blocks := map[int][]tableRow{}
	result, err := file.Read(context.Background(), workers, nil, func(b *Block) error {
		var rows []tableRow
		for row, ok := b.Next(); ok; row, ok = b.Next() {
			rows = append(rows, tableRow{row.Line, texts(row.Cells), row.Problem})
		}
		mu.Lock()
		defer mu.Unlock()
		blocks[b.Index] = rows
		return nil
	})
	all := table{header: file.Header, result: result, file: file}
	for i := range len(blocks) {
		all.rows = append(all.rows, blocks[i]...)
	}
	if !slices.IsSortedFunc(all.rows, func(a, b tableRow) int { return cmp.Compare(a.line, b.line) }) {
		panic("rows are not in the order of their lines")
	}
	return all, err
}

func texts(cells [][]byte) []string {
	all := make([]string, len(cells))
	for i, cell := range cells {
		all[i] = string(cell)
	}
	return all
}

func TestSmoke(t *testing.T) {
	var b strings.Builder
	b.WriteString("services,state,stage,creationtime,recentreporttime\n")
	for range 100000 {
		b.WriteString("Payments API,closed,prd,2026-01-01 10:00:00,2026-01-01T12:30:00Z\n")
	}
	file, err := openText(t, b.String(), Options{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	all, err := readAll(file, runtime.NumCPU())
	if err != nil || len(all.rows) != 100000 {
		t.Fatal(err, len(all.rows))
	}
	t.Log(all.rows[99999], all.header)
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString("services,state,stage,creationtime,recentreporttime,id\n")
	for range 1000000 {
		text.WriteString("Payments API,closed,prd,2026-01-01 10:00:00,2026-01-01T12:30:00Z,INC0012345\n")
	}
	path := write(b, text.String())
	for _, workers := range []int{1, 2} {
		b.Run(string(rune('0'+workers)), func(b *testing.B) {
			b.SetBytes(int64(text.Len()))
			b.ReportAllocs()
			for b.Loop() {
				file, err := Open(context.Background(), path, Options{})
				if err != nil {
					b.Fatal(err)
				}
				_, err = file.Read(context.Background(), workers, nil, func(block *Block) error {
					n := 0
					for row, ok := block.Next(); ok; row, ok = block.Next() {
						n += len(row.Cells)
					}
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
				file.Close()
			}
		})
	}
}
