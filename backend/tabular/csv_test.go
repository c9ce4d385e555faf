package tabular

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
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
}

type tableRow struct {
	line    int
	cells   []string
	problem string
}

// String writes a table for comparison: the header with its cells between bars, then each row after its line.
func (t table) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", strings.Join(t.header, "|"))
	for _, row := range t.rows {
		fmt.Fprintf(&b, "%d %s", row.line, strings.Join(row.cells, "|"))
		if row.problem != "" {
			fmt.Fprintf(&b, " !%s", row.problem)
		}
		b.WriteByte('\n')
	}
	return b.String()
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

// openText opens a file that holds text.
func openText(t testing.TB, text string, o Options) (*File, error) {
	t.Helper()
	file, err := Open(context.Background(), write(t, text), o)
	if err == nil {
		t.Cleanup(func() { _ = file.Close() })
	}
	return file, err
}

// readAll reads all rows of a file, in their order.
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
	all := table{header: file.Header, result: result}
	for i := range len(blocks) {
		all.rows = append(all.rows, blocks[i]...)
	}
	if err == nil && !slices.IsSortedFunc(all.rows, func(a, b tableRow) int { return cmp.Compare(a.line, b.line) }) {
		err = fmt.Errorf("the rows are not in the order of their lines: %v", all)
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

// warnings writes what a file and its reading warned of, one a line.
func warnings(lists ...[]Warning) string {
	var b strings.Builder
	for _, warning := range slices.Concat(lists...) {
		fmt.Fprintf(&b, "%s (%d, line %d)\n", warning.Reason, warning.Count, warning.FirstLine)
	}
	return b.String()
}
