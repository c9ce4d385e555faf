package incidentlog

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"isserviceup/backend/tabular"
)

func TestReadIsTheNaiveWay(t *testing.T) {
	t.Parallel()
	generator := tables()
	rapid.Check(t, func(rt *rapid.T) {
		table := generator.Draw(rt, "table")
		r := read(t, table.csv(), Choices{})
		if diff := cmp.Diff(table.naive(), verdictOf(r)); diff != "" {
			rt.Fatalf("%s\n%s", table.csv(), diff)
		}
		if r.Log != nil {
			wellFormed(t, r.Log)
		}
	})
}

// memory hands out the rows of a table in blocks of these sizes, over and over, to several goroutines. As with a file, a
// row holds only until the next one.
type memory struct {
	table   table
	sizes   []int
	workers int
}

func (m memory) source(_ context.Context, handle func(int, rows) error) (tabular.Result, error) {
	var lock sync.Mutex
	next, index := 0, 0
	cut := func() (block *memoryBlock, number int) {
		lock.Lock()
		defer lock.Unlock()
		if next == len(m.table) {
			return nil, 0
		}
		end := min(next+m.sizes[index%len(m.sizes)], len(m.table))
		block = &memoryBlock{rows: m.table[next:end], line: next + 2}
		next, index = end, index+1
		return block, index - 1
	}
	var group sync.WaitGroup
	for range m.workers {
		group.Go(func() {
			for block, number := cut(); block != nil; block, number = cut() {
				_ = handle(number, block) // the reader's handle has no error
			}
		})
	}
	group.Wait()
	return tabular.Result{Rows: len(m.table)}, nil
}

type memoryBlock struct {
	rows  [][]string
	line  int
	cells [][]byte
}

func (b *memoryBlock) Next() (tabular.Row, bool) {
	for _, cell := range b.cells {
		clear(cell)
	}
	if len(b.rows) == 0 {
		return tabular.Row{}, false
	}
	row := tabular.Row{Line: b.line}
	for _, cell := range b.rows[0] {
		row.Cells = append(row.Cells, []byte(cell))
	}
	if header := len(tableHeader()); len(row.Cells) > header {
		row.Cells, row.Problem = row.Cells[:header], fmt.Sprintf("%d cells, the header has %d", len(row.Cells), header)
	}
	b.rows, b.cells = b.rows[1:], row.Cells
	b.line++
	return row, true
}

func TestBlocksAndWorkersDoNotMatter(t *testing.T) {
	t.Parallel()
	generator := tables()
	rapid.Check(t, func(rt *rapid.T) {
		table := generator.Draw(rt, "table")
		m := memory{
			table: table, sizes: rapid.SliceOfN(rapid.IntRange(1, 9), 1, 5).Draw(rt, "sizes"), workers: rapid.IntRange(1, 4).Draw(rt, "workers"),
		}
		r, err := readFile(context.Background(), &tabular.File{Header: tableHeader(), HeaderLine: 1}, m.source, Choices{Now: now})
		if err != nil {
			rt.Fatal(err)
		}
		whole := read(t, table.csv(), Choices{})
		if diff := cmp.Diff(verdictOf(whole), verdictOf(r)); diff != "" {
			rt.Fatalf("%s\n%s", table.csv(), diff)
		}
		if diff := cmp.Diff(whole.Log, r.Log); diff != "" {
			rt.Fatalf("the columns differ: %s", diff)
		}
		if diff := cmp.Diff(whole.First, r.First); diff != "" {
			rt.Fatalf("the first rows differ: %s", diff)
		}
	})
}

func TestAFileThatRefutesItsBeginningIsReadAgain(t *testing.T) {
	t.Parallel()
	m := memory{sizes: []int{1}, workers: 1, table: table{
		{"A", "open", "prd", "13/01/2026", "", ""}, {"A", "open", "prd", "02/03/2026", "", ""},
		{"B", "open", "prd", "01/14/2026", "", ""}, {"B", "open", "prd", "01/15/2026", "", ""},
	}}
	r, err := readFile(context.Background(), &tabular.File{Header: tableHeader(), HeaderLine: 1}, m.source, Choices{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	want := "B open prd 2026-01-14T00:00:00Z -\nB open prd 2026-01-15T00:00:00Z -\nA open prd 2026-02-03T00:00:00Z -\n"
	if diff := cmp.Diff(want, rowsOf(r.Log)); diff != "" || r.Order != tabular.MDY || r.Rejected != 1 {
		t.Errorf("order %s, %d rejected, rows: %s", r.Order, r.Rejected, diff)
	}
}

// logs draws logs, some with ids.
func logs(t *testing.T) *rapid.Generator[*Log] {
	return rapid.Map(tables(), func(table table) *Log {
		return read(t, table.csv(), Choices{Order: tabular.DMY}).Log
	})
}

func TestExportAndReadAgain(t *testing.T) {
	t.Parallel()
	generator := logs(t)
	zones := []*time.Location{nil, time.UTC, mustZone(t, "Asia/Kolkata"), mustZone(t, "America/New_York")}
	rapid.Check(t, func(rt *rapid.T) {
		log := generator.Draw(rt, "log")
		e := Export{Log: log, Zone: rapid.SampledFrom(zones).Draw(rt, "zone"), About: []string{"Service: \"A\", B;\n C", "a, b, c, d, e, f, g"}}
		var text bytes.Buffer
		n, err := e.CSV(&text)
		if err != nil || n != log.Rows() {
			rt.Fatalf("%d of %d rows, %v", n, log.Rows(), err)
		}
		if n == 0 {
			return
		}
		if diff := cmp.Diff(log, read(t, text.String(), Choices{}).Log); diff != "" {
			rt.Fatalf("%s\n%s", text.String(), diff)
		}
	})
}

func TestAppend(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name             string
		old, added, want string
		duplicates       int
	}{
		{"a row that is there twice is left out twice", "A,1,\nA,1,\n", "A,1,\nA,1,\nA,1,\n", "A,1,\nA,1,\nA,1,\n", 2},
		{"a row that differs is added", "A,1,\n", "A,2,\nB,1,\n", "A,1,\nB,1,\nA,2,\n", 0},
		{"an id takes the old row's place", "A,1,x\nB,1,\n", "C,1,x\n", "C,1,x\nB,1,\n", 1},
		{"and moves with its time", "A,1,x\nB,2,\n", "A,3,x\n", "B,2,\nA,3,x\n", 1},
		{"an id and none are two", "A,1,\n", "A,1,x\n", "A,1,\nA,1,x\n", 0},
		{"none and an id are two", "A,1,x\n", "A,1,\n", "A,1,x\nA,1,\n", 0},
	}
	log := func(rows string) *Log {
		var text strings.Builder
		for row := range strings.Lines(rows) {
			cells := strings.Split(strings.TrimSpace(row), ",")
			fmt.Fprintf(&text, "%s,open,prd,2026-01-0%s,,%s\n", cells[0], cells[1], cells[2])
		}
		return read(t, strings.TrimSpace(standard)+",id\n"+text.String(), Choices{}).Log
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, duplicates := Append(log(c.old), log(c.added))
			if diff := cmp.Diff(rowsOf(log(c.want)), rowsOf(got)); diff != "" || duplicates != c.duplicates {
				t.Errorf("%d duplicates: %s", duplicates, diff)
			}
		})
	}
}

func TestAppendLaws(t *testing.T) {
	t.Parallel()
	generator := logs(t)
	empty := &Log{}
	same := func(rt *rapid.T, law string, want, got *Log) {
		if diff := cmp.Diff(rowsOf(want), rowsOf(got)); diff != "" {
			rt.Errorf("%s: %s", law, diff)
		}
		wellFormed(t, got)
	}
	rapid.Check(t, func(rt *rapid.T) {
		a, b := generator.Draw(rt, "a"), generator.Draw(rt, "b")
		keptA, keptB := rowsOf(a), rowsOf(b)
		sum, duplicates := Append(a, b)
		if sum.Rows() != a.Rows()+b.Rows()-duplicates {
			rt.Errorf("%d and %d rows make %d, with %d duplicates", a.Rows(), b.Rows(), sum.Rows(), duplicates)
		}
		if rowsOf(a) != keptA || rowsOf(b) != keptB {
			rt.Error("a log that was added, or added to, has changed")
		}
		again, duplicates := Append(sum, b)
		same(rt, "what was added is there", sum, again)
		if duplicates != b.Rows() {
			rt.Errorf("%d of %d rows were there", duplicates, b.Rows())
		}
		for law, c := range map[string]struct{ old, added, want *Log }{
			"nothing added": {a, empty, a}, "added to nothing": {empty, a, a}, "added to itself": {a, a, a},
		} {
			got, _ := Append(c.old, c.added)
			same(rt, law, c.want, got)
		}
	})
}
